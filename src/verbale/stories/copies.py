"""Copies: which wordings belong together, and which document of a group is the first.

Whether one text is the other's copy is asked of each pair alone, so that groups do not depend
on the order of reading: a group is what such pairs tie together. Equal texts share one wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from verbale.model import Document
from verbale.model.gathering import Member
from verbale.stories.shelf import Shelf
from verbale.stories.wording import Wording, is_copy, wording_of

SHARED_KEYS = 2
"""Keys that two texts must share to be compared."""
MOST_COMPARED = 50
"""Texts that a new one is compared with at most, those with most keys in common."""


@lru_cache(maxsize=512)
def _wording(text: str, skipped: tuple[tuple[int, int], ...]) -> Wording:
    from verbale.model import Span

    spans = tuple(Span(start, end, text[start:end]) for start, end in skipped)
    return wording_of(Document(text, id="-", skipped=spans))


def known_wording(document: Document) -> Wording:
    """`wording_of`, remembered: a text is compared again with each that comes near it."""
    skipped = tuple((span.start, span.end) for span in document.skipped)
    return _wording(document.text, skipped)


def shelve(shelf: Shelf, wording: Wording) -> int:
    """The number of a wording; a new one is tied to those it is a copy of."""
    known = shelf.wording(wording.digest)
    if known is not None:
        return known
    near = shelf.sharing(wording.keys, SHARED_KEYS, MOST_COMPARED)
    number = shelf.add_wording(wording.digest, wording.keys)
    for other in near:
        document = shelf.document_with(other)
        if document is not None and is_copy(wording, known_wording(document)):
            shelf.tie(number, other)
            _join(shelf, number, other)
    return number


def _join(shelf: Shelf, one: int, other: int) -> None:
    groups = sorted({shelf.group_of(one), shelf.group_of(other)})
    if len(groups) == 2:
        shelf.regroup(dict.fromkeys(shelf.wordings_in(groups[1]), groups[0]))


def part(shelf: Shelf, wordings: Sequence[int]) -> set[int]:
    """Group these wordings anew, by their ties alone; the groups."""
    found = components(wordings, shelf.ties(wordings))
    shelf.regroup(found)
    return set(found.values())


def components(members: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each member with the lowest one that ties lead to."""
    lowest = {member: member for member in members}

    def root(member: int) -> int:
        while lowest[member] != member:
            lowest[member] = lowest[lowest[member]]
            member = lowest[member]
        return member

    for pair in ties:
        first, second = sorted(root(member) for member in pair)
        lowest[second] = first
    return {member: root(member) for member in sorted(lowest)}


def first_of(members: Sequence[Member]) -> str:
    """The document that the others are copies of.

    The one published first; then the longest, since a copy is cut more often than added to.
    Those without a date come last.
    """
    return min(
        members, key=lambda one: (one.published is None, one.published, -one.length, one.document)
    ).document


def marked(shelf: Shelf, group: int) -> set[str]:
    """Mark who is whose copy in a group; the days on which that changed something."""
    members = shelf.members(group)
    if not members:
        return set()
    first = first_of(members)
    changed: Mapping[str, Member] = {
        one.document: one
        for one in members
        if one.copy_of != (None if one.document == first else first)
    }
    shelf.mark_copies({name: None if name == first else first for name in changed})
    return {one.day for one in changed.values()}
