"""Consequences and open modals: whose forecast they are, and where they are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        ("Such a strike would trigger a war.", "Such a strike would trigger a war"),
        ("Still, the raid may further strain ties with Iran.", "the raid may further strain ties with Iran"),
        ("The failure of the talks would lead to a new war.", "The failure of the talks would lead to a new war"),
        ("If the levy stays, exports could fall by a third.", "If the levy stays, exports could fall by a third"),
        ("The coalition could collapse within weeks.", "The coalition could collapse within weeks"),
        ("The court upheld the ban, which could harm farmers.", "which could harm farmers"),
    ],
)  # fmt: skip
def test_what_is_to_come(find: Find, text: str, proposition: str) -> None:
    (found,) = find("expectation", text)
    assert (found.attitude, found.proposition.text) == ("predict", proposition)
    assert found.auxiliary == ()


@pytest.mark.parametrize(
    ("text", "attitude"),
    [
        ("Analysts say Norway may send ships to the strait.", "predict"),
        ("Officials said that the envoy may have left for Cuba.", "assume"),
        ("Police said the men may be hiding in France.", "assume"),
    ],
)
def test_may(find: Find, text: str, attitude: str) -> None:
    (found,) = find("expectation", text)
    assert (found.attitude, found.likelihood.rank) == (attitude, "possible")
    assert len(found.holders) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Such a strike would have triggered a war.",
        "Would such a strike trigger a war?",
        "The envoy left so that the talks could end the war.",
        "The army could not reach the shore.",
        "Spain said it would raise its tariffs on steel.",
        "Norway may be small, but it is rich.",
        "Visitors may enter on Sundays.",
        "Nobody said that the strike would trigger a war.",
        "The general would harm nobody.",
    ],
)
def test_no_forecast(find: Find, text: str) -> None:
    assert find("expectation", text) == []
