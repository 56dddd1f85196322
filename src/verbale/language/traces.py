"""What the parse shows around each predicate, as numbers for the model of factuality.

For every predicate a row of slots: its words, tags and arcs, those of the predicates above it,
the small words that hang on them, its neighbours, and what the rules found. A value is hashed
with the name of its slot into one of `SIZE` places; no text is kept. All rows of a document
are made at once, from the parser's own 64-bit keys of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

Keys = NDArray[np.uint64]
Places = NDArray[np.int64]

SIZE = 1 << 15
"""Places of the table; the last one stands for nothing and weighs nothing."""

_LEVELS = 4
_WINDOW = (-3, -2, -1, 1, 2, 3)
_SMALL = ("aux", "auxpass", "neg", "mark", "advmod", "det", "prep", "prt", "expl", "cc", "nsubj")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_ODD2 = np.uint64(0xBF58476D1CE4E5B9)


def _key(word: str) -> np.uint64:
    return np.uint64(get_string_id(word))


_SMALL_KEYS = np.array(sorted(int(_key(w)) for w in _SMALL), dtype=np.uint64)
_QUESTION, _QUOTES = _key("?"), np.array([_key(w) for w in ('"', "“", "”", "``", "''")])


class Traces:
    """Columns of one parse, and the rows of slots for predicates in it."""

    def __init__(self, parse: Doc) -> None:
        read: Any = parse.to_array(["LEMMA", "LOWER", "TAG", "POS", "DEP", "HEAD", "SENT_START"])
        self.lemma, self.lower, self.tag, self.pos, self.dep = (read[:, k] for k in range(5))
        here = np.arange(len(read))
        self.head = here + read[:, 5].astype(np.int64)
        starts = read[:, 6] == 1
        self.sentence = np.cumsum(starts) - (1 if len(starts) and starts[0] else 0)
        asked = self.sentence[self.lower == _QUESTION]
        self.asked = np.isin(self.sentence, asked)
        quoted = np.cumsum(np.isin(self.lower, _QUOTES)) % 2
        self.quoted = quoted.astype(np.uint64)
        self.small = np.flatnonzero(np.isin(self.dep, _SMALL_KEYS) & (self.head != here))

    def rows(self, tokens: Places, effects: Sequence[Sequence[tuple[str, str]]]) -> Places:
        """One row of places for each predicate; rows are as long as the longest needs."""
        slots = [*self._own(tokens), *self._above(tokens), *self._around(tokens)]
        fixed = np.stack([_place(n, values) for n, values in enumerate(slots)], axis=1)
        loose = [self._hanging(tokens, level) for level in range(3)]
        return np.concatenate([fixed, *loose, _told(effects)], axis=1)

    def _own(self, t: Places) -> list[Keys]:
        bias = np.zeros(len(t), dtype=np.uint64)
        first = self._level(t, 1)
        return [
            bias,
            self.lemma[t],
            self.tag[t],
            self.dep[t],
            _both(self.lemma[t], self.tag[t]),
            _both(self.tag[t], self.dep[t]),
            _both(self.pos[t], self.asked[t].astype(np.uint64)),
            _both(self.quoted[t], self.pos[t]),
            _both(self.dep[t], self.lemma[first]),
            _both(_both(self.tag[t], self.dep[t]), self.tag[first]),
            (t - np.searchsorted(self.sentence, self.sentence[t])).clip(0, 3).astype(np.uint64),
        ]

    def _level(self, t: Places, level: int) -> Places:
        for _ in range(level):
            t = self.head[t]
        return t

    def _above(self, t: Places) -> list[Keys]:
        slots: list[Keys] = []
        path = self.dep[t]
        for level in range(1, _LEVELS + 1):
            head = self._level(t, level)
            slots += [self.lemma[head], _both(path, self.lemma[head])]
            path = _both(path, self.dep[head])
            slots.append(path)
            if level <= 2:
                slots += [self.tag[head], _both(self.dep[t], self.tag[head])]
        return slots

    def _around(self, t: Places) -> list[Keys]:
        """The words before and behind, nothing beyond the sentence."""
        slots, last = [], len(self.lower) - 1
        for step in _WINDOW:
            near = np.clip(t + step, 0, last)
            inside = (near == t + step) & (self.sentence[near] == self.sentence[t])
            slots.append(np.where(inside, self.lower[near], np.uint64(0)))
        return slots

    def _hanging(self, t: Places, level: int) -> Places:
        """The small words that hang on the predicates (or on what stands ``level`` above)."""
        heads = self._level(t, level)
        order = np.argsort(self.head[self.small], kind="stable")
        small = self.small[order]
        begin = np.searchsorted(self.head[small], heads)
        count = np.searchsorted(self.head[small], heads, side="right") - begin
        width = min(int(count.max(initial=0)), 8)
        found = np.full((len(t), width * 2), SIZE - 1, dtype=np.int64)
        for k in range(width):
            rows = np.flatnonzero(count > k)
            child = small[begin[rows] + k]
            value = _both(self.dep[child], self.lower[child])
            found[rows, 2 * k] = _place(100 + level, value)
            found[rows, 2 * k + 1] = _place(110 + level, _both(value, self.dep[t[rows]]))
        return found


def _told(effects: Sequence[Sequence[tuple[str, str]]]) -> Places:
    """What the rules found: each effect, each with its word, and all effects as one."""
    width = max((len(e) for e in effects), default=0)
    found = np.full((len(effects), 2 * width + 1), SIZE - 1, dtype=np.int64)
    for row, told in enumerate(effects):
        keys = [get_string_id(effect) for effect, _ in told]
        words = [get_string_id(f"{effect}={word}") for effect, word in told]
        both = np.array([*keys, *words, get_string_id("+".join(e for e, _ in told))], np.uint64)
        found[row, : len(both)] = _place(200, both)
    return found


def _both(one: Keys, two: Keys) -> Keys:
    with np.errstate(over="ignore"):
        mixed: Keys = (one ^ (two + _ODD + (one << np.uint64(6)) + (one >> np.uint64(2)))) * _ODD2
    return mixed


def _place(slot: int, values: Keys) -> Places:
    with np.errstate(over="ignore"):
        mixed = (values + np.uint64(slot + 1) * _ODD) * _ODD2
        mixed ^= mixed >> np.uint64(31)
        mixed *= _ODD
    return ((mixed >> np.uint64(20)) % np.uint64(SIZE - 1)).astype(np.int64)
