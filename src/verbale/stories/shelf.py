"""What gathering documents needs to know and to keep: the side that a database must offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from verbale.model import Document
from verbale.model.gathering import Member, Sketch, Unit


class Shelf(Protocol):
    """Documents as they are kept, inside one transaction."""

    def wording(self, digest: str) -> int | None:
        """The number of a wording that is kept."""
        ...

    def add_wording(self, digest: str, keys: Sequence[int]) -> int:
        """Keep a wording, in a group of its own; its number."""
        ...

    def sharing(self, keys: Sequence[int], least: int, most: int) -> list[int]:
        """Wordings with at least ``least`` of these keys, the nearest first, ``most`` at most."""
        ...

    def document_with(self, wording: int) -> Document | None:
        """A document in that wording."""
        ...

    def tie(self, wording: int, other: int) -> None:
        """Keep that one wording is the other's copy."""
        ...

    def ties(self, wordings: Sequence[int]) -> list[tuple[int, int]]:
        """All ties between these wordings."""
        ...

    def group_of(self, wording: int) -> int:
        """The group a wording is in."""
        ...

    def wordings_in(self, group: int) -> list[int]:
        """The wordings of a group."""
        ...

    def regroup(self, group_of: Mapping[int, int]) -> None:
        """Put wordings into groups."""
        ...

    def drop_wording(self, wording: int) -> None:
        """Forget a wording with its keys and ties."""
        ...

    def add(self, sketch: Sketch) -> None:
        """Keep what is known of a document."""
        ...

    def wording_of(self, document: str) -> int | None:
        """The wording of a document that is kept."""
        ...

    def members(self, group: int) -> list[Member]:
        """The documents of a group."""
        ...

    def mark_copies(self, copy_of: Mapping[str, str | None]) -> None:
        """Keep of which document each is the copy (None: of none)."""
        ...

    def remove(self, document: str) -> None:
        """Forget what was kept of a document."""
        ...

    def unsettle(self, days: Iterable[str]) -> None:
        """Keep that the stories of these days must be found anew."""
        ...

    def settled(self, day: str, story_of: Mapping[str, str]) -> None:
        """Keep the stories of a day's documents; the day is settled."""
        ...

    def units(self, first: str, last: str) -> list[Unit]:
        """The originals of these days, by document."""
        ...

    def has_story(self, story: str, beside: str) -> bool:
        """Whether a document of another day than ``beside`` stands in the story."""
        ...
