"""Dates of publication as sources write them, as ISO 8601. Never a guess."""

from __future__ import annotations

import datetime
import email.utils
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_TIME = (
    r"(?:[\sT,]+(?:at\s+)?(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(?P<half>[ap]\.?m\.?)?)?"
)
# Zones by letters other than UTC are ambiguous (IST, CST): the day is kept, the time is not.
_ZONE = r"(?:\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)|\s*(?P<letters>[A-Z]{1,4}T))?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_WORDED = tuple(
    re.compile(rf"\s*{_WEEKDAY}{date}{_TIME}{_ZONE}\s*", re.I)
    for date in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}[\s-]+{_MONTH}[\s,-]+{_YEAR}",
    )
)
_YEAR_FIRST = re.compile(rf"\s*{_YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?){_TIME}{_ZONE}\s*")
_SLASHED = re.compile(rf"\s*(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-]{_YEAR}{_TIME}{_ZONE}\s*", re.I)
_URL_DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"/{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?=[/_-]|$)",
        rf"/{_YEAR}/(?P<month>{'|'.join(MONTHS)})/(?P<day>\d\d?)(?=[/_-]|$)",
        rf"(?<=[/_-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?=[/._-]|$)",
        rf"(?<=[/_-]){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=[/._-]|$)",
    )
)
_PLACE = r"[A-Z][\w.'’]*(?:[ ,/-]+[A-Z(][\w.'’]*){0,6}?"
_AGENCY = r"(?:\([^()\n]{2,30}\))"
_WHEN = (
    rf"(?i:{_MONTH}\s+{_DAY}),?\s+{_YEAR}",
    rf"{_DAY}\s+(?i:{_MONTH}),?\s+{_YEAR}",
)
_DATELINES = tuple(
    re.compile(
        rf"\s*(?:{_AGENCY}\s*[-–—]+\s*)?{_PLACE}(?:\s*{_AGENCY})?[\s,:]+{when}"
        rf"\s*,?\s*{_AGENCY}?\s*(?:[-–—]|:\s|$)"
    )
    for when in _WHEN
)
_EARLIEST = 1800
_LEEWAY = datetime.timedelta(days=2)


def normalised(value: str) -> tuple[str | None, str | None]:
    """``value`` as an ISO 8601 date or date-time, or None with the reason as a note.

    Reads ISO 8601, RFC 2822, ``17-JUN-1991 08:15:42.30``, ``July 28, 2024``,
    ``28 July 2024`` and dates in figures where only one reading is possible.
    """
    value = value.strip()
    if len(value) > 80:
        return None, f"date of publication not understood: {value[:40]!r}…"
    found = _iso(value) or _worded(value) or _mail(value)
    if found:
        return found, None
    slashed = _SLASHED.fullmatch(value)
    if slashed:
        return _in_figures(slashed, value)
    return None, f"date of publication not understood: {value!r}"


def from_url(url: str) -> str | None:
    """The date in the path of an address (``/2024/07/28/``, ``/2024-07-28-…``)."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url, flags=re.I)
    path = re.split(r"[?#]", path, maxsplit=1)[0]
    for pattern in _URL_DATES:
        for match in pattern.finditer(path):
            month = match["month"].lower()
            day = _date(match["year"], MONTHS.get(month) or month, match["day"])
            if day:
                return day.isoformat()
    return None


def from_dateline(text: str) -> str | None:
    """The date of a dateline that gives the year: ``TOKYO, July 28, 2024 (Reuters) - …``."""
    for pattern in _DATELINES:
        match = pattern.match(text[:300])
        if match:
            day = _date(match["year"], MONTHS[match["month"].lower()], match["day"])
            return day.isoformat() if day else None
    return None


def too_late(published: str, retrieved: str | None) -> bool:
    """True where ``published`` is more than two days after the text was retrieved."""
    if not retrieved:
        return False
    try:
        limit = datetime.date.fromisoformat(retrieved[:10]) + _LEEWAY
    except ValueError:
        return False
    return datetime.date.fromisoformat(published[:10]) > limit


def _iso(value: str) -> str | None:
    try:
        if re.fullmatch(r"\d{4}-?\d\d-?\d\d", value):
            return _plausible(datetime.date.fromisoformat(value))
        if re.match(r"\d{4}-?\d\d-?\d\d[T ]", value):
            stamp = datetime.datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d|Z$)", "", value))
            return _plausible(stamp)
    except ValueError:
        return None
    return None


def _worded(value: str) -> str | None:
    for pattern in (*_WORDED, _YEAR_FIRST):
        match = pattern.fullmatch(value)
        if match:
            month = match["month"].lower()
            return _stamp(_date(match["year"], MONTHS.get(month) or month, match["day"]), match)
    return None


def _mail(value: str) -> str | None:
    if not re.search(r"[A-Za-z]{3}\s+\d{4}\s+\d\d?:\d\d", value):
        return None
    try:
        return _plausible(email.utils.parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_figures(match: re.Match[str], value: str) -> tuple[str | None, str | None]:
    """Day and month in either order, where only one gives a date."""
    first = _date(match["year"], match["a"], match["b"])
    second = _date(match["year"], match["b"], match["a"])
    if first and second and first != second:
        return None, f"date of publication is ambiguous: {value!r} is {first} or {second}"
    found = _stamp(first or second, match)
    return found, None if found else f"date of publication not understood: {value!r}"


def _stamp(day: datetime.date | None, match: re.Match[str]) -> str | None:
    """``day`` with the time of ``match``, where it gives one that is understood."""
    if day is None or not match["time"]:
        return day.isoformat() if day else None
    hours, _, rest = match["time"].partition(":")
    half = (match["half"] or "").lower()[:1]
    if match["letters"] or (half and not 1 <= int(hours) <= 12):
        return day.isoformat()
    hour = int(hours) % 12 + 12 * (half == "p") if half else int(hours)
    zone = (match["zone"] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
    minutes, dot, part = rest.partition(".")
    fraction = dot + part.ljust(3, "0") if dot and len(part) <= 3 else dot + part.ljust(6, "0")
    try:
        return _plausible(
            datetime.datetime.fromisoformat(
                f"{day}T{hour:02}:{minutes}{fraction if dot else ''}{zone}"
            )
        )
    except ValueError:
        return day.isoformat()


def _date(year: str, month: str | int, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _plausible(value: datetime.date) -> str | None:
    if value.year < _EARLIEST:
        return None
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat()
