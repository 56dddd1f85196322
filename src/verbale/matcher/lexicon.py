"""The lexicon: all frames, classes and patterns of ``data/``, checked and indexed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from verbale import model
from verbale.errors import DataError
from verbale.matcher.frames import FORMS, POS, PREPOSITIONS, ROLES, SLOTS, Condition, Example, Frame
from verbale.matcher.loading import (
    LINE,
    data_folder,
    load_yaml,
    unknown_keys,
    without_lines,
    yaml_files,
)
from verbale.matcher.shapes import ENTRY, are_roles, are_texts, misshapen
from verbale.matcher.vocabulary import EVENT_TYPES, MODES

_COMMON = (
    "id",
    "words",
    "pos",
    "pattern",
    "roles",
    "requires",
    "excludes",
    "right",
    "wrong",
    "note",
)
_FIELDS: Mapping[str, Mapping[str, object]] = {
    "event": {"event_type": EVENT_TYPES, "mode": None, "context": None, "cameo": None,
              "symmetric": bool, "needs": None},
    "statement": {"polarity": ("asserts", "denies", "asks", "mentions")},
    "undertaking": {"status": model.STATUSES},
    "expectation": {"attitude": model.ATTITUDES, "likelihood": model.RANKS},
    "stance": {"valence": model.VALENCES},
    "relation": {"relation": model.RELATIONS, "future": bool},
}  # fmt: skip
_MUST = {"event": "event_type", "undertaking": "status", "expectation": "attitude",
         "stance": "valence", "relation": "relation"}  # fmt: skip
_CONDITION = ("words", "class", "marked", "form", "modal", "actor", "place", "group")
_OF_TRIGGER = ("negated", "passive", "plural")
_MARK = re.compile(r"\{([a-z]+):([^{}]*)\}")

Entry = tuple[Frame, tuple[str, ...], int]
"""A frame, the words of one of its triggers, and which of them heads the others."""


@dataclass(frozen=True)
class Lexicon:
    """Frames by the lemma that triggers them, and the word classes."""

    frames: tuple[Frame, ...]
    classes: Mapping[str, frozenset[str]]
    index: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    by_id: Mapping[str, Frame] = field(repr=False)

    def words(self, name: str) -> frozenset[str]:
        """The lemmas of a class; empty where there is no such class."""
        return self.classes.get(name, frozenset())


def head_word(words: tuple[str, ...], pos: str) -> int:
    """Which of an entry's words heads the others (see ``data/README.md``)."""
    if pos == "adv":
        return len(words) - 1
    if pos != "noun" or len(words) == 1:
        return 0
    for number, word in enumerate(words[1:], 1):
        if word in PREPOSITIONS:
            return number - 1
    return len(words) - 1


def parse_example(marked: str) -> Example:
    """``"{actor:France} {trigger:condemned} Iran."`` as text and marks."""
    text, marks, last = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        marks.append((found.group(1), len(text), len(text) + len(found.group(2))))
        text += found.group(2)
        last = found.end()
    return Example(text + marked[last:], tuple(marks))


