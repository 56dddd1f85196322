"""Finding known names in a text: one automaton over all names, with word boundaries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from verbale.matcher.entries import ENTRY_KINDS, Entry, NameHit

_RANK = {kind: rank for rank, kind in enumerate(ENTRY_KINDS)}
_UPPER_FROM = 5
"""Names of at least so many letters are also found in capitals (datelines, headlines)."""


def plain(text: str) -> str:
    """The text without accents; letters that do not decompose stay."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


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

    def __init__(self, named: Iterable[tuple[str, Entry]]) -> None:
        """Take pairs of a name as written and what it stands for."""
        entries: dict[str, list[Entry]] = {}
        for name, entry in named:
            entries.setdefault(name, []).append(entry)
        self._patterns = list(entries)
        self._entries = list(entries.values())
        self._sorted: dict[int, tuple[Entry, ...]] = {}
        self._alone = {
            number
            for number, found in enumerate(self._entries)
            if all(entry.alone for entry in found)
        }
        self._number = {name: number for number, name in enumerate(self._patterns)}
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)

    def get(self, name: str) -> tuple[Entry, ...]:
        """What exactly this name stands for, likeliest first; empty where it is not known."""
        number = self._number.get(name)
        return () if number is None else self._at(number)

    def find(self, text: str) -> list[NameHit]:
        """Known names in a text, leftmost and longest, none inside a word or another name."""
        found = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(
                text, overlapping=True
            )
            if _bounded(text, start, end)
            and not (number in self._alone and _CAPITAL_NEXT.match(text, end))
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
        entries = self._sorted.get(number)
        if entries is None:
            unique = {
                (entry.kind, entry.actor_id, entry.place): entry for entry in self._entries[number]
            }
            entries = self._sorted[number] = tuple(sorted(unique.values(), key=preference))
        return entries


_CAPITAL_NEXT = re.compile(r" [A-Z]")
_WORD = re.compile(r"[^\W_]")


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins and ends with a word."""
    if start and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        return False
    if end < len(text) and _WORD.match(text[end]):
        return not _WORD.match(text[end - 1])
    return True
