"""Finding known names in a text: one automaton over all names, with word boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from verbale.matcher.entries import ENTRY_KINDS, Entry, NameHit
from verbale.matcher.folding import plain

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_RANK = {kind: rank for rank, kind in enumerate(ENTRY_KINDS)}
_UPPER_FROM = 5
"""Names of at least so many letters are also found in capitals (datelines, headlines)."""


def spellings(name: str, *, capitals: bool) -> Iterator[str]:
    """A name as papers may write it: without accents, with a curly apostrophe, in capitals."""
    yield name
    bare = plain(name)
    if bare != name:
        yield bare
    if "'" in name:
        yield name.replace("'", "’")
    if capitals and len(name) >= _UPPER_FROM and not name.isupper():
        yield name.upper()


def preference(entry: Entry) -> tuple[bool, int, int]:
    """Sort key among the entries of one name: strong before weak, then kind, then population."""
    population = entry.place.population if entry.place else 0
    return entry.weak, _RANK[entry.kind], -population


class NameIndex:
    """All names of the registry, to be found in a text in one pass."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        """Take what each name, as written, stands for."""
        self._entries = entries

    @cached_property
    def _patterns(self) -> list[str]:
        return list(self._entries)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self._patterns, matchkind=MatchKind.Standard, store_patterns=False)

    def get(self, name: str) -> tuple[Entry, ...]:
        """What exactly this name stands for, likeliest first; empty where it is not known."""
        return self._entries.get(name, ())

    def find(self, text: str) -> list[NameHit]:
        """Known names in a text, leftmost and longest, none inside a word or another name."""
        found = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(
                text, overlapping=True
            )
            if _bounded(text, start, end)
            and not (_CAPITAL_NEXT.match(text, end) and self._only_alone(number))
        ]
        found.sort()
        hits: list[NameHit] = []
        free = 0
        for start, negative_end, number in found:
            if start >= free:
                free = -negative_end
                hits.append(NameHit(start, free, self._at(number)))
        return hits

    def _at(self, number: int) -> tuple[Entry, ...]:
        return self._entries[self._patterns[number]]

    def _only_alone(self, number: int) -> bool:
        return all(entry.alone for entry in self._at(number))


_CAPITAL_NEXT = re.compile(r" [A-Z]")
_WORD = re.compile(r"[^\W_]")


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins and ends with a word."""
    if start and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        return False
    if end < len(text) and _WORD.match(text[end]):
        return not _WORD.match(text[end - 1])
    return True
