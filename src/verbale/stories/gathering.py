"""Gathering: what happens in the desk when a document comes, changes, or a run ends.

`place` marks copies at once. Stories are found by `settle`, day after day from the earliest,
for the days that have changed: a day's stories follow from its documents, in whatever order
they came, and from the stories of the days around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from verbale.model import Document
from verbale.model.gathering import Sketch, Unit
from verbale.stories import copies
from verbale.stories.clustering import Group, gathered
from verbale.stories.shelf import Shelf
from verbale.stories.terms import Terms, packed, terms_of, unpacked

WINDOW = 7
"""Days a story may lie still and yet go on."""
FADING = 0.5
"""What nearness to a story is worth that has lain still for the whole window, of 1."""


class Gatherer:
    """Marks copies and finds stories on a `Shelf`."""

    def place(self, shelf: Shelf, document: Document) -> None:
        """Take in a document: tie it to its copies, and note its day as unsettled."""
        wording = copies.known_wording(document)
        number = copies.shelve(shelf, wording)
        day = day_of(document)
        terms = packed(terms_of(document))
        shelf.add(Sketch(document.id, number, day, len(wording.shingles), terms))
        shelf.unsettle({day} | copies.marked(shelf, shelf.group_of(number)))

    def leave(self, shelf: Shelf, document: str) -> None:
        """Let a document go: what it tied together may fall apart."""
        number = shelf.wording_of(document)
        if number is None:
            return
        group = shelf.wordings_in(shelf.group_of(number))
        shelf.unsettle(one.day for one in shelf.members(shelf.group_of(number)))
        shelf.remove(document)
        if shelf.document_with(number) is None:
            shelf.drop_wording(number)
            group.remove(number)
        for left in copies.part(shelf, group):
            shelf.unsettle(copies.marked(shelf, left))

    def settle(self, shelf: Shelf, day: str) -> None:
        """Find the stories of a day anew; those of other days stay as they are."""
        first, last = _around(day)
        units = shelf.units(first, last)
        today = [unit for unit in units if unit.day == day]
        standing = list(_standing(units, day))
        groups = [_group(unit) for unit in today] + [group for _, group in standing]
        found = gathered(groups, free=len(today))
        names = [story for story, _ in standing]
        taken = set(names)
        story_of: dict[str, str] = {}
        for members in found:
            of_today = sorted((today[i] for i in members if i < len(today)), key=_founding)
            kept = next((names[i - len(today)] for i in members if i >= len(today)), None)
            story = kept or _named(shelf, of_today, day, taken)
            taken.add(story)
            story_of |= dict.fromkeys((unit.document for unit in of_today), story)
        shelf.settled(day, story_of)


def day_of(document: Document) -> str:
    """The day of publication, else of retrieval; "" where neither is known."""
    for value in (document.published, document.retrieved):
        if value and _day(value[:10]) is not None:
            return value[:10]
    return ""


def story_id(document: str) -> str:
    """The id of the story that a document founded."""
    return f"story-{document}"


def _named(shelf: Shelf, members: list[Unit], day: str, taken: set[str]) -> str:
    """A new story is named after its first document whose name is free."""
    for unit in members:
        name = story_id(unit.document)
        if name not in taken and not shelf.has_story(name, day):
            return name
    return story_id(f"{members[0].document}-{day}")


def _founding(unit: Unit) -> tuple[bool, str, str]:
    return unit.published is None, unit.published or "", unit.document


def _around(day: str) -> tuple[str, str]:
    at = _day(day)
    if at is None:
        return day, day
    return (at - timedelta(WINDOW)).isoformat(), (at + timedelta(WINDOW)).isoformat()


def _day(value: str) -> date | None:
    try:
        at = date.fromisoformat(value)
    except ValueError:
        return None
    return at if timedelta(WINDOW) < at - date.min and at < date.max - timedelta(WINDOW) else None


def _group(unit: Unit) -> Group:
    return Group(1, unpacked(unit.terms))


def _standing(units: list[Unit], day: str) -> Iterator[tuple[str, Group]]:
    """The stories of the days around, each as the mean of its documents, faded by distance."""
    held: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.day != day and unit.story is not None:
            held.setdefault(unit.story, []).append(unit)
    for story, several in sorted(held.items()):
        gap = min(abs((_day(unit.day) or date.min) - (_day(day) or date.min)) for unit in several)
        worth = 1 - (1 - FADING) * (gap.days - 1) / (WINDOW - 1)
        sums: Terms = {}
        for unit in several:
            for term, weight in unpacked(unit.terms).items():
                sums[term] = sums.get(term, 0.0) + weight * worth / len(several)
        yield story, Group(len(several), sums)
