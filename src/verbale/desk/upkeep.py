"""Looking after a desk file: whether it is whole, a copy of it, less room, the present form."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from verbale.desk.migrations import MIGRATIONS
from verbale.desk.sqlite import APPLICATION
from verbale.errors import DeskError, DeskVersionError, EvidenceError, FormatError
from verbale.model import Document
from verbale.model.codec import document_from_json, record_from_json

_MOST_FAULTS = 100
_AT_ONCE = 4096
"""Pages that are copied before others may write."""
_WAIT_SECONDS = 30.0


def check(path: Path, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """What is wrong with a desk, one line a fault; nothing for one that is whole.

    The file itself, ties between its tables, the full-text index, and every record: whether
    its words of evidence stand in its document where it says. ``progress`` is told how many
    documents are done.
    """
    with _opened(path) as link:
        version = form(link, path)
        if version < len(MIGRATIONS):
            yield f"of the older form {version}; `verbale desk migrate` brings it to the present"
        broken = list(_file_faults(link))
        yield from broken
        if not broken:
            yield from _search_faults(link)
            yield from _record_faults(link, progress)


def form(link: sqlite3.Connection, path: Path) -> int:
    """The number of the form of an open file; raises `DeskError` where it is no desk of ours."""
    (owner,) = link.execute("PRAGMA application_id").fetchone()
    (version,) = link.execute("PRAGMA user_version").fetchone()
    if owner != APPLICATION:
        raise DeskError(f"{path}: this is the database of another program, not a desk")
    if version > len(MIGRATIONS):
        raise DeskVersionError(
            f"{path}: written by a newer verbale (form {version}); "
            f"this one knows forms up to {len(MIGRATIONS)}"
        )
    return int(version)


def form_of(path: Path) -> int:
    """The number of the form of a file, which is left as it is."""
    with _opened(path) as link:
        return form(link, path)


def backup(path: Path, to: Path) -> int:
    """Copy a desk while others read and write it; the copy's size in bytes.

    The copy stands under its name when it is whole. Raises `DeskError` where there is a file
    of that name already.
    """
    if to.exists():
        raise DeskError(f"{to}: there is a file already; a backup never takes another's place")
    with _opened(path) as link, _named_when_whole(to) as made:
        form(link, path)
        with closing(sqlite3.connect(made)) as copy:
            link.backup(copy, pages=_AT_ONCE)
            copy.execute("PRAGMA journal_mode = DELETE").close()
            faults = [row[0] for row in copy.execute("PRAGMA quick_check(1)")]
            if faults != ["ok"]:
                raise DeskError(f"{path}: not whole, so not copied: {faults[0]}")
    return to.stat().st_size


def vacuum(path: Path) -> tuple[int, int]:
    """Write a desk anew without the room of what was removed; its size before and after."""
    with _opened(path) as link:
        form(link, path)
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        before = path.stat().st_size
        link.execute("INSERT INTO search (search) VALUES ('optimize')")
        link.execute("VACUUM")
        link.execute("ANALYZE")
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return before, path.stat().st_size


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, its faults named. Where it is missing none is made."""
    if not path.is_file():
        raise DeskError(f"{path}: no desk here; reading into one makes it")
    try:
        address = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)) as link:
            link.isolation_level = None
            yield link
    except sqlite3.Error as fault:
        raise DeskError(f"{path}: {fault}") from fault


@contextmanager
def _named_when_whole(path: Path) -> Iterator[str]:
    """A file beside ``path`` that takes its name when all went well, and else goes away."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    try:
        yield made
        with open(made, "rb") as stream:
            os.fsync(stream.fileno())
        os.chmod(made, 0o644)
        _name(made, path)
    finally:
        for name in (made, f"{made}-journal", f"{made}-wal", f"{made}-shm"):
            with suppress(FileNotFoundError):
                os.unlink(name)


def _name(made: str, path: Path) -> None:
    """Give a file its name, never that of another; by a link where there are links."""
    try:
        os.link(made, path)
    except FileExistsError as error:
        raise DeskError(f"{path}: there is a file already") from error
    except OSError:
        os.rename(made, path)


def _file_faults(link: sqlite3.Connection) -> Iterator[str]:
    try:
        yield from _told_by_sqlite(link)
    except sqlite3.DatabaseError as error:
        yield f"the file: {error}"


def _told_by_sqlite(link: sqlite3.Connection) -> Iterator[str]:
    for (line,) in link.execute(f"PRAGMA integrity_check({_MOST_FAULTS})"):
        if line != "ok":
            yield f"the file: {' '.join(str(line).split())}"
    for table, row, parent, _ in link.execute("PRAGMA foreign_key_check"):
        yield f"table {table}, row {row}: points to a row of {parent} that is not there"


def _search_faults(link: sqlite3.Connection) -> Iterator[str]:
    try:
        link.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        yield f"the full-text index: {error}"
        return
    missing = """SELECT id FROM records WHERE number NOT IN (SELECT rowid FROM search)"""
    for (record,) in link.execute(f"{missing} LIMIT {_MOST_FAULTS}"):
        yield f"the full-text index: record {record} is not in it"
    left = "SELECT rowid FROM search WHERE rowid NOT IN (SELECT number FROM records)"
    for (number,) in link.execute(f"{left} LIMIT {_MOST_FAULTS}"):
        yield f"the full-text index: row {number} belongs to no record"
    other = "SELECT id FROM records JOIN search ON search.rowid = number"
    differing = f"{other} WHERE records.sentence IS NOT search.sentence LIMIT {_MOST_FAULTS}"
    for (record,) in link.execute(differing):
        yield f"the full-text index: record {record} has another sentence in it"


def _record_faults(link: sqlite3.Connection, progress: Callable[[int], None]) -> Iterator[str]:
    """Records whose words do not stand where they say, read document by document."""
    for done, (id_, written) in enumerate(
        link.execute("SELECT id, json FROM documents ORDER BY id"), 1
    ):
        document = _document(written)
        if isinstance(document, str):
            yield f"document {id_}: {document}"
            continue
        query = "SELECT id, json FROM records WHERE document = ? ORDER BY position"
        for record, content in link.execute(query, (id_,)):
            fault = _record_fault(content, record, document)
            if fault:
                yield f"record {record} of document {id_}: {fault}"
        progress(done)


def _document(written: str) -> Document | str:
    try:
        return document_from_json(json.loads(written))
    except (ValueError, FormatError, EvidenceError) as error:
        return str(error)


def _record_fault(content: str, id_: str, document: Document) -> str:
    try:
        record = record_from_json(json.loads(content), document)
    except (ValueError, FormatError, EvidenceError) as error:
        return str(error)
    return "" if record.id == id_ else f"it says that its id is {record.id}"
