"""Furniture of pages: captions, calls to subscribe, credits. Kept in the text, not read as prose.

Which paragraphs are such stands in ``data/furniture.yaml``: how they begin or end. A longer
paragraph is read all the same, so that no report is lost by the way it begins.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

from verbale.documents.body import Stretch
from verbale.errors import DataError

_FILE = "furniture.yaml"
_LISTS = ("begins", "ends", "heads")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def furniture(text: str) -> tuple[Stretch, ...]:
    """The stretches of a text that are furniture, in order."""
    known = _known()
    begins, ends, heads = (tuple(known[name]) for name in _LISTS)
    found: list[Stretch] = []
    for paragraph in _PARAGRAPH.finditer(text):
        words = paragraph.group().strip()
        start = paragraph.start() + len(paragraph.group()) - len(paragraph.group().lstrip())
        if words.startswith(heads):
            length = max(len(head) for head in heads if words.startswith(head))
            found.append((start, start + length))
        elif _is_furniture(words, begins, ends, known["longest"]):
            found.append((start, start + len(words)))
    return tuple(found)


def _is_furniture(words: str, begins: tuple[str, ...], ends: tuple[str, ...], longest: int) -> bool:
    marked = words.startswith(begins) or words.endswith(ends)
    return marked and len(words.split()) <= longest


@cache
def _known() -> dict[str, Any]:
    """What ``data/furniture.yaml`` says. Raises `DataError` where it has another form."""
    made = yaml.safe_load(
        resources.files("verbale").joinpath("data", _FILE).read_text(encoding="utf-8")
    )
    if not isinstance(made, dict) or made.keys() != {"longest", *_LISTS}:
        raise DataError([f"{_FILE}:1: expected longest, {', '.join(_LISTS)}"])
    texts = [one for name in _LISTS for one in made[name]]
    if not all(isinstance(one, str) and one.strip() for one in texts):
        raise DataError([f"{_FILE}:1: {', '.join(_LISTS)}: expected lists of texts"])
    return made
