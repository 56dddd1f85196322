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
        ("Le Brun", "Marie Le Brun", True),
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


def test_a_name_cut_short_by_a_hyphen(analyse: Analyse) -> None:
    found = analyse(
        "Seoul waited as President Moon Jae - in flew in; Mr. Moon 's aides were silent."
    )
    assert "person:moon-jae-in" in actors(found, "Moon Jae - in")


def test_a_word_for_anybody_is_no_name(analyse: Analyse) -> None:
    found = [m.reference.actor for m in analyse("Aides said the plan was ready.").mentions]
    assert [actor.partition(":")[0] for actor in found] == ["nominal"]


def test_a_name_alone_means_no_leader_of_long_ago(analyse: Analyse) -> None:
    text = "John Marshall opened the new school on Monday. Mr. Marshall was glad."
    assert set(actors(analyse(text), "John Marshall")) == {"person:john-marshall-other"}


def test_a_name_means_a_leader_of_long_ago_where_the_country_is_told(analyse: Analyse) -> None:
    text = "Helmut Kohl wrote a book about Germany, a reader said on Monday."
    assert actors(analyse(text), "Helmut Kohl") == ["person:helmut-kohl"]


def test_a_building_is_no_person(analyse: Analyse) -> None:
    found = analyse("Donald Trump left Trump Tower at noon on Monday.")
    assert actors(found, "Trump") == []


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("North Korea fired a missile. The North denied it.", "The North", ["country:PRK"]),
        ("South Korea and North Korea met. The South was glad.", "The South", ["country:KOR"]),
        ("North and South Korea met on Monday.", "North", []),
        ("South Korea left. North and South Korea met. North Korea too.", "North", ["country:PRK"]),
        ("Rebels took the north of Mali. North Korea was silent.", "the north", []),
        ("North Korea was silent. Fighting went on in the North of Mali.", "the North", []),
        ("France was silent. The North was not.", "The North", []),
    ],
)
def test_halves_of_korea(analyse: Analyse, text: str, words: str, actor: list[str]) -> None:
    assert actors(analyse(text), words) == actor


def test_the_two_koreas(analyse: Analyse) -> None:
    found = analyse("The two Koreas signed an accord.")
    mention = next(m for m in found.mentions if m.reference.span.text == "The two Koreas")
    assert [m.actor for m in mention.reference.members] == ["country:PRK", "country:KOR"]


def test_a_pilcrow_is_no_word(analyse: Analyse) -> None:
    found = analyse("France left Mali . ¶\nNobody was sorry . ¶")
    assert [s.span.text for s in found.sentences] == ["France left Mali .", "Nobody was sorry ."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Secretary of State was late.", "State"),
        ("Karl Lund, who led the talks, was ill. Karl Lund left.", "Karl Lund"),
    ],
)
def test_no_organisation(analyse: Analyse, text: str, words: str) -> None:
    assert not [a for a in actors(analyse(text), words) if a.startswith("organisation:")]


def test_an_article_may_lack(analyse: Analyse) -> None:
    found = analyse("Omar al-Khatabi, a spokesman, left. Mr. Khatabi was tired.")
    assert actors(found, "Khatabi") == ["person:omar-al-khatabi"]


def test_a_namesake_of_a_leader_in_the_text_comes_first(analyse: Analyse) -> None:
    text = "Jacques Macron, a baker, spoke in France. Mr. Macron sells bread."
    assert actors(analyse(text), "Macron") == ["person:jacques-macron"]


def test_another_spelling_of_a_leader(analyse: Analyse) -> None:
    found = analyse("The president of Russia, Wladimir Putin, left.")
    assert actors(found, "Wladimir Putin") == ["person:vladimir-putin"]


def test_a_name_with_small_words(analyse: Analyse) -> None:
    found = analyse("Jan van der Meer, a Dutch envoy, left. Mr. van der Meer was tired.")
    assert actors(found, "Jan van der Meer") == ["person:jan-van-der-meer"]


def test_a_son_of_the_same_name(analyse: Analyse) -> None:
    found = analyse("Donald Trump met Donald Trump Jr. on Monday. Trump Jr. was tired.")
    assert actors(found, "Trump Jr.") == actors(found, "Donald Trump Jr.")
    assert actors(found, "Donald Trump") == ["person:donald-trump"]


def test_another_title_than_the_registry_has(analyse: Analyse) -> None:
    found = analyse("North Korea's despot Kim Jong-un spoke. Kim was tired.", published=None)
    assert actors(found, "Kim Jong-un") == actors(found, "Kim") == ["person:kim-jong-un"]


def test_a_heading_is_no_name(analyse: Analyse) -> None:
    found = analyse("The Lund Memos\n\nThe memos by Karl Lund were kept. Mr. Lund was glad.")
    people = [m for m in found.mentions if m.reference.actor.startswith("person:")]
    assert {m.reference.actor for m in people} == {"person:karl-lund"}


def test_a_bare_surname_is_no_leader_of_a_state_that_is_not_told_of(analyse: Analyse) -> None:
    def actors(text: str) -> set[str]:
        found = analyse(text, published="2020-02-01").mentions
        return {m.reference.actor for m in found if "nchez" in m.reference.span.text}

    assert actors("Sánchez left the stage.") == {"person:sánchez"}
    assert actors("Spain waited. Sánchez left the stage.") == {"person:pedro-sanchez"}


def test_a_surname_is_of_whom_the_text_has_named_in_full(analyse: Analyse) -> None:
    text = "Ecuador's former president, Rafael Correa, spoke to the United States. Correa was glad."
    found = analyse(text, published="2019-04-11")
    assert actors(found, "Correa") == actors(found, "Rafael Correa")
