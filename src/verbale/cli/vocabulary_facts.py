"""What `verbale vocabulary` says of types, modes, contexts and CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from verbale.matcher.cameo import CODES, CameoCode, cameo_of

if TYPE_CHECKING:
    from verbale.matcher.vocabulary import Entry, EventType, Mode, Vocabulary

Facts = dict[str, Any]


def everything(known: Vocabulary) -> list[Facts]:
    """All types with their modes, then all contexts."""
    found = []
    for event_type in known.types.values():
        found.append(_type(event_type))
        found += [_mode(event_type, mode) for mode in event_type.modes.values()]
    return found + [_entry("context", context) for context in known.contexts.values()]


def meant(known: Vocabulary, word: str) -> list[Facts]:
    """All that a word names: a type, a mode (also ``TYPE-mode``), a context, a CAMEO code."""
    word = word.strip()
    if word in CODES:
        return [_code(CODES[word])]
    names = {word.lower(), word.lower().replace("-", "_"), word.lower().replace("_", "-")}
    return [
        one
        for one in everything(known)
        if one["name"].lower() in names or f"{one.get('type')}-{one['name']}".lower() in names
    ]


def close_to(known: Vocabulary, word: str) -> list[str]:
    """Names that are spelt much like an unknown word."""
    from difflib import get_close_matches

    names = {str(one["name"]).lower(): str(one["name"]) for one in everything(known)}
    return [names[name] for name in get_close_matches(word.lower(), names, n=3)]


def _entry(kind: str, entry: Entry) -> Facts:
    against = entry.confusable
    return {
        "kind": kind,
        "name": entry.name,
        "definition": entry.definition,
        "examples": list(entry.examples),
        "confusable": against
        and {"text": against.text, "instead": against.instead, "why": against.why},
        "origin": entry.origin,
    }


def _type(entry: EventType) -> Facts:
    return _entry("type", entry) | {
        "quad": entry.quad,
        "score": entry.score,
        "requires_recipient": entry.requires_recipient,
        "modes": list(entry.modes),
        "cameo": entry.cameo or cameo_of(entry.name),
        "cameo_codes": [code.code for code in CODES.values() if code.event_type == entry.name],
    }


def _mode(event_type: EventType, entry: Mode) -> Facts:
    return _entry("mode", entry) | {
        "type": event_type.name,
        "score": entry.score,
        "cameo": event_type.cameo or cameo_of(event_type.name, (entry.name,)),
        "cameo_codes": [
            code.code
            for code in CODES.values()
            if code.event_type == event_type.name and entry.name in code.modes
        ],
    }


def _code(code: CameoCode) -> Facts:
    return {
        "kind": "cameo",
        "name": code.code,
        "definition": code.gloss,
        "type": code.event_type,
        "mode": list(code.modes),
        "context": list(code.contexts),
        "best_for": list(code.best),
        "table_of_2021": code.table or None,
    }


def laid_out(one: Facts) -> str:
    """Facts for people: a line each, what is empty left out."""
    return "\n".join(_lines(one)) + "\n"


def _lines(one: Facts) -> Iterator[str]:
    head = f"{one['type']}-{one['name']}" if one["kind"] == "mode" else one["name"]
    yield f"{head}  ({one['kind']})"
    for key, value in one.items():
        words = key.replace("_", " ")
        if key in ("kind", "name") or value in (None, [], ""):
            continue
        if key == "examples":
            yield from (f"  example: {text}" for text in value)
        elif key == "confusable":
            yield f"  not: {value['text']} ({value['instead']}: {value['why']})"
        elif isinstance(value, list):
            yield f"  {words}: {', '.join(value)}"
        else:
            yield f"  {words}: {_plainly(value)}"


def _plainly(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def overview(known: Vocabulary) -> str:
    """Types with their modes and scores, and the contexts, on one page."""
    lines = []
    for entry in known.types.values():
        modes = ", ".join(f"{mode.name} {mode.score:g}" for mode in entry.modes.values())
        head = f"{entry.name:10} {entry.score:5g}  {entry.quad}"
        lines.append(head + (f": {modes}" if modes else ""))
    lines.append("contexts: " + ", ".join(known.contexts))
    return "\n".join(lines) + "\n"
