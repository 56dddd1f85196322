"""Events as PLOVER's JSON has them: one object a line, status and sentence included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.model import ActorReference, Event, Reading
from verbale.views.exports.form import Form
from verbale.views.exports.states import States, coder


def _party(actor: ActorReference) -> dict[str, Any]:
    known = {
        "name": actor.name,
        "country": actor.country,
        "sector": list(actor.sectors),
        "title": actor.role,
        "id": actor.actor,
        "text": actor.span.text,
        "member": [_party(one) for one in actor.members],
    }
    return {name: value for name, value in known.items() if value}


def plover_event(event: Event, reading: Reading) -> dict[str, Any]:
    """An event with PLOVER's names of fields; planned and denied ones carry ``auxiliary``."""
    place, document = event.place, reading.document
    known: dict[str, Any] = {
        "id": event.id,
        "date": event.date.value if event.date else None,
        "type": event.event_type,
        "mode": list(event.mode),
        "context": list(event.context),
        "auxiliary": list(event.auxiliary),
        "actor": [_party(one) for one in event.actors],
        "recipient": [_party(one) for one in event.recipients],
        "said-by": [_party(one) for one in event.said_by],
        "score": event.score,
        "quad": event.quad,
        "cameo": event.cameo,
        "magnitude": [
            {"what": one.what, "value": one.value, "unit": one.unit, "text": one.span.text}
            for one in event.magnitude
        ],
        "location": place
        and {
            "name": place.name, "country": place.country, "adm1": place.admin1,
            "lat": place.lat, "lon": place.lon, "geonamesid": place.geonames,
        },
        "text": event.sentence.text,
        "trigger": event.trigger.text,
        "source": document.outlet,
        "url": document.url,
        "publicationDate": document.published,
        "textId": document.id,
        "coder": coder(),
    }  # fmt: skip
    return {name: value for name, value in known.items() if value not in (None, [], "")}


def _pieces(readings: Iterable[Reading], states: States) -> Iterator[str]:
    for reading in readings:
        for record in reading.records:
            if isinstance(record, Event):
                yield json.dumps(plover_event(record, reading), ensure_ascii=False) + "\n"


PLOVER = Form("plover", "All events as PLOVER JSON, one a line, planned and denied too.", _pieces)
