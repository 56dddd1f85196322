"""The scorer of whom mentions stand for, on stories made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.evaluation.newswcl import Stretch, figure, keys, kind_of, score, shares, summed
from verbale.model import ActorReference, Mention, span_of
from verbale.pipeline import Reader

ONE = "Emmanuel Macron met Olaf Scholz. Mr. Macron praised Germany. French officials left."
TWO = "Macron came back to France. Members of the French Senate were angry. Rain fell."


def stretch(entities: str, ours: str) -> Stretch:
    found = frozenset(ours.split())
    return Stretch("x", frozenset(entities.split()), found, found, mentioned=True)


def marks(text: str, *named: tuple[str, str]) -> list[dict[str, Any]]:
    found = []
    for words, entity in named:
        start = text.index(words)
        found.append({"start": start, "end": start + len(words), "entity": entity})
    return found


def mention(actor: str, *members: str, country: str | None = None, sector: str = "") -> Mention:
    span = span_of("x", 0, 1)
    sectors = (sector,) if sector else ()
    several = tuple(ActorReference(one, "x", span, "implied") for one in members)
    whole = ActorReference(actor, "x", span, "name", country, sectors, members=several)
    return Mention(0, 1, 0, whole, 0)


def test_the_kind_is_what_the_name_ends_with() -> None:
    assert kind_of("0_USA_Trump_ACTOR") == "ACTOR"
    assert kind_of("0_USA_USA-I_ACTOR-I") == "ACTOR-I"


@pytest.mark.parametrize(
    ("story", "precision", "recall"),
    [
        ([stretch("A", "a"), stretch("A", "a"), stretch("B", "b")], 1.0, 1.0),
        ([stretch("A", "a"), stretch("A", "b")], 1.0, 0.5),
        ([stretch("A", "a"), stretch("B", "a")], 0.5, 1.0),
        ([stretch("A B", "a b"), stretch("A", "a"), stretch("B", "b")], 1.0, 1.0),
        ([stretch("A B", "a"), stretch("A", "a"), stretch("B", "b")], 1.0, 4 / 6),
    ],
    ids=["all right", "one in two", "two in one", "members", "a member lacks"],
)
def test_bcubed(story: list[Stretch], precision: float, recall: float) -> None:
    found = shares([story], lambda s: s.strict)
    assert figure(found, "precision") == pytest.approx(precision)
    assert figure(found, "recall") == pytest.approx(recall)


def test_entities_hold_over_the_documents_of_a_story_only() -> None:
    one, two = [stretch("A_ACTOR", "a")], [stretch("A_ACTOR", "b")]
    together, apart = summed([[one, two]]), summed([[one], [two]])
    assert together.measures[-1].value == pytest.approx(2 / 3)
    assert apart.measures[-1].value == 1.0
    assert together.lines()[-1] == "newswcl strict_bcubed_f1 0.667"


def test_what_is_made_up_for_a_document_is_its_own() -> None:
    assert keys(mention("person:x"), "d1", folded=False) == {"person:x"}
    assert keys(mention("nominal:officials"), "d1", folded=False) == {"d1:nominal:officials"}
    assert keys(mention("group:a+b", "a", "b"), "d1", folded=False) == {"a", "b"}


def test_a_body_of_a_state_has_its_key_by_state_but_no_person() -> None:
    senate = mention("org:senate", country="USA", sector="LEG")
    assert keys(senate, "d", folded=True) == {"country:USA"}
    assert keys(senate, "d", folded=False) == {"org:senate"}
    person = mention("person:x", country="USA", sector="GOV")
    assert keys(person, "d", folded=True) == {"person:x"}
    company = mention("org:firm", country="USA", sector="BUS")
    assert keys(company, "d", folded=True) == {"org:firm"}


def test_the_scorer_and_its_report(tmp_path: Path, reader: Reader) -> None:
    rows = [
        {
            "id": "1",
            "story_cluster": "s",
            "text": ONE,
            "mentions": marks(
                ONE,
                ("Emmanuel Macron", "Macron_ACTOR"),
                ("Mr. Macron", "Macron_ACTOR"),
                ("Olaf Scholz", "Scholz_ACTOR"),
                ("Germany", "DEU_COUNTRY"),
                ("praised", "praise_ACTION"),
            ),
        },
        {
            "id": "2",
            "story_cluster": "s",
            "text": TWO,
            "mentions": marks(TWO, ("Macron", "Macron_ACTOR"), ("Rain", "Rain_GROUP")),
        },
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = score(path, reader, tmp_path / "report.json")
    assert result.told[0] == "documents 2, stories 1, marked 6"
    assert result.told[1] == "with a mention of ours 0.833"
    assert result.lines()[-1] == "newswcl strict_bcubed_f1 1.000"
    assert json.loads((tmp_path / "report.json").read_text())["stretches"][0]["keys"] == [
        "person:emmanuel-macron"
    ]
