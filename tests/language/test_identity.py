"""Who is who: names of one person become one actor, names of two stay apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.language.identity import parts, same_name
from verbale.model import Analysis

Analyse = Callable[..., Analysis]


def actors(analysis: Analysis, words: str) -> list[str]:
    return [m.reference.actor for m in analysis.mentions if m.reference.span.text == words]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Karl Lund", "Karl Lund", True),
        ("Karl J. Lund", "Karl Lund", True),
        ("K. Lund", "Karl Lund", True),
        ("Rob Berg", "Robert Berg", True),
        ("Karl Lund Jr.", "Karl Lund", True),
        ("Anna Lund", "Karl Lund", False),
        ("Karl Lund", "Karl Berg", False),
        ("Lund", "Karl Lund", False),
    ],
)
def test_full_names(one: str, other: str, same: bool) -> None:
    assert same_name(parts(one), parts(other)) is same


def test_a_surname_before_the_full_name(analyse: Analyse) -> None:
    text = "Petrak said no. Jana Petrak, the Czech envoy, left on Monday."
    assert actors(analyse(text), "Petrak") in ([], ["person:jana-petrak"])
    text = "Mrs. Petrak said no. Jana Petrak, the Czech envoy, left on Monday."
    assert actors(analyse(text), "Petrak") == ["person:jana-petrak"]


def test_a_couple_is_kept_apart(analyse: Analyse) -> None:
    text = "President Emmanuel Macron and Brigitte Macron arrived. Mr. Macron spoke. Macron left."
    found = analyse(text)
    assert actors(found, "Macron") == ["person:emmanuel-macron"] * 2
    assert actors(found, "Brigitte Macron") == ["person:brigitte-macron"]


def test_a_middle_initial_is_no_other_person(analyse: Analyse) -> None:
    found = analyse("Antony J. Blinken left for Rome. Mr. Blinken met Wang Yi.")
    assert actors(found, "Antony J. Blinken") == ["person:antony-blinken"]
    assert actors(found, "Blinken") == ["person:antony-blinken"]


def test_a_title_beats_the_weight_of_a_namesake(analyse: Analyse) -> None:
    text = (
        "Karl Berg, a farmer, complained. Mr. Berg was angry. Mr. Berg wrote a letter. "
        "The Danish foreign minister, Erik Berg, answered. Foreign Minister Berg was kind."
    )
    assert actors(analyse(text), "Berg")[-1] == "person:erik-berg"


def test_a_korean_is_called_by_the_first_name(analyse: Analyse) -> None:
    found = analyse("Kim Jong-un spoke on Monday. Mr. Kim praised the army of North Korea.")
    assert actors(found, "Kim") == ["person:kim-jong-un"]


def test_a_surname_without_a_day_means_the_leader_of_a_country_told(analyse: Analyse) -> None:
    found = analyse("Russia is ready, said Putin on Monday.", published=None)
    assert actors(found, "Putin") == ["person:vladimir-putin"]
