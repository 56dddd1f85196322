"""Where a desk is kept: what a database must offer, and which one a place names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select
from sqlalchemy.exc import DBAPIError

from verbale.errors import DeskError

WAIT_SECONDS = 30.0
"""How long a connection waits for another that writes."""


class Store(ABC):
    """One database that holds a desk.

    Writers take turns: a transaction of one begins when no other is under way. A reader sees
    one state of the desk in a transaction and cannot write.
    """

    shown: str
    """The place as errors name it, without a password."""

    @abstractmethod
    def require(self) -> None:
        """Raise `DeskError` where there is nothing to read at the place."""

    @abstractmethod
    def open_writer(self) -> Engine:
        """An engine that writes; a file is made where there is none."""

    @abstractmethod
    def open_reader(self) -> Engine:
        """An engine that can only read."""

    @abstractmethod
    def version(self, connection: Connection) -> int | None:
        """The form a desk is at: 0 for an empty place, None where another program's data are."""

    @abstractmethod
    def step(self, connection: Connection, statements: tuple[str, ...], version: int) -> None:
        """Run the statements of a migration and keep that the desk is at ``version``."""

    @abstractmethod
    def matches(self, phrases: list[str]) -> Select[Any]:
        """The numbers of the records that hold all phrases, in no order."""

    @abstractmethod
    def matching(self, query: Select[Any], phrases: list[str], best: bool) -> Select[Any]:
        """The query over `records` with only those that hold all phrases.

        The ``best`` first, which needs them all; else the newest in the desk.
        """

    def indexed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the full-text index as this database wants it."""
        return dict(row)

    @contextmanager
    def faults_named(self) -> Iterator[None]:
        """Turns what the database says into a `DeskError` that names the place."""
        try:
            yield
        except (DBAPIError, OSError) as fault:
            cause = fault.orig if isinstance(fault, DBAPIError) else fault
            raise DeskError(f"{self.shown}: {str(cause).strip()}") from fault
        except UnicodeEncodeError as fault:
            letter = fault.object[fault.start : fault.end]
            raise DeskError(f"{self.shown}: {letter!r} is no character that can be kept") from fault


def is_address(place: str | Path) -> bool:
    """Whether a place is a server's address rather than a file's name."""
    return str(place).startswith(("postgresql:", "postgres:", "postgresql+"))


def store_of(place: str | Path) -> Store:
    """The database at a place: a file's name, or ``postgresql://user@host/database``.

    Raises `DeskError` for an address that cannot be read, or where what reaches a server is
    not installed.
    """
    if is_address(place):
        from verbale.desk.postgresql import PostgresqlStore

        return PostgresqlStore(str(place))
    from verbale.desk.sqlite import SqliteStore

    return SqliteStore(Path(place))
