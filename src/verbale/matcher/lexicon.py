"""The lexicon: all frames, classes and patterns of ``data/``, checked and indexed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from verbale import model
from verbale.errors import DataError
from verbale.matcher.cameo import CODES
from verbale.matcher.frames import FORMS, POS, PREPOSITIONS, ROLES, SLOTS, Condition, Example, Frame
from verbale.matcher.loading import (
    LINE,
    data_folder,
    key_lines,
    load_yaml,
    unknown_keys,
    without_lines,
    yaml_files,
)
from verbale.matcher.shapes import ENTRY, are_roles, are_texts, misshapen
from verbale.matcher.user_folder import check_folder
from verbale.matcher.vocabulary import Vocabulary, plover
from verbale.matcher.vocabulary_files import laid_over

_COMMON = (
    *("id", "words", "pos", "pattern", "roles", "requires", "excludes"),
    *("right", "wrong", "note"),
)
_FIELDS: Mapping[str, Mapping[str, object]] = {
    "event": {"event_type": None, "mode": None, "context": None, "cameo": None,
              "symmetric": bool, "needs": None, "yields": bool, "alone": bool},
    "statement": {"polarity": ("asserts", "denies", "asks", "mentions")},
    "undertaking": {"status": model.STATUSES},
    "expectation": {"attitude": model.ATTITUDES, "likelihood": model.RANKS},
    "stance": {"valence": model.VALENCES},
    "relation": {"relation": model.RELATIONS, "future": bool, "begins": bool, "ends": bool,
                 "office": None},
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
    vocabulary: Vocabulary = field(repr=False)

    def words(self, name: str) -> frozenset[str]:
        """The lemmas of a class; empty where there is no such class."""
        return self.classes.get(name, frozenset())

    @cached_property
    def event_types(self) -> Mapping[str, tuple[str, ...]]:
        """The event types that a single word can trigger, in whichever of its entries."""
        found: dict[str, dict[str, None]] = {}
        for frame in self.frames:
            if frame.kind == "event":
                for words in frame.words:
                    if len(words) == 1:
                        found.setdefault(words[0], {})[frame.label("event_type")] = None
        return {word: tuple(types) for word, types in found.items()}


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
        self.vocabulary = plover()
        self.own = False
        self.imported = False
        self.built_in: dict[str, Frame] = {}

    def lay_over(self, folder: Traversable | Path) -> None:
        """From here on what is read is a user's own."""
        self.own, self.built_in = True, dict(self.frames)
        check_folder(folder, self.faults)
        self.vocabulary = laid_over(self.vocabulary, folder, self.faults)

    def read(self, folder: Traversable | Path) -> None:
        """Classes, patterns and then the frames of a folder."""
        for name, load in (
            ("classes.yaml", self.load_classes),
            ("words.yaml", self.load_classes),
            ("patterns.yaml", self.load_patterns),
        ):
            if (folder / name).is_file():
                load(folder / name)
        if (folder / "frames").is_dir():
            for source in yaml_files(folder / "frames"):
                self.load_frames(source)

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
            if name in self.classes and not self.own:
                line = key_lines(source).get(name, 1)
                self.faults.append(f"{source.name}:{line}: class {name!r}: another file has it too")
            elif are_texts(words):
                self.classes[name] = self.classes.get(name, frozenset()) | frozenset(words)
            else:
                line = key_lines(source).get(name, 1)
                self.faults.append(
                    f"{source.name}:{line}: class {name!r}: expected a list of words"
                )

    def load_patterns(self, source: Traversable | Path) -> None:
        for kind, patterns in without_lines(self.mapping(source)).items():
            line = key_lines(source).get(kind, 1)
            if kind not in ROLES or not isinstance(patterns, dict):
                fault = f"{source.name}:{line}: {kind!r}: expected a kind with its patterns"
                self.faults.append(fault)
                continue
            for name, roles in patterns.items():
                where = f"{source.name}:{line}: {kind} pattern {name}"
                if not are_roles(roles):
                    self.faults.append(f"{where}: expected roles, each with a list of slots")
                    continue
                self.patterns.setdefault(kind, {})[name] = self.roles(roles, kind, where)

    def load_frames(self, source: Traversable | Path) -> None:
        content = self.mapping(source)
        kind, entries = content.get("kind"), content.get("entries")
        allowed = ("kind", "entries", "imported_from") if self.own else ("kind", "entries")
        unknown_keys(content, allowed, f"{source.name}:1", self.faults)
        self.imported = "imported_from" in content
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
        further = ("replaces",) if self.own else ()
        unknown_keys(entry, (*_COMMON, *_FIELDS[kind], *further), where, self.faults)
        plain = without_lines(entry)
        shapes = misshapen(plain, ENTRY, where)
        self.faults.extend(shapes)
        if shapes:
            return
        self.check_labels(plain, kind, where)
        if entry.get("id") is None:
            self.faults.append(f"{where}: id is missing")
        else:
            self.check_id(plain, where)
        frame = self.build(plain, kind, where)
        if len(self.faults) == before and frame is not None:
            self.frames[frame.id] = frame

    def check_id(self, entry: dict[str, Any], where: str) -> None:
        """The id must be new; what ``replaces`` names must be a built-in entry, and goes."""
        replaced = entry.get("replaces")
        if replaced is not None and replaced not in self.built_in:
            self.faults.append(
                f"{where}: replaces {replaced!r}: expected the id of a built-in entry"
            )
        elif replaced is not None and replaced in self.frames and not self.frames[replaced].own:
            del self.frames[replaced]
        if entry["id"] in self.frames:
            advice = f"; to put it in its place, say replaces: {entry['id']}"
            known = self.own and not self.frames[entry["id"]].own
            self.faults.append(f"{where}: the id stands twice{advice if known else ''}")

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
        if kind == "event":
            self.check_event(entry, where)

    def check_event(self, entry: dict[str, Any], where: str) -> None:
        """Type, modes, contexts and CAMEO code must be of the vocabulary."""
        name, known = str(entry.get("event_type")), self.vocabulary
        if "event_type" in entry and name not in known.types:
            fault = f"{where}: event_type {name!r}: expected one of {', '.join(known.types)}"
            self.faults.append(fault)
        for mode in entry.get("mode") or []:
            if mode not in known.modes(name):
                self.faults.append(f"{where}: {name} has no mode {mode!r}")
        for context in entry.get("context") or []:
            if context not in known.contexts:
                self.faults.append(f"{where}: there is no context {context!r}")
        if entry.get("cameo") is not None and entry["cameo"] not in CODES:
            self.faults.append(f"{where}: cameo {entry['cameo']!r}: expected a CAMEO code")

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
            own=self.own,
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
        if len(found) < least and not self.imported:
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
    loader.read(data_folder())
    if folder is not None:
        loader.lay_over(folder)
        loader.read(folder)
    if loader.faults:
        raise DataError(loader.faults)
    frames = tuple(loader.frames.values())
    index = _index(frames)
    return Lexicon(frames, loader.classes, index, loader.frames, loader.vocabulary)


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The lexicon of the installed package, loaded once a process."""
    return load_lexicon()
