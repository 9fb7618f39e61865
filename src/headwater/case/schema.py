"""The tables of a case, as named migrations: each is run once, in order, in a transaction of its own.

Report bytes, acquisitions, captures, what could not be read, options, judgements and the log are precious. Every other
table is derived: it holds the JSON body of a value of ``headwater.model`` and columns that SQLite computes from that
body, so the two can never differ, and it can be rebuilt from the precious ones. What is ``kept``, ``pending`` or
``given_up`` only saves time and may go at will.
"""

import sqlite3
from collections.abc import Callable

from headwater.case import log

APPLICATION_ID = 0x48445752  # "HDWR"

_PRECIOUS = """
CREATE TABLE report (
    id     TEXT PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    given  TEXT NOT NULL,
    raw    BLOB NOT NULL
) STRICT;

CREATE TABLE acquisition (
    report   TEXT NOT NULL REFERENCES report (id),
    path     TEXT NOT NULL,
    name     TEXT NOT NULL,
    obtained TEXT NOT NULL,
    PRIMARY KEY (report, path, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE unread (
    path TEXT PRIMARY KEY,
    why  TEXT NOT NULL,
    seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE judgement (
    id      TEXT PRIMARY KEY,
    target  TEXT NOT NULL,
    verdict TEXT NOT NULL,
    who     TEXT NOT NULL,
    "when"  TEXT NOT NULL,
    why     TEXT
) STRICT;
"""

_DERIVED = """
CREATE TABLE step (
    name        TEXT PRIMARY KEY,
    version     TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (
    number      INTEGER PRIMARY KEY,
    report      TEXT NOT NULL UNIQUE REFERENCES report (id),
    fingerprint TEXT NOT NULL,
    body        TEXT NOT NULL,
    title       TEXT AS (json_extract(body, '$.text.title')),
    outlet      TEXT AS (json_extract(body, '$.text.outlet')),
    published   TEXT AS (json_extract(body, '$.text.published')),
    language    TEXT AS (json_extract(body, '$.text.language')),
    text        TEXT AS (json_extract(body, '$.text.text'))
) STRICT;

CREATE TABLE claim (
    number    INTEGER PRIMARY KEY,
    body      TEXT NOT NULL,
    id        TEXT AS (json_extract(body, '$.id')),
    report    TEXT AS (json_extract(body, '$.report')),
    start     INTEGER AS (json_extract(body, '$.start')),
    quote     TEXT AS (json_extract(body, '$.quote')),
    speaker   TEXT AS (json_extract(body, '$.attribution.speaker')),
    predicate TEXT AS (json_extract(body, '$.predicate')),
    modality  TEXT AS (json_extract(body, '$.modality')),
    polarity  TEXT AS (json_extract(body, '$.polarity'))
) STRICT;
CREATE UNIQUE INDEX claim_id ON claim (id);
CREATE INDEX claim_report ON claim (report, start);

CREATE TABLE derivation (
    body      TEXT NOT NULL,
    report    TEXT AS (json_extract(body, '$.report')),
    source    TEXT AS (json_extract(body, '$.source')),
    degree    TEXT AS (json_extract(body, '$.degree')),
    direction TEXT AS (json_extract(body, '$.direction')),
    score     REAL AS (json_extract(body, '$.score'))
) STRICT;
CREATE UNIQUE INDEX derivation_pair ON derivation (report, source);
CREATE INDEX derivation_source ON derivation (source);

CREATE TABLE possible (
    body  TEXT NOT NULL,
    a     TEXT AS (json_extract(body, '$.a')),
    b     TEXT AS (json_extract(body, '$.b')),
    score REAL AS (json_extract(body, '$.score'))
) STRICT;
CREATE UNIQUE INDEX possible_pair ON possible (a, b);
CREATE INDEX possible_b ON possible (b);

CREATE TABLE origin (
    body    TEXT NOT NULL,
    id      TEXT AS (json_extract(body, '$.id')),
    name    TEXT AS (json_extract(body, '$.name')),
    kind    TEXT AS (json_extract(body, '$.kind')),
    in_case INTEGER AS (json_extract(body, '$.in_case'))
) STRICT;
CREATE UNIQUE INDEX origin_id ON origin (id);

CREATE TABLE root (
    body   TEXT NOT NULL,
    report TEXT AS (json_extract(body, '$.report')),
    start  INTEGER AS (json_extract(body, '$.start')),
    origin TEXT AS (json_extract(body, '$.origin'))
) STRICT;
CREATE INDEX root_report ON root (report, start);
CREATE INDEX root_origin ON root (origin);

CREATE TABLE aligned (
    body TEXT NOT NULL,
    a    TEXT AS (json_extract(body, '$.a.report')),
    b    TEXT AS (json_extract(body, '$.b.report'))
) STRICT;
CREATE INDEX aligned_a ON aligned (a, b);
CREATE INDEX aligned_b ON aligned (b);

CREATE TABLE finding (
    body         TEXT NOT NULL,
    id           TEXT AS (json_extract(body, '$.id')),
    statement    TEXT AS (json_extract(body, '$.statement')),
    standing     TEXT AS (json_extract(body, '$.standing')),
    disputed     INTEGER AS (json_extract(body, '$.disputed')),
    origins_low  INTEGER AS (json_extract(body, '$.origins_low')),
    origins_high INTEGER AS (json_extract(body, '$.origins_high')),
    claims       INTEGER AS (json_array_length(body, '$.claims')),
    reports      INTEGER AS (json_array_length(body, '$.reports'))
) STRICT;
CREATE UNIQUE INDEX finding_id ON finding (id);
CREATE INDEX finding_standing ON finding (standing, origins_high, claims);

CREATE TABLE finding_claim (
    claim   TEXT NOT NULL,
    finding TEXT NOT NULL,
    PRIMARY KEY (claim, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
    body      TEXT NOT NULL,
    framework TEXT AS (json_extract(body, '$.framework')),
    edition   TEXT AS (json_extract(body, '$.edition')),
    code      TEXT AS (json_extract(body, '$.code')),
    name      TEXT AS (json_extract(body, '$.name'))
) STRICT;
CREATE UNIQUE INDEX indicator_code ON indicator (framework, edition, code);

CREATE VIRTUAL TABLE reading_words USING fts5 (
    title, text, content = 'reading', content_rowid = 'number', tokenize = 'porter unicode61'
);
CREATE TRIGGER reading_added AFTER INSERT ON reading BEGIN
    INSERT INTO reading_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER reading_removed AFTER DELETE ON reading BEGIN
    INSERT INTO reading_words (reading_words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;

CREATE VIRTUAL TABLE claim_words USING fts5 (
    quote, content = 'claim', content_rowid = 'number', tokenize = 'porter unicode61'
);
CREATE TRIGGER claim_added AFTER INSERT ON claim BEGIN
    INSERT INTO claim_words (rowid, quote) VALUES (new.number, new.quote);
END;
CREATE TRIGGER claim_removed AFTER DELETE ON claim BEGIN
    INSERT INTO claim_words (claim_words, rowid, quote) VALUES ('delete', old.number, old.quote);
END;
"""

