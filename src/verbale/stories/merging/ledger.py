"""What merging needs to know and to keep: the side that a database must offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from verbale.model import Document, Event
from verbale.model.merging import Decision, Kept, Tie

Days = tuple[str, str]
Found = tuple[Event, int, Days | None]
"""An event, its position in its document, and the days its date spans."""


class Ledger(Protocol):
    """Mentions as they are kept, inside one transaction."""

    def untaken(self, made_by: str, most: int) -> list[tuple[Document, list[Found]]]:
        """Documents whose events were not taken in by this version, with these events."""
        ...

    def leave(self, document: str) -> None:
        """Forget the mentions of a document; what they were one event with is found anew."""
        ...

    def take(self, document: str, made_by: str, mentions: Sequence[Kept]) -> None:
        """Keep the mentions of a document, as not yet merged, and its allusions."""
        ...

    def sharing(self, several: Sequence[Kept], least: int) -> dict[str, list[str]]:
        """For each of a document's mentions those of others that it is to be compared with.

        These share ``least`` of its keys in its window or the next, or its sentence's words.
        """
        ...

    def traces(self, records: Iterable[str]) -> dict[str, str]:
        """The traces of mentions, as they were given."""
        ...

    def terms(self, document: str) -> bytes | None:
        """The packed terms of a document that is gathered."""
        ...

    def tie(self, ties: Iterable[Tie]) -> None:
        """Keep what ties mentions together."""
        ...

    def ties(self, records: Sequence[str]) -> list[Tie]:
        """All ties with one of these mentions in them; without what they are made of."""
        ...

    def unmerged(self, most: int) -> list[str]:
        """Some of the mentions whose event must be found anew."""
        ...

    def same_event(self, records: Sequence[str]) -> list[str]:
        """Mentions that stand in one event with one of these."""
        ...

    def merged(self, event_of: Mapping[str, str]) -> None:
        """Keep the event of each mention; they are merged."""
        ...

    def decisions(self) -> list[Decision]:
        """What persons decided and did not take back, by number."""
        ...

    def anchored(self, decision: Decision) -> tuple[list[str], list[str]]:
        """The mentions that a decision is about, as they are now."""
        ...
