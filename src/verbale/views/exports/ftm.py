"""Actors, events, offices and articles as FollowTheMoney entities."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.model import ActorReference, Event, Reading, Record, Relation
from verbale.model.document import Document
from verbale.views.exports.events import everybody, taken_place
from verbale.views.exports.form import Form
from verbale.views.exports.states import States
from verbale.views.words import summary

Entity = dict[str, Any]

_SCHEMATA = {"person": "Person", "org": "Organization", "country": "PublicBody"}
"""FollowTheMoney schema by the sort of actor; others are a LegalEntity where they have a name."""


def _id(*parts: str) -> str:
    """An id of letters and digits, as the format wants, from ours."""
    return hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def _entity(id_: str, schema: str, **properties: Iterable[str | None] | str | None) -> Entity:
    listed = {
        name: sorted({one for one in ([value] if isinstance(value, str) else value or ()) if one})
        for name, value in properties.items()
    }
    return {"id": id_, "schema": schema, "properties": {k: v for k, v in listed.items() if v}}


def _actor(actor: ActorReference, states: States) -> Entity:
    kind = actor.actor.partition(":")[0]
    return _entity(
        _id(actor.actor),
        _SCHEMATA.get(kind, "LegalEntity"),
        name=actor.name,
        country=states.alpha2(actor.country).lower() if actor.country else None,
        **({"position": actor.role} if kind == "person" else {}),
    )


def _article(document: Document) -> Entity:
    return _entity(
        _id("document", document.id),
        "Article",
        title=document.title,
        author=document.author,
        publisher=document.outlet,
        publishedAt=(document.published or "")[:10],
        sourceUrl=document.url,
        language={"en": "eng"}.get(document.language or ""),
    )


def _made(record: Record, document: Document, states: States) -> Iterator[Entity]:
    proof = _id("document", document.id)
    if isinstance(record, Event) and taken_place(record):
        line = summary(record)
        yield _entity(
            _id(record.id),
            "Event",
            name=" ".join(filter(None, (line.who, line.what, line.whom))),
            summary=record.sentence.text,
            startDate=record.date.value if record.date and _plain(record.date.value) else None,
            involved=[_id(a.actor) for a in (*record.actors, *record.recipients) if _named(a)],
            location=record.place.name if record.place else None,
            proof=proof,
        )
    elif isinstance(record, Relation) and record.relation in ("holds-office", "held-office"):
        yield from _office(record, proof, states)


def _office(record: Relation, proof: str, states: States) -> Iterator[Entity]:
    if not _named(record.subject):
        return
    post, code = _id("post", record.object.actor), record.object.country
    country = states.alpha2(code).lower() if code else None
    yield _entity(post, "Position", name=record.object.name, country=country)
    yield _entity(
        _id(record.id),
        "Occupancy",
        holder=_id(record.subject.actor),
        post=post,
        startDate=record.since.value if record.since and _plain(record.since.value) else None,
        endDate=record.until.value if record.until and _plain(record.until.value) else None,
        proof=proof,
    )


def _plain(value: str) -> bool:
    return value.replace("-", "").isdigit() and len(value) in (4, 7, 10)


def _named(actor: ActorReference) -> bool:
    return not actor.actor.startswith("nominal:")


def _pieces(readings: Iterable[Reading], states: States) -> Iterator[str]:
    """Entities as JSON lines, each once; what stands later adds nothing to one that was given."""
    given: set[str] = set()
    for reading in readings:
        for entity in _of_reading(reading, states):
            if entity["id"] not in given:
                given.add(entity["id"])
                yield json.dumps(entity, ensure_ascii=False) + "\n"


def _of_reading(reading: Reading, states: States) -> Iterator[Entity]:
    yield _article(reading.document)
    for record in reading.records:
        for actor in everybody(record):
            if _named(actor):
                yield _actor(actor, states)
        yield from _made(record, reading.document, states)


FTM = Form(
    "ftm",
    "Actors, events that took place, offices and articles as FollowTheMoney entities.",
    _pieces,
)
