"""What is remembered between runs: lists, articles, pages not yet read, hosts, files half read.

One SQLite file beside the desk, written by one process. Every method is one transaction, so that
a run may be killed at any moment: what was fetched is kept until it is in the desk.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from verbale.errors import DeskError
from verbale.model import Raw
from verbale.sources.courtesy import Host, host_of
from verbale.sources.lists import Entry, Listing, More
from verbale.sources.lists.rows import is_english
from verbale.sources.web import is_address, is_inside

try:
    import fcntl
except ImportError:  # there is none on Windows
    fcntl = None  # type: ignore[assignment]  # a module or none

_FORM = 1
_APPLICATION = 0x7665_7277
"""SQLite's ``application_id`` of such a file: ``verw``."""
_TABLES = (
    """CREATE TABLE lists (
        address TEXT NOT NULL PRIMARY KEY, parent TEXT, changed TEXT, told TEXT, etag TEXT,
        modified TEXT, digest TEXT, since TEXT, due REAL NOT NULL DEFAULT 0,
        faults INTEGER NOT NULL DEFAULT 0, cause TEXT) WITHOUT ROWID""",
    """CREATE TABLE articles (
        number INTEGER NOT NULL PRIMARY KEY, address TEXT NOT NULL UNIQUE, host TEXT NOT NULL,
        list TEXT NOT NULL, changed TEXT NOT NULL, state TEXT NOT NULL, due REAL NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0, etag TEXT, modified TEXT, digest TEXT,
        fields TEXT NOT NULL, content TEXT, cause TEXT)""",
    "CREATE INDEX articles_due ON articles (state, due)",
    """CREATE TABLE pages (
        article INTEGER NOT NULL PRIMARY KEY REFERENCES articles (number), media TEXT NOT NULL,
        data BLOB NOT NULL, url TEXT, retrieved TEXT, path TEXT, fields TEXT NOT NULL)""",
    """CREATE TABLE hosts (
        host TEXT NOT NULL PRIMARY KEY, robots TEXT, robots_at REAL NOT NULL,
        not_before REAL NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE inputs (
        path TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
        done INTEGER NOT NULL) WITHOUT ROWID""",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_FORM}",
)


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list as it was when it was last asked for: by what the server tells whether it changed.

    ``changed`` is what the list above it says of its last change, ``told`` what it said when
    this one was last had; ``since`` the day from which on its articles were then wanted.
    """

    address: str
    etag: str = ""
    modified: str = ""
    digest: str = ""
    changed: str = ""
    told: str = ""
    since: str = ""
    due: float = 0.0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """An article that is to be fetched, with what the list says of it."""

    number: int
    entry: Entry
    etag: str = ""
    modified: str = ""
    digest: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells, next time, whether something has changed since."""

    etag: str = ""
    modified: str = ""
    digest: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The request headers that ask for a change only."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


@dataclass(slots=True)
class Added:
    """What a list brought: articles not known before, articles changed since."""

    new: int = 0
    changed: int = 0
    passed_over: int = 0
    more: list[str] = field(default_factory=list)


