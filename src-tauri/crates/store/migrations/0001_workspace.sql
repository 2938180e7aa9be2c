-- The workspace file, version 1.
--
-- Every row that a user names has a globally unique `id` (UUID v7, 16 bytes) or `key` (text), and a `seq` that keeps
-- the order of display and is what other rows of the file refer to. A `seq` is never handed out twice: undo puts a
-- removed row back under its own. Dates are day numbers (1 = 1 January of the year 1), times are UTC milliseconds since 1970.
-- References are checked at the commit, so that one operation may remove a row and all that refers to it in any order.

CREATE TABLE setting (
    seq        INTEGER PRIMARY KEY CHECK (seq = 1),
    key        TEXT NOT NULL UNIQUE CHECK (key = 'settings'),
    name       TEXT NOT NULL,
    currency   TEXT NOT NULL,
    benchmark  TEXT NOT NULL,
    weights    TEXT NOT NULL CHECK (json_valid(weights)),
    need_line  REAL NOT NULL CHECK (need_line BETWEEN 0 AND 100),
    reach      INTEGER NOT NULL CHECK (reach BETWEEN 1 AND 3)
) STRICT;

CREATE TABLE area (
    seq   INTEGER PRIMARY KEY AUTOINCREMENT,
    key   TEXT NOT NULL UNIQUE,
    name  TEXT NOT NULL
) STRICT;

