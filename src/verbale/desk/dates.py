"""First and last day of an EDTF date, so that dates of any precision can be searched by range.

Levels 0 and 1 of EDTF (ISO 8601-2:2019) as far as news needs them: years, months, days,
times of day, seasons, unspecified digits (``X``), qualifiers, intervals with open or
unknown ends, and lists (``[…]``, ``{…}``).
"""

from __future__ import annotations

import calendar
import re
from functools import cache

EARLIEST = "0000-01-01"
LATEST = "9999-12-31"

_POINT = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2})(?:T.*)?)?)?", re.ASCII)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)} | {
    **{33 + n: (3 * n + 1, 3 * n + 3) for n in range(4)},
    **{37 + n: (4 * n + 1, 4 * n + 4) for n in range(3)},
    **{40 + n: (6 * n + 1, 6 * n + 6) for n in range(2)},
}
"""Months of EDTF's seasons, quarters, quadrimesters and semestrals (northern halves)."""

Days = tuple[str, str]


@cache
def bounds(value: str) -> Days | None:
    """First and last day as ISO dates; open ends run to `EARLIEST` and `LATEST`.

    None where ``value`` is no date: nothing is guessed.
    """
    value = value.strip()
    if value[:1] in "[{" and value[-1:] in "]}" and len(value) > 2:
        return _around([_interval(part.replace("..", "/")) for part in _parts(value)])
    return _interval(value)


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value[1:-1].split(",")]


def _around(several: list[Days | None]) -> Days | None:
    known = [days for days in several if days is not None]
    if len(known) < len(several):
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def _interval(value: str) -> Days | None:
    if "/" not in value:
        return _point(value)
    left, _, right = value.partition("/")
    start = (EARLIEST, EARLIEST) if left in ("", "..") else _point(left)
    end = (LATEST, LATEST) if right in ("", "..") else _point(right)
    if start is None or end is None or (left in ("", "..") and right in ("", "..")):
        return None
    return (start[0], end[1]) if start[0] <= end[1] else None


def _point(value: str) -> Days | None:
    match = _POINT.fullmatch(re.sub(r"[?~%]", "", value))
    if match is None:
        return None
    year, month, day = match.groups()
    first_year, last_year = year.replace("X", "0"), year.replace("X", "9")
    if month is None or "X" in month:
        return f"{first_year}-01-01", f"{last_year}-12-31"
    months = _months(int(month))
    if months is None:
        return None
    if day is None or "X" in day or months[0] != months[1]:
        return f"{first_year}-{months[0]:02}-01", _last_day(last_year, months[1])
    last = f"{last_year}-{month}-{day}"
    fits = day >= "01" and last <= _last_day(last_year, months[1])
    return (f"{first_year}-{month}-{day}", last) if fits else None


def _months(number: int) -> tuple[int, int] | None:
    return (number, number) if 1 <= number <= 12 else _SEASONS.get(number)


def _last_day(year: str, month: int) -> str:
    days = calendar.monthrange(max(int(year), 1), month)[1]
    return f"{year}-{month:02}-{days:02}"
