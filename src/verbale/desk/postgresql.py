"""A desk in a PostgreSQL database (or one schema of it), for teams.

The same tables, steps and questions as in a file. What differs stands here: words of the
steps, who may write when, the full-text index, and where the form's number is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    Select,
    Table,
    create_engine,
    event,
    func,
    literal_column,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.exc import ArgumentError

from verbale.desk.stores import WAIT_SECONDS, Store
from verbale.desk.tables import records
from verbale.errors import DeskError

_CONFIGURATION = (
    """DO $$ BEGIN
        CREATE TEXT SEARCH DICTIONARY verbale_stem (TEMPLATE = snowball, Language = porter);
        CREATE TEXT SEARCH CONFIGURATION verbale (PARSER = "default");
        ALTER TEXT SEARCH CONFIGURATION verbale ADD MAPPING FOR
            asciiword, word, numword, int, uint, float, sfloat, version,
            hword, asciihword, numhword, hword_part, hword_asciipart, hword_numpart,
            host, url, url_path, file, email, tag, protocol, entity
            WITH verbale_stem;
    END $$""",
    "CREATE TABLE verbale_desk (version INTEGER NOT NULL)",
    "INSERT INTO verbale_desk VALUES (0)",
)
"""What a place needs before the first step: words cut to their stems as FTS5's porter does."""

_INDEX = (
    """CREATE TABLE search (
        rowid BIGINT NOT NULL PRIMARY KEY REFERENCES records (number) ON DELETE CASCADE,
        sentence TEXT, content TEXT, actors TEXT, title TEXT,
        words TSVECTOR GENERATED ALWAYS AS (
            to_tsvector('verbale', coalesce(sentence, ''))
            || to_tsvector('verbale', coalesce(content, ''))
            || to_tsvector('verbale', coalesce(actors, ''))
            || to_tsvector('verbale', coalesce(title, ''))) STORED)""",
    "CREATE INDEX search_words ON search USING gin (words)",
)
"""In place of the steps' FTS5 table."""

_LONGEST_TEXT = 200_000
"""Letters of one field that are indexed: PostgreSQL's index of a text holds 1 MB."""


class PostgresqlStore(Store):
    """A database on a server; its form stands in the table ``verbale_desk``."""

    def __init__(self, address: str) -> None:
        self._url = _url(address)
        self.shown = self._url.set(drivername="postgresql").render_as_string(hide_password=True)

    def require(self) -> None:
        """Raise `DeskError` where nothing was written yet."""
        engine = self.open_reader()
        try:
            with self.faults_named(), engine.begin() as connection:
                if self.version(connection) == 0:
                    raise DeskError(f"{self.shown}: no desk here; reading into one makes it")
        finally:
            engine.dispose()

    def open_writer(self) -> Engine:
        """An engine each of whose transactions waits until no other writes to this desk."""
        engine = create_engine(self._url, pool_pre_ping=True)
        event.listen(engine, "begin", _take_turn)
        return engine

    def open_reader(self) -> Engine:
        """An engine that can only read; a transaction sees one state of the desk."""
        return create_engine(
            self._url,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": True},
        )

    def version(self, connection: Connection) -> int | None:
        """The number in ``verbale_desk``; None where the schema has tables but not that one."""
        if connection.scalar(text("SELECT to_regclass('verbale_desk')")) is None:
            others = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
            return None if connection.scalar(text(others)) else 0
        return int(connection.scalar(text("SELECT version FROM verbale_desk")) or 0)

    def step(self, connection: Connection, statements: tuple[str, ...], version: int) -> None:
        """Run the statements in PostgreSQL's words, then keep the version."""
        if version == 1:
            for statement in _CONFIGURATION:
                connection.exec_driver_sql(statement)
        for statement in statements:
            for own in in_postgresql(statement):
                connection.exec_driver_sql(own)
        connection.execute(text("UPDATE verbale_desk SET version = :to"), {"to": version})

    def matches(self, phrases: list[str]) -> Select[Any]:
        """Matches of the words' stems."""
        return select(_SEARCH.c.rowid).where(_SEARCH.c.words.op("@@")(_question(phrases)))

    def matching(self, query: Select[Any], phrases: list[str], best: bool) -> Select[Any]:
        """Matches of the words' stems; the best are those whose words are near one another."""
        joined = query.join(_SEARCH, _SEARCH.c.rowid == records.c.number)
        asked = _SEARCH.c.words.op("@@")(_question(phrases))
        if not best:
            return joined.where(asked).order_by(records.c.number.desc())
        rank = func.ts_rank_cd(_SEARCH.c.words, _question(phrases))
        return joined.where(asked).order_by(rank.desc(), records.c.number)

    def indexed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with its words alone, without marks on letters, as FTS5 compares them."""
        return {
            name: bare(value)[:_LONGEST_TEXT] if isinstance(value, str) else value
            for name, value in row.items()
        }


_SEARCH = Table(
    "search",
    MetaData(),
    Column("rowid", BigInteger, primary_key=True),
    Column("words", TSVECTOR),
)

_IN_POSTGRESQL = (
    (
        r"\bnumber INTEGER NOT NULL PRIMARY KEY",
        "number BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
    ),
    (r"\bINTEGER\b", "BIGINT"),
    (r"\bTEXT\b", 'TEXT COLLATE "C"'),
    (r"\bBLOB\b", "BYTEA"),
    (r"\bREAL\b", "DOUBLE PRECISION"),
    (r"\s*WITHOUT ROWID\b", ""),
    (r"\bON record_actors \(folded\)", "ON record_actors USING hash (folded)"),
    (r"\bON record_actors \(actor\)", "ON record_actors USING hash (actor)"),
)
"""Words of the steps and PostgreSQL's for them. Texts are compared by code point, as SQLite
does; an actor's id or name may be longer than an ordered index takes."""


def in_postgresql(statement: str) -> tuple[str, ...]:
    """A statement of a step as PostgreSQL understands it."""
    if statement.startswith("CREATE VIRTUAL TABLE search "):
        return _INDEX
    for pattern, own in _IN_POSTGRESQL:
        statement = re.sub(pattern, own, statement)
    return (statement,)


def bare(words: str) -> str:
    """The words of a text, without punctuation and without marks on their letters."""
    apart = unicodedata.normalize("NFKD", words)
    unmarked = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", unmarked))


def _question(phrases: list[str]) -> ColumnElement[Any]:
    """All phrases, each with its words side by side."""
    several: list[ColumnElement[Any]] = [
        func.phraseto_tsquery(literal_column("'verbale'::regconfig"), bare(phrase))
        for phrase in phrases
    ]
    whole = several[0]
    for one in several[1:]:
        whole = whole.op("&&")(one)
    return whole


def _take_turn(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(WAIT_SECONDS)}s'")
    connection.exec_driver_sql(
        "SELECT pg_advisory_xact_lock(hashtextextended('verbale ' || current_schema(), 0))"
    )


def _url(address: str) -> URL:
    """The address with the driver named; `DeskError` where it cannot be read or reached."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise DeskError(
            "--desk: this address cannot be read: expected postgresql://user@host/database"
        ) from None
    try:
        import psycopg  # noqa: F401 - whether it is there
    except ImportError:
        raise DeskError(
            "a desk on a server needs psycopg: pip install 'verbale[postgresql]'"
        ) from None
    return url.set(drivername="postgresql+psycopg")
