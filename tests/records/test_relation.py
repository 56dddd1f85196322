"""Relations: offices, commands, memberships, and what else holds between two actors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "person", "relation", "office"),
    [
        (
            "Anna Lund, the Danish defence minister, spoke.",
            "anna-lund",
            "holds-office",
            "minister of defense, Denmark",
        ),
        (
            "Lloyd J. Austin III, the U.S. defense secretary, spoke.",
            "lloyd-austin",
            "holds-office",
            "secretary of defense, United States",
        ),
        (
            "Former President Barack Obama spoke.",
            "barack-obama",
            "held-office",
            "president, United States",
        ),
        (
            "German Chancellor Olaf Scholz spoke.",
            "olaf-scholz",
            "holds-office",
            "chancellor, Germany",
        ),
    ],
)
def test_offices(find: Find, text: str, person: str, relation: str, office: str) -> None:
    (found,) = find("relation", text)
    assert found.subject.actor == f"person:{person}"
    assert (found.relation, found.object.name) == (relation, office)


def test_an_office_told_twice_is_one_relation(find: Find) -> None:
    text = "Anna Lund, the Danish defence minister, spoke. Danish Defence Minister Anna Lund left."
    assert len(find("relation", text)) == 1


@pytest.mark.parametrize(
    ("text", "subject", "relation", "object_"),
    [
        (
            "The brigade answers to the interior minister.",
            "the interior minister",
            "commands",
            "The brigade",
        ),
        ("The general commands the third brigade.", "The general", "commands", "the third brigade"),
        ("Kenya joined NATO.", "Kenya", "member-of", "NATO"),
        ("Finland is a member of NATO.", "Finland", "member-of", "NATO"),
        ("Japan is an ally of Canada.", "Japan", "ally-of", "Canada"),
        ("Hezbollah is based in Lebanon.", "Hezbollah", "based-in", "Lebanon"),
        ("Senator Ana Ruiz is running for president.", "Ana Ruiz", "candidate-for", "president"),
    ],
)
def test_what_holds(find: Find, text: str, subject: str, relation: str, object_: str) -> None:
    found = [r for r in find("relation", text) if r.relation == relation]
    assert [(r.subject.span.text, r.object.span.text) for r in found] == [(subject, object_)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan includes a joint force that would answer to the American commander in the Gulf.",
        "They will build a headquarters that would report to the Danish admiral.",
        "The new fleet will answer to the Danish admiral.",
    ],
)
def test_a_command_to_come(find: Find, text: str) -> None:
    (found,) = find("relation", text)
    assert (found.relation, found.auxiliary) == ("commands", ("future",))


def test_a_counterpart_is_no_office(find: Find) -> None:
    text = "Wang Yi, the Chinese foreign minister, met his South Korean counterpart, Cho Tae-yul."
    found = find("relation", text)
    assert {(r.relation, r.subject.actor) for r in found} == {
        ("holds-office", "person:wang-yi"),
        ("counterpart-of", "person:cho-tae-yul"),
    }


def test_the_guess_of_a_successor_is_no_office(find: Find) -> None:
    text = "France would have a new president, most likely Jonas Berg or Mette Krogh."
    assert find("relation", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister answered to the best of his ability.",
        "The general led a march to the capital.",
        "Japan met Canada.",
    ],
)
def test_no_relation(find: Find, text: str) -> None:
    assert find("relation", text) == []


@pytest.mark.parametrize(
    ("text", "relation", "office"),
    [
        ("Juan Lopez was elected president of Peru in May.", "holds-office", "president, Peru"),
        ("Pedro Lanza resigned as president of Peru.", "held-office", "president, Peru"),
        ("Jan Kolar will run for president of Slovakia.", "candidate-for", "president, Slovakia"),
    ],
)
def test_offices_told_by_verbs(find: Find, text: str, relation: str, office: str) -> None:
    (found,) = find("relation", text)
    assert (found.relation, found.object.name, found.object.role) == (
        relation,
        office,
        "president",
    )


def test_an_office_to_come_is_marked(find: Find) -> None:
    (found,) = find("relation", "President-elect Pedro Lanza of Peru spoke.")
    assert found.auxiliary == ("future",)


def test_a_party_candidate_holds_no_office(find: Find) -> None:
    (found,) = find("relation", "Democratic candidate Anna Hale spoke.")
    assert (found.relation, found.object.name) == ("member-of", "Democratic Party")
