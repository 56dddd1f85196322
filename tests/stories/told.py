"""Event records of our own, made by hand from a text with marks, for the tests of merging."""

from __future__ import annotations

import re
from typing import Any

from verbale.model import ActorReference, Date, Document, Event, Magnitude, Place, Reading

_MARK = re.compile(r"\{(\w+):([^}]*)\}")


def told(  # ceiling: one keyword for each part of an event
    id_: str,
    marked: str,
    day: str | None = "2031-05-06",
    *,
    outlet: str | None = "Agency",
    kind: str = "ASSAULT",
    actors: dict[str, str] | None = None,
    date: str | None = None,
    url: str | None = None,
    tail: str = "",
    **more: Any,
) -> Reading:
    """A reading with one event, of a sentence such as "{actor:Norland} {trigger:shelled} …".

    ``actors`` gives the id of each marked actor and recipient ("country:NOR"); what is not given
    there is a nominal.
    """
    text, marks = _MARK.sub(lambda m: m[2], marked) + tail, []
    shift = 0
    for match in _MARK.finditer(marked):
        start = match.start() - shift
        marks.append((match[1], start, start + len(match[2])))
        shift += len(match[0]) - len(match[2])
    document = Document(
        text, id=id_, outlet=outlet, published=day, language="en", url=url, title=f"Title {id_}"
    )
    spans: dict[str, list[Any]] = {}
    for role, start, end in marks:
        spans.setdefault(role, []).append(document.span(start, end))
    end = len(_MARK.sub(lambda m: m[2], marked))
    sentence = document.span(0, end)
    trigger = spans["trigger"][0]
    event = Event(
        source=document,
        sentence=sentence,
        evidence=(trigger,),
        event_type=kind,
        trigger=trigger,
        actors=tuple(_actor(one, actors or {}) for one in spans.get("actor", [])),
        recipients=tuple(_actor(one, actors or {}) for one in spans.get("recipient", [])),
        date=Date(date) if date else None,
        place=_place(spans.get("place", [])),
        magnitude=tuple(Magnitude("dead", float(one.text), one) for one in spans.get("dead", [])),
        said_by=tuple(_actor(one, actors or {}) for one in spans.get("said", [])),
        **more,
    )
    return Reading(document, (event,))


def _actor(span: Any, ids: dict[str, str]) -> ActorReference:
    name = span.text
    id_ = ids.get(name, f"nominal:{name.lower().replace(' ', '-')}")
    country = id_.partition(":")[2] if id_.startswith("country:") else None
    via = "nominal" if id_.startswith("nominal:") else "name"
    return ActorReference(id_, name, span, via=via, country=country)


def _place(spans: list[Any]) -> Place | None:
    return Place(spans[0].text, spans[0], "LBN") if spans else None


def both(first: Reading, *others: Reading) -> Reading:
    """One document that holds what several tell, below one another."""
    text = "\n\n".join(one.document.text for one in (first, *others))
    records: list[Event] = []
    for one in (first, *others):
        for record in one.records:
            assert isinstance(record, Event)
            moved = text.index(one.document.text) + record.trigger.start
            document = Document(
                text, id=first.document.id, outlet="Agency", published=first.document.published
            )
            start = text.index(record.sentence.text)
            span = document.span(moved, moved + len(record.trigger.text))
            records.append(
                Event(
                    source=document,
                    sentence=document.span(start, start + len(record.sentence.text)),
                    evidence=(span,),
                    event_type=record.event_type,
                    trigger=span,
                    date=record.date,
                )
            )
    return Reading(records[0].source, tuple(records))


KNOWN = {"Israel": "country:ISR", "Israeli": "country:ISR", "Lebanon": "country:LBN"}
STRIKE = told(
    "a",
    "An {actor:Israeli} drone {trigger:hit} a car near {place:Tyre} on Tuesday, killing "
    "{dead:2} men, the health ministry said.",
    actors=KNOWN,
    date="2031-05-06",
)
THREE = told(
    "b",
    "{dead:3} people died when an {actor:Israeli} drone {trigger:struck} a car outside "
    "{place:Tyre} on Tuesday, rescuers said.",
    "2031-05-07",
    outlet="Harbour Post",
    actors=KNOWN,
    date="2031-05-06",
)
DENIED = told(
    "c",
    "{said:Israel} denied that an {actor:Israeli} drone had {trigger:hit} a car near "
    "{place:Tyre} on Tuesday.",
    "2031-05-08",
    outlet="Southern Wire",
    actors=KNOWN,
    date="2031-05-06",
    auxiliary=("negation",),
)
NEXT_DAY = told(
    "d",
    "An {actor:Israeli} drone {trigger:hit} a lorry near {place:Tyre} on Wednesday, killing "
    "{dead:1} man, the health ministry said.",
    "2031-05-07",
    actors=KNOWN,
    date="2031-05-07",
)
ELSEWHERE = told(
    "e",
    "An {actor:Israeli} drone {trigger:hit} a car near {place:Sidon} on Tuesday, killing "
    "{dead:2} men, the health ministry said.",
    actors=KNOWN,
    date="2031-05-06",
    outlet="Harbour Post",
)
COPY = told(
    "f",
    "An {actor:Israeli} drone {trigger:hit} a car near {place:Tyre} on Tuesday, killing "
    "{dead:2} men, the health ministry said.",
    outlet="Morning Post",
    actors=KNOWN,
    date="2031-05-06",
    url="https://morning.example/1",
)
ALL = (STRIKE, THREE, DENIED, NEXT_DAY, ELSEWHERE, COPY)
