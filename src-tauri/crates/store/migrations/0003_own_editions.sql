-- Version 3: benchmark editions of the user's own; the published ones come with the program.

-- The tables of version 1 for them were never written to. An edition is read and written whole, so what it lists is JSON.
DROP TABLE figure;
DROP TABLE benchmark;
CREATE TABLE benchmark (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT NOT NULL UNIQUE,
    publisher     TEXT NOT NULL,
    report        TEXT NOT NULL,
    edition       TEXT NOT NULL,
    year          INTEGER NOT NULL CHECK (year BETWEEN 1 AND 65535),
    population    TEXT NOT NULL,
    n             INTEGER CHECK (n >= 1),
    n_confidence  TEXT,
    n_note        TEXT,
    field_date    TEXT NOT NULL,
    published     TEXT,
    url           TEXT,
    notes         TEXT NOT NULL CHECK (json_type(notes) = 'array'),
    figures       TEXT NOT NULL CHECK (json_type(figures) = 'array'),
    statistics    TEXT NOT NULL CHECK (json_type(statistics) = 'array'),
    conflicts     TEXT NOT NULL CHECK (json_type(conflicts) = 'array'),
    CHECK (n IS NOT NULL OR n_note IS NOT NULL)
) STRICT;
