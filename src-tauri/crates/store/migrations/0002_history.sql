-- Version 2: what the history and the next import need to know.

-- `key` tells the columns; `answers` are read and written whole, so they are JSON.
CREATE TABLE import_mapping (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT NOT NULL UNIQUE,
    imported_on  INTEGER NOT NULL,
    answers      TEXT NOT NULL CHECK (json_type(answers) = 'object')
) STRICT;

-- What an operation recorded, for the history. Operations only grow, so this index grows at its end, which is cheap.
CREATE INDEX assessment_operation ON assessment (operation);
