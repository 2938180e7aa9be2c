-- Version 5: the team that a scenario plans for, what its user wants of the plan, the seats that it adds, and what was found.
-- Nothing of it is known of the scenarios that are there already, and the log's images of them say nothing of it.

ALTER TABLE scenario ADD COLUMN team INTEGER REFERENCES team (seq) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE scenario ADD COLUMN wishes TEXT CHECK (json_type(wishes) = 'array');
ALTER TABLE scenario ADD COLUMN extra_seats TEXT CHECK (json_type(extra_seats) = 'array');
ALTER TABLE scenario ADD COLUMN outcome TEXT CHECK (json_type(outcome) = 'object');
