"""The shapes that the parts of a data file must have, checked before anything reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def is_text(value: Any) -> bool:
    """A word or a sentence."""
    return isinstance(value, str) and bool(value.strip())


def are_texts(value: Any) -> bool:
    """A list of words or sentences."""
    return isinstance(value, list) and all(is_text(item) for item in value)


def is_mapping(value: Any) -> bool:
    """Keys with values."""
    return isinstance(value, dict)


def are_roles(value: Any) -> bool:
    """Roles, each with a list of slots."""
    return isinstance(value, dict) and all(are_texts(slots) for slots in value.values())


Shape = tuple[Callable[[Any], bool], str]

TEXT: Shape = (is_text, "a word")
TEXTS: Shape = (are_texts, "a list of words")
SENTENCES: Shape = (are_texts, "a list of sentences")
ROLES: Shape = (are_roles, "roles, each with a list of slots")
CONDITIONS: Shape = (is_mapping, "slots, each with a condition")

ENTRY: Mapping[str, Shape] = {
    "id": TEXT,
    "replaces": TEXT,
    "words": TEXTS,
    "pos": TEXT,
    "pattern": TEXT,
    "roles": ROLES,
    "requires": CONDITIONS,
    "excludes": CONDITIONS,
    "right": SENTENCES,
    "wrong": SENTENCES,
    "mode": TEXTS,
    "context": TEXTS,
    "needs": TEXTS,
    "event_type": TEXT,
    "cameo": TEXT,
}
"""What each key of a frame entry must hold."""


def misshapen(values: Mapping[str, Any], shapes: Mapping[str, Shape], where: str) -> list[str]:
    """A fault for each value that has not its shape."""
    return [
        f"{where}: {key}: expected {shapes[key][1]}, found {value!r}"
        for key, value in values.items()
        if key in shapes and value is not None and not shapes[key][0](value)
    ]
