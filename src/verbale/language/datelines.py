"""Datelines: "BOISE, Idaho (AP) -", "MOSCOW/KYIV (Reuters) —", "KOLKATA, India –", "Muscat:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: (?:[A-ZÀ-Þ][\w.’'-]*|de|da|do|del|la|al|of|the)){0,3}"
_NAMES = rf"{_NAME}(?:(?:, |/| and ){_NAME}){{0,3}}"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = rf"(?:, (?:\d{{1,2}} )?{_MONTHS}\.?(?: \d{{1,2}})?,?(?: \d{{4}})?)?"
_AGENCY = r"(?: ?\((?P<agency>[A-Z][\w .-]{1,24})\))?"
_DASH = r"(?: ?[-–—]{1,2} | ?[-–—\ufffd]{1,2} ?(?=[A-Z“\"])|:)"
_LINE = re.compile(rf"(?m)^[\s(]*(?P<names>{_NAMES}?),?{_DAY}{_AGENCY} ?\)?{_DASH}")
_SPLIT = re.compile(r", |/| and ")
_MONTH = re.compile(rf"{_MONTHS}\b")


def dateline_names(text: str) -> Iterator[tuple[int, int, int]]:
    """Number of the dateline, start and end of each name of a place in it.

    Only lines that name an agency or stand in capitals count, or the very first of a text.
    """
    for number, found in enumerate(_LINE.finditer(text)):
        names = found["names"]
        if not _is_line(found):
            continue
        at = found.start("names")
        position = 0
        for part in _SPLIT.split(names):
            start = names.index(part, position)
            position = start + len(part)
            if not _MONTH.match(part):
                yield number, at + start, at + position


def _is_line(found: re.Match[str]) -> bool:
    first = _SPLIT.split(found["names"])[0]
    capitals = first.isupper() and len(first) > 3
    return capitals or found["agency"] is not None