class State:
    """The file that remembers; made where there is none. Raises `DeskError` where it cannot be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: IO[str] | None = None
        try:
            self._link = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._link.row_factory = sqlite3.Row
            self._link.execute("PRAGMA journal_mode = WAL").close()
            self._link.execute("PRAGMA synchronous = NORMAL").close()
            with self._link, closing(self._link.execute("BEGIN IMMEDIATE")):
                self._prepare()
        except sqlite3.Error as error:
            raise DeskError(f"{path}: {error}") from error

    def _prepare(self) -> None:
        owner = self._value("PRAGMA application_id")
        form = self._value("PRAGMA user_version")
        filled = self._value("SELECT count(*) FROM sqlite_master")
        if not filled and not owner:
            for statement in _TABLES:
                self._link.execute(statement)
        elif owner != _APPLICATION:
            raise DeskError(f"{self.path}: the database of another program, no state of a watch")
        elif form > _FORM:
            raise DeskError(f"{self.path}: written by a newer verbale (form {form})")

    def hold(self) -> None:
        """Keep other watches away till the end; raises `DeskError` where one is at work."""
        if fcntl is None:
            return
        self._held = open(f"{self.path}.lock", "w")  # noqa: SIM115 - held until closed
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DeskError(f"{self.path}: another watch is at work with it") from error

    def close(self) -> None:
        """Let go of the file."""
        self._link.close()
        if self._held is not None:
            self._held.close()

    def _value(self, query: str, *values: object) -> Any:
        row = self._link.execute(query, values).fetchone()
        return None if row is None else row[0]

    def _do(self, *several: tuple[str, tuple[object, ...]]) -> None:
        """Statements in one transaction."""
        try:
            with self._link, closing(self._link.execute("BEGIN IMMEDIATE")):
                for statement, values in several:
                    self._link.execute(statement, values)
        except sqlite3.Error as error:
            raise DeskError(f"{self.path}: {error}") from error

    # Lists

    def known_list(self, address: str) -> KnownList:
        """What is remembered of a list."""
        row = self._link.execute("SELECT * FROM lists WHERE address = ?", (address,)).fetchone()
        if row is None:
            return KnownList(address)
        names = ("etag", "modified", "digest", "changed", "told", "since")
        words = {name: row[name] or "" for name in names}
        return KnownList(address, **words, due=row["due"], faults=row["faults"])

    def children(self, address: str) -> list[str]:
        """The lists that a list named."""
        query = "SELECT address FROM lists WHERE parent = ? ORDER BY address"
        return [row[0] for row in self._link.execute(query, (address,))]

    def list_failed(self, address: str, cause: str, due: float) -> None:
        """Remember that a list could not be had, and when it is asked for again."""
        statement = """INSERT INTO lists (address, due, faults, cause) VALUES (?, ?, 1, ?)
            ON CONFLICT DO UPDATE SET due = excluded.due, faults = faults + 1,
            cause = excluded.cause"""
        self._do((statement, (address, due, cause)))

    def list_unchanged(self, address: str) -> None:
        """Remember that a list was asked for and has nothing new."""
        statement = "UPDATE lists SET faults = 0, due = 0, cause = NULL, told = changed"
        self._do((f"{statement} WHERE address = ?", (address,)))

    def take_in(
        self, known: KnownList, listing: Listing, validators: Validators, since: str = ""
    ) -> Added:
        """Remember all that a list names, and by what its next change is told."""
        added = Added()
        with self._link, closing(self._link.execute("BEGIN IMMEDIATE")):
            for entry in listing.entries:
                self._take_entry(known.address, entry, since, added)
            for more in listing.more:
                self._take_list(known.address, more, since, added)
            told = (validators.etag, validators.modified, validators.digest, since)
            self._link.execute(
                """INSERT INTO lists (address, etag, modified, digest, since, changed, told)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET etag = excluded.etag,
                modified = excluded.modified, digest = excluded.digest, since = excluded.since,
                told = lists.changed, faults = 0, due = 0, cause = NULL""",
                (known.address, *told, known.changed, known.changed),
            )
        return added

    def _take_list(self, source: str, more: More, since: str, added: Added) -> None:
        if since and more.changed and more.changed[:10] < since:
            added.passed_over += 1
            return
        added.more.append(more.url)
        self._link.execute(
            """INSERT INTO lists (address, parent, changed) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET changed = excluded.changed,
            parent = coalesce(parent, excluded.parent)""",
            (more.url, source, more.changed),
        )

    def _take_entry(self, source: str, entry: Entry, since: str, added: Added) -> None:
        query = "SELECT number, changed, state FROM articles WHERE address = ?"
        row = self._link.execute(query, (entry.url,)).fetchone()
        fields = json.dumps(dict(entry.fields), ensure_ascii=True)
        if row is None:
            if not _wanted(source, entry, since):
                added.passed_over += 1
                return
            self._link.execute(
                """INSERT INTO articles (address, host, list, changed, state, fields, content)
                VALUES (?, ?, ?, ?, 'due', ?, ?)""",
                (
                    *(_kept(entry.url), _kept(host_of(entry.url)), source),
                    *(_kept(entry.changed), fields, _kept(entry.content)),
                ),
            )
            added.new += 1
        elif entry.changed and row["changed"] != entry.changed:
            again = row["state"] != "fetched" and row["changed"] != ""
            self._link.execute(
                """UPDATE articles SET changed = ?, fields = ?, content = ?, tries = 0,
                due = 0, state = ? WHERE number = ?""",
                (
                    *(_kept(entry.changed), fields, _kept(entry.content)),
                    *("due" if again else row["state"], row["number"]),
                ),
            )
            added.changed += again

    # Articles

    def due(self, most: int, per_host: int, now: float) -> list[Article]:
        """Articles to be fetched: of each host those first that were named first."""
        query = """SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY host ORDER BY number)
            AS place FROM articles WHERE state = 'due' AND due <= ?)
            WHERE place <= ? ORDER BY place, number LIMIT ?"""
        return [_article(row) for row in self._link.execute(query, (now, per_host, most))]

    def keep_page(self, article: Article, raw: Raw, validators: Validators) -> None:
        """Keep a page that was fetched until it is read."""
        data = raw.data if isinstance(raw.data, bytes) else raw.data.encode("utf-8", "replace")
        fields = json.dumps({**article.entry.fields, **raw.fields})
        page = (article.number, raw.media, zlib.compress(data), raw.url, raw.retrieved, raw.path)
        self._do(
            ("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", (*page, fields)),
            (
                """UPDATE articles SET state = 'fetched', tries = 0, cause = NULL, etag = ?,
                modified = ?, digest = ? WHERE number = ?""",
                (validators.etag, validators.modified, validators.digest, article.number),
            ),
        )

    def next_page(self) -> tuple[Article, Raw] | None:
        """A page that was fetched and not yet read."""
        query = """SELECT pages.*, pages.fields AS told, articles.* FROM pages
            JOIN articles ON number = article ORDER BY article LIMIT 1"""
        row = self._link.execute(query).fetchone()
        if row is None:
            return None
        data = zlib.decompress(row["data"])
        place, fields = row["address"], json.loads(row["told"])
        raw = Raw(place, row["media"], data, row["path"], row["url"], row["retrieved"], fields)
        return _article(row), raw

    def waiting(self) -> int:
        """How many pages were fetched and not yet read."""
        return int(self._value("SELECT count(*) FROM pages"))

    def finished(self, article: Article, cause: str | None = None) -> None:
        """Remember that an article is in the desk, or (``cause``) that nothing came of it."""
        state = "read" if cause is None else "given up"
        self._do(
            ("DELETE FROM pages WHERE article = ?", (article.number,)),
            (
                """UPDATE articles SET state = ?, cause = ?, tries = 0, content = NULL
                WHERE number = ?""",
                (state, cause, article.number),
            ),
        )

    def postpone(self, article: Article, cause: str, due: float, tries: int) -> None:
        """Remember that an article could not be had yet."""
        statement = "UPDATE articles SET cause = ?, due = ?, tries = ? WHERE number = ?"
        self._do((statement, (cause, due, tries, article.number)))

    def counts(self) -> dict[str, int]:
        """How many articles there are in each state."""
        query = "SELECT state, count(*) FROM articles GROUP BY state"
        return {row[0]: row[1] for row in self._link.execute(query)}

    # Hosts

    def hosts(self) -> dict[str, Host]:
        """What is remembered of each host."""
        query = "SELECT host, robots, robots_at, not_before FROM hosts"
        return {row[0]: Host(row[1], row[2], row[3]) for row in self._link.execute(query)}

    def keep_hosts(self, hosts: Mapping[str, Host]) -> None:
        """Remember what was learnt of hosts."""
        known = self.hosts()
        statement = "INSERT OR REPLACE INTO hosts VALUES (?, ?, ?, ?)"
        rows: Iterable[tuple[str, tuple[object, ...]]] = (
            (statement, (name, _kept(host.robots), host.robots_at, host.not_before))
            for name, host in hosts.items()
            if known.get(name) != host
        )
        self._do(*rows)

    # Inputs of ``verbale read``

    def done_of(self, path: Path) -> int:
        """How many parts of a file are read already; 0 where it has changed since."""
        query = "SELECT done FROM inputs WHERE path = ? AND size = ? AND modified = ?"
        return int(self._value(query, *_file(path)) or 0)

    def keep_done(self, path: Path, done: int) -> None:
        """Remember how many parts of a file are read."""
        self._do(("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?)", (*_file(path), done)))


def _wanted(source: str, entry: Entry, since: str) -> bool:
    """Whether an article is fetched: in English as far as told, not before the day, and not
    inside this network where the list is from outside.
    """
    late_enough = not (since and entry.day and entry.day < since)
    astray = is_address(source) and is_inside(entry.url) and not is_inside(source)
    return is_english(entry) and late_enough and not astray


def _file(path: Path) -> tuple[str, int, int]:
    found = path.stat()
    return str(path.resolve()), found.st_size, found.st_mtime_ns


def _article(row: sqlite3.Row) -> Article:
    fields = json.loads(row["fields"])
    entry = Entry(row["address"], fields, row["changed"], row["content"] or "")
    told = {name: row[name] or "" for name in ("etag", "modified", "digest")}
    return Article(row["number"], entry, **told, tries=row["tries"])


def _kept(words: str | None) -> str | None:
    """Words as SQLite can keep them."""
    return None if words is None else words.encode("utf-8", "replace").decode("utf-8")


def beside(desk: Path | str) -> Path:
    """Where the state of a desk's watch stands: ``verbale.db`` → ``verbale.watch.db``.

    Raises `DeskError` for a desk that is no file.
    """
    if "://" in str(desk):
        raise DeskError("the desk is on a server: say where the state stands (--state FILE)")
    path = Path(desk)
    return path.with_name(f"{path.stem}.watch.db")


def rest_after(faults: int, base: float = 900.0, longest: float = 86_400.0) -> float:
    """When to try again after so many faults in a row: later each time, a day at most."""
    return time.time() + min(base * 2.0 ** min(faults, 10), longest)
