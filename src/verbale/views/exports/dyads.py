"""Events counted by pair of states and by month or day, ready for panel models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from verbale.model import Reading
from verbale.views.exports.events import Pair, pairs
from verbale.views.exports.form import Cell, Column, Row, Table
from verbale.views.exports.states import States

_QUADS = {
    "verbal cooperation": "vcoop",
    "material cooperation": "mcoop",
    "verbal conflict": "vconf",
    "material conflict": "mconf",
}


@dataclass(slots=True)
class _Count:
    events: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    quads: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_QUADS.values(), 0))
    scores: list[float] = field(default_factory=list)


def _columns(period: str) -> tuple[Column, ...]:
    return (
        Column(period, str, "YYYY-MM" if period == "month" else "YYYY-MM-DD"),
        Column("source", str, "who acts, ISO 3166-1 alpha-3"),
        Column("target", str, "to whom, ISO 3166-1 alpha-3"),
        Column("source_cow", int, "Correlates of War number in the period"),
        Column("target_cow", int, "Correlates of War number in the period"),
        Column("events", int, "events between them; several pairs of actors in one count once"),
        Column("vcoop", int, "of these, verbal cooperation"),
        Column("mcoop", int, "material cooperation"),
        Column("vconf", int, "verbal conflict"),
        Column("mconf", int, "material conflict"),
        Column("score_sum", float, "sum of the PLOVER conflict-cooperation scores"),
        Column("score_mean", float, "their mean"),
        Column("documents", int, "documents that tell of them, copies not counted"),
        Column("outlets", int, "outlets of these documents"),
    )


def _counted(
    readings: Iterable[Reading], period: Callable[[Pair], str | None]
) -> dict[tuple[str, str, str], _Count]:
    found: dict[tuple[str, str, str], _Count] = {}
    for pair in pairs(readings):
        when = period(pair)
        one = pair.source.country if pair.source else None
        other = pair.target.country if pair.target else None
        if when is None or one is None or other is None:
            continue
        ways = {(one, other), (other, one)} if pair.mutual else {(one, other)}
        for source, target in ways:
            _count(found.setdefault((when, source, target), _Count()), pair)
    return found


def _count(into: _Count, pair: Pair) -> None:
    event = pair.event
    into.documents.add(pair.document.id)
    into.outlets.add(pair.document.outlet or "")
    if event.id in into.events:
        return
    into.events.add(event.id)
    if event.quad in _QUADS:
        into.quads[_QUADS[event.quad]] += 1
    if event.score is not None:
        into.scores.append(event.score)


def _month(pair: Pair) -> str | None:
    value = pair.event.date.value if pair.event.date else ""
    plain = len(value) == 7 and value[4] == "-" and value.replace("-", "").isdigit()
    return pair.day[:7] if pair.day else value if plain else None


def _made(period: str, when: Callable[[Pair], str | None]) -> Table:
    def rows(readings: Iterable[Reading], states: States) -> Iterator[Row]:
        for key, count in sorted(_counted(readings, when).items()):
            yield dict(zip((period, "source", "target"), key, strict=True)) | _row(
                key, count, states
            )

    return Table(
        f"dyad-{period}",
        f"Events that took place, by {period}, source state and target state, domestic ones too. "
        "A mutual event counts in both directions; one without a state on both sides, or without "
        f"a {period} told, in neither. Planned, supposed and denied events, and copies, are left "
        "out. Pairs and periods without events have no row.",
        _columns(period),
        rows,
    )


def _row(key: tuple[str, str, str], count: _Count, states: States) -> dict[str, Cell]:
    when, source, target = key
    day = when if len(when) == 10 else f"{when}-15"
    total = sum(count.scores)
    return {
        "source_cow": states.cow(source, day),
        "target_cow": states.cow(target, day),
        "events": len(count.events),
        **count.quads,
        "score_sum": round(total, 3),
        "score_mean": round(total / len(count.scores), 3) if count.scores else None,
        "documents": len(count.documents),
        "outlets": len(count.outlets - {""}),
    }


DYAD_MONTH = _made("month", _month)
DYAD_DAY = _made("day", lambda pair: pair.day)
