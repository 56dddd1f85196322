"""What the desk keeps for gathering: wordings, ties between them, days and stories.

The rules by which documents are gathered are not the desk's: a `Gatherer` brings them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from sqlalchemy import Connection, TextClause, delete, func, insert, select, text, update

from verbale.desk.tables import documents, gathered, ties, unsettled, wording_keys, wordings
from verbale.model import Document
from verbale.model.codec import document_from_json
from verbale.model.gathering import Member, Sketch, Unit

_AT_ONCE = 500
_PER_KEY = 200
"""Wordings looked at for one key: those that very many share tell little."""


class Gatherer(Protocol):
    """What is done when documents come and go (`verbale.stories.Gatherer`)."""

    def place(self, shelf: Shelf, document: Document) -> None:
        """Take in a document."""
        ...

    def leave(self, shelf: Shelf, document: str) -> None:
        """Let a document go."""
        ...

    def settle(self, shelf: Shelf, day: str) -> None:
        """Find the stories of a day."""
        ...


class Shelf:
    """The tables of gathering, inside one transaction of the writer."""

    def __init__(self, connection: Connection) -> None:
        self._do = connection

    def wording(self, digest: str) -> int | None:
        """The number of a wording that is kept."""
        query = select(wordings.c.number).where(wordings.c.digest == digest)
        return self._do.scalar(query)

    def add_wording(self, digest: str, keys: Sequence[int]) -> int:
        """Keep a wording, in a group of its own; its number."""
        number = (self._do.scalar(select(func.max(wordings.c.number))) or 0) + 1
        row = {"number": number, "digest": digest, "group": number}
        self._do.execute(insert(wordings), row)
        rows = [{"key": key, "wording": number} for key in keys]
        if rows:
            self._do.execute(insert(wording_keys), rows)
        return number

    def sharing(self, keys: Sequence[int], least: int, most: int) -> list[int]:
        """Wordings with at least ``least`` of these keys, the nearest first, ``most`` at most."""
        if not keys:
            return []
        given = {f"key{at}": key for at, key in enumerate(keys)} | {"least": least, "most": most}
        return list(self._do.scalars(_sharing(len(keys)), given))

    def document_with(self, wording: int) -> Document | None:
        """A document in that wording."""
        query = select(documents.c.json).join(gathered, gathered.c.document == documents.c.id)
        kept = self._do.scalar(query.where(gathered.c.wording == wording).limit(1))
        return None if kept is None else document_from_json(json.loads(kept))

    def tie(self, wording: int, other: int) -> None:
        """Keep that one wording is the other's copy."""
        low, high = sorted((wording, other))
        self._do.execute(insert(ties), {"low": low, "high": high})

    def ties(self, wordings: Sequence[int]) -> list[tuple[int, int]]:
        """All ties between these wordings."""
        found: list[tuple[int, int]] = []
        for some in _in_parts(wordings):
            query = select(ties.c.low, ties.c.high).where(ties.c.low.in_(some))
            found += [(row.low, row.high) for row in self._do.execute(query)]
        known = set(wordings)
        return [pair for pair in found if pair[1] in known]

    def group_of(self, wording: int) -> int:
        """The group a wording is in."""
        query = select(wordings.c.group).where(wordings.c.number == wording)
        return int(self._do.scalar(query) or wording)

    def wordings_in(self, group: int) -> list[int]:
        """The wordings of a group."""
        query = select(wordings.c.number).where(wordings.c.group == group)
        return list(self._do.scalars(query.order_by(wordings.c.number)))

    def regroup(self, group_of: Mapping[int, int]) -> None:
        """Put wordings into groups."""
        for number, group in group_of.items():
            here = update(wordings).where(wordings.c.number == number)
            self._do.execute(here.values(group=group))

    def drop_wording(self, wording: int) -> None:
        """Forget a wording with its keys and ties."""
        self._do.execute(delete(wordings).where(wordings.c.number == wording))

    def add(self, sketch: Sketch) -> None:
        """Keep what is known of a document."""
        row = {
            "document": sketch.document,
            "wording": sketch.wording,
            "day": sketch.day,
            "length": sketch.length,
            "terms": sketch.terms,
        }
        self._do.execute(insert(gathered), row)

    def wording_of(self, document: str) -> int | None:
        """The wording of a document that is kept."""
        query = select(gathered.c.wording).where(gathered.c.document == document)
        return self._do.scalar(query)

    def members(self, group: int) -> list[Member]:
        """The documents of a group."""
        query = select(
            gathered.c.document,
            documents.c.published,
            gathered.c.length,
            gathered.c.copy_of,
            gathered.c.day,
        ).join(documents, documents.c.id == gathered.c.document)
        inside = query.join(wordings, wordings.c.number == gathered.c.wording)
        found = inside.where(wordings.c.group == group).order_by(gathered.c.document)
        return [Member(*row) for row in self._do.execute(found)]

    def mark_copies(self, copy_of: Mapping[str, str | None]) -> None:
        """Keep of which document each is the copy (None: of none)."""
        for document, first in copy_of.items():
            here = update(gathered).where(gathered.c.document == document)
            self._do.execute(here.values(copy_of=first, story=None))

    def remove(self, document: str) -> None:
        """Forget what was kept of a document."""
        self._do.execute(delete(gathered).where(gathered.c.document == document))

    def unsettle(self, days: Iterable[str]) -> None:
        """Keep that the stories of these days must be found anew."""
        known = set(self.unsettled())
        rows = [{"day": day} for day in sorted(set(days) - known)]
        if rows:
            self._do.execute(insert(unsettled), rows)

    def unsettled(self) -> list[str]:
        """The days whose stories must be found anew, the earliest first."""
        return list(self._do.scalars(select(unsettled.c.day).order_by(unsettled.c.day)))

    def settled(self, day: str, story_of: Mapping[str, str]) -> None:
        """Keep the stories of a day's documents; the day is settled."""
        for document, story in story_of.items():
            here = update(gathered).where(gathered.c.document == document)
            self._do.execute(here.values(story=story))
        self._do.execute(delete(unsettled).where(unsettled.c.day == day))

    def units(self, first: str, last: str) -> list[Unit]:
        """The originals of these days, by document."""
        query = select(
            gathered.c.document,
            documents.c.published,
            gathered.c.day,
            gathered.c.terms,
            gathered.c.story,
        ).join(documents, documents.c.id == gathered.c.document)
        originals = query.where(gathered.c.copy_of.is_(None), gathered.c.day.between(first, last))
        rows = self._do.execute(originals.order_by(gathered.c.document))
        return [Unit(*row) for row in rows]

    def has_story(self, story: str, beside: str) -> bool:
        """Whether a document of another day than ``beside`` stands in the story."""
        query = select(gathered.c.document).where(gathered.c.story == story)
        return self._do.scalar(query.where(gathered.c.day != beside).limit(1)) is not None

    def ungathered(self, most: int) -> list[Document]:
        """Documents that are kept but were never gathered, ``most`` at most."""
        query = select(documents.c.json).where(documents.c.id.not_in(select(gathered.c.document)))
        kept = self._do.scalars(query.order_by(documents.c.id).limit(most))
        return [document_from_json(json.loads(one)) for one in kept]


@cache
def _sharing(keys: int) -> TextClause:
    """The question for wordings that share some of so many keys."""
    one = f"SELECT wording FROM wording_keys WHERE key = :key%d ORDER BY wording LIMIT {_PER_KEY}"  # noqa: S608 - numbers of ours
    several = " UNION ALL ".join(f"SELECT * FROM ({one % at}) AS found{at}" for at in range(keys))  # noqa: S608 - as above
    return text(
        f"SELECT wording FROM ({several}) AS found GROUP BY wording HAVING count(*) >= :least "  # noqa: S608 - as above
        "ORDER BY count(*) DESC, wording LIMIT :most"
    )


def _in_parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
