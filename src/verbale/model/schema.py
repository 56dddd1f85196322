"""The contract as JSON Schema (draft 2020-12), drawn from the classes themselves."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from verbale.model.actor import SECTORS, VIA
from verbale.model.codec import Json, json_name, options, written_fields
from verbale.model.document import Document
from verbale.model.meanings import MEANINGS
from verbale.model.record import (
    ATTITUDES,
    AUXILIARY,
    KINDS,
    LINKS,
    MANNERS,
    RANKS,
    RELATIONS,
    STATUSES,
    VALENCES,
)

EVENT_TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""The 16 event types of PLOVER 2.0."""

ENUMS: dict[tuple[str, str], tuple[str, ...]] = {
    ("Document", "published_basis"): ("metadata", "url", "dateline", "given"),
    ("ActorReference", "via"): VIA,
    ("ActorReference", "sectors"): SECTORS,
    ("Date", "basis"): ("text", "published"),
    ("Likelihood", "rank"): RANKS,
    ("Link", "type"): LINKS,
    ("Record", "auxiliary"): AUXILIARY,
    ("Event", "event_type"): EVENT_TYPES,
    ("Statement", "manner"): MANNERS,
    ("Undertaking", "status"): STATUSES,
    ("Expectation", "attitude"): ATTITUDES,
    ("Stance", "valence"): VALENCES,
    ("Relation", "relation"): RELATIONS,
}
"""The labels a field may hold, by class and JSON name (see `MEANINGS`)."""

OPEN: dict[tuple[str, str], str] = {("Event", "event_type"): "^[A-Z][A-Z0-9_]*$"}
"""Fields that may hold a user's own labels beside those of `ENUMS`, and what these look like."""

_BOUNDS: dict[tuple[str, str], Json] = {
    ("Record", "confidence"): {"minimum": 0, "maximum": 1},
    ("Record", "evidence"): {"minItems": 1},
    ("Span", "start"): {"minimum": 0},
    ("Span", "end"): {"minimum": 1},
    ("Place", "lat"): {"minimum": -90, "maximum": 90},
    ("Place", "lon"): {"minimum": -180, "maximum": 180},
}

_SCALARS: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def owner_of(cls_name: str, name: str) -> str:
    """The class under which a field is explained: ``Record`` for what all kinds share."""
    return cls_name if name in MEANINGS.get(cls_name, {}) else "Record"


def json_schema() -> Json:
    """JSON Schema of a line of ``--format jsonl``: a document or a record of one of six kinds."""
    defs: Json = {}
    heads = {"document": Document} | dict(KINDS)
    for kind, cls in heads.items():
        _define(cls, defs, kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:verbale:records",
        "title": "A document or a record of verbale",
        "oneOf": [{"$ref": f"#/$defs/{cls.__name__}"} for cls in heads.values()],
        "$defs": dict(sorted(defs.items())),
    }


def _define(cls: type, defs: Json, kind: str | None = None) -> Json:
    """Put the schema of ``cls`` and of all it holds into ``defs``; the reference to it."""
    reference: Json = {"$ref": f"#/$defs/{cls.__name__}"}
    if cls.__name__ in defs:
        return reference
    properties: Json = {}
    entry: Json = {
        "type": "object",
        "description": (cls.__doc__ or "").strip().split("\n")[0].replace("``", "`"),
        "properties": properties,
        "additionalProperties": False,
    }
    defs[cls.__name__] = entry
    if kind is not None:
        properties.update(_head(kind))
    for part, hint in written_fields(cls):
        name = json_name(part)
        properties[name] = _field(cls.__name__, name, _type(hint, defs))
    entry["required"] = list(properties)
    return reference


def _head(kind: str) -> Json:
    told = MEANINGS["Record"]
    head: Json = {"kind": {"const": kind}}
    head["id"] = {"type": "string", "minLength": 1}
    if kind != "document":
        head["kind"]["description"] = told["kind"]
        head["document"] = {"type": "string", "description": told["document"]}
    return head


def _type(hint: Any, defs: Json) -> Json:
    """The schema of one type; classes go to ``defs``."""
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0], defs)}
    if isinstance(hint, type) and is_dataclass(hint):
        return _define(hint, defs)
    several, nullable = options(hint)
    choices = [_type(one, defs) for one in several]
    return {"anyOf": choices + [{"type": "null"}] * nullable}


def _field(cls_name: str, name: str, schema: Json) -> Json:
    """``schema`` with the meaning, the labels and the bounds of one field."""
    owner = owner_of(cls_name, name)
    described = schema | {"description": MEANINGS[owner][name]}
    core = described.get("items", described)
    if "anyOf" in core:
        core = core["anyOf"][0]
    if (owner, name) in OPEN:
        core |= {"pattern": OPEN[owner, name], "examples": list(ENUMS[owner, name])}
    elif (owner, name) in ENUMS:
        core["enum"] = list(ENUMS[owner, name])
    limits = _BOUNDS.get((owner, name), {})
    target = described if "items" in described else core
    target.update(limits)
    return described
