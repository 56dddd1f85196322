"""A brief: facts and dates, what was said and promised, what is expected, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from verbale.model import Event, Reading, Record
from verbale.views.reports.paper import Notes, Paper, Section
from verbale.views.reports.scope import Scope
from verbale.views.reports.sections import contradictions, open_undertakings, section, taken_place

_KINDS = (
    ("What was said", "statement"),
    ("What was promised", "undertaking"),
    ("What is expected", "expectation"),
    ("Who is for and against", "stance"),
    ("Offices and ties", "relation"),
)


def brief(readings: Iterable[Reading], scope: Scope, *, most: int = 25, today: date) -> Paper:
    """The records in scope as a brief: at most ``most`` lines a section, each with its notes.

    ``today`` is the day from which ages are counted. Every line is of one record or of several
    that say the same; where records contradict one another, both stand with their notes.
    """
    records = scope.records(readings)
    notes = Notes()
    events = [record for record in records if isinstance(record, Event)]
    sections = [
        section("What took place", filter(taken_place, events), notes, most),
        section(
            "Planned, supposed or denied",
            [event for event in events if not taken_place(event)],
            notes,
            most,
        ),
        *(
            section(heading, [r for r in records if r.kind == kind], notes, most)
            for heading, kind in _KINDS
        ),
        open_undertakings(records, notes, most, today),
        Section("Contradictions", tuple(contradictions(records, notes)[:most])),
    ]
    kept = tuple(one for one in sections if one.lines)
    return Paper(f"Brief: {scope.title}", facts(records), kept, notes.all())


def facts(records: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """The numbers a paper rests on."""
    documents = {record.document: record.source for record in records}
    days = sorted(one.published[:10] for one in documents.values() if one.published)
    outlets = {one.outlet for one in documents.values() if one.outlet}
    period = f"{days[0]} to {days[-1]}" if days else "no document has a date"
    return (
        ("Records", f"{len(records):,}"),
        ("Documents (copies not counted)", f"{len(documents):,}"),
        ("Outlets", f"{len(outlets):,}"),
        ("Published", period),
    )
