"""Coreference: whom pronouns and "the two countries" stand for; in doubt nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import ActorReference, Analysis

Analyse = Callable[..., Analysis]


def stands_for(analysis: Analysis, words: str, nth: int = 0) -> ActorReference:
    found = [m for m in analysis.mentions if m.reference.span.text == words]
    assert len(found) > nth, [m.reference.span.text for m in analysis.mentions]
    return found[nth].reference


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Emmanuel Macron arrived. He met nobody.", "He", "person:emmanuel-macron"),
        ("Emmanuel Macron arrived. His visit was short.", "His", "person:emmanuel-macron"),
        ("Angela Merkel met Vladimir Putin. She left.", "She", "person:angela-merkel"),
        ("Angela Merkel met Vladimir Putin. He left.", "He", "person:vladimir-putin"),
        ("Angela Merkel met Mr. Putin. She said she trusted him.", "him", "person:vladimir-putin"),
        ("Mrs. Petrak met Mr. Kovač. She left.", "She", "person:petrak"),
        ("Mrs. Petrak met Mr. Kovač. He left.", "He", "person:kovač"),
        ("Iran attacked Israel. It denied the attack.", "It", "country:IRN"),
        ("Hamas said it would free the hostages.", "it", "org:hamas"),
        ("Israel told Egypt that it would attack.", "it", "country:ISR"),
        ("In his speech, Mr. Putin praised China.", "his", "person:vladimir-putin"),
        ("The officials left. They were angry.", "They", "nominal:officials"),
        ("The rebels fled after they had lost.", "they", "nominal:rebels"),
        ("The minister said he would go.", "he", "nominal:minister"),
        ("Mr. Putin hurt himself.", "himself", "person:vladimir-putin"),
    ],
)
def test_pronouns(analyse: Analyse, text: str, words: str, actor: str) -> None:
    assert stands_for(analyse(text), words).actor == actor


@pytest.mark.parametrize(
    ("text", "words", "members"),
    [
        ("France and Spain met. They signed a treaty.", "They", ["country:FRA", "country:ESP"]),
        ("France and Spain renewed their treaty.", "their", ["country:FRA", "country:ESP"]),
        ("France and Spain said that they would help.", "they", ["country:FRA", "country:ESP"]),
        (
            "France and Spain met. The two countries are rich.",
            "The two countries",
            ["country:FRA", "country:ESP"],
        ),
        (
            "France met Spain. Both countries are rich.",
            "Both countries",
            ["country:FRA", "country:ESP"],
        ),
        (
            "Mr. Macron met Mr. Scholz. Both leaders spoke.",
            "Both leaders",
            ["person:emmanuel-macron", "person:olaf-scholz"],
        ),
        (
            "Mr. Macron met Mr. Scholz. The two men spoke.",
            "The two men",
            ["person:emmanuel-macron", "person:olaf-scholz"],
        ),
    ],
)
def test_several(analyse: Analyse, text: str, words: str, members: list[str]) -> None:
    assert [m.actor for m in stands_for(analyse(text), words).members] == members


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that France will leave.",
        "It remains to be seen whether France will leave.",
        "It was France that left.",
        "It rained.",
        "France left. It is unclear why.",
    ],
)
def test_an_empty_it_stands_for_nothing(analyse: Analyse, text: str) -> None:
    assert "It" not in [m.reference.span.text for m in analyse(text).mentions]


def test_a_pronoun_of_nobody_stays_open(analyse: Analyse) -> None:
    assert stands_for(analyse("He left on Monday."), "He").actor == "pronoun:he"
    assert stands_for(analyse("Angela Merkel left. He stayed."), "He").actor == "pronoun:he"


def test_two_arguments_of_a_verb_are_two(analyse: Analyse) -> None:
    assert stands_for(analyse("Mr. Putin praised him."), "him").actor == "pronoun:him"


def test_too_far_away_is_nobody(analyse: Analyse) -> None:
    between = "The bread was dear. Rain fell in spring. Roads were wet. Shops closed. Trees fell. "
    text = f"Mr. Putin spoke. {between}He left."
    assert stands_for(analyse(text), "He").actor == "pronoun:he"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“I will never resign,” Mr. Macron said.", "I"),
        ("“Nobody will stop us,” Mr. Macron said.", "us"),
        ("“Our army is ready,” Mr. Macron said on Monday.", "Our"),
        ("“We will leave,” Mr. Macron said. “We will never come back.”", "We"),
        ("Mr. Macron said: “I will never resign.”", "I"),
    ],
)
def test_the_speaker_speaks_of_himself(analyse: Analyse, text: str, words: str) -> None:
    assert stands_for(analyse(text), words).actor == "person:emmanuel-macron"


def test_two_speakers_are_kept_apart(analyse: Analyse) -> None:
    analysis = analyse("“I will leave,” Mr. Macron said. “I will stay,” Mr. Sánchez said.")
    assert stands_for(analysis, "I", 0).actor == "person:emmanuel-macron"
    assert stands_for(analysis, "I", 1).actor == "person:pedro-sanchez"


def test_we_outside_a_quotation_stays_open(analyse: Analyse) -> None:
    assert stands_for(analyse("We met Mr. Macron in May."), "We").actor == "pronoun:we"


def test_the_same_office_again(analyse: Analyse) -> None:
    text = "Emmanuel Macron, the French president, arrived. The president met nobody."
    assert stands_for(analyse(text), "The president").actor == "person:emmanuel-macron"


def test_one_cluster_for_one_actor(analyse: Analyse) -> None:
    analysis = analyse("Emmanuel Macron arrived. He spoke. Mr. Macron left.")
    clusters = {m.cluster for m in analysis.mentions}
    assert len(clusters) == 1


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("France sees Russia as a threat to its safety.", "its", "country:FRA"),
        (
            "Mr. Macron praised Mr. Scholz. At the time of his fall, Mr. Scholz was ill.",
            "his",
            "person:olaf-scholz",
        ),
        (
            "The rebels fled. Mr. Macron told reporters that they had lost.",
            "they",
            "nominal:rebels",
        ),
        (
            "Mr. Macron arrived in Berlin. “He is a friend,” Mr. Scholz said.",
            "He",
            "person:emmanuel-macron",
        ),
        ("Mr. Putin met Mr. Macron and thanked him.", "him", "person:emmanuel-macron"),
        (
            "Mr. Putin called Mr. Macron to warn him of the plan.",
            "him",
            "person:emmanuel-macron",
        ),
        ("Mr. Putin praised Mr. Macron and his wife.", "his", "person:emmanuel-macron"),
        ("The firm left Iran after Turkey said it was ready.", "it", "country:TUR"),
        ("Mr. Macron met Mr. Putin himself.", "himself", "person:vladimir-putin"),
        (
            "Mr. Macron spoke. Mr. Putin said he would leave.",
            "he",
            "person:vladimir-putin",
        ),
        (
            "“Mr. Putin is a threat,” Mr. Macron said. “Mr. Putin lies,” he added.",
            "he",
            "person:emmanuel-macron",
        ),
        ("Turkey spoke of NATO. It is a member of the alliance.", "It", "country:TUR"),
    ],
)
def test_what_is_weighed(analyse: Analyse, text: str, words: str, actor: str) -> None:
    assert stands_for(analyse(text), words).actor == actor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("France raised the tariffs and then lowered them.", "them"),
        ("Hamas made it clear that the war goes on.", "it"),
        ("Iran signed a treaty. The treaty is old, and it has many faults.", "it"),
        ("“When it comes to Iran, nobody sleeps,” Mr. Macron said.", "it"),
    ],
)
def test_things_are_no_actors(analyse: Analyse, text: str, words: str) -> None:
    found = [m.reference for m in analyse(text).mentions if m.reference.span.text == words]
    assert [r for r in found if not r.actor.startswith("pronoun:") or r.members] == []
    assert words in text


def test_a_group_of_one_name_is_it(analyse: Analyse) -> None:
    text = (
        "The Israel Defense Forces said so.\n\n"
        "The al-Falah Brigade, Hamas' military arm, said that it had shot rockets at Israel."
    )
    assert stands_for(analyse(text), "it").name == "al-Falah Brigade"
