"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and others give them out.

Persons, organisations, companies and public bodies become actors; positions and occupancies
the offices that persons held.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from verbale.matcher.own.addition import Addition, Holding

Fault = Callable[[str, str], None]
Country = Callable[[str], str]

KINDS = {
    "Person": ("person", ()),
    "Organization": ("organisation", ()),
    "LegalEntity": ("organisation", ()),
    "Company": ("company", ("BUS",)),
    "PublicBody": ("agency", ("GOV",)),
}
"""Schemata that are actors: their kind and sectors where no topic says more."""
TOPICS = {
    "gov": "GOV",
    "gov.executive": "GOV",
    "gov.head": "GOV",
    "gov.legislative": "LEG",
    "gov.judicial": "JUD",
    "gov.igo": "IGO",
    "gov.soe": "BUS",
    "gov.security": "MIL",
    "gov.religion": "REL",
    "pol.party": "PTY",
    "pol.union": "LAB",
    "mil": "MIL",
    "rel": "REL",
    "asset.media": "JRN",
    "crime": "CRM",
    "crime.traffick": "CRM",
    "crime.terror": "UAF",
    "role.pep": "ELI",
    "role.judge": "JUD",
    "role.civil": "GOV",
    "role.diplo": "GOV",
    "role.spy": "SPY",
    "role.oligarch": "BUS",
    "role.journo": "JRN",
    "role.act": "CVL",
}
"""Topics that tell a PLOVER sector; being sanctioned or wanted tells none."""
_GENDERS = {"male": "he", "female": "she"}
_SEVERAL = "Person, Organization, Company, PublicBody, Position, Occupancy …"


@dataclass(slots=True)
class _Export:
    actors: dict[str, Addition] = field(default_factory=dict)
    posts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name and country of positions."""
    held: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    """Holder, post, start, end, and where it stands."""


def read_entities(
    lines: Iterable[str], name: str, country_of: Country, fault: Fault
) -> Iterator[Addition]:
    """The actors of an export, with the offices its occupancies give them."""
    export = _Export()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            entity = _entity(line, f"{name}:{number}", fault)
            if entity is not None:
                _take(export, entity, f"{name}:{number}", country_of, fault)
    offices: dict[str, list[Holding]] = {}
    for holder, post, start, end, place in export.held:
        if holder not in export.actors or post not in export.posts:
            fault(place, "an occupancy whose holder or post is not in the file")
            continue
        role, country = export.posts[post]
        of = "" if country == export.actors[holder].country else country
        offices.setdefault(holder, []).append(Holding(role, of, (), start, end))
    for id_, actor in export.actors.items():
        yield replace(actor, held=(*actor.held, *offices.get(id_, ())))


def _entity(line: str, place: str, fault: Fault) -> dict[str, Any] | None:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        fault(place, f"not valid JSON: {what}")
        return None
    if (
        isinstance(entity, dict)
        and isinstance(entity.get("id"), str)
        and isinstance(entity.get("schema"), str)
        and isinstance(entity.get("properties"), dict)
    ):
        return entity
    fault(place, f"expected an entity with id, properties and a schema: {_SEVERAL}")
    return None


def _take(
    export: _Export, entity: dict[str, Any], place: str, country_of: Country, fault: Fault
) -> None:
    schema, id_ = entity["schema"], entity["id"]
    if schema in KINDS:
        actor = _actor(entity, place, country_of)
        if actor is None:
            fault(place, f"{id_}: expected a name in Latin letters")
        else:
            export.actors[id_] = actor
    elif schema == "Position":
        country = _country(entity, ("country", "subnationalArea"), country_of)
        export.posts[id_] = (post_name(_first(entity, "name"), country_of), country)
    elif schema == "Occupancy":
        start, end = (_first(entity, key)[:10] for key in ("startDate", "endDate"))
        for holder in _values(entity, "holder"):
            for post in _values(entity, "post"):
                export.held.append((holder, post, start, end, place))


def _actor(entity: dict[str, Any], place: str, country_of: Country) -> Addition | None:
    kind, usual = KINDS[entity["schema"]]
    caption = entity.get("caption")
    known = [*([caption] if isinstance(caption, str) else ()), *_values(entity, "name")]
    names = list(dict.fromkeys(n for n in (*known, *_values(entity, "alias")) if is_latin(n)))
    if not names:
        return None
    sectors = {TOPICS[topic]: None for topic in _values(entity, "topics") if topic in TOPICS}
    return Addition(
        name=names[0],
        kind=kind,
        names=tuple(names[1:]),
        country=_country(
            entity, ("country", "nationality", "citizenship", "jurisdiction"), country_of
        ),
        sectors=tuple(sectors) or usual,
        gender=_GENDERS.get(_first(entity, "gender"), "") if kind == "person" else "",
        source=f"ftm:{entity['id']}",
        place=place,
    )


def _country(entity: dict[str, Any], keys: Iterable[str], country_of: Country) -> str:
    """The one country that the first telling property names; none where it names several."""
    for key in keys:
        codes = {code for value in _values(entity, key) if (code := country_of(value))}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return ""


def _values(entity: dict[str, Any], key: str) -> list[str]:
    """The values of a property; entities nested in it count by their id."""
    values = entity["properties"].get(key, [])
    if not isinstance(values, list):
        values = [values]
    texts = [value.get("id") if isinstance(value, dict) else value for value in values]
    return [text for text in texts if isinstance(text, str) and text]


def _first(entity: dict[str, Any], key: str) -> str:
    values = _values(entity, key)
    return values[0] if values else ""


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, as in an English text."""
    letters = [sign for sign in name if sign.isalpha()]
    return bool(letters) and all(
        ord(sign) < 0x250 or 0x1E00 <= ord(sign) < 0x1F00 for sign in letters
    )


def post_name(name: str, country_of: Country) -> str:
    """The name of an office without its country: "Minister of Defence of Ruritania"."""
    bare = " ".join(name.split())
    for between in (" of the ", " of ", ", "):
        head, found, tail = bare.rpartition(between)
        if found and country_of(tail):
            return head.lower()
    return bare.lower()
