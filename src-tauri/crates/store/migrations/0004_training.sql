-- Version 4: who gives a training item, where it is, what must be known before, and which of its figures are guesses.
-- Nothing of it is known of the items that are there already, and the log's images of them say nothing of it.

ALTER TABLE training_item ADD COLUMN provider TEXT;
ALTER TABLE training_item ADD COLUMN address TEXT;
ALTER TABLE training_item ADD COLUMN delivery TEXT
    CHECK (delivery IN ('course', 'lab', 'certificate', 'reading'));
ALTER TABLE training_item ADD COLUMN prior_knowledge INTEGER CHECK (prior_knowledge BETWEEN 1 AND 5);
ALTER TABLE training_item ADD COLUMN vendor_neutrality TEXT CHECK (vendor_neutrality IN ('agnostic', 'centric'));
ALTER TABLE training_item ADD COLUMN requires TEXT;
ALTER TABLE training_item ADD COLUMN estimated TEXT CHECK (json_type(estimated) = 'object');
