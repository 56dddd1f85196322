"""What threads need to know and to keep: the side that a database must offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from verbale.model.thread import Decision, Promise, Tie


class ThreadShelf(Protocol):
    """Undertakings as they are kept, inside one transaction. Those of copies are not seen."""

    def add_promise(self, promise: Promise, keys: Sequence[str]) -> None:
        """Keep a promise, to be found by its keys."""
        ...

    def promises(self, records: Iterable[str]) -> list[Promise]:
        """These promises, as far as they are there."""
        ...

    def promises_sharing(self, keys: Sequence[str]) -> list[Promise]:
        """Promises with at least two words of these keys."""
        ...

    def tied_to_document(self, document: str) -> list[str]:
        """Records of other documents with a tie to one of this, or in a thread with it."""
        ...

    def unthread(self, records: Iterable[str]) -> None:
        """Keep that the threads of these must be found anew."""
        ...

    def unthreaded(self) -> list[str]:
        """Records whose thread must be found; those that were found to be copies leave theirs."""
        ...

    def thread(self, thread_of: Mapping[str, str], ties: Iterable[Tie]) -> None:
        """Keep the threads of records, and all ties between them in place of older ones."""
        ...

    def decisions(self) -> list[Decision]:
        """What persons decided, the oldest first."""
        ...

    def records_at(self, document: str, start: int, end: int) -> list[str]:
        """Undertakings of a document whose action overlaps a place in it."""
        ...
