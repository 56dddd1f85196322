"""Number phrases in a text: "at least 12", "two dozen", "1.2 million", "between 10 and 15"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1,
    "half a": 0.5,
}
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "lakh": 1e5,
    "crore": 1e7,
    **dict.fromkeys(("thousand", "k"), 1e3),
    **dict.fromkeys(("million", "m", "mn", "mln"), 1e6),
    **dict.fromkeys(("billion", "bn", "bln"), 1e9),
    **dict.fromkeys(("trillion", "tn"), 1e12),
}
_LONG = sorted((w for w in _SCALES if len(w) > 3), key=len, reverse=True)
_SHORT = ("mln", "bln", "mn", "bn", "tn", "k", "m")

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "|".join(
    sorted((w for w in _SMALL if w not in ("a", "half a", "zero")), key=len, reverse=True)
)
SCALE = rf"(?:(?:\s|-)?(?:{'|'.join(_LONG)})\b|\s?(?:{'|'.join(_SHORT)})\b)"
_WORDS = rf"(?:{_WORD})(?:[-\s](?:and\s)?(?:{_WORD}))*"
NUMBER = (
    rf"(?:(?:{_DIGITS}){SCALE}?"
    rf"|\b{_WORDS}(?:[-\s](?:{'|'.join(_LONG)})\b(?:\s(?:and\s)?{_WORDS}\b)?)*\b"
    rf"|\b(?:half\sa|a)\s(?:{'|'.join(_LONG)})\b)"
)
"""A pattern for one number, in digits or words."""

_PART = re.compile(rf"({_DIGITS})|[a-z]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number phrase from ``start`` to ``end``; behind "at least" its ``number`` begins.

    ``value`` is the lower end of a range; None where the words name no number.
    """

    start: int
    number: int
    end: int
    value: float | None


class Quantities:
    """Finds number phrases. ``about`` are words before a number, ``vague`` those that name none."""

    def __init__(self, about: Iterable[str], vague: Iterable[str]) -> None:
        hedge = "|".join(sorted(map(re.escape, about), key=len, reverse=True))
        loose = "|".join(sorted(map(re.escape, vague), key=len, reverse=True))
        upper = rf"(?:\s(?:to|or)\s|\s?[-–]\s?)(?:{NUMBER})"
        self._pattern = re.compile(
            rf"(?<![\w.,$€£¥-])(?:(?:{hedge})\s)*"
            rf"(?:between\s(?P<low>{NUMBER})\sand\s(?:{NUMBER})"
            rf"|(?P<vague>\b(?:{loose})\b)|(?P<number>{NUMBER})(?:{upper})?)(?![\w%])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Quantity]:
        """The number phrases of a text, in order."""
        for found in self._pattern.finditer(text):
            group = next(g for g in ("low", "vague", "number") if found.group(g) is not None)
            number = None if group == "vague" else value_of(found.group(group))
            if group != "vague" and number is None:
                continue
            yield Quantity(found.start(), found.start(group), found.end(), number)


def value_of(words: str) -> float | None:
    """The value of a number in digits or words; None where it is none."""
    total, current = 0.0, None
    text = words.lower().replace("half a", "0.5")
    for found in _PART.finditer(text):
        piece = found.group(0)
        if found.group(1):
            current = float(piece.replace(",", ""))
        elif piece in _SMALL:
            current = (current or 0.0) + _SMALL[piece]
        elif piece in _SCALES:
            current = (1.0 if current is None else current) * _SCALES[piece]
            if _SCALES[piece] >= 1e3:
                total, current = total + current, 0.0
    return None if current is None else total + current
