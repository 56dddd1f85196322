"""Modes of an event by its arguments and the words of its own clause, with rules as data.

The rules stand in ``data/modes.yaml``; a frame's own modes come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import DataError
from verbale.matcher import syntax
from verbale.matcher.loading import LINE, data_folder, load_yaml, unknown_keys
from verbale.matcher.shapes import are_texts
from verbale.matcher.vocabulary import EVENT_TYPES, MODES
from verbale.model import Event, Reason
from verbale.records import clause
from verbale.records.context import Context
from verbale.records.cues import Cues, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_KEYS = (
    "id",
    "events",
    "mode",
    "trigger",
    "clause",
    "unless",
    "content",
    "never",
    "actor",
    "party",
    "any",
    "removes",
    "right",
    "wrong",
)
_CONDITIONS = ("trigger", "clause", "content", "actor", "party")
_PARTIES = ("host", "third", "many")
_LISTS = ("events", "trigger", "clause", "unless", "actor", "any", "removes", "right", "wrong")
MANY = 3
"""States that make a meeting one of many."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: of ``conditions`` one must hold where it stands in ``any``, else all must."""

    id: str
    events: tuple[str, ...]
    mode: str
    conditions: tuple[str, ...]
    any: tuple[str, ...] = ()
    trigger: frozenset[str] = frozenset()
    content: frozenset[tuple[str, str]] = frozenset()
    never: frozenset[tuple[str, str]] = frozenset()
    actor: frozenset[str] = frozenset()
    party: str = ""
    removes: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, by event type; the cues of their clauses in one dictionary a type."""

    by_type: Mapping[str, tuple[Rule, ...]]
    cues: Mapping[str, Cues[tuple[str, str]]]
    """Event type → cue → (rule's id, "clause" or "unless")."""
    fills: frozenset[str]

    def all(self) -> list[Rule]:
        """Every rule once."""
        return list({r.id: r for rules in self.by_type.values() for r in rules}.values())


@dataclass(slots=True)
class _Scene:
    """What the rules ask of an event, looked up once."""

    event: Event
    triggers: frozenset[str]
    about: list[tuple[Token, list[Token]]]
    hits: Mapping[tuple[str, str], str] = field(default_factory=dict)


def modes_of(
    context: Context, event: Event, words: list[Token]
) -> tuple[tuple[str, ...], list[Reason]]:
    """The modes of an event whose trigger has these words, a reason for each that a rule gave."""
    rules = default_modes()
    mine = rules.by_type.get(event.event_type, ())
    if not mine:
        return event.mode, []
    scene = _scene(context, rules, event, words)
    modes, removed, reasons = list(event.mode), set[str](), []
    for rule in mine:
        why = _holds(rule, scene)
        if why is None or (rule.mode and _settled(rules, rule, event)):
            continue
        removed.update(rule.removes)
        if rule.mode and rule.mode not in modes:
            modes.append(rule.mode)
        reasons.append(
            Reason(f"mode.{rule.id}", f"{rule.mode or 'not ' + ', '.join(rule.removes)}: {why}")
        )
    own = {r.mode for r in mine if r.mode and any(x.rule == f"mode.{r.id}" for x in reasons)}
    return tuple(m for m in modes if m not in removed or m in own), reasons


def _settled(rules: Rules, rule: Rule, event: Event) -> bool:
    """Where the frame has spoken and the type has one mode, only the same mode is confirmed."""
    return event.event_type in rules.fills and bool(event.mode) and rule.mode not in event.mode


def _scene(context: Context, rules: Rules, event: Event, words: list[Token]) -> _Scene:
    own = clause.own_clause(words[0], context)
    places = {t.i: t for t in (*own, *words)}
    ordered = words_of(places[i] for i in sorted(places))
    hits: dict[tuple[str, str], str] = {}
    for hit in rules.cues[event.event_type].find(ordered):
        if hit.last - hit.first < 8:
            text = " ".join(context.analysis.span(hit.first, hit.last + 1).text.split())
            hits.setdefault(hit.value, text)
    triggers = frozenset(lemma for word in words for lemma in syntax.lemmas(word))
    return _Scene(event, triggers, clause.about(words, context), hits)


def _holds(rule: Rule, scene: _Scene) -> str | None:
    """Why a rule speaks, in words; None where it does not."""
    if (rule.id, "unless") in scene.hits:
        return None
    found = {name: _condition(rule, name, scene) for name in rule.conditions}
    if rule.any:
        if not any(found[name] for name in rule.any):
            return None
    if not all(found[name] for name in rule.conditions if name not in rule.any):
        return None
    return ", ".join(str(why) for why in found.values() if why)


def _condition(rule: Rule, name: str, scene: _Scene) -> str | None:
    if name == "trigger":
        shared = sorted(rule.trigger & scene.triggers)
        return f"“{shared[0]}”" if shared else None
    if name == "clause":
        text = scene.hits.get((rule.id, "clause"))
        return f"“{text}” in its clause" if text else None
    if name == "content":
        return None if _content(rule.never, scene) else _content(rule.content, scene)
    if name == "actor":
        acting = [a for a in scene.event.actors if a.sectors[:1] and a.sectors[0] in rule.actor]
        return f"“{acting[0].span.text}” ({acting[0].sectors[0]})" if acting else None
    return _party(rule.party, scene.event)


def _content(wanted: frozenset[tuple[str, str]], scene: _Scene) -> str | None:
    for head, inside in scene.about:
        for lemma in syntax.lemmas(head):
            if (lemma, "") in wanted:
                return f"“{head.text}”"
            for other in inside:
                if any((lemma, word) in wanted for word in syntax.lemmas(other)):
                    return f"“{head.text} … {other.text}”"
    return None


def _party(wanted: str, event: Event) -> str | None:
    members = [m for a in (*event.actors, *event.recipients) for m in (a.members or (a,))]
    bodies = sorted({m.actor for m in members if "IGO" in m.sectors})
    countries = sorted({m.country for m in members if m.country and "IGO" not in m.sectors})
    if wanted == "many":
        several = len(countries) + len(bodies) >= MANY
        return f"of {', '.join(countries + bodies)}" if several else None
    place = event.place
    if len(countries) != 2 or bodies or place is None or place.country is None:
        return None
    if (place.country in countries) != (wanted == "host"):
        return None
    return f"of {', '.join(countries)}, in {place.name} ({place.country})"


def load_modes(source: Traversable | Path | None = None) -> Rules:
    """Read and check ``modes.yaml``. Raises `DataError` with every fault of the file."""
    source = source or data_folder() / "modes.yaml"
    faults: list[str] = []
    content = load_yaml(source, faults)
    if not isinstance(content, dict) or not isinstance(content.get("rules"), list):
        raise DataError(faults or [f"{source.name}:1: expected rules"])
    unknown_keys(content, ("fills", "lists", "rules"), source.name, faults)
    seen: set[str] = set()
    for entry in content["rules"]:
        line = entry.get(LINE, 1) if isinstance(entry, dict) else 1
        faults.extend(_faults(entry, f"{source.name}:{line}", seen))
    fills = content.get("fills") or []
    faults.extend(
        f"{source.name}:1: fills: no event type {t!r}" for t in fills if t not in EVENT_TYPES
    )
    if faults:
        raise DataError(faults)
    return _built(content["rules"], frozenset(fills))


@lru_cache(maxsize=1)
def default_modes() -> Rules:
    """The rules of the installed package, loaded once a process."""
    return load_modes()


def _built(entries: list[dict[str, Any]], fills: frozenset[str]) -> Rules:
    by_type: dict[str, list[Rule]] = defaultdict(list)
    cues: dict[str, list[tuple[str, tuple[str, str]]]] = defaultdict(list)
    for entry in entries:
        rule = _rule(entry)
        for event_type in rule.events:
            by_type[event_type].append(rule)
            for key in ("clause", "unless"):
                cues[event_type] += [(str(c), (rule.id, key)) for c in entry.get(key) or []]
    return Rules(
        {name: tuple(rules) for name, rules in by_type.items()},
        {name: Cues(cues[name]) for name in by_type},
        fills,
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    def listed(key: str) -> tuple[str, ...]:
        return tuple(str(item) for item in entry.get(key) or [])

    return Rule(
        id=str(entry["id"]),
        events=listed("events"),
        mode=str(entry.get("mode") or ""),
        conditions=tuple(name for name in _CONDITIONS if entry.get(name)),
        any=listed("any"),
        trigger=frozenset(listed("trigger")),
        content=frozenset(_pairs(entry.get("content") or [])),
        never=frozenset(_pairs(entry.get("never") or [])),
        actor=frozenset(listed("actor")),
        party=str(entry.get("party") or ""),
        removes=listed("removes"),
        right=listed("right"),
        wrong=listed("wrong"),
    )


def _pairs(content: list[Any]) -> Iterable[tuple[str, str]]:
    for item in content:
        if isinstance(item, dict):
            yield from ((h, o) for h in item["head"] for o in item["object"])
        else:
            yield (str(item), "")


def _faults(entry: Any, where: str, seen: set[str]) -> list[str]:
    """What is wrong with one rule."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return [f"{where}: expected a rule with an id"]
    where = f"{where}: {entry['id']}"
    faults = [f"{where}: the id stands twice"] if entry["id"] in seen else []
    seen.add(entry["id"])
    unknown_keys(entry, _KEYS, where, faults)
    for key in _LISTS:
        if key in entry and not are_texts(entry[key]):
            faults.append(f"{where}: {key}: expected a list of words")
    return faults or [f"{where}: {fault}" for fault in _rule_faults(entry)]


def _rule_faults(entry: Mapping[str, Any]) -> Iterable[str]:
    yield from _mode_faults(entry)
    if not any(entry.get(name) for name in _CONDITIONS):
        yield f"expected one of {', '.join(_CONDITIONS)}"
    for name in entry.get("any") or []:
        if not entry.get(name):
            yield f"any: {name!r} is not given"
    yield from _content_faults(entry)
    for key in ("right", "wrong"):
        if not entry.get(key):
            yield f"{key}: expected at least 1 sentence"


def _content_faults(entry: Mapping[str, Any]) -> Iterable[str]:
    if entry.get("party", "many") not in _PARTIES:
        yield f"party {entry['party']!r}: expected one of {', '.join(_PARTIES)}"
    for item in (*(entry.get("content") or ()), *(entry.get("never") or ())):
        if not _is_content(item):
            yield f"content: expected a word or {{head: [...], object: [...]}}, found {item!r:.60}"


def _mode_faults(entry: Mapping[str, Any]) -> Iterable[str]:
    named = [mode for mode in (entry.get("mode"), *(entry.get("removes") or ())) if mode]
    if not named:
        yield "expected mode or removes"
    for event_type in entry.get("events") or [""]:
        if event_type not in EVENT_TYPES:
            yield f"events: no event type {event_type!r}"
            continue
        yield from (f"{event_type} has no mode {m!r}" for m in named if m not in MODES[event_type])


def _is_content(item: Any) -> bool:
    if isinstance(item, dict):
        return (
            set(item) - {LINE} == {"head", "object"}
            and are_texts(item["head"])
            and are_texts(item["object"])
        )
    return isinstance(item, str)
