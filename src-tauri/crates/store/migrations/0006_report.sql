-- Version 6: what the board report is to hold. Its logo has a row of its own, so that a changed sentence does not carry the
-- picture into the log again.

CREATE TABLE report (
    seq             INTEGER PRIMARY KEY CHECK (seq = 1),
    key             TEXT NOT NULL UNIQUE CHECK (key = 'report'),
    audience        TEXT NOT NULL CHECK (audience IN ('board', 'hr', 'team')),
    organisation    TEXT NOT NULL,
    own_words       TEXT NOT NULL,
    sections        TEXT NOT NULL CHECK (json_type(sections) = 'array'),
    scenarios       TEXT CHECK (json_type(scenarios) = 'array'),
    decision_on     INTEGER,
    names           INTEGER NOT NULL CHECK (names IN (0, 1)),
    smallest_group  INTEGER NOT NULL CHECK (smallest_group BETWEEN 3 AND 10),
    paper           TEXT NOT NULL CHECK (paper IN ('a4', 'letter'))
) STRICT;

CREATE TABLE report_logo (
    seq   INTEGER PRIMARY KEY CHECK (seq = 1),
    key   TEXT NOT NULL UNIQUE CHECK (key = 'logo'),
    name  TEXT NOT NULL,
    data  TEXT NOT NULL
) STRICT;
