"""Records and annotations in one form, so that they can be compared.

An annotation has the fields of ``docs/records.md`` as far as it fills them; its actors
and spans stand as ``{"name", "country", "role", "text", "start", "end"}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Range = tuple[int, int]
"""Start and end in the document's text."""

_IDLE = frozenset(
    ("the", "mr", "ms", "mrs", "president", "prime", "minister", "of", "jr", "iii", "ii", "sr")
)
"""Words of a name that tell no two actors apart."""

WHO = {
    "event": "actors",
    "statement": "speakers",
    "undertaking": "parties",
    "expectation": "holders",
    "stance": "holders",
    "relation": "object",
}
"""The field that says who, by kind."""

_LABELS = {"event": "event_type", "stance": "valence", "relation": "relation"}
_FINER = {"undertaking": "status", "expectation": "attitude"}
_SIGN = {"support": 1, "praise": 1, "oppose": -1, "criticise": -1, "concern": -1}


@dataclass(frozen=True, slots=True)
class Who:
    """An actor: the words of its name that count, its country, the words of its role."""

    words: tuple[str, ...]
    country: str | None
    role: tuple[str, ...] | None

    def is_same(self, other: Who) -> bool:
        """Same name (all words of one in the other, or the same last word), or same state.

        Two actors of one state are the same unless both have roles, and these differ.
        """
        if self.words and other.words and _names_meet(self.words, other.words):
            return True
        if not self.country or self.country != other.country:
            return False
        return not (self.role is not None and other.role is not None and self.role != other.role)


def _names_meet(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return a[-1] == b[-1] and len(a[-1]) > 3


@dataclass(frozen=True, slots=True)
class Claim:
    """One record or annotation, reduced to what is compared.

    ``places`` locate it; ``label`` must agree for it to be found, ``finer`` (status or
    attitude), ``modes`` (auxiliary but ``historical``), ``who`` and ``to`` for it to be whole.
    ``target`` and ``subject`` are set for stances (named targets only) and relations.
    """

    kind: str
    places: tuple[Range, ...]
    label: str | int | None
    finer: str | None
    modes: frozenset[str]
    who: tuple[Who, ...]
    to: tuple[Who, ...]
    target: Who | None
    subject: Who | None
    named: bool


def claim_of(obj: Mapping[str, Any]) -> Claim:
    """The claim that a record's or an annotation's JSON object makes."""
    kind = obj["kind"]
    label = obj.get(_LABELS.get(kind, ""))
    who = obj.get(WHO[kind]) or []
    target = obj.get("target") or {}
    return Claim(
        kind=kind,
        places=tuple(_places(obj, kind)),
        label=_SIGN.get(label) if kind == "stance" and label else label,
        finer=obj.get(_FINER.get(kind, "")),
        modes=frozenset(obj.get("auxiliary") or ()) - {"historical"},
        who=tuple(_who(one) for one in ([who] if isinstance(who, Mapping) else who)),
        to=tuple(_who(one) for one in obj.get("recipients") or ()),
        target=_who(target) if kind == "stance" else None,
        subject=_who(obj.get("subject") or {}) if kind == "relation" else None,
        named=bool(target.get("name")),
    )


def _who(obj: Mapping[str, Any]) -> Who:
    """An actor by its name, else its words; one with neither nor a country is like nobody."""
    name = obj.get("name") or obj.get("text") or (obj.get("span") or {}).get("text")
    role = obj.get("role")
    return Who(_words(name), obj.get("country") or None, _words(role) if role else None)


def _words(name: str | None) -> tuple[str, ...]:
    found = re.findall(r"\w+", (name or "").lower())
    return tuple(word for word in found if word not in _IDLE)


def ranges(value: Any) -> list[Range]:
    """Places of a span or of every span in a list; none for what is neither."""
    if isinstance(value, Mapping):
        return [(value["start"], value["end"])] if {"start", "end"} <= value.keys() else []
    return [one for part in value or () for one in ranges(part)]


def _places(obj: Mapping[str, Any], kind: str) -> list[Range]:
    if kind == "event":
        return ranges(obj.get("trigger")) + ranges(obj.get("also"))
    if kind == "stance":
        target = obj.get("target") or {}
        return ranges(target) or ranges(target.get("span")) or ranges(obj.get("evidence"))
    fields = {"statement": "content", "undertaking": "action", "expectation": "proposition"}
    return ranges(obj.get(fields.get(kind, "")))


def overlap(a: Iterable[Range], b: Iterable[Range]) -> int:
    """Code points that two lists of ranges share, summed over all pairs."""
    other = list(b)
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in other)


def share(a: Iterable[Range], b: Iterable[Range]) -> float:
    """Intersection over union of two lists of ranges; 0 where both are empty."""
    one, other = list(a), list(b)
    both = overlap(one, other)
    total = sum(end - start for start, end in one + other) - both
    return both / total if total else 0.0
