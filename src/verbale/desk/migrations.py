"""How a desk came to its present form: numbered steps, each in one transaction.

A step is never changed once released; a new form is a new step at the end. The statements
are SQLite's; `verbale.desk.postgresql` says them in PostgreSQL's words. The store keeps the
number of the last step done.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from verbale.desk.stores import Store
from verbale.errors import DeskError, DeskVersionError

_FIRST = (
    """CREATE TABLE documents (
        id TEXT NOT NULL PRIMARY KEY, title TEXT, url TEXT, outlet TEXT, published TEXT,
        language TEXT, digest TEXT NOT NULL, json TEXT NOT NULL)""",
    """CREATE TABLE records (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
        date_first TEXT, date_last TEXT, sentence TEXT NOT NULL, json TEXT NOT NULL)""",
    """CREATE TABLE record_actors (
        record INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
        role TEXT NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
        country TEXT)""",
    """CREATE TABLE links (
        record INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
        type TEXT NOT NULL, target TEXT NOT NULL)""",
    "CREATE INDEX documents_published ON documents (published, id)",
    "CREATE INDEX records_document ON records (document, position)",
    "CREATE INDEX records_kind ON records (kind, label)",
    "CREATE INDEX records_date ON records (date_first, date_last)",
    "CREATE INDEX record_actors_record ON record_actors (record)",
    "CREATE INDEX record_actors_actor ON record_actors (actor)",
    "CREATE INDEX record_actors_country ON record_actors (country)",
    "CREATE INDEX links_record ON links (record)",
    "CREATE INDEX links_target ON links (target)",
    """CREATE VIRTUAL TABLE search USING fts5 (
        sentence, content, actors, title, tokenize = 'porter unicode61 remove_diacritics 2')""",
)

_GATHERING = (
    """CREATE TABLE wordings (
        number INTEGER NOT NULL PRIMARY KEY, digest TEXT NOT NULL UNIQUE,
        "group" INTEGER NOT NULL)""",
    """CREATE TABLE wording_keys (
        key INTEGER NOT NULL,
        wording INTEGER NOT NULL REFERENCES wordings (number) ON DELETE CASCADE,
        PRIMARY KEY (key, wording)) WITHOUT ROWID""",
    """CREATE TABLE ties (
        low INTEGER NOT NULL REFERENCES wordings (number) ON DELETE CASCADE,
        high INTEGER NOT NULL REFERENCES wordings (number) ON DELETE CASCADE,
        PRIMARY KEY (low, high)) WITHOUT ROWID""",
    """CREATE TABLE gathered (
        document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        wording INTEGER NOT NULL REFERENCES wordings (number),
        day TEXT NOT NULL, length INTEGER NOT NULL, terms BLOB NOT NULL,
        copy_of TEXT, story TEXT)""",
    "CREATE TABLE unsettled (day TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    'CREATE INDEX wordings_group ON wordings ("group")',
    "CREATE INDEX wording_keys_wording ON wording_keys (wording)",
    "CREATE INDEX ties_high ON ties (high)",
    "CREATE INDEX gathered_wording ON gathered (wording)",
    "CREATE INDEX gathered_day ON gathered (day)",
    "CREATE INDEX gathered_story ON gathered (story)",
    "CREATE INDEX gathered_copy_of ON gathered (copy_of)",
)

_THREADS = (
    """CREATE TABLE promises (
        record TEXT NOT NULL PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        day TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        json TEXT NOT NULL, thread TEXT)""",
    """CREATE TABLE promise_keys (
        key TEXT NOT NULL,
        record TEXT NOT NULL REFERENCES promises (record) ON DELETE CASCADE,
        PRIMARY KEY (key, record)) WITHOUT ROWID""",
    """CREATE TABLE thread_ties (
        low TEXT NOT NULL REFERENCES promises (record) ON DELETE CASCADE,
        high TEXT NOT NULL REFERENCES promises (record) ON DELETE CASCADE,
        kind TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (low, high)) WITHOUT ROWID""",
    """CREATE TABLE decisions (
        number INTEGER NOT NULL PRIMARY KEY,
        document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        other_document TEXT NOT NULL, other_start INTEGER NOT NULL,
        other_end INTEGER NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL)""",
    "CREATE INDEX promises_document ON promises (document)",
    "CREATE INDEX promises_thread ON promises (thread)",
    "CREATE INDEX promise_keys_record ON promise_keys (record)",
    "CREATE INDEX thread_ties_high ON thread_ties (high)",
)

_CHANGES = (
    """CREATE TABLE changes (
        number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, type TEXT NOT NULL,
        document TEXT, subject TEXT, json TEXT NOT NULL)""",
    """CREATE TABLE old_documents (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, at TEXT NOT NULL,
        cause TEXT NOT NULL, replaced_by TEXT NOT NULL, json TEXT NOT NULL)""",
    """CREATE TABLE old_records (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES old_documents (number),
        kind TEXT NOT NULL, label TEXT NOT NULL, sentence TEXT NOT NULL,
        json TEXT NOT NULL, replaced_by TEXT)""",
    """CREATE TABLE thread_states (
        record TEXT NOT NULL PRIMARY KEY, status TEXT NOT NULL, json TEXT NOT NULL)""",
    """CREATE TABLE office_holders (
        office TEXT NOT NULL, holder TEXT NOT NULL, name TEXT NOT NULL, first TEXT NOT NULL,
        last TEXT NOT NULL, document TEXT NOT NULL, again INTEGER NOT NULL,
        told INTEGER NOT NULL,
        PRIMARY KEY (office, holder)) WITHOUT ROWID""",
    "CREATE INDEX documents_url ON documents (url)",
    "CREATE INDEX changes_at ON changes (at)",
    "CREATE INDEX changes_subject ON changes (type, subject)",
    "CREATE INDEX old_documents_id ON old_documents (id)",
    "CREATE INDEX old_records_id ON old_records (id)",
)

_MERGING = (
    """CREATE TABLE mentions (
        number INTEGER NOT NULL PRIMARY KEY,
        record TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        event TEXT, start INTEGER NOT NULL, "trigger" TEXT NOT NULL, sentence TEXT NOT NULL,
        trace TEXT NOT NULL)""",
    """CREATE TABLE mention_keys (
        key INTEGER NOT NULL, "window" INTEGER NOT NULL,
        mention INTEGER NOT NULL REFERENCES mentions (number) ON DELETE CASCADE,
        PRIMARY KEY (key, "window", mention)) WITHOUT ROWID""",
    """CREATE TABLE mention_ties (
        low TEXT NOT NULL REFERENCES mentions (record) ON DELETE CASCADE,
        high TEXT NOT NULL REFERENCES mentions (record) ON DELETE CASCADE,
        score REAL NOT NULL, agreements TEXT NOT NULL,
        PRIMARY KEY (low, high)) WITHOUT ROWID""",
    """CREATE TABLE unmerged (
        record TEXT NOT NULL PRIMARY KEY REFERENCES mentions (record) ON DELETE CASCADE)
        WITHOUT ROWID""",
    """CREATE TABLE taken (
        document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        made_by TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE event_decisions (
        number INTEGER NOT NULL PRIMARY KEY, verb TEXT NOT NULL,
        made TEXT NOT NULL, ones TEXT NOT NULL, others TEXT NOT NULL, note TEXT,
        withdrawn TEXT)""",
    "CREATE INDEX mentions_document ON mentions (document)",
    "CREATE INDEX mentions_event ON mentions (event)",
    "CREATE INDEX mentions_sentence ON mentions (sentence)",
    "CREATE INDEX mention_keys_mention ON mention_keys (mention)",
    "CREATE INDEX mention_ties_high ON mention_ties (high)",
)

_IN_ORDER = (
    "ALTER TABLE records ADD COLUMN published TEXT",
    """UPDATE records SET published =
        (SELECT documents.published FROM documents WHERE documents.id = records.document)""",
    "CREATE INDEX records_order ON records (published, document, position)",
    "CREATE INDEX records_kind_order ON records (kind, published, document, position)",
    "CREATE INDEX records_label_order ON records (label, published, document, position)",
    "CREATE INDEX records_label_date ON records (label, date_first, date_last)",
    "DROP INDEX records_kind",
    "CREATE TABLE actor_names (folded TEXT NOT NULL PRIMARY KEY)",
    "INSERT INTO actor_names SELECT DISTINCT folded FROM record_actors",
    "CREATE INDEX record_actors_folded ON record_actors (folded)",
)
"""Questions at a million records: answers in order by an index, names looked through once each."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _GATHERING,
    _THREADS,
    _CHANGES,
    _MERGING,
    _IN_ORDER,
)
"""Statements of each step; step n brings a file to version n (counted from 1)."""


def check(store: Store, connection: Connection) -> int:
    """The form of a desk that this program can use.

    Raises `DeskError` for the database of another program and `DeskVersionError` for a
    desk of a newer version.
    """
    version = store.version(connection)
    if version is None:
        raise DeskError(f"{store.shown}: this is the database of another program, not a desk")
    if version > len(MIGRATIONS):
        raise DeskVersionError(
            f"{store.shown}: written by a newer verbale (form {version}); "
            f"this one knows forms up to {len(MIGRATIONS)}"
        )
    return version


def migrate(store: Store, engine: Engine) -> None:
    """Bring a desk to the present form, one step a transaction.

    The version is read again inside each transaction, since another process may have
    taken the step meanwhile.
    """
    done = False
    while not done:
        with engine.begin() as connection:
            version = check(store, connection)
            done = version == len(MIGRATIONS)
            if not done:
                store.step(connection, MIGRATIONS[version], version + 1)
