"""Misspelt names of states, peoples and cities beside an agent noun; surnames are none."""

from __future__ import annotations

import pytest

from verbale.matcher.misspelt import slip
from verbale.matcher.registry import Registry

REGISTRY = Registry.load()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Phillipine soldiers", "PHL"),
        ("Afgan police", "AFG"),
        ("the Isreali army", "ISR"),
        ("Columbian rebels", None),
        ("a former Ukranian defence minister", "UKR"),
        ("soldiers in Phillipines", "PHL"),
        ("police in Karchi", "PAK"),
        ("afgan police", "AFG"),
        ("Venezulan opposition leaders", "VEN"),
        ("the president of Argentna", "ARG"),
    ],
)
def test_one_slip(text: str, country: str | None) -> None:
    assert REGISTRY.resolve(text).country == country


@pytest.mark.parametrize(
    "text",
    [
        "General Germn",
        "Mary Jordon",
        "President Indira Miller",
        "Senator Germain Boyle",
        "Koran teachers",
        "the soldier John Syran",
        "supporters of Jack Irn",
        "the Germain Smith lawyer",
        "Afgan",
        "wooden boat owners",
        "marine workers",
        "urban voters",
        "rural teachers",
        "manilla farmers",
    ],
)
def test_no_state(text: str) -> None:
    found = REGISTRY.resolve(text)
    assert found.country is None or found.actor is not None


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        ("Phillipine", "Philippine", True),
        ("Isreali", "Israeli", True),
        ("Afgan", "Afghan", True),
        ("Germain", "German", False),
        ("Hollande", "Holland", False),
        ("Iranian", "Ukrainian", False),
        ("Malian", "Malayan", False),
    ],
)
def test_slip(word: str, name: str, expected: bool) -> None:
    assert slip(word, name) is expected
