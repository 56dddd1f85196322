"""Mentions: which words stand for whom, and as what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis, Mention

Analyse = Callable[..., Analysis]


def mention(analysis: Analysis, words: str) -> Mention:
    """The mention of exactly these words."""
    found = [m for m in analysis.mentions if m.reference.span.text == words]
    assert found, (
        f"no mention {words!r}; there are {[m.reference.span.text for m in analysis.mentions]}"
    )
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "actor", "via"),
    [
        ("The United States and Japan signed a treaty.", "Japan", "country:JPN", "name"),
        ("The United States and Japan signed it.", "The United States", "country:USA", "name"),
        ("The U.S. and the U.K. signed a treaty.", "The U.S.", "country:USA", "name"),
        ("The French left Mali.", "The French", "country:FRA", "demonym"),
        ("Spanish police arrested a man.", "Spanish", "country:ESP", "demonym"),
        ("Moscow rejected the plan.", "Moscow", "country:RUS", "metonym"),
        ("The Kremlin rejected the plan.", "The Kremlin", "country:RUS", "metonym"),
        ("Downing Street rejected the plan.", "Downing Street", "country:GBR", "metonym"),
        ("NATO and the European Union met.", "NATO", "org:nato", "name"),
        ("NATO and the European Union met.", "the European Union", "org:eu", "name"),
        ("Hamas freed two men.", "Hamas", "org:hamas", "name"),
        ("Olaf Scholz, the German chancellor, left.", "Olaf Scholz", "person:olaf-scholz", "name"),
        ("Emmanuel Macron’s plan failed.", "Emmanuel Macron", "person:emmanuel-macron", "name"),
    ],
)
def test_names(analyse: Analyse, text: str, words: str, actor: str, via: str) -> None:
    found = mention(analyse(text), words).reference
    assert (found.actor, found.via) == (actor, via)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Protesters marched in Moscow on Monday.", "Moscow"),
        ("The ministers met in Paris.", "Paris"),
        ("Fighting went on near Aleppo.", "Aleppo"),
        ("A bomb exploded outside Kabul.", "Kabul"),
    ],
)
def test_a_capital_that_says_where_is_no_actor(analyse: Analyse, text: str, place: str) -> None:
    analysis = analyse(text)
    assert place in [p.place.span.text for p in analysis.places]
    assert place not in [m.reference.span.text for m in analysis.mentions]


@pytest.mark.parametrize(
    ("text", "words", "country", "role"),
    [
        ("German Chancellor Olaf Scholz spoke.", "Olaf Scholz", "DEU", "chancellor"),
        ("Emmanuel Macron, the French president, spoke.", "Emmanuel Macron", "FRA", "president"),
        ("Joana Petrak, a Slovenian lawyer, spoke.", "Joana Petrak", "SVN", "lawyer"),
        (
            "Turkish Foreign Minister Hakan Fidan spoke.",
            "Hakan Fidan",
            "TUR",
            "minister of foreign affairs",
        ),
        (
            "Anna Lund, the Danish defence minister, spoke.",
            "Anna Lund",
            "DNK",
            "minister of defense",
        ),
        (
            "Antony J. Blinken, the U.S. secretary of state, spoke.",
            "Antony J. Blinken",
            "USA",
            "secretary of state",
        ),
        (
            "Lloyd J. Austin III, the U.S. defense secretary, spoke.",
            "Lloyd J. Austin III",
            "USA",
            "secretary of defense",
        ),
        ("Former President Barack Obama spoke.", "Barack Obama", "USA", "president"),
    ],
)
def test_titles_and_appositions(
    analyse: Analyse, text: str, words: str, country: str, role: str
) -> None:
    found = mention(analyse(text), words).reference
    assert (found.country, found.role) == (country, role)


def test_a_term_of_office_stands_where_the_text_says_nothing(analyse: Analyse) -> None:
    text = "Antony Blinken spoke."
    assert mention(analyse(text, published="2024-07-28"), "Antony Blinken").reference.role
    assert mention(analyse(text, published="2015-07-28"), "Antony Blinken").reference.role != (
        "secretary of state"
    )


@pytest.mark.parametrize(
    ("text", "role", "body", "former", "elect"),
    [
        ("Former President Barack Obama spoke.", "president", "United States", True, False),
        ("President-elect Prabowo Subianto spoke.", "president", "Indonesia", False, True),
        ("Olaf Scholz, the German chancellor, spoke.", "chancellor", "Germany", False, False),
        (
            "Anna Lund, Denmark’s defence minister, spoke.",
            "minister of defense",
            "Denmark",
            False,
            False,
        ),
    ],
)
def test_offices(
    analyse: Analyse, text: str, role: str, body: str, former: bool, elect: bool
) -> None:
    (office,) = analyse(text).offices
    assert (office.role, office.body, office.former, office.elect) == (role, body, former, elect)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jonas Gahr Støre", "Støre"),
        ("Lloyd J. Austin III", "Austin"),
        ("Joana Petrak", "Petrak"),
        ("Wang Yi", "Wang"),
    ],
)
def test_a_surname_stands_for_the_full_name_before(
    analyse: Analyse, first: str, second: str
) -> None:
    analysis = analyse(f"{first} spoke on Monday. Later, Mr. {second} left the room.")
    one, two = mention(analysis, first), mention(analysis, second)
    assert one.reference.actor == two.reference.actor
    assert one.cluster == two.cluster


def test_persons_that_nobody_knows(analyse: Analyse) -> None:
    found = mention(analyse("Joana Petrak, a Slovenian lawyer, met Mr. Kovač."), "Kovač").reference
    assert (found.actor, found.country, found.role) == ("person:kovač", None, None)


def test_a_person_is_no_country(analyse: Analyse) -> None:
    analysis = analyse("Jordan signed a treaty. Michael Jordan played.")
    assert mention(analysis, "Jordan").reference.actor == "country:JOR"
    assert mention(analysis, "Michael Jordan").reference.actor == "person:michael-jordan"


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("A South Korean official met the press.", "A South Korean official", "KOR"),
        ("Spanish police arrested a man.", "Spanish police", "ESP"),
        ("The rebels left.", "The rebels", None),
        ("The American commander in the Indo-Pacific spoke.", "The American commander", "USA"),
        ("The French president spoke.", "The French president", "FRA"),
        ("Protesters marched.", "Protesters", None),
    ],
)
def test_nominals(analyse: Analyse, text: str, words: str, country: str | None) -> None:
    found = mention(analyse(text), words).reference
    assert found.actor.startswith("nominal:")
    assert found.country == country


def test_nouns_that_are_no_actors(analyse: Analyse) -> None:
    analysis = analyse("The secretary of state read a book about the price of bread.")
    assert {m.reference.span.text for m in analysis.mentions} == {"The secretary of state"}


def test_a_court_of_another_state_is_not_the_known_one(analyse: Analyse) -> None:
    analysis = analyse("The Supreme Court of Brazil rejected the appeal.")
    assert "USA" not in {m.reference.country for m in analysis.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "Pete Hegseth and Marco Rubio met their Japanese counterparts.",
        "Pete Hegseth, the U.S. defense secretary, and Marco Rubio, the U.S. secretary of state, "
        "met their Japanese counterparts.",
        "Mr. Hegseth and Marco Rubio, the U.S. secretary of state, were in Tokyo on Sunday to hold "
        "talks with their Japanese counterparts.",
    ],
)
def test_members_of_counterparts(analyse: Analyse, text: str) -> None:
    found = mention(analyse(text), "their Japanese counterparts").reference
    assert [m.role for m in found.members] == ["minister of defense", "minister of foreign affairs"]
    assert [m.country for m in found.members] == ["JPN", "JPN"]
    assert {m.via for m in found.members} == {"implied"}


def test_one_counterpart_is_who_holds_the_office(analyse: Analyse) -> None:
    text = "Antony J. Blinken, the U.S. secretary of state, met his Japanese counterpart."
    found = mention(analyse(text), "his Japanese counterpart").reference
    assert (found.country, found.role) == ("JPN", "minister of foreign affairs")


def test_mentions_lie_in_the_text_in_order(analyse: Analyse) -> None:
    analysis = analyse(
        "Anna Lund, the Danish defence minister, met the French in Oslo. She said they were ready."
    )
    starts = [m.reference.span.start for m in analysis.mentions]
    assert starts == sorted(starts)
    for found in analysis.mentions:
        analysis.document.check(found.reference.span)
        assert found.first <= found.root < found.last


def test_allies_of_a_state_are_not_of_it(analyse: Analyse) -> None:
    found = analyse("Several U.S. allies worry about Iran. American officials do not.")
    countries = {m.reference.name: m.reference.country for m in found.mentions}
    assert countries["Several U.S. allies"] is None
    assert countries["American officials"] == "USA"
