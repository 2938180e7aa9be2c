-- Version 7: each operation carries the SHA-256 of the one before it and of what it did itself (`chain.rs`). The operations
-- that are there already get theirs with the migration; from then on none changes.

DROP TRIGGER operation_is_not_changed;
ALTER TABLE operation ADD COLUMN hash BLOB CHECK (length(hash) = 32);
CREATE TRIGGER operation_is_not_changed BEFORE UPDATE ON operation WHEN OLD.hash IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
