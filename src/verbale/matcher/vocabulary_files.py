"""Reading the vocabulary of ``data/plover/``, and a user's types over it, strictly.

The form of the files is described in ``data/README.md`` and ``docs/vocabulary.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from verbale.errors import DataError
from verbale.matcher.cameo import CODES
from verbale.matcher.loading import LINE, data_folder, key_lines, load_yaml, unknown_keys
from verbale.matcher.shapes import SENTENCES, TEXT, Shape, is_mapping
from verbale.matcher.vocabulary import Confusable, Entry, EventType, Mode, Vocabulary

QUAD_CLASSES = (
    *("verbal cooperation", "material cooperation"),
    *("verbal conflict", "material conflict"),
)
"""The four classes of Goldstein's and PLOVER's quadrants."""
NONE = "none"
"""What a confusable sentence is where it is no event, or has no context, at all."""

_TYPE_NAME = (re.compile(r"[A-Z][A-Z0-9_]*"), "capital letters, as in OUTREACH")
_MODE_NAME = (re.compile(r"[a-z][a-z0-9-]*"), "small letters, as in town-hall")
_CONTEXT_NAME = (re.compile(r"[a-z][a-z0-9_]*"), "small letters, as in press_freedom")


def _is_score(value: Any) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and -10 <= value <= 10


_SHAPES: Mapping[str, Shape] = {
    "definition": TEXT,
    "examples": SENTENCES,
    "confusable": (is_mapping, "text, instead and why"),
    "modes": (is_mapping, "modes, each with score and definition"),
    "quad": (lambda value: value in QUAD_CLASSES, f"one of {', '.join(QUAD_CLASSES)}"),
    "score": (_is_score, "a number from -10 to 10"),
    "requires_recipient": (lambda value: isinstance(value, bool), "true or false"),
    "cameo": (lambda value: value in CODES, 'a CAMEO code in quotes, as in "042"'),
    "text": TEXT,
    "instead": TEXT,
    "why": TEXT,
}
_OF_ENTRY = ("definition", "examples", "confusable")
_OF_MODE = (*_OF_ENTRY, "score")
_OF_TYPE = (*_OF_MODE, "quad", "requires_recipient", "modes")


class VocabularyFiles:
    """Types and contexts as they are read; ``own`` from the user's files on."""

    def __init__(self, faults: list[str], folder: str, base: Vocabulary | None = None) -> None:
        self.faults = faults
        self.folder = f"{folder}/"
        self.own = base is not None
        self.types: dict[str, EventType] = dict(base.types) if base else {}
        self.contexts: dict[str, Entry] = dict(base.contexts) if base else {}
        self.added: set[str] = set()
        self.asked: list[tuple[str, str, bool]] = []
        """Where a confusable sentence stands, what it is instead, and whether a context."""

    def read_types(self, source: Traversable | Path) -> None:
        """Take the event types of a file."""
        for name, values, where in self._entries(source, _TYPE_NAME):
            if name in self.types:
                self._extend(name, values, where)
            elif (made := self._type(name, values, where)) is not None:
                self.types[name] = made

    def read_contexts(self, source: Traversable | Path) -> None:
        """Take the contexts of a file."""
        for name, values, where in self._entries(source, _CONTEXT_NAME):
            if name in self.contexts:
                self.faults.append(f"{where}: the context {name} is known already")
            elif self._sound(values, _OF_ENTRY, self._must(), where):
                self.contexts[name] = Entry(**self._common(name, values, where, context=True))

    def vocabulary(self) -> Vocabulary:
        """What was read, once every confusable sentence is found to be something known."""
        made = Vocabulary(self.types, self.contexts)
        keys = {NONE, *made.keys()}
        for where, instead, context in self.asked:
            if instead not in (made.contexts if context and instead != NONE else keys):
                what = "a context" if context else "a TYPE, a TYPE-mode"
                self.faults.append(f"{where}: instead {instead!r}: expected {what} or {NONE}")
        return made

    def _entries(
        self, source: Traversable | Path, name_shape: tuple[re.Pattern[str], str]
    ) -> list[tuple[str, dict[str, Any], str]]:
        content = load_yaml(source, self.faults)
        if not isinstance(content, dict):
            if content is not None:
                self.faults.append(f"{source.name}:1: expected names with their entries")
            return []
        lines, found = key_lines(source), []
        for name, values in content.items():
            if name == LINE:
                continue
            where = f"{source.name}:{lines.get(name, 1)}: {name}"
            if not isinstance(name, str) or not name_shape[0].fullmatch(name):
                self.faults.append(f"{where}: expected a name of {name_shape[1]}")
            elif not isinstance(values, dict):
                self.faults.append(f"{where}: expected keys with values, found {values!r:.60}")
            else:
                found.append((name, values, where))
        return found

    def _must(self, *further: str) -> tuple[str, ...]:
        """The keys an entry must have: a user's may do without examples."""
        return (*further, "definition") if self.own else (*further, *_OF_ENTRY)

    def _type(self, name: str, values: dict[str, Any], where: str) -> EventType | None:
        allowed = (*_OF_TYPE, "cameo") if self.own else _OF_TYPE
        must = ("quad", "score") if self.own else ("quad", "score", "requires_recipient")
        if not self._sound(values, allowed, self._must(*must), where):
            return None
        self.added.add(name)
        return EventType(
            **self._common(name, values, where),
            quad=values["quad"],
            score=float(values["score"]),
            requires_recipient=values.get("requires_recipient", False),
            modes=self._modes(values.get("modes") or {}, where),
            cameo=values.get("cameo"),
        )

    def _extend(self, name: str, values: dict[str, Any], where: str) -> None:
        """More modes for a known type; everything else of it stands."""
        if name in self.added:
            self.faults.append(f"{where}: the type stands twice")
            return
        if not self._sound(values, ("modes",), ("modes",), where):
            return
        known = self.types[name]
        modes = self._modes(values["modes"], where)
        for mode in modes.keys() & known.modes.keys():
            self.faults.append(f"{where}: the mode {mode} is known already")
        self.types[name] = replace(known, modes={**known.modes, **modes})

    def _modes(self, given: dict[str, Any], where: str) -> dict[str, Mode]:
        made = {}
        for name, values in given.items():
            if name == LINE:
                continue
            place = f"{where}-{name}"
            if not isinstance(name, str) or not _MODE_NAME[0].fullmatch(name):
                self.faults.append(f"{place}: expected a name of {_MODE_NAME[1]}")
            elif not isinstance(values, dict):
                self.faults.append(f"{place}: expected keys with values, found {values!r:.60}")
            else:
                head, _, rest = place.partition(": ")
                place = f"{head.rpartition(':')[0]}:{values[LINE]}: {rest}"
                if self._sound(values, _OF_MODE, self._must("score"), place):
                    common = self._common(name, values, place)
                    made[name] = Mode(**common, score=float(values["score"]))
        return made

    def _sound(
        self, values: dict[str, Any], allowed: tuple[str, ...], must: tuple[str, ...], where: str
    ) -> bool:
        """Whether an entry has the keys it must have, no others, and each in its shape."""
        before = len(self.faults)
        unknown_keys(values, allowed, where, self.faults)
        for key in must:
            if values.get(key) is None:
                self.faults.append(f"{where}: {key} is missing: expected {_SHAPES[key][1]}")
        for key, value in values.items():
            if key in allowed and value is not None and not _fits(_SHAPES[key][0], value):
                self.faults.append(f"{where}: {key}: expected {_SHAPES[key][1]}, found {value!r}")
        return len(self.faults) == before

    def _common(
        self, name: str, values: dict[str, Any], where: str, context: bool = False
    ) -> dict[str, Any]:
        examples = tuple(values.get("examples") or ())
        if not self.own and len(examples) < 2:
            self.faults.append(f"{where}: examples: expected at least 2 sentences")
        return {
            "name": name,
            "definition": values["definition"],
            "examples": examples,
            "confusable": self._confusable(values.get("confusable"), where, context),
            "origin": self.folder + where.partition(": ")[0],
        }

    def _confusable(
        self, values: dict[str, Any] | None, where: str, context: bool
    ) -> Confusable | None:
        keys = ("text", "instead", "why")
        if values is None or not self._sound(values, keys, keys, f"{where}: confusable"):
            return None
        self.asked.append((where, values["instead"], context))
        return Confusable(values["text"], values["instead"], values["why"])


def _fits(test: Callable[[Any], bool], value: Any) -> bool:
    """A test of a shape; a value that cannot even be compared does not fit."""
    try:
        return test(value)
    except TypeError:
        return False


def load_plover() -> Vocabulary:
    """PLOVER's own vocabulary; `DataError` with every fault."""
    faults: list[str] = []
    files = VocabularyFiles(faults, "plover")
    files.read_types(data_folder() / "plover" / "types.yaml")
    files.read_contexts(data_folder() / "plover" / "contexts.yaml")
    made = files.vocabulary()
    if faults:
        raise DataError(faults)
    return made


def laid_over(base: Vocabulary, folder: Traversable | Path, faults: list[str]) -> Vocabulary:
    """A vocabulary with the types, modes and contexts of a user's folder; faults are collected."""
    files = VocabularyFiles(faults, folder.name, base)
    if (folder / "types.yaml").is_file():
        files.read_types(folder / "types.yaml")
    if (folder / "contexts.yaml").is_file():
        files.read_contexts(folder / "contexts.yaml")
    return files.vocabulary()
