"""Offices: what the words beside a name give it, whose office it is, and what is no office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis

Analyse = Callable[..., Analysis]
FM, SPOKE = "minister of foreign affairs", "spokesperson"


def offices(analyse: Analyse, text: str, published: str | None = None) -> set[tuple[str, ...]]:
    """Holder, role and body of all offices that the text itself states."""
    found = analyse(text, published=published).offices
    return {(o.holder.name, o.role, o.body or "") for o in found if o.by == "text"}


@pytest.mark.parametrize(
    ("text", "holder", "role", "body"),
    [
        # title before the name
        ("Danish Foreign Minister Anna Lund spoke.", "Anna Lund", FM, "Denmark"),
        ("Iran’s Foreign Minister Reza Karimi spoke.", "Reza Karimi", FM, "Iran"),
        ("President Paulo Sanz of Brazil spoke.", "Paulo Sanz", "president", "Brazil"),
        ("Dutch Justice Minister Karel Bos left.", "Karel Bos", "minister of justice", "Netherlands"),
        # behind its comma
        ("Anna Lund, the Danish foreign minister, spoke.", "Anna Lund", FM, "Denmark"),
        ("Anna Lund, foreign minister of Denmark, spoke.", "Anna Lund", FM, "Denmark"),
        ("Maria Sanz, 52, a Peruvian minister, spoke.", "Maria Sanz", "minister", "Peru"),
        ("Lev Orlov, the Kremlin's spokesman, denied it.", "Lev Orlov", SPOKE, "Kremlin"),
        ("Ines Duarte, a spokeswoman for NATO, said no.", "Ines Duarte", SPOKE, "NATO"),
        # before it with a comma
        ("Denmark's foreign minister, Anna Lund, spoke.", "Anna Lund", FM, "Denmark"),
        ("The C.I.A. director, Mark Hale, left.", "Mark Hale", "director of central intelligence", "United States"),
        ("Moldova's president at the time, Ion Hale, left.", "Ion Hale", "president", "Moldova"),
        ("The Russian ambassador to Turkey, Andrei Hale, left.", "Andrei Hale", "ambassador", "Russia"),
        # predicate and relative clause
        ("Olga Pavlenko is the foreign minister of Moldova.", "Olga Pavlenko", FM, "Moldova"),
        ("Olga Pavlenko, who is president of Moldova, left.", "Olga Pavlenko", "president", "Moldova"),
        ("Moldova elected Olga Pavlenko as president.", "Olga Pavlenko", "president", ""),
        ("Olga Pavlenko was sworn in as Moldovan president.", "Olga Pavlenko", "president", "Moldova"),
        ("Olga Pavlenko, who serves as prime minister of Moldova, left.", "Olga Pavlenko", "prime minister", "Moldova"),
        ("Mark Falk, who as head of NATO argued for it, left.", "Mark Falk", "head", "NATO"),
        # parts of a state, bodies
        ("NATO spokeswoman Ines Hale left.", "Ines Hale", SPOKE, "NATO"),
        ("Barcelona club president Josep Hale left.", "Josep Hale", "president", "Barcelona club"),
        ("Mr. Lopez, the mayor of Bogota, spoke.", "Lopez", "mayor", "Bogotá"),
        ("Mike Hale, the top American commander in Iraq, left.", "Mike Hale", "commander", "United States"),
        ("In Bavaria, State Premier Jutta Kern spoke.", "Jutta Kern", "governor", "Bavaria"),
        ("Bill Carrow, the Republican governor of Ohio, spoke.", "Bill Carrow", "governor", "Ohio"),
        ("Anna Lund, the Danish ambassador to NATO, left.", "Anna Lund", "ambassador", "Denmark"),
        ("State Department spokeswoman Marie Hale spoke.", "Marie Hale", SPOKE, "State Department"),
        ("Texas Governor Bill Carrow said so.", "Bill Carrow", "governor", "Texas"),
        ("Mina Das, chief minister of Punjab, spoke.", "Mina Das", "governor", "Punjab"),
        ("Jan Kolar, president of the European Commission, spoke.", "Jan Kolar", "president of the European Commission", "European Commission"),
        ("“No,” replied Ilse Brandt, a World Bank spokeswoman.", "Ilse Brandt", SPOKE, "World Bank"),
        ("Karin Moen, chairwoman of Norway's Farmers League, spoke.", "Karin Moen", "chairman", "Farmers League"),
    ],
)  # fmt: skip
def test_one_office(analyse: Analyse, text: str, holder: str, role: str, body: str) -> None:
    assert offices(analyse, text) == {(holder, role, body)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The foreign ministers of France and Germany, Paul Morel and Karl Heim, met.",
            {("Paul Morel", FM, "France"), ("Karl Heim", FM, "Germany")},
        ),
        (
            "Presidents Paulo Sanz of Brazil and Boris Petrov of Russia met.",
            {("Paulo Sanz", "president", "Brazil"), ("Boris Petrov", "president", "Russia")},
        ),
        (
            "Awad Hamid, Sudan’s former vice president and defense minister, resigned.",
            {("Awad Hamid", "minister of defense", "Sudan"), ("Awad Hamid", "vice president", "Sudan")},
        ),
        (
            "They praised CIA chief Gina Hale, Secretary of State Rolf Berg and others.",
            {
                ("Gina Hale", "director of central intelligence", "United States"),
                ("Rolf Berg", "secretary of state", "United States"),
            },
        ),
        (
            "Greta Voss, chairwoman and chief executive of Siemens, spoke.",
            {("Greta Voss", "chairman", "Siemens"), ("Greta Voss", "chief executive", "Siemens")},
        ),
    ],
)  # fmt: skip
def test_several_offices(analyse: Analyse, text: str, expected: set[tuple[str, ...]]) -> None:
    assert offices(analyse, text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Mali is poor. The country's president, Paulo Nkunda, left.", "MLI"),
        ("Chad votes today. Chad is calm. President Ali Mahamat spoke.", "TCD"),
        ("Chad and Mali met. Niger and Togo did too. President Ali Mahamat spoke.", None),
        ("Secretary of State Mark Hale left.", "USA"),
        ("President George W. Bush spoke.", "USA"),
    ],
)
def test_whose_office_where_the_title_names_no_state(
    analyse: Analyse, text: str, country: str | None
) -> None:
    (office,) = analyse(text).offices
    assert office.country == country


@pytest.mark.parametrize(
    ("text", "former", "elect"),
    [
        ("Former Danish Prime Minister Anna Lund spoke.", True, False),
        ("Pedro Lanza, who was president of Peru until 2019, died.", True, False),
        ("Pedro Lanza, a former president of Peru and leader of his party, died.", True, False),
        ("President-elect Pedro Lanza of Peru spoke.", False, True),
        ("Pedro Lanza has been president of Peru since 2019.", False, False),
    ],
)
def test_times_of_an_office(analyse: Analyse, text: str, former: bool, elect: bool) -> None:
    first = analyse(text).offices[0]
    assert (first.former, first.elect) == (former, elect)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lund would be a good president of Denmark.",
        "Anna Lund will be elected president of Denmark.",
        "Was Anna Lund elected president of Denmark?",
        "Kurt Falk is Africa's oldest minister.",
        "Democratic candidate Anna Lund spoke.",
        "They saw Shadow Brexit Secretary Anna Lund.",
        "Anna Lund is not the president of Denmark.",
        "After talks with the president, Anna Lund left the room.",
        "A new leader, most likely Anna Lund, will be named.",
        "Anna Lund watched the Premier League.",
    ],
)
def test_no_office(analyse: Analyse, text: str) -> None:
    assert offices(analyse, text) == set()


def test_the_full_name_follows_the_title(analyse: Analyse) -> None:
    found = analyse("Secretary of State Antony J. Blinken met Mr. Wang.")
    named = [m.reference.span.text for m in found.mentions if m.reference.via == "name"]
    assert named == ["Antony J. Blinken", "Wang"]


def test_a_counterpart_holds_the_same_office(analyse: Analyse) -> None:
    text = "Russian President Ivan Orlov and his Ukrainian counterpart Petro Hnatiuk met."
    found = {(o.holder.name, o.role, o.country, o.by) for o in analyse(text).offices}
    assert ("Petro Hnatiuk", "president", "UKR", "counterpart") in found


def test_known_terms_stand_apart_from_the_text(analyse: Analyse) -> None:
    (office,) = analyse("Angela Merkel spoke in Germany.", published="2015-03-01").offices
    assert (office.by, office.role, office.former) == ("registry", "chancellor", False)
    (office,) = analyse("Angela Merkel spoke in Germany.", published="2024-03-01").offices
    assert (office.by, office.former) == ("registry", True)


def test_an_undated_text_dates_the_terms_by_its_titles(analyse: Analyse) -> None:
    text = "Russian Prime Minister Vladimir Putin met Chancellor Angela Merkel and George W. Bush."
    found = {o.holder.name: (o.role, o.by) for o in analyse(text).offices}
    assert found["George W. Bush"] == ("president", "registry")
    assert found["Vladimir Putin"] == ("prime minister", "text")


def test_who_only_speaks_of_a_counterpart_is_none(analyse: Analyse) -> None:
    text = "President Ivan Orlov of Russia spoke. To his U.S. counterpart, Petro Hnatiuk said no."
    assert {o.by for o in analyse(text).offices} == {"text"}


def test_an_office_that_another_has_by_now_is_a_former_one(analyse: Analyse) -> None:
    (office,) = analyse("Trade fell under President Ronald Reagan.", published="2015-03-04").offices
    assert office.former
    assert office.why.endswith(
        "Barack Obama in that office on the day, this person until 1989-01-20"
    )


def test_the_text_beats_the_registry(analyse: Analyse) -> None:
    text = "Russian President Ivan Orlov spoke."
    (office,) = analyse(text, published="2015-03-04").offices
    assert (office.role, office.former) == ("president", False)
    assert office.why == "the registry has Vladimir Putin in that office on the day"


def test_an_office_of_today_leaves_the_old_ones_unsaid(analyse: Analyse) -> None:
    text = "Jerzy Buzek, the president of the European Parliament, spoke in Poland."
    (office,) = analyse(text, published="2010-03-04").offices
    assert office.by == "text"


def test_a_state_that_only_says_where_owns_no_office(analyse: Analyse) -> None:
    (office,) = analyse("Mark Hale, the deputy ambassador in Yemen, left.").offices
    assert office.country is None


@pytest.mark.parametrize(
    ("text", "name", "sectors"),
    [
        ("The company's chief executive, Jane Roe, left.", "Jane Roe", ("BUS",)),
        ("Jane Roe, president of the bank, left.", "Jane Roe", ("BUS",)),
        ("The union's president, Bob Low, spoke.", "Bob Low", ("LAB",)),
        ("The country's president, Bob Low, spoke.", "Bob Low", ("GOV",)),
    ],
)
def test_who_heads_a_body_without_a_name_has_its_sector(
    analyse: Analyse, text: str, name: str, sectors: tuple[str, ...]
) -> None:
    found = {m.reference.sectors for m in analyse(text).mentions if m.reference.name == name}
    assert found == {sectors}


def test_an_ambassador_to_somewhere_before_the_name(analyse: Analyse) -> None:
    found = analyse("Danish Ambassador to the United Nations Jane Roe said she was ready.")
    jane = {m.reference.actor for m in found.mentions if m.reference.role == "ambassador"}
    assert jane == {"person:jane-roe"}
    assert {m.reference.country for m in found.mentions if m.reference.actor in jane} == {"DNK"}


def test_its_chief_is_of_the_body_named_in_the_sentence(analyse: Analyse) -> None:
    text = "Milk goes to Cuba. The Larch Institute sends its chief executive, Anna Lund."
    assert offices(analyse, text) == {("Anna Lund", "chief executive", "Larch Institute")}


def test_the_body_whose_name_holds_a_party(analyse: Analyse) -> None:
    text = "He met Graham Hale, the chair of the Tory 1925 Committee."
    assert {body for _, _, body in offices(analyse, text)} == {"Tory 1925 Committee"}
