"""The alternatives that an expectation leaves open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.model import ActorReference

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("The talks will probably be held in Norway or Chile.", ["Norway", "Chile"]),
        ("Officials expect either Jonas Berg or Mette Krogh.", ["Jonas Berg", "Mette Krogh"]),
        ("Officials do not know whether the king will stay or leave.", ["stay", "leave"]),
        ("Officials expect a truce and a vote.", []),
        ("Officials expect a vote.", []),
    ],
)
def test_alternatives(find: Find, text: str, options: list[str]) -> None:
    (found,) = find("expectation", text)
    names = [a.name if isinstance(a, ActorReference) else a.text for a in found.alternatives]
    assert names == options
