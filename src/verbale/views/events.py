"""Merged events for people and for programs: all mentions, differing details side by side, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.text import Text

from verbale.model.merging import Allusion, Decision, Mention, MergedEvent, Tie
from verbale.model.record import Event
from verbale.views.table import WIDEST
from verbale.views.words import clean, marked, name, shorten, size


@dataclass(frozen=True, slots=True)
class Detail:
    """What mentions say in one respect, with the mentions that say it; None: nothing."""

    what: str
    values: dict[str, list[Mention]]

    @property
    def differs(self) -> bool:
        """Whether two mentions say different things."""
        return len(self.values) > 1


def details(event: MergedEvent) -> list[Detail]:
    """In what respects mentions say something: the values side by side, most mentions first."""
    held: dict[str, dict[str, list[Mention]]] = {}
    for mention in event.mentions:
        for what, value in _said(mention.record):
            held.setdefault(what, {}).setdefault(value, []).append(mention)
    return [
        Detail(what, dict(sorted(values.items(), key=lambda one: (-len(one[1]), one[0]))))
        for what, values in held.items()
    ]


def _said(record: Event) -> Iterator[tuple[str, str]]:
    yield "type", record.event_type
    for what, several in (("actors", record.actors), ("recipients", record.recipients)):
        if several:
            yield what, ", ".join(dict.fromkeys(name(one) for one in several))
    if record.date is not None:
        yield "date", record.date.value
    if record.place is not None:
        yield "place", record.place.name
    for one in record.magnitude:
        yield one.what, size(one).removeprefix(one.what).strip()
    sayers = ", ".join(dict.fromkeys(one.name for one in record.said_by))
    if "negation" in record.auxiliary:
        yield "denied by", sayers or "the document itself"
    elif sayers:
        yield "said by", sayers


@dataclass(frozen=True, slots=True)
class EventTable:
    """A merged event for `rich`: a heading with its numbers, details, then the mentions."""

    event: MergedEvent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts, laid out for the width of the console."""
        width = min(options.max_width, WIDEST)
        title = shorten(title_of(self.event), width - 8)
        text = Text("━━ ", style="dim").append(title, style="bold not dim")
        yield text.append(" " + "━" * max(width - len(title) - 4, 0))
        yield Padding(Text(" · ".join(numbers(self.event)), style="dim"), (0, 0, 0, 3))
        for detail in details(self.event):
            if detail.what not in ("type", "actors", "recipients") or detail.differs:
                yield Padding(Text(shorten(_beside(detail), width - 4)), (0, 0, 0, 3))
        for mention in self.event.mentions:
            yield from _mention(mention, width)
        for one in self.event.allusions:
            where = clean(one.telling.outlet or one.telling.document)
            told = f"alluded to: {where}: {clean(one.sentence)}"
            yield Padding(Text(shorten(told, 2 * width), style="dim"), (0, 0, 0, 3))
        yield Text("")


def _beside(detail: Detail) -> str:
    """ "dead: 2 (North Agency) | 3 (Baltic Post)"."""
    sides = [f"{value} ({_tellers(several)})" for value, several in detail.values.items()]
    return f"{detail.what}: {' | '.join(map(clean, sides))}"


def _tellers(mentions: Iterable[Mention]) -> str:
    names = (one.telling.outlet or one.telling.document for one in mentions)
    return ", ".join(dict.fromkeys(names))


def _mention(mention: Mention, width: int) -> Iterator[Padding]:
    telling = mention.telling
    day = (telling.published or "")[:10]
    copy = " · copy" if telling.copy_of else ""
    stage = "" if mention.stage == "happened" else f" · {mention.stage}"
    head = f"{day}  {clean(telling.outlet or telling.document)}{copy}{stage} · {mention.record.id}"
    before, trigger, after = marked(mention.record)
    yield Padding(Text(shorten(head, width - 4), style="dim"), (0, 0, 0, 3))
    sentence = f"{before}«{trigger}»{after}" if trigger else mention.record.sentence.text
    yield Padding(Text(shorten(sentence, 2 * width)), (0, 0, 0, 5))
    yield Padding(Text(why(mention), style="dim"), (0, 0, 0, 5))


