"""The codebook's rules over events: ``data/event_rules.yaml``, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from verbale.errors import DataError
from verbale.matcher.loading import LINE, data_folder, load_yaml, unknown_keys, without_lines
from verbale.matcher.vocabulary import EVENT_TYPES, MODES

AUXILIARIES = ("historical", "future", "hypothetical", "negation")
_RULE = ("id", "note", "when", "then")
_WHEN = ("event_type", "mode", "auxiliary", "without", "negated", "words", "class", "marker",
         "under", "beside", "private")  # fmt: skip
_BESIDE = ("event_type", "mode", "actor", "recipient", "party", "under", "over", "purpose",
           "scope")  # fmt: skip
_THEN = ("event_type", "mode", "modes", "lose", "gain", "also", "drop")


@dataclass(frozen=True, slots=True)
class Beside:
    """Another event that must stand in the same sentence, or in the same document."""

    types: frozenset[str]
    modes: frozenset[str] = frozenset()
    actor: bool = False
    recipient: bool = False
    party: bool = False
    under: bool = False
    over: bool = False
    purpose: bool = False
    document: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """What must hold of an event for a rule to apply."""

    types: frozenset[str]
    modes: frozenset[str] = frozenset()
    auxiliary: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    negated: bool = False
    private: bool = False
    words: frozenset[str] = frozenset()
    word_class: str = ""
    marker: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class EventRule:
    """One rule: when it applies, and what the event becomes."""

    id: str
    note: str
    when: When
    event_type: str = ""
    mode: tuple[str, ...] | None = None
    modes: Mapping[str, str] = field(default_factory=dict)
    lose: frozenset[str] = frozenset()
    gain: tuple[str, ...] = ()
    also: tuple[str, tuple[str, ...]] | None = None
    drop: bool = False


def load_event_rules() -> tuple[EventRule, ...]:
    """Read ``data/event_rules.yaml``; `DataError` with all its faults."""
    faults: list[str] = []
    content = load_yaml(data_folder() / "event_rules.yaml", faults) or {}
    unknown_keys(content, ("rules",), "event_rules.yaml", faults)
    rules = [_rule(entry, faults) for entry in content.get("rules") or []]
    if faults:
        raise DataError(faults)
    return tuple(rules)


def _rule(entry: dict[str, Any], faults: list[str]) -> EventRule:
    where = f"event_rules.yaml:{entry.get(LINE, 1)}: {entry.get('id', 'rule without id')}"
    plain = without_lines(entry)
    unknown_keys(plain, _RULE, where, faults)
    when, then = plain.get("when") or {}, plain.get("then") or {}
    unknown_keys(when, _WHEN, f"{where}: when", faults)
    unknown_keys(then, _THEN, f"{where}: then", faults)
    _check(when, then, where, faults)
    also = then.get("also")
    return EventRule(
        id=str(plain.get("id", "")),
        note=str(plain.get("note", "")),
        when=_when(when, where, faults),
        event_type=str(then.get("event_type", "")),
        mode=tuple(then["mode"]) if "mode" in then else None,
        modes=dict(then.get("modes") or {}),
        lose=frozenset(then.get("lose") or ()),
        gain=tuple(then.get("gain") or ()),
        also=(also["event_type"], tuple(also.get("mode") or ())) if also else None,
        drop=bool(then.get("drop")),
    )


def _when(when: dict[str, Any], where: str, faults: list[str]) -> When:
    beside = when.get("beside")
    if beside is not None:
        unknown_keys(beside, _BESIDE, f"{where}: beside", faults)
    return When(
        types=frozenset(when.get("event_type") or EVENT_TYPES),
        modes=frozenset(when.get("mode") or ()),
        auxiliary=frozenset(when.get("auxiliary") or ()),
        without=frozenset(when.get("without") or ()),
        negated=bool(when.get("negated")),
        private=bool(when.get("private")),
        words=frozenset(when.get("words") or ()),
        word_class=str(when.get("class", "")),
        marker=frozenset(when.get("marker") or ()),
        under=frozenset(when.get("under") or ()),
        beside=_beside(beside) if beside is not None else None,
    )


def _beside(given: dict[str, Any]) -> Beside:
    return Beside(
        types=frozenset(given.get("event_type") or ()),
        modes=frozenset(given.get("mode") or ()),
        actor=given.get("actor") == "same",
        recipient=given.get("recipient") == "same",
        party=given.get("party") == "same",
        under=bool(given.get("under")),
        over=bool(given.get("over")),
        purpose=bool(given.get("purpose")),
        document=given.get("scope") == "document",
    )


def _check(when: dict[str, Any], then: dict[str, Any], where: str, faults: list[str]) -> None:
    """Types, modes and auxiliary modes must be PLOVER's."""
    beside = when.get("beside") or {}
    types = [*(when.get("event_type") or ()), *(beside.get("event_type") or ())]
    targets = [e for e in (then, then.get("also") or {}) if e.get("event_type")]
    types += [e["event_type"] for e in targets]
    faults += [f"{where}: no event type {name!r}" for name in types if name not in EVENT_TYPES]
    for made in targets:
        known = MODES.get(made["event_type"], ())
        modes = [*(made.get("mode") or ()), *(made.get("modes") or {}).values()]
        faults += [
            f"{where}: {made['event_type']} has no mode {m!r}" for m in modes if m not in known
        ]
    auxiliaries = [a for key in ("auxiliary", "without") for a in when.get(key) or ()]
    for name in (*auxiliaries, *(then.get("lose") or ()), *(then.get("gain") or ())):
        if name not in AUXILIARIES:
            faults.append(f"{where}: auxiliary {name!r}: expected one of {', '.join(AUXILIARIES)}")


@lru_cache(maxsize=1)
def default_event_rules() -> tuple[EventRule, ...]:
    """The rules of the installed package, loaded once a process."""
    return load_event_rules()
