"""Charts as SVG, drawn here: no script, readable without colour, each with its table."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations

from verbale.model import ActorReference, Event, Reading
from verbale.views.exports.events import MUTUAL, members, taken_place
from verbale.views.words import clean

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_WIDE, _HIGH, _LEFT, _FOOT = 960, 300, 44, 44
_MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Chart:
    """An SVG element, and the numbers that it shows as columns and rows."""

    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def timeline(readings: Iterable[Reading]) -> Chart:
    """Events that took place by month and quad class, as stacked bars.

    The month is the event's own, else that of publication; events without either are left out.
    Cooperation stands above the line, conflict below it.
    """
    counts: dict[str, Counter[str]] = {}
    for event in _events(readings):
        value = event.date.value if event.date else (event.source.published or "")
        month = value[:7]
        if len(month) == 7 and month[:4].isdigit() and month[5:].isdigit() and event.quad:
            counts.setdefault(month, Counter())[event.quad] += 1
    months = _between(sorted(counts))[-_MOST_MONTHS:]
    rows = tuple(
        (month, *(str(counts.get(month, Counter())[quad]) for quad in QUADS)) for month in months
    )
    return Chart(_bars(months, counts), ("month", *QUADS), rows)


def _events(readings: Iterable[Reading]) -> Iterable[Event]:
    for reading in readings:
        if reading.document.copy_of is None:
            for record in reading.records:
                if isinstance(record, Event) and taken_place(record):
                    yield record


def _between(months: Sequence[str]) -> list[str]:
    """All months from the first to the last."""
    if not months:
        return []
    at, end = (12 * int(one[:4]) + int(one[5:]) - 1 for one in (months[0], months[-1]))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(at, end + 1)]


def _bars(months: Sequence[str], counts: dict[str, Counter[str]]) -> str:
    if not months:
        return ""
    up = max(sum(counts.get(m, Counter())[q] for q in QUADS[:2]) for m in months)
    down = max(sum(counts.get(m, Counter())[q] for q in QUADS[2:]) for m in months)
    unit = (_HIGH - _FOOT - 10) / max(up + down, 1)
    zero, step = 10 + up * unit, (_WIDE - _LEFT) / len(months)
    parts = [_frame("Events by month: cooperation above the line, conflict below"), _patterns()]
    for at, month in enumerate(months):
        count, x = counts.get(month, Counter()), _LEFT + at * step
        above = below = zero
        for place, quad in enumerate(QUADS):
            height = count[quad] * unit
            if not height:
                continue
            y = above - height if place < 2 else below
            above, below = (y, below) if place < 2 else (above, below + height)
            parts.append(
                f'<rect class="q{place}" x="{x:.1f}" y="{y:.1f}" width="{max(step - 1, 0.8):.1f}" '
                f'height="{height:.1f}"><title>{month}: {count[quad]} {quad}</title></rect>'
            )
    parts.append(f'<line x1="{_LEFT}" x2="{_WIDE}" y1="{zero:.1f}" y2="{zero:.1f}"/>')
    parts += [_label(_LEFT - 6, 18, str(up), "end")] if up else []
    parts += [_label(_LEFT - 6, zero + down * unit, str(down), "end")] if down else []
    every = max(1, math.ceil(len(months) / 12))
    parts += [
        _label(_LEFT + at * step, _HIGH - 8, month, "start")
        for at, month in enumerate(months)
        if at % every == 0
    ]
    return "".join([*parts, "</svg>"])


def _frame(told: str, high: int = _HIGH) -> str:
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {_WIDE} {high}" '
        f'aria-label="{escape(told)}" xmlns="http://www.w3.org/2000/svg">'
    )


def _patterns() -> str:
    """Fillings that are told apart without colour: plain for words, hatched for deeds."""
    return (
        "<defs>"
        + "".join(
            f'<pattern id="hatch{place}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect class="back{place}" width="6" height="6"/>'
            f'<line class="stripe" x1="0" y1="0" x2="0" y2="6"/></pattern>'
            for place in (1, 3)
        )
        + "</defs>"
    )


def _label(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(clean(words))}</text>'


@dataclass(frozen=True, slots=True)
class Tie:
    """What took place between two actors: how often they worked together or against."""

    one: ActorReference
    other: ActorReference
    cooperation: int
    conflict: int

    @property
    def all(self) -> int:
        """Both together."""
        return self.cooperation + self.conflict


def ties(readings: Iterable[Reading]) -> list[Tie]:
    """Pairs of actors with the events between them, the most first; nominals are left out."""
    known: dict[str, ActorReference] = {}
    counts: dict[tuple[str, str], Counter[str]] = {}
    for event in _events(readings):
        side = "conflict" if "conflict" in (event.quad or "") else "cooperation"
        for one, other in _pairs(event):
            known |= {one.actor: one, other.actor: other}
            low, high = sorted((one.actor, other.actor))
            counts.setdefault((low, high), Counter())[side] += 1
    found = [
        Tie(known[a], known[b], count["cooperation"], count["conflict"])
        for (a, b), count in counts.items()
    ]
    return sorted(found, key=lambda tie: (-tie.all, tie.one.actor, tie.other.actor))


def _pairs(event: Event) -> Iterable[tuple[ActorReference, ActorReference]]:
    """Who acts on whom, and who with whom, each two once."""
    acting = [one for one in members(event.actors) if _known(one)]
    suffering = [one for one in members(event.recipients) if _known(one)]
    if suffering:
        return [(a, b) for a in acting for b in suffering if a.actor != b.actor]
    return combinations(acting, 2) if event.event_type in MUTUAL else []


def _known(actor: ActorReference) -> bool:
    return not actor.actor.startswith("nominal:")


def network(readings: Iterable[Reading], most: int = 60) -> Chart:
    """The strongest ties of actors: actors on a circle, in the order of their countries."""
    strongest = ties(readings)[:most]
    actors = {a.actor: a for tie in strongest for a in (tie.one, tie.other)}
    order = sorted(actors.values(), key=lambda a: (a.country or "~", a.actor))
    rows = tuple(
        (clean(t.one.name), clean(t.other.name), str(t.cooperation), str(t.conflict))
        for t in strongest
    )
    columns = ("one", "other", "cooperation", "conflict")
    return Chart(_circle(order, strongest), columns, rows)


def _circle(order: Sequence[ActorReference], strongest: Sequence[Tie]) -> str:
    if not order:
        return ""
    high, middle, radius = 760, (_WIDE / 2, 380.0), 260.0
    turn = {a.actor: 2 * math.pi * n / len(order) - math.pi / 2 for n, a in enumerate(order)}
    at = {
        id_: (middle[0] + radius * math.cos(t), middle[1] + radius * math.sin(t))
        for id_, t in turn.items()
    }
    parts = [_frame("Actors and what took place between them", high)]
    for tie in reversed(strongest):
        (x1, y1), (x2, y2) = at[tie.one.actor], at[tie.other.actor]
        sort = "against" if tie.conflict > tie.cooperation else "with"
        told = f"{tie.one.name} – {tie.other.name}: {tie.cooperation} with, {tie.conflict} against"
        parts.append(
            f'<path class="{sort}" stroke-width="{1 + 2 * math.log2(tie.all or 1):.1f}" '
            f'd="M{x1:.1f},{y1:.1f} Q{middle[0]:.1f},{middle[1]:.1f} {x2:.1f},{y2:.1f}">'
            f"<title>{escape(clean(told))}</title></path>"
        )
    for actor in order:
        parts.append(_node(actor, turn[actor.actor], at[actor.actor], middle))
    return "".join([*parts, "</svg>"])


def _node(
    actor: ActorReference, turn: float, place: tuple[float, float], middle: tuple[float, float]
) -> str:
    left = math.cos(turn) < 0
    x = place[0] + (-9 if left else 9)
    angle = math.degrees(turn) + (180 if left else 0)
    return (
        f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="5"/>'
        f'<text x="{x:.1f}" y="{place[1] + 4:.1f}" text-anchor="{"end" if left else "start"}" '
        f'transform="rotate({angle:.1f} {place[0]:.1f} {place[1]:.1f})">'
        f"{escape(clean(actor.name)[:34])}</text>"
    )
