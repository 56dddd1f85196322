"""By which keys mentions are found that may tell of one event.

A key is something two mentions have in common, seen through a window of time. Mentions are
compared where they share `SHARED` keys in the same window or the next; whether they do depends on
the two alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from zlib import crc32

from verbale.model.merging import Trace
from verbale.stories.merging.hints import day_of
from verbale.stories.merging.settings import settings

SHARED = 2
"""Keys that two mentions must share to be compared."""
WINDOW = 14
"""Days of a window: dates 14 days apart are always in the same or the next."""
_MONTHS, _YEARS, _ERAS, _NONE = 10_000_000, 20_000_000, 30_000_000, 40_000_000
"""Where windows of dates that are known to the month, to the year, or roughly begin."""


def keys_of(trace: Trace) -> tuple[int, ...]:
    """The keys of a mention."""
    family = _family(trace.event_type)
    return tuple(sorted({crc32(f"{family}|{one}".encode()) for one in _common(trace)}))


def _common(trace: Trace) -> Iterator[str]:
    for party in (*trace.actors, *trace.recipients):
        if not party.generic:
            yield party.actor
        if party.country:
            yield party.country
    for where in trace.where:
        yield where.name
        if where.sure and where.country:
            yield where.country
    yield from trace.names
    yield from (f"trigger {one}" for one in trace.trigger)
    yield from (f"deed {one}" for one in settings().groups(trace.trigger))


def window_of(trace: Trace) -> int:
    """The window of time a mention is seen through: that of its own date, else of publication."""
    first, last = day_of(trace.first), day_of(trace.last)
    if first is None or last is None:
        day = day_of(trace.day)
        return _NONE if day is None else day.toordinal() // WINDOW
    days = (last - first).days
    if days < WINDOW:
        return first.toordinal() // WINDOW
    return _long_window(first, days)


def _long_window(first: date, days: int) -> int:
    if days <= 31:
        return _MONTHS + 3 * (first.year * 12 + first.month)
    return (_YEARS if days <= 366 else _ERAS) + 3 * first.year


@lru_cache(maxsize=64)
def _family(event_type: str) -> str:
    """The types that may be taken for one another, under the name of the first."""
    family = {event_type}
    for _ in settings().kin:
        family = family.union(*(pair for pair in settings().kin if pair & family))
    return min(family)