-- Every competency that assessments may refer to. Its row stays when the competency is removed, so that the facts
-- recorded under this number never come to mean another competency.
CREATE TABLE known_competency (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    key  TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE competency (
    seq             INTEGER PRIMARY KEY REFERENCES known_competency (seq) DEFERRABLE INITIALLY DEFERRED,
    key             TEXT NOT NULL UNIQUE,
    area            INTEGER NOT NULL REFERENCES area (seq) DEFERRABLE INITIALLY DEFERRED,
    name            TEXT NOT NULL,
    recheck_months  INTEGER NOT NULL CHECK (recheck_months >= 1),
    descriptors     TEXT NOT NULL CHECK (json_array_length(descriptors) IN (0, 5))
) STRICT;
CREATE INDEX competency_area ON competency (area);

CREATE TABLE team (
    seq   INTEGER PRIMARY KEY AUTOINCREMENT,
    id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name  TEXT NOT NULL
) STRICT;

CREATE TABLE role (
    seq              INTEGER PRIMARY KEY AUTOINCREMENT,
    id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name             TEXT NOT NULL,
    attrition        REAL NOT NULL CHECK (attrition BETWEEN 0 AND 1),
    annual_cost      REAL NOT NULL CHECK (annual_cost >= 0),
    hiring_cost      REAL NOT NULL CHECK (hiring_cost >= 0),
    contractor_rate  REAL NOT NULL CHECK (contractor_rate >= 0),
    weeks_to_fill    REAL NOT NULL CHECK (weeks_to_fill >= 0),
    weeks_to_ramp    REAL NOT NULL CHECK (weeks_to_ramp >= 0)
) STRICT;

-- `place` is the target's place in its role's list.
CREATE TABLE target (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    role        INTEGER NOT NULL REFERENCES role (seq) DEFERRABLE INITIALLY DEFERRED,
    competency  INTEGER NOT NULL REFERENCES competency (seq) DEFERRABLE INITIALLY DEFERRED,
    place       INTEGER NOT NULL,
    level       INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
    importance  INTEGER NOT NULL CHECK (importance BETWEEN 1 AND 3),
    UNIQUE (role, competency)
) STRICT;
CREATE INDEX target_competency ON target (competency);

-- Every person that assessments may refer to; as known_competency.
CREATE TABLE known_person (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    id   BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;

CREATE TABLE person (
    seq             INTEGER PRIMARY KEY REFERENCES known_person (seq) DEFERRABLE INITIALLY DEFERRED,
    id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name            TEXT NOT NULL,
    team            INTEGER NOT NULL REFERENCES team (seq) DEFERRABLE INITIALLY DEFERRED,
    role            INTEGER REFERENCES role (seq) DEFERRABLE INITIALLY DEFERRED,
    started_on      INTEGER,
    leaves_on       INTEGER,
    borrowed        INTEGER NOT NULL CHECK (borrowed IN (0, 1)),
    learning_hours  REAL NOT NULL CHECK (learning_hours >= 0)
) STRICT;
CREATE INDEX person_team ON person (team);
CREATE INDEX person_role ON person (role);

CREATE TABLE position (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    team       INTEGER NOT NULL REFERENCES team (seq) DEFERRABLE INITIALLY DEFERRED,
    role       INTEGER NOT NULL REFERENCES role (seq) DEFERRABLE INITIALLY DEFERRED,
    seats      INTEGER NOT NULL CHECK (seats >= 1),
    needed_by  INTEGER
) STRICT;
CREATE INDEX position_team ON position (team);
CREATE INDEX position_role ON position (role);

-- `offered` and `responses` are read and written whole, so they are JSON: area keys, and objects with area keys.
CREATE TABLE pulse (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    asked_on   INTEGER NOT NULL,
    series     TEXT NOT NULL,
    offered    TEXT NOT NULL CHECK (json_type(offered) = 'array'),
    responses  TEXT NOT NULL CHECK (json_type(responses) = 'array')
) STRICT;

CREATE TABLE training_item (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    cost       REAL NOT NULL CHECK (cost >= 0),
    hours      REAL NOT NULL CHECK (hours >= 0),
    pass_rate  REAL NOT NULL CHECK (pass_rate BETWEEN 0 AND 1),
    lifts      TEXT NOT NULL CHECK (json_type(lifts) = 'array')
) STRICT;

CREATE TABLE scenario (
    seq                INTEGER PRIMARY KEY AUTOINCREMENT,
    id                 BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name               TEXT NOT NULL,
    budget             REAL NOT NULL CHECK (budget >= 0),
    hires              INTEGER NOT NULL CHECK (hires >= 0),
    borrowed_quarters  INTEGER NOT NULL CHECK (borrowed_quarters >= 0),
    quarters           INTEGER NOT NULL CHECK (quarters >= 1),
    actions            TEXT NOT NULL CHECK (json_type(actions) = 'array')
) STRICT;

-- Benchmark editions of the user's own; the published ones come with the program.
CREATE TABLE benchmark (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    key         TEXT NOT NULL UNIQUE,
    publisher   TEXT NOT NULL,
    report      TEXT NOT NULL,
    edition     TEXT NOT NULL,
    population  TEXT NOT NULL,
    n           INTEGER NOT NULL CHECK (n >= 0),
    field_date  TEXT NOT NULL,
    notes       TEXT NOT NULL CHECK (json_type(notes) = 'array')
) STRICT;

CREATE TABLE figure (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    benchmark   INTEGER NOT NULL REFERENCES benchmark (seq) DEFERRABLE INITIALLY DEFERRED,
    area        INTEGER NOT NULL REFERENCES area (seq) DEFERRABLE INITIALLY DEFERRED,
    percent     REAL NOT NULL CHECK (percent BETWEEN 0 AND 100),
    kind        TEXT NOT NULL,
    n           INTEGER NOT NULL CHECK (n >= 0),
    question    TEXT NOT NULL,
    series      TEXT NOT NULL,
    source      TEXT NOT NULL,
    confidence  TEXT NOT NULL,
    together    TEXT,
    note        TEXT,
    UNIQUE (benchmark, area, kind)
) STRICT;
CREATE INDEX figure_area ON figure (area);

-- The log. `recorded` counts the assessments that carry the operation.
CREATE TABLE operation (
    seq       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind      TEXT NOT NULL,
    label     TEXT NOT NULL,
    at        INTEGER NOT NULL,
    reverts   INTEGER REFERENCES operation (seq),
    recorded  INTEGER NOT NULL CHECK (recorded >= 0)
) STRICT;

-- `before` and `after` are the row's columns as a JSON object, in which references are the ids or keys of the rows meant.
CREATE TABLE operation_change (
    seq         INTEGER PRIMARY KEY,
    operation   INTEGER NOT NULL REFERENCES operation (seq),
    table_name  TEXT NOT NULL,
    row_key     TEXT NOT NULL,
    before      TEXT CHECK (before IS NULL OR json_type(before) = 'object'),
    after       TEXT CHECK (after IS NULL OR json_type(after) = 'object'),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX operation_change_operation ON operation_change (operation);

-- Facts, in the order in which they were recorded. `person` and `competency` are numbers of known_person and
-- known_competency, `source` is the place of the source in self, peer, manager, exam, lab, work. There are no foreign keys:
-- millions are written at once, the write path resolves every number, and `check` verifies them.
CREATE TABLE assessment (
    seq          INTEGER PRIMARY KEY,
    person       INTEGER NOT NULL,
    competency   INTEGER NOT NULL,
    assessed_on  INTEGER NOT NULL,
    level        INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4),
    source       INTEGER NOT NULL CHECK (source BETWEEN 0 AND 5),
    operation    INTEGER NOT NULL,
    recorded_at  INTEGER NOT NULL,
    id           BLOB NOT NULL CHECK (length(id) = 16),
    assessor     TEXT,
    note         TEXT
) STRICT;
CREATE UNIQUE INDEX assessment_id ON assessment (id);
CREATE INDEX assessment_cell ON assessment (person, competency);

-- One assessment, or all that an operation recorded, taken back.
CREATE TABLE retraction (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    assessment  INTEGER UNIQUE REFERENCES assessment (seq) DEFERRABLE INITIALLY DEFERRED,
    operation   INTEGER UNIQUE REFERENCES operation (seq) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((assessment IS NULL) <> (operation IS NULL))
) STRICT;

CREATE TRIGGER operation_is_not_changed BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER operation_is_not_removed BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER operation_change_is_not_changed BEFORE UPDATE ON operation_change
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER operation_change_is_not_removed BEFORE DELETE ON operation_change
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER assessment_is_not_changed BEFORE UPDATE ON assessment
BEGIN SELECT RAISE(ABORT, 'assessments are facts'); END;
CREATE TRIGGER assessment_is_not_removed BEFORE DELETE ON assessment
BEGIN SELECT RAISE(ABORT, 'assessments are facts'); END;
