"""Resolving a phrase: names, titles and terms of office put together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.matcher.registry import Registry
from verbale.matcher.resolving import Resolved

REGISTRY = Registry.load()


@pytest.mark.parametrize(
    ("text", "on", "country", "sectors", "role", "name"),
    [
        (
            *("Danish foreign minister Uffe Ellemann-Jensen", "1984-06-01"),
            *("DNK", ("GOV",), "minister of foreign affairs", "Uffe Ellemann-Jensen"),
        ),
        (
            *("U.S. Defense Secretary Lloyd Austin", "2024-07-28"),
            *("USA", ("GOV", "MIL"), "secretary of defense", "Lloyd Austin"),
        ),
        ("Boris Johnson", "2020-01-01", "GBR", ("GOV",), "prime minister", "Boris Johnson"),
        ("Sebastian Kurz", "2023-01-01", "AUT", ("ELI",), None, "Sebastian Kurz"),
        ("Bush", "1990-01-01", "USA", ("GOV",), "president", "George H.W. Bush"),
        ("the Kenyan president", None, "KEN", ("GOV",), "president", None),
        (
            "the American defence minister",
            None,
            "USA",
            ("GOV", "MIL"),
            "secretary of defense",
            None,
        ),
    ],
)
def test_persons_and_offices(
    text: str,
    on: str | None,
    country: str | None,
    sectors: tuple[str, ...],
    role: str | None,
    name: str | None,
) -> None:
    assert REGISTRY.resolve(text, on) == Resolved(country, sectors, role, name)


@pytest.mark.parametrize(
    ("text", "country", "sectors"),
    [
        ("Israeli jets", "ISR", ("MIL",)),
        ("Turkish tanks", "TUR", ("MIL",)),
        ("Hezbollah fighters", "LBN", ("REB", "PTY")),
        ("a former Pentagon official", "USA", ("ELI",)),
        ("members of Hamas", "PSE", ("REB",)),
        ("Muslim leaders in Kenya", "KEN", ("REL",)),
        ("Peru's Defense Department", "PER", ("GOV", "MIL")),
        ("a domestic intelligence agency officer", None, ("SPY",)),
        ("Gaza", "PSE", ()),
        ("the Rohingya", "MMR", ("SOC",)),
        ("Moscow", "RUS", ("GOV",)),
        ("a green table", None, ()),
    ],
)
def test_phrases(text: str, country: str | None, sectors: tuple[str, ...]) -> None:
    found = REGISTRY.resolve(text)
    assert (found.country, found.sectors) == (country, sectors)


@pytest.mark.parametrize("text", ["", "he", "it", "a good day"])
def test_nothing_where_nothing_is_known(text: str) -> None:
    assert REGISTRY.resolve(text) == Resolved()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    REGISTRY.resolve(text, "2020-01-01")