class _Loader:
    """Collects frames and faults over all files."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.frames: dict[str, Frame] = {}
        self.classes: dict[str, frozenset[str]] = {}
        self.patterns: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}

    def mapping(self, source: Traversable | Path) -> dict[str, Any]:
        """The mapping a file holds, with the lines of its parts; empty (and a fault) if none."""
        content = load_yaml(source, self.faults)
        if isinstance(content, dict):
            return content
        if content is not None:
            self.faults.append(f"{source.name}:1: expected keys with values, found {content!r:.60}")
        return {}

    def load_classes(self, source: Traversable | Path) -> None:
        for name, words in without_lines(self.mapping(source)).items():
            if are_texts(words):
                self.classes[name] = self.classes.get(name, frozenset()) | frozenset(words)
            else:
                self.faults.append(f"{source.name}: class {name!r}: expected a list of words")

    def load_patterns(self, source: Traversable | Path) -> None:
        for kind, patterns in without_lines(self.mapping(source)).items():
            if kind not in ROLES or not isinstance(patterns, dict):
                self.faults.append(f"{source.name}: {kind!r}: expected a kind with its patterns")
                continue
            for name, roles in patterns.items():
                where = f"{source.name}: {kind} pattern {name}"
                if not are_roles(roles):
                    self.faults.append(f"{where}: expected roles, each with a list of slots")
                    continue
                self.patterns.setdefault(kind, {})[name] = self.roles(roles, kind, where)

    def load_frames(self, source: Traversable | Path) -> None:
        content = self.mapping(source)
        kind, entries = content.get("kind"), content.get("entries")
        unknown_keys(content, ("kind", "entries"), source.name, self.faults)
        if not isinstance(kind, str) or kind not in ROLES:
            if content:
                known = ", ".join(ROLES)
                self.faults.append(f"{source.name}:1: kind {kind!r}: expected one of {known}")
            return
        if not isinstance(entries, list):
            self.faults.append(f"{source.name}:1: entries: expected a list of entries")
            return
        for entry in entries:
            if isinstance(entry, dict):
                self.entry(entry, kind, source.name)
            else:
                self.faults.append(f"{source.name}:1: an entry is {entry!r:.60}: expected keys")

    def entry(self, entry: dict[str, Any], kind: str, name: str) -> None:
        where = f"{name}:{entry.get(LINE, 1)}: {entry.get('id', 'entry without id')}"
        before = len(self.faults)
        unknown_keys(entry, (*_COMMON, *_FIELDS[kind]), where, self.faults)
        plain = without_lines(entry)
        shapes = misshapen(plain, ENTRY, where)
        self.faults.extend(shapes)
        if shapes:
            return
        self.check_labels(plain, kind, where)
        if entry.get("id") is None:
            self.faults.append(f"{where}: id is missing")
        elif entry["id"] in self.frames:
            self.faults.append(f"{where}: the id stands twice")
        frame = self.build(plain, kind, where)
        if len(self.faults) == before and frame is not None:
            self.frames[frame.id] = frame

    def check_labels(self, entry: dict[str, Any], kind: str, where: str) -> None:
        must = _MUST.get(kind)
        if must and must not in entry:
            self.faults.append(f"{where}: {must} is missing")
        for key, allowed in _FIELDS[kind].items():
            value = entry.get(key)
            if value is None:
                continue
            if isinstance(allowed, tuple) and value not in allowed:
                self.faults.append(
                    f"{where}: {key} {value!r}: expected one of {', '.join(allowed)}"
                )
            if allowed is bool and not isinstance(value, bool):
                self.faults.append(f"{where}: {key} {value!r}: expected true or false")
        for mode in entry.get("mode") or []:
            if mode not in MODES.get(str(entry.get("event_type")), ()):
                self.faults.append(f"{where}: {entry.get('event_type')} has no mode {mode!r}")

    def build(self, entry: dict[str, Any], kind: str, where: str) -> Frame | None:
        words = tuple(tuple(str(w).lower().split()) for w in entry.get("words") or [])
        if not words or not all(words):
            self.faults.append(f"{where}: words: expected a list of lemmas")
            return None
        if entry.get("pos") not in POS:
            self.faults.append(f"{where}: pos {entry.get('pos')!r}: expected {', '.join(POS)}")
        requires, trigger = self.conditions(entry.get("requires"), where)
        excludes, never = self.conditions(entry.get("excludes"), where)
        return Frame(
            id=str(entry.get("id")),
            kind=kind,
            words=words,
            pos=str(entry.get("pos")),
            roles=self.all_roles(entry, kind, where),
            labels={key: entry[key] for key in _FIELDS[kind] if key in entry},
            requires=requires,
            excludes=excludes,
            trigger={**trigger, **{key: not value for key, value in never.items()}},
            right=self.examples(entry, "right", 2, where),
            wrong=self.examples(entry, "wrong", 1, where),
            origin=where.rsplit(":", 1)[0],
        )

    def all_roles(self, entry: dict[str, Any], kind: str, where: str) -> dict[str, tuple[str, ...]]:
        roles = self.roles(entry.get("roles") or {}, kind, where)
        pattern = entry.get("pattern")
        known = self.patterns.get(kind, {})
        if pattern is not None and pattern not in known:
            self.faults.append(f"{where}: unknown pattern {pattern!r}; known: {', '.join(known)}")
        return {**known.get(str(pattern), {}), **roles}

    def roles(self, given: Any, kind: str, where: str) -> dict[str, tuple[str, ...]]:
        checked: dict[str, tuple[str, ...]] = {}
        for role, slots in (given or {}).items():
            if role not in ROLES[kind]:
                self.faults.append(f"{where}: a {kind} has no role {role!r}")
            for slot in slots or []:
                self.check_slot(slot, where)
            checked[role] = tuple(slots or [])
        return checked

    def check_slot(self, slot: object, where: str) -> None:
        if not isinstance(slot, str) or any(part not in SLOTS for part in slot.split(".")):
            self.faults.append(f"{where}: unknown slot {slot!r}")

    def conditions(self, given: Any, where: str) -> tuple[tuple[Condition, ...], dict[str, bool]]:
        found, trigger = [], {}
        for slot, value in (given or {}).items():
            if slot in _OF_TRIGGER:
                trigger[slot] = bool(value)
                continue
            if slot == "any":
                several = value if isinstance(value, list) else []
                options = [self.conditions(o, where)[0] for o in several if isinstance(o, dict)]
                if not options or len(options) != len(several):
                    self.faults.append(f"{where}: any: expected a list of conditions")
                    continue
                found.append(Condition("any", options=tuple(c for o in options for c in o)))
                continue
            self.check_slot(slot, where)
            condition = self.condition(str(slot), value, where)
            if condition is not None:
                found.append(condition)
        return tuple(found), trigger

    def condition(self, slot: str, value: Any, where: str) -> Condition | None:
        if isinstance(value, bool):
            return Condition(slot, filled=value)
        if not isinstance(value, dict) or not value:
            self.faults.append(f"{where}: condition on {slot}: expected true, false or a mapping")
            return None
        unknown_keys(value, _CONDITION, f"{where}: {slot}", self.faults)
        words = frozenset(str(w).lower() for w in value.get("words") or [])
        for name in _listed(value.get("class")):
            if name not in self.classes:
                self.faults.append(f"{where}: unknown class {name!r}")
            words |= self.classes.get(name, frozenset())
        for form in _listed(value.get("form")):
            if form not in FORMS:
                self.faults.append(f"{where}: form {form!r}: expected one of {', '.join(FORMS)}")
        return Condition(
            slot,
            words=words,
            marked=_listed(value.get("marked")),
            form=_listed(value.get("form")),
            modal=_listed(value.get("modal")),
            actor=bool(value.get("actor")),
            place=bool(value.get("place")),
            group=bool(value.get("group")),
        )

    def examples(
        self, entry: dict[str, Any], key: str, least: int, where: str
    ) -> tuple[Example, ...]:
        found = tuple(parse_example(str(item)) for item in entry.get(key) or [])
        if len(found) < least:
            self.faults.append(f"{where}: {key}: expected at least {least} sentences")
        if key == "right" and any("trigger" not in {m[0] for m in e.marks} for e in found):
            self.faults.append(f"{where}: a right sentence has no {{trigger:…}}")
        return found


def _listed(value: Any) -> frozenset[str]:
    """A word or a list of words as a set."""
    return frozenset([value] if isinstance(value, str) else value or [])


def _index(
    frames: tuple[Frame, ...],
) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = {}
    for frame in frames:
        for words in frame.words:
            head = head_word(words, frame.pos)
            index.setdefault(words[head], []).append((frame, words, head))
    return {word: tuple(entries) for word, entries in index.items()}


def load_lexicon(folder: Traversable | Path | None = None) -> Lexicon:
    """Read and check ``data/`` (and a user's ``folder`` beside it).

    Raises `DataError` with every fault of every file.
    """
    loader = _Loader()
    own = data_folder()
    folders = [own] if folder is None else [own, folder]
    for place in folders:
        for name, load in (
            ("classes.yaml", loader.load_classes),
            ("words.yaml", loader.load_classes),
            ("patterns.yaml", loader.load_patterns),
        ):
            if (place / name).is_file():
                load(place / name)
    for place in folders:
        if (place / "frames").is_dir():
            for source in yaml_files(place / "frames"):
                loader.load_frames(source)
    if loader.faults:
        raise DataError(loader.faults)
    frames = tuple(loader.frames.values())
    return Lexicon(frames, loader.classes, _index(frames), loader.frames)


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The lexicon of the installed package, loaded once a process."""
    return load_lexicon()
