"""Whether two mentions can be of one day: by their dates, by days named beside, by publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from verbale.model.merging import Agreement, Trace
from verbale.stories.merging.hints import day_of
from verbale.stories.merging.settings import weighed

PRECISE = 3
"""Days a date may span and still tell one event from another of its kind."""


def _weighed(degree: str, note: str = "", feature: str = "day") -> Agreement:
    return weighed(feature, degree, note)


def compare_days(one: Trace, other: Trace) -> Iterator[Agreement]:
    """What two mentions' dates say; nothing is taken for certain that no text says."""
    if one.first and other.first:
        yield _dates(one, other)
    elif one.first or other.first:
        yield from _date_and_hint(*((one, other) if one.first else (other, one)))
    elif one.days and other.days:
        shared = sorted(set(one.days) & set(other.days))
        yield _weighed("named" if shared else "unlike", ", ".join(shared))
        yield from _gap(one, other)
    else:
        yield from _gap(one, other)


def _dates(one: Trace, other: Trace) -> Agreement:
    note = one.first if one.first == other.first else f"{one.first}; {other.first}"
    if one.last < other.first or other.last < one.first:
        return _weighed("other", note)
    precise = _span(one) < PRECISE and _span(other) < PRECISE
    return _weighed("same" if precise else "within", note)


def _date_and_hint(dated: Trace, other: Trace) -> Iterator[Agreement]:
    """One mention has a date, the other at most days in its sentence, or that of publication."""
    if other.day and other.day < dated.first and other.stage != "planned":
        yield _weighed("early", f"{dated.first}; told {other.day}")
    elif other.days:
        inside = [day for day in other.days if dated.first <= day <= dated.last]
        yield _weighed("named" if inside else "unlike", ", ".join(inside or other.days))
    elif _span(dated) < PRECISE or _later(dated, other):
        yield from _gap(dated, other)
    else:
        yield _weighed("unknown", feature="gap")


def _later(dated: Trace, other: Trace) -> bool:
    """Whether a mention without a date was told outside of the other's, and not as history."""
    return bool(other.day) and not dated.first <= other.day <= dated.last and not other.historical


def _span(trace: Trace) -> int:
    first, last = day_of(trace.first), day_of(trace.last)
    return (last - first).days if first and last else 10_000


def _gap(one: Trace, other: Trace) -> Iterator[Agreement]:
    """How far apart the two were told, or the one happened and the other was told."""
    if one.document == other.document:
        yield from _old_beside(one, other)
        return
    days = [day_of(trace.last or trace.day) for trace in (one, other)]
    if days[0] is None or days[1] is None:
        yield _weighed("unknown", feature="gap")
        return
    gap = abs(days[0] - days[1])
    for degree, most in (("day", 1), ("days", 3), ("week", 8)):
        if gap <= timedelta(most):
            yield _weighed(degree, f"{gap.days} apart", "gap")
            return
    yield _weighed("more", f"{gap.days} apart", "gap")


def _old_beside(one: Trace, other: Trace) -> Iterator[Agreement]:
    """In one document, something long past beside something without a date."""
    dated, told = day_of(one.last or other.last), day_of(one.day)
    if bool(one.last) != bool(other.last) and dated and told and told - dated > timedelta(8):
        yield _weighed("unknown", f"{dated.isoformat()}", "gap")
