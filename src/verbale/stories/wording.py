"""The wording of a document, made small: what tells that one text was copied from another.

A text is taken as its words without case and punctuation. Its *shingles* are the runs of
`RUN` words in it, each as a number; a copy that is cut, given another head or put into
another order keeps most of those it has. Its *keys* are the `KEYS` lowest of them: of a text
that holds another, those keys that stand in the other are keys of the other as well, so that
two texts can be found by their keys alone even where one is a third of the other (bottom-k
sampling; Cohen and Kaplan 2007).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from verbale.model import Document

RUN = 3
"""Words in a shingle."""
KEYS = 24
"""Keys kept of a text."""
FEWEST = 20
"""Shingles below which a text is too short to be the near copy of another; exact ones count."""
LEAST_SHARE = 0.6
"""The part of its shingles that the shorter text must share with the longer."""
LEAST_LENGTH = 0.2
"""How long the shorter must be, as a part of the longer: a line that is quoted is no copy."""
LEAST_FACTS = 0.7
"""The part of its numbers, and of its names, that must stand in the longer: forms that are filled
in anew each day (rates, bond issues, weather) share their wording, but not what they tell."""
SPARE_FACTS = 1
"""Numbers, and names, that may differ however few there are."""

Numbers = NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIXES = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
_LAST = np.uint64(31)
_HALF = np.uint64(1 << 63)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A text as its digest, its shingles (sorted, each once), the names and numbers in it.

    Names are words that stand in capitals only.
    """

    digest: str
    shingles: Numbers
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @property
    def keys(self) -> list[int]:
        """The lowest shingles, as signed numbers; none where the text is too short."""
        if len(self.shingles) < FEWEST:
            return []
        return [int(key) for key in (self.shingles[:KEYS] ^ _HALF).view(np.int64)]


def prose(document: Document) -> str:
    """The text of a document without the stretches that are no prose."""
    text, at, parts = document.text, 0, []
    for span in sorted(document.skipped, key=lambda one: one.start):
        parts.append(text[at : span.start])
        at = max(at, span.end)
    return " ".join([*parts, text[at:]])


def wording_of(document: Document) -> Wording:
    """The wording of a document; its title, address and dates have no part in it."""
    written = _WORD.findall(prose(document).replace("’", "'"))
    words = [word.lower() for word in written]
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:32]
    plain = {word for word in written if word.islower()}
    names = {word.lower() for word in written if word[0].isupper()} - plain
    numbers = {word for word in words if word[0].isdigit()}
    return Wording(digest, _shingles(words), frozenset(names), frozenset(numbers))


def share(one: Wording, other: Wording) -> float:
    """The part of the shorter text's shingles that stand in the longer; 0 where none counts.

    Texts too short or too unequal in length to be copies of one another share nothing.
    """
    if one.digest == other.digest:
        return 1.0
    short, long = sorted((len(one.shingles), len(other.shingles)))
    if short < FEWEST or short < LEAST_LENGTH * long:
        return 0.0
    return len(np.intersect1d(one.shingles, other.shingles, assume_unique=True)) / short


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether one of two texts is the other's copy, exact or near."""
    if one.digest == other.digest:
        return True
    short, long = sorted((one, other), key=lambda text: (len(text.shingles), text.digest))
    return (
        share(one, other) >= LEAST_SHARE
        and _kept(short.names, long.names)
        and _kept(short.numbers, long.numbers)
    )


def _kept(facts: frozenset[str], known: frozenset[str]) -> bool:
    return len(facts - known) <= max(SPARE_FACTS, (1 - LEAST_FACTS) * len(facts))


@lru_cache(maxsize=100_000)
def word_number(word: str) -> int:
    """The number of a word, the same at every run."""
    return crc32(word.encode("utf-8", "replace"))


def _shingles(words: list[str]) -> Numbers:
    numbers = np.array([word_number(word) for word in words], dtype=np.uint64)
    count = len(numbers) - RUN + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    mixed = np.zeros(count, np.uint64)
    for shift in range(RUN):
        mixed = _mix(mixed * _STEP + numbers[shift : shift + count] + _STEP)
    return np.unique(mixed)


def _mix(numbers: Numbers) -> Numbers:
    """Each number scattered over all 64 bits (the last step of SplitMix64)."""
    for shift, factor in _MIXES:
        numbers = (numbers ^ (numbers >> shift)) * factor
    return numbers ^ (numbers >> _LAST)
