"""Sections of a paper: chosen records of a kind, the weightiest where there are too many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from verbale.model import Event, Record, Undertaking
from verbale.views.reports.groups import Group, grouped, ids
from verbale.views.reports.lines import line, who
from verbale.views.reports.paper import Line, Notes, Run, Section
from verbale.views.reports.scope import when_of

OPEN = ("proposed", "announced", "agreed", "begun", "delayed")
"""Statuses of an undertaking that is not at its end."""


def taken_place(record: Record) -> bool:
    """Whether a record is told as so, not as planned, supposed or denied."""
    return not {"future", "hypothetical", "negation"}.intersection(record.auxiliary)


def section(
    heading: str,
    records: Iterable[Record],
    notes: Notes,
    most: int,
    when: Callable[[Record], str] | None = None,
) -> Section:
    """The records as lines by date; of more than ``most`` the most told and surest are kept."""
    order = when or when_of
    groups = grouped(records)
    kept = sorted(groups, key=weight, reverse=True)[:most]
    kept.sort(key=lambda group: (order(group.first), group.first.source.published or ""))
    lines = tuple(line(group.first, notes.cite(group.records)) for group in kept)
    return Section(heading, lines, left_out=len(groups) - len(kept))


def weight(group: Group) -> tuple[int, float]:
    """How much a group counts: by how many outlets tell it, then how sure its reading is."""
    return group.outlets, max(record.confidence for record in group.records)


def contradictions(records: Iterable[Record], notes: Notes) -> list[Line]:
    """Events that some tell as so and others as not so, and those with other numbers."""
    told: dict[object, list[Event]] = {}
    for record in records:
        if isinstance(record, Event) and record.actors:
            key = (record.event_type, ids(record.actors), ids(record.recipients), _day(record))
            told.setdefault(key, []).append(record)
    return [one for events in told.values() for one in _differing(events, notes)]


def _day(event: Event) -> str | None:
    return event.date.value if event.date else None


def _differing(events: list[Event], notes: Notes) -> Iterable[Line]:
    done = [event for event in events if taken_place(event)]
    denied = [event for event in events if "negation" in event.auxiliary]
    head: tuple[Run, ...] = (who(events[0].actors), Run(f" · {events[0].event_type}"))
    if events[0].recipients:
        head += (Run(" → "), who(events[0].recipients))
    when = _day(events[0]) or ""
    if done and denied:
        told = (Run(" – told as done "), *_cited(done, notes))
        not_told = (Run(", denied "), *_cited(denied, notes))
        yield Line(when, (*head, *told, *not_told), notes.cite([*done, *denied]))
    if when:
        yield from _numbers(done, head, when, notes)


def _cited(events: list[Event], notes: Notes) -> tuple[Run, ...]:
    return (Run("".join(f"[{number}]" for number in notes.cite(events)), "status"),)


def _numbers(events: list[Event], head: tuple[Run, ...], when: str, notes: Notes) -> Iterable[Line]:
    """The same event with other numbers of dead or injured."""
    for what in ("dead", "injured"):
        values: dict[float, list[Event]] = {}
        for event in events:
            for magnitude in event.magnitude:
                if magnitude.what == what and magnitude.value is not None:
                    values.setdefault(magnitude.value, []).append(event)
        if len(values) > 1:
            runs = [*head, Run(f" – {what}: ")]
            for place, (value, several) in enumerate(sorted(values.items())):
                runs += [Run(f"{', ' if place else ''}{value:g} "), *_cited(several, notes)]
            cited = notes.cite(event for several in values.values() for event in several)
            yield Line(when, tuple(runs), cited)


def open_undertakings(records: Iterable[Record], notes: Notes, most: int, today: date) -> Section:
    """Undertakings that are not at their end, with their age; a due date that is past is told."""
    found = [
        record
        for record in records
        if isinstance(record, Undertaking)
        and record.status in OPEN
        and not {"hypothetical", "negation"}.intersection(record.auxiliary)
    ]
    groups = sorted(grouped(found), key=weight, reverse=True)
    kept = sorted(groups[:most], key=lambda group: group.first.source.published or "")
    lines = []
    for group in kept:
        plain = line(group.first, notes.cite(group.records))
        age = Run(f" [{', '.join(_age(group.first, today))}]", "status")
        lines.append(Line(plain.when, (*plain.runs, age), plain.notes))
    return Section("Open undertakings", tuple(lines), left_out=len(groups) - len(kept))


def _age(record: Record, today: date) -> list[str]:
    """Since when it has been told, and whether its due date is past."""
    told = record.source.published
    parts = []
    if told and len(told) >= 10:
        days = (today - date.fromisoformat(told[:10])).days
        parts.append(f"told {days} days ago" if days < 120 else f"told {days // 30} months ago")
    assert isinstance(record, Undertaking)  # noqa: S101 - only those come here
    if record.due is not None and _is_past(record.due.value, today):
        parts.append("due date past, nothing later known here")
    return parts or ["of no known date"]


def _is_past(value: str, today: date) -> bool:
    """Whether the whole of an EDTF date, as far as it is plain, lies before today."""
    from verbale.desk.dates import bounds

    days = bounds(value)
    return days is not None and days[1] < today.isoformat()