_FRAMEWORKS = """
CREATE TABLE framework (
    body    TEXT NOT NULL,
    name    TEXT AS (json_extract(body, '$.name')),
    edition TEXT AS (json_extract(body, '$.edition'))
) STRICT;
CREATE UNIQUE INDEX framework_name ON framework (name);
"""

_JUDGEMENTS = """
ALTER TABLE judgement ADD COLUMN subject TEXT NOT NULL DEFAULT 'grouping';
ALTER TABLE judgement ADD COLUMN "of" TEXT;
ALTER TABLE judgement ADD COLUMN "to" TEXT;
CREATE TRIGGER judgement_changed BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE(ABORT, 'a judgement is never changed');
END;
CREATE TRIGGER judgement_removed BEFORE DELETE ON judgement BEGIN
    SELECT RAISE(ABORT, 'a judgement is never removed');
END;
"""

_KEPT = """
CREATE TABLE option (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kept (
    name TEXT PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;
"""

_ACQUISITIONS = """
CREATE TABLE acquired (
    report   TEXT NOT NULL REFERENCES report (id),
    path     TEXT NOT NULL,
    name     TEXT NOT NULL,
    details  TEXT NOT NULL,
    obtained TEXT NOT NULL,
    tool     TEXT NOT NULL,
    PRIMARY KEY (report, path, name, details)
) STRICT, WITHOUT ROWID;
INSERT INTO acquired SELECT report, path, name, '[]', obtained, '' FROM acquisition;
DROP TABLE acquisition;
ALTER TABLE acquired RENAME TO acquisition;

CREATE TABLE capture (
    sha256 TEXT PRIMARY KEY,
    record BLOB NOT NULL
) STRICT;

CREATE TRIGGER judgement_replaced BEFORE INSERT ON judgement WHEN EXISTS (SELECT 1 FROM judgement WHERE id = new.id)
BEGIN
    SELECT RAISE(IGNORE);
END;
"""

_LOG = """
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,
    "when" TEXT NOT NULL,
    tool   TEXT NOT NULL,
    body   TEXT NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
CREATE TRIGGER log_changed BEFORE UPDATE ON log BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;
CREATE TRIGGER log_removed BEFORE DELETE ON log BEGIN
    SELECT RAISE(ABORT, 'nothing is ever removed from the log');
END;
CREATE TRIGGER log_replaced BEFORE INSERT ON log WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM log) BEGIN
    SELECT RAISE(ABORT, 'the log only grows at its end');
END;
"""

_PENDING = """
CREATE TABLE pending (
    fingerprint TEXT PRIMARY KEY,
    body        BLOB NOT NULL
) STRICT;
"""

_GIVEN_UP = """
CREATE TABLE given_up (
    report      TEXT PRIMARY KEY REFERENCES report (id),
    fingerprint TEXT NOT NULL,
    why         TEXT NOT NULL
) STRICT;
"""

Migration = str | Callable[[sqlite3.Connection], None]
"""SQL, or what is to be done where SQL does not suffice."""

MIGRATIONS: tuple[tuple[str, Migration], ...] = (
    ("reports, acquisitions and judgements", _PRECIOUS),
    ("what is read and derived from them", _DERIVED),
    ("the frameworks that the claims are coded by", _FRAMEWORKS),
    ("judgements say what they are of, and stay", _JUDGEMENTS),
    ("what a case is built with, and what lineage keeps for the next build", _KEPT),
    ("how each report came, and the web records of those fetched", _ACQUISITIONS),
    ("the log of what was received, built and judged", _LOG),
    ("what was in the case before it had a log stands first in it", log.catch_up),
    ("what a build that has not ended has read so far", _PENDING),
    ("the reports whose reading was given up, and with what limits", _GIVEN_UP),
)
