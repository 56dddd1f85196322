"""A dataclass of tables in one read-only SQLite file, each table read when it is first asked for.

The dataclass declares its tables by its fields: ``MutableMapping[K, V]`` (values made one by
one, at need), ``dict[K, V]``, ``list[V]`` and ``set[V]`` (made whole at first touch).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from verbale.matcher.rows import text_reader, text_writer

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

_PAGE = 8192


class Stored(MutableMapping[K, V], Generic[K, V]):
    """A table whose values are made from text at need. What is put into it stays in memory."""

    def __init__(self, read: Callable[[], dict[K, str]], make: Callable[[str], V]) -> None:
        """``read`` gives all rows, once; ``make`` a value from its text."""
        self._read = read
        self._make = make
        self._texts: dict[K, str] | None = None
        self._made: dict[K, V] = {}

    @property
    def _rows(self) -> dict[K, str]:
        if self._texts is None:
            self._texts = self._read()
        return self._texts

    def __getitem__(self, key: K) -> V:
        try:
            return self._made[key]
        except KeyError:
            value = self._made[key] = self._make(self._rows[key])
            return value

    def get(self, key: K, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        made = self._made.get(key)
        if made is not None:
            return made
        return self[key] if key in self._rows else default

    def __setitem__(self, key: K, value: V) -> None:
        self._rows.setdefault(key, "")
        self._made[key] = value

    def __delitem__(self, key: K) -> None:
        del self._rows[key]
        self._made.pop(key, None)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class TableFile:
    """A file of tables, open for reading. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises `sqlite3.Error` where it is none of ours."""
        self._lock = threading.Lock()
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self.stamp = str(self.rows("stamp")[0][0])

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """All rows of a table, in the order in which they were written."""
        with self._lock:
            return self._connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - our own table names

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def open(self, cls: type[T]) -> T:
        """An instance of a dataclass of tables whose fields are read when first used."""
        hints = get_type_hints(cls)

        def fetch(self: Any, name: str) -> Any:
            if name not in hints:
                raise AttributeError(name)
            value = self._file.field(cls, name, hints[name])
            setattr(self, name, value)
            return value

        made = type(f"Stored{cls.__name__}", (cls,), {"__getattr__": fetch, "declared": cls})
        instance: Any = object.__new__(made)
        instance._file = self
        return cast(T, instance)

    def field(self, cls: type, name: str, kind: Any) -> Any:
        """One table, as the type of its field wants it."""
        table = _table(cls, name)
        origin, args = get_origin(kind), get_args(kind)
        make = text_reader(args[-1])
        if origin in (list, set):
            return origin(make(text) for (text,) in self.rows(table))
        read_key = text_reader(args[0])
        if origin is dict:
            return {read_key(key): make(text) for key, text in self.rows(table)}
        if args[0] is str:
            return Stored(lambda: dict(self.rows(table)), make)
        return Stored(lambda: {read_key(key): text for key, text in self.rows(table)}, make)


def _table(cls: type, name: str) -> str:
    return f"{cls.__name__.lower()}_{name}"


def write_tables(path: Path, stamp: str, instances: Iterable[Any]) -> None:
    """Write dataclasses of tables to a new file. ``stamp`` tells what they were made from."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("CREATE TABLE stamp (text TEXT)")
        connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
        for instance in instances:
            declared = getattr(instance, "declared", type(instance))
            hints = get_type_hints(declared)
            for field in fields(declared):
                table = _table(declared, field.name)
                _write_table(connection, table, hints[field.name], getattr(instance, field.name))
        connection.commit()


def write_at_once(path: Path, stamp: str, instances: Iterable[Any]) -> None:
    """Write dataclasses of tables so that the file is either the old or the new one, whole."""
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".db.new", dir=path.parent)
    os.close(handle)
    try:
        write_tables(Path(name), stamp, instances)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _write_table(connection: sqlite3.Connection, table: str, kind: Any, values: Any) -> None:
    args = get_args(kind)
    write = text_writer(args[-1])
    if len(args) == 1:
        ordered = sorted(values) if isinstance(values, set) else values
        connection.execute(f'CREATE TABLE "{table}" (value TEXT)')
        rows: Any = ((write(value),) for value in ordered)
    else:
        key = text_writer(args[0])
        connection.execute(f'CREATE TABLE "{table}" (key TEXT, value TEXT)')
        rows = ((key(name), write(value)) for name, value in values.items())
    marks = ", ".join("?" * len(args))
    connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 - our own table names
