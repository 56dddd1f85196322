"""Stances left out because a part of them is likely to be misread; and what stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "Norway backs the treaty, he told a visitor.",
        "Ola Berg said the report was another Solheim scandal.",
        "Ana Ruiz was a teacher who opposed the dam.",
        "Kenya promoted its record.",
        "Norway rejected these concerns.",
        "Ana Ruiz does not want maize.",
        "Norway would oppose the treaty, its foreign minister said.",
        "The report was out. They oppose the dam.",
    ],
)
def test_unsure(find: Find, text: str) -> None:
    assert find("stance", text) == []


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Ola Berg said that Norway backs the treaty with Chile.", "the treaty with Chile"),
        ("The bishops, who oppose the dam, met on Monday.", "the dam"),
        ("Norway rejected the concerns of the fishermen.", "the concerns of the fishermen"),
        ("The premier berated his ministers.", "his ministers"),
        ("Kenya said it was wrong to close the border.", "close the border"),
        ("The pope appealed for peace.", "peace"),
    ],
)
def test_sure(find: Find, text: str, target: str) -> None:
    (found,) = find("stance", text)
    text_of = getattr(found.target, "text", None) or found.target.span.text
    assert text_of == target
