-- Version 8: how long what is known of people is kept, and which erasures have not yet been followed by writing the file anew.

-- Months after which each kind of data is due to be erased; nothing where it is kept.
CREATE TABLE retention (
    seq              INTEGER PRIMARY KEY CHECK (seq = 1),
    key              TEXT NOT NULL UNIQUE CHECK (key = 'retention'),
    people_who_left  INTEGER CHECK (people_who_left BETWEEN 1 AND 600),
    claims           INTEGER CHECK (claims BETWEEN 1 AND 600),
    notes            INTEGER CHECK (notes BETWEEN 1 AND 600),
    superseded       INTEGER CHECK (superseded BETWEEN 1 AND 600),
    pulses           INTEGER CHECK (pulses BETWEEN 1 AND 600)
) STRICT;

-- An erasure after which old copies of rows may still lie in the unused parts of pages; its row goes once they are gone.
CREATE TABLE unwiped (
    operation  INTEGER PRIMARY KEY REFERENCES operation (seq)
) STRICT;
