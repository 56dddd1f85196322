"""Calendar arithmetic for time expressions: stretches of days with their TIMEX3 value and EDTF.

EDTF as verbale writes it: days, months and years as ISO 8601 (``2024-07-28``); decades and
centuries with X (``198X``); seasons as EDTF level 1 (``2024-21`` is spring); weeks, weekends,
quarters, halves and parts of them as intervals of days or months (``2024-01/2024-03``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": (21, 3), "SU": (22, 6), "FA": (23, 9), "WI": (24, 12)}
"""TIMEX3 code of a season: its EDTF number and its first month (northern hemisphere)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days ``first`` to ``last``, both included; ``unit`` is the grain (D, W, M, Q, Y …)."""

    first: date
    last: date
    unit: str
    value: str
    edtf: str


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(when, when, "D", when.isoformat(), when.isoformat())


def week(when: date) -> Stretch:
    """The ISO week that holds a day."""
    monday = when - timedelta(days=when.weekday())
    sunday = monday + timedelta(days=6)
    year, number, _ = when.isocalendar()
    return Stretch(monday, sunday, "W", f"{year:04d}-W{number:02d}", f"{monday}/{sunday}")


def weekend(when: date) -> Stretch:
    """The Saturday and Sunday of the ISO week that holds a day."""
    saturday = when - timedelta(days=when.weekday()) + timedelta(days=5)
    sunday = saturday + timedelta(days=1)
    year, number, _ = when.isocalendar()
    return Stretch(saturday, sunday, "WE", f"{year:04d}-W{number:02d}-WE", f"{saturday}/{sunday}")


def _ends(year: int, month: int, months: int) -> tuple[date, date]:
    first = date(year, month, 1)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return first, date(year, month + 1, 1) - timedelta(days=1)


def month(year: int, number: int) -> Stretch:
    """A calendar month."""
    first, last = _ends(year, number, 1)
    return Stretch(first, last, "M", f"{year:04d}-{number:02d}", f"{year:04d}-{number:02d}")


def _months(first: date, last: date) -> str:
    return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"


def quarter(year: int, number: int) -> Stretch:
    """A quarter of the calendar year, 1 to 4."""
    first, last = _ends(year, number * 3 - 2, 3)
    return Stretch(first, last, "Q", f"{year:04d}-Q{number}", _months(first, last))


def half(year: int, number: int) -> Stretch:
    """A half of the calendar year, 1 or 2."""
    first, last = _ends(year, number * 6 - 5, 6)
    return Stretch(first, last, "H", f"{year:04d}-H{number}", _months(first, last))


def season(year: int, code: str) -> Stretch:
    """A season by its TIMEX3 code; winter begins in the year it is named by."""
    number, begins = SEASONS[code]
    first, last = _ends(year, begins, 3)
    return Stretch(first, last, "S", f"{year:04d}-{code}", f"{year:04d}-{number}")


def year(number: int) -> Stretch:
    """A calendar year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), "Y", f"{number:04d}", f"{number:04d}")


def decade(number: int) -> Stretch:
    """The decade of a year."""
    begins = number - number % 10
    text = f"{begins // 10:03d}"
    return Stretch(date(begins, 1, 1), date(begins + 9, 12, 31), "E", text, f"{text}X")


def century(number: int) -> Stretch:
    """A century by its ordinal (20 is the twentieth), with the customary value 19."""
    begins = (number - 1) * 100
    text = f"{number - 1:02d}"
    return Stretch(date(max(begins, 1), 1, 1), date(begins + 99, 12, 31), "C", text, f"{text}XX")


def around(when: date, unit: str) -> Stretch:
    """The stretch of a unit that holds a day; the day itself for units below it."""
    makers = {"W": week, "F": week, "WE": weekend}
    if unit in makers:
        return makers[unit](when)
    by_year = {
        "M": lambda: month(when.year, when.month),
        "Q": lambda: quarter(when.year, (when.month + 2) // 3),
        "Y": lambda: year(when.year),
        "E": lambda: decade(when.year),
        "C": lambda: century(when.year // 100 + 1),
        "H": lambda: half(when.year, 1 if when.month < 7 else 2),
    }
    return by_year[unit]() if unit in by_year else day(when)


_MONTHS_IN = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
_DAYS_IN = {"D": 1, "W": 7, "F": 14, "WE": 7}


def add(when: date, unit: str, amount: int) -> date:
    """The day so many units away; the day of the month is cut to the month's length."""
    if unit in _DAYS_IN:
        return when + timedelta(days=amount * _DAYS_IN[unit])
    if unit not in _MONTHS_IN:
        return when
    place = when.year * 12 + when.month - 1 + amount * _MONTHS_IN[unit]
    target = month(place // 12, place % 12 + 1)
    return target.first.replace(day=min(when.day, target.last.day))


def part(stretch: Stretch, which: str) -> str:
    """The EDTF of the first, middle or last third of a stretch (START, MID, END)."""
    if stretch.unit == "Y":
        months = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[which]
        return "/".join(f"{stretch.value}-{number:02d}" for number in months)
    if stretch.unit in ("E", "C"):
        return _years_of(stretch, which)
    days = (stretch.last - stretch.first).days + 1
    if days < 6:
        return stretch.edtf
    cuts = [stretch.first + timedelta(days=days * third // 3) for third in range(4)]
    at = ("START", "MID", "END").index(which)
    return f"{cuts[at]}/{cuts[at + 1] - timedelta(days=1)}"


def _years_of(stretch: Stretch, which: str) -> str:
    begins, scale = stretch.first.year, 10 if stretch.unit == "C" else 1
    low, high = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[which]
    return f"{begins + low * scale:04d}/{begins + high * scale + scale - 1:04d}"


def parse_day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where there is none."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def day_or_none(year: int, month: int, number: int) -> date | None:
    """The day; None where the month is shorter."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def nearest(options: list[date], anchor: date, direction: str, *, tied: bool = True) -> date | None:
    """The option that the direction asks for; the nearest where it asks for none.

    An expression that is not ``tied`` to its past verb ("payable Dec. 7") may lie shortly ahead.
    """
    if direction == "past":
        ahead = min((day for day in options if day >= anchor), default=anchor)
        behind = max((day for day in options if day <= anchor), default=None)
        close = behind is None or (ahead - anchor).days <= 90 < 240 <= (anchor - behind).days
        return ahead if close and not tied and ahead > anchor else behind
    if direction == "future":
        behind = max((day for day in options if day <= anchor), default=anchor)
        if not tied and 0 < (anchor - behind).days <= 30:
            return behind
        return min((day for day in options if day >= anchor), default=None)
    return min(options, key=lambda day: abs((day - anchor).days), default=None)
