"""The weights and words of ``data/merging.yaml``, read once and strictly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.errors import DataError
from verbale.matcher.loading import data_folder, load_yaml, unknown_keys, without_lines
from verbale.model.merging import Agreement
from verbale.stories.terms import stem

_WEIGHTS = {
    "base": ("across", "document", "sentence", "result", "allusion"),
    "type": ("same", "verbal", "kin"),
    "mode": ("same", "other"),
    "trigger": ("same", "unlike", "other"),
    "actor": ("same", "state", "akin", "loose", "unlike", "other"),
    "recipient": ("same", "state", "akin", "loose", "unlike", "other"),
    "sides": ("swapped",),
    "place": ("same", "named", "within", "other", "unlike"),
    "day": ("same", "named", "within", "other", "unlike", "early"),
    "gap": ("day", "days", "week", "more", "unknown"),
    "words": ("each",),
    "names": ("each", "none"),
    "wording": ("same",),
    "documents": ("near", "far"),
    "number": ("same", "update", "far"),
    "order": ("other", "alone"),
    "stage": ("open", "dated", "other"),
    "history": ("other",),
    "together": ("all",),
}
_LISTS = (
    *("mutual", "verbal", "results", "before-place", "place-nouns"),
    *("weekdays", "months", "earlier", "day-nouns", "small", "anybody", "vague", "forms"),
)
_ROWS = ("kin", "deeds", "near", "order")
_KEYS = ("weights", "veto", "alludes", "counts", *_LISTS, *_ROWS)


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``data/merging.yaml`` holds; words of deeds by their roots."""

    weights: Mapping[str, Mapping[str, float]]
    veto: float
    kin: frozenset[frozenset[str]]
    mutual: frozenset[str]
    verbal: frozenset[str]
    deeds: Mapping[str, frozenset[str]]
    near: frozenset[frozenset[str]]
    alludes: Mapping[str, str]
    results: frozenset[str]
    order: Mapping[str, str]
    before_place: frozenset[str]
    place_nouns: frozenset[str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    earlier: frozenset[str]
    day_nouns: frozenset[str]
    counts: Mapping[str, int]
    small: frozenset[str]
    anybody: frozenset[str]
    vague: frozenset[str]
    forms: frozenset[str]
    digest: str = ""

    def groups(self, trigger: Iterable[str]) -> frozenset[str]:
        """The deeds that the words of a trigger tell."""
        return frozenset().union(*(self.deeds.get(word, frozenset()) for word in trigger))


def root(word: str) -> str:
    """A word without its endings: as words of deeds are compared ("step" as in "stepping")."""
    bare = stem(word.lower()).rstrip("e")
    bare = f"{bare[:-1]}y" if bare.endswith("i") else bare
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of the installed package; `DataError` with every fault of their file."""
    source = data_folder() / "merging.yaml"
    faults: list[str] = []
    content = load_yaml(source, faults)
    if isinstance(content, dict):
        unknown_keys(content, _KEYS, f"{source.name}:1", faults)
        faults += [f"{source.name}:1: {key} is missing" for key in _KEYS if key not in content]
    if not faults:
        faults += _faults(source.name, without_lines(content))
    if faults:
        raise DataError(faults)
    return _made(without_lines(content), source.read_text(encoding="utf-8"))


def weighed(feature: str, degree: str, note: str = "", times: float = 1.0) -> Agreement:
    """An agreement with its weight of ``data/merging.yaml``."""
    weight = float(settings().weights[feature][degree]) * times
    return Agreement(f"{feature}: {degree}", round(weight, 4), note)


def _faults(name: str, content: Mapping[str, Any]) -> list[str]:
    """What is wrong with weights that are there too much or not, and rows that are no words."""
    faults = []
    weights = content["weights"] if isinstance(content["weights"], dict) else {}
    for feature in sorted(weights.keys() | _WEIGHTS.keys()):
        found, expected = set(weights.get(feature) or ()), set(_WEIGHTS.get(feature, ()))
        if found != expected:
            faults.append(f"{name}:1: weights of {feature}: expected {', '.join(sorted(expected))}")
    words = [(key, [content[key]]) for key in _LISTS] + [(key, content[key]) for key in _ROWS]
    for key, rows in words:
        for row in rows:
            if not isinstance(row, list) or not all(isinstance(word, str) for word in row):
                faults.append(f"{name}:1: {key}: expected words, found {row!r}")
    return faults


def _made(content: Mapping[str, Any], text: str) -> Settings:
    deeds: dict[str, frozenset[str]] = {}
    for row in content["deeds"]:
        for word in row:
            deeds[root(word)] = deeds.get(root(word), frozenset()) | {row[0]}
    return Settings(
        weights=content["weights"],
        veto=float(content["veto"]),
        kin=frozenset(map(frozenset, content["kin"])),
        mutual=frozenset(content["mutual"]),
        verbal=frozenset(content["verbal"]),
        deeds=deeds,
        near=frozenset(map(frozenset, content["near"])),
        alludes=content["alludes"],
        results=frozenset(content["results"]),
        order={word: row[0] for row in content["order"] for word in row},
        before_place=frozenset(content["before-place"]),
        place_nouns=frozenset(content["place-nouns"]),
        weekdays=tuple(content["weekdays"]),
        months=tuple(content["months"]),
        earlier=frozenset(content["earlier"]),
        day_nouns=frozenset(content["day-nouns"]),
        counts=content["counts"],
        small=frozenset(content["small"]),
        vague=frozenset(map(root, content["vague"])),
        forms=frozenset(content["forms"]),
        anybody=frozenset(stem(word) for word in content["anybody"]),
        digest=hashlib.sha256(text.encode()).hexdigest()[:12],
    )
