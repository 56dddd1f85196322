"""A dossier of two: when they last met and spoke, what is open between them, how it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from verbale.model import (
    Event,
    Reading,
    Record,
    Relation,
    Statement,
    Undertaking,
)
from verbale.views.reports.brief import facts
from verbale.views.reports.groups import grouped
from verbale.views.reports.lines import line
from verbale.views.reports.paper import Line, Notes, Paper, Run, Section, Table
from verbale.views.reports.scope import Scope, Side, when_of
from verbale.views.reports.sections import contradictions, open_undertakings, section, taken_place
from verbale.views.words import clean, name

_MEETING = "CONSULT"
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def dossier(readings: Iterable[Reading], scope: Scope, *, most: int = 25, today: date) -> Paper:
    """What the records say of a scope's two sides and what is between them.

    ``most`` lines a section; ``today`` is the day from which ages are counted.
    """
    one, other = scope.sides
    everything = [r for r in readings if r.document.copy_of is None]
    title, between = scope.title, scope.records(everything)
    notes = Notes()
    done = [r for r in between if isinstance(r, Event) and taken_place(r) and _joins(r, one, other)]
    sections = [
        _last("Last met", [event for event in done if event.event_type == _MEETING], notes, 3),
        _last(f"Last said by {one.name}", _said(between, one, other), notes, 3),
        _last(f"Last said by {other.name}", _said(between, other, one), notes, 3),
        open_undertakings(_undertaken(between, one, other), notes, most, today),
        Section("Cooperation and conflict", table=_by_year(done)),
        section("Chronology", done, notes, most),
        section("For and against", [r for r in between if r.kind == "stance"], notes, most),
        section("What is expected", [r for r in between if r.kind == "expectation"], notes, most),
        _voices(everything, one, notes, most),
        _voices(everything, other, notes, most),
        _offices(everything, one, notes, most),
        _offices(everything, other, notes, most),
        Section("Contradictions", tuple(contradictions(between, notes)[:most])),
    ]
    kept = tuple(s for s in sections if s.lines or (s.table and s.table.rows))
    return Paper(f"Dossier: {title}", facts(between), kept, notes.all())


def _joins(event: Event, one: Side, other: Side) -> bool:
    """Whether the two sides themselves are in an event: one acts on the other, or they together."""
    acting = one.any_of(event.actors), other.any_of(event.actors)
    suffering = one.any_of(event.recipients), other.any_of(event.recipients)
    return all(acting) or (acting[0] and suffering[1]) or (acting[1] and suffering[0])


def _last(heading: str, records: Iterable[Record], notes: Notes, most: int) -> Section:
    """The latest, the last first."""
    groups = sorted(grouped(records), key=lambda group: when_of(group.first), reverse=True)
    lines = tuple(line(group.first, notes.cite(group.records)) for group in groups[:most])
    return Section(heading, lines)


def _said(records: Iterable[Record], by: Side, on: Side) -> list[Record]:
    """What one side said to or about the other."""
    return [
        record
        for record in records
        if isinstance(record, Statement)
        and by.any_of(record.speakers)
        and not on.any_of(record.speakers)
        and (record.content or record.about)
    ]


def _undertaken(records: Iterable[Record], one: Side, other: Side) -> list[Record]:
    """Undertakings of both, or of one with or for the other."""
    return [
        record
        for record in records
        if isinstance(record, Undertaking)
        and any(side.any_of(record.parties) for side in (one, other))
    ]


def _by_year(events: Sequence[Event]) -> Table:
    """Events by year and quad class, each counted once however often it is told."""
    counts: dict[str, Counter[str]] = {}
    for group in grouped(events):
        event = group.first
        assert isinstance(event, Event)  # noqa: S101 - groups of events
        year = when_of(event)[:4]
        if year.isdigit() and event.quad:
            counts.setdefault(year, Counter())[event.quad] += 1
    rows = tuple(
        (year, *(str(counts[year][quad]) for quad in _QUADS), str(counts[year].total()))
        for year in sorted(counts)
    )
    return Table(("year", *_QUADS, "all"), rows)


def _voices(readings: Iterable[Reading], side: Side, notes: Notes, most: int) -> Section:
    """Who speaks for a side: those with most statements, with the latest of each."""
    said: dict[str, list[Statement]] = {}
    for reading in readings:
        for record in reading.records:
            if isinstance(record, Statement):
                for speaker in record.speakers:
                    if side.holds(speaker) and speaker.actor.startswith(("person:", "office:")):
                        said.setdefault(speaker.actor, []).append(record)
    ranked = sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    lines = [_voice(actor, records, notes) for actor, records in ranked]
    return Section(f"Who speaks for {side.name}", tuple(lines), left_out=len(said) - len(ranked))


def _voice(actor: str, records: list[Statement], notes: Notes) -> Line:
    latest = max(records, key=when_of)
    speaker = next(one for one in latest.speakers if one.actor == actor)
    role = f", {clean(speaker.role)}" if speaker.role else ""
    plain = line(latest, notes.cite([latest]))
    count = f"{len(records)} statements; the last" if len(records) > 1 else "one statement"
    head = (Run(f"{name(speaker)}{role}", "strong"), Run(f" ({count})"))
    return Line(plain.when, (*head, *plain.runs[1:]), plain.notes)


def _offices(readings: Iterable[Reading], side: Side, notes: Notes, most: int) -> Section:
    """Offices of a side and who holds or held them, by when it was told."""
    found = [
        record
        for reading in readings
        for record in reading.records
        if isinstance(record, Relation)
        and record.relation in ("holds-office", "held-office", "candidate-for")
        and (side.any_of((record.subject,)) or side.any_of((record.object,)))
    ]
    return section(f"Offices of {side.name}", found, notes, most, when=_told)


def _told(record: Record) -> str:
    return record.source.published or ""