def why(mention: Mention) -> str:
    """What holds a mention in its event, in words."""
    told = []
    if mention.decision is not None:
        told.append(f"by decision {mention.decision}")
    if mention.tie is not None:
        other = mention.tie.high if mention.record.id == mention.tie.low else mention.tie.low
        told.append(f"with {other}: {agreed(mention.tie)}")
    return "; ".join(told) or "by itself"


def agreed(tie: Tie) -> str:
    """What a tie is made of, with weights: "trigger: same +1 (strike), …, together +2.4"."""
    parts = [
        f"{one.feature} {one.weight:+.2g}" + (f" ({clean(one.note)})" if one.note else "")
        for one in tie.agreements
    ]
    return f"{', '.join(parts)}; together {tie.score:+.2f}"


def title_of(event: MergedEvent) -> str:
    """Type, modes and parties of the first mention that has most of them."""
    fullest = max(event.mentions, key=lambda one: len(list(_said(one.record))))
    first = fullest.record
    modes = f" ({', '.join(first.mode)})" if first.mode else ""
    sides = [", ".join(dict.fromkeys(map(name, side))) for side in (first.actors, first.recipients)]
    arrow = " → ".join(side or "?" for side in sides) if first.recipients else sides[0] or "?"
    return clean(f"{first.event_type}{modes}: {arrow}")


def numbers(event: MergedEvent) -> list[str]:
    """Days on which it was told, records, documents, wordings and sources, stages, the id."""
    told = [one.published[:10] for one in event.documents if one.published]
    days = dict.fromkeys((min(told), max(told))) if told else {}
    counts = (
        (len(event.mentions), "record"),
        (len(event.documents), "document"),
        (event.wordings, "wording"),
        (event.sources, "source"),
    )
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts]
    return [" to ".join(days) or "no date", *parts, ", ".join(event.stages), clean(event.id)]


def counted(events: Sequence[MergedEvent]) -> str:
    """Events, records and sources of all these together: three numbers."""
    records = sum(len(event.mentions) for event in events)
    sources = {telling.outlet for event in events for telling in event.originals}
    return f"events: {len(events):,}, records: {records:,}, sources: {len(sources):,}"


def event_json(event: MergedEvent) -> dict[str, Any]:
    """A merged event as a JSON object of kind ``merged-event``."""
    return {
        "kind": "merged-event",
        "id": event.id,
        "records": len(event.mentions),
        "documents": len(event.documents),
        "wordings": event.wordings,
        "sources": event.sources,
        "stages": list(event.stages),
        "details": {
            detail.what: [
                {"value": value, "records": [one.record.id for one in several]}
                for value, several in detail.values.items()
            ]
            for detail in details(event)
        },
        "mentions": [_mention_json(one) for one in event.mentions],
        "allusions": [_allusion_json(one) for one in event.allusions],
    }


def _allusion_json(allusion: Allusion) -> dict[str, Any]:
    return {
        "id": allusion.id,
        **asdict(allusion.telling),
        "start": allusion.start,
        "sentence": allusion.sentence,
        "tie": asdict(allusion.tie),
    }


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "record": mention.record.id,
        **asdict(mention.telling),
        "stage": mention.stage,
        "trigger": asdict(mention.record.trigger),
        "sentence": asdict(mention.record.sentence),
        "tie": None if mention.tie is None else asdict(mention.tie),
        "decision": mention.decision,
    }


def decision_line(decision: Decision) -> str:
    """A decision in one line."""
    sides = [
        ", ".join(one.record for one in side[:3]) + (", …" if len(side) > 3 else "")
        for side in (decision.ones, decision.others)
    ]
    note = f" ({clean(decision.note)})" if decision.note else ""
    back = f", taken back {decision.withdrawn}" if decision.withdrawn else ""
    joined = " with " if decision.verb == "merge" else " from "
    return f"{decision.number}  {decision.made}  {decision.verb} {joined.join(sides)}{note}{back}"
