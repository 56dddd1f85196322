"""What is no expectation although its words are there, and what must still be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        # only named, not said to be there; of somebody not found
        "Fear of the unknown is old.",
        "The bill covers the possibility of a new war.",
        "Chile considered many things, including the possibility that the rebels might return.",
        "The island faced a threat of famine.",
        '"We go into this with every expectation that it will last," the envoy of Peru said.',
        "The town has no hope of a truce.",
        "For his plan to have any hope of a truce, the king must leave.",
        "Some fear that the war will spread to Chad.",
        # what a text provides, a permission denied, a concession, an ability
        "The proposal would also ban the trade and it would restore the fines.",
        "Neither Congress nor the king may remove the judge.",
        "While Peru may win the vote, its rivals are strong.",
        "Such missiles could reach the coast of Japan.",
        "The theory may help explain the fall of Peru.",
        # one's own deed, a plan on a calendar, a duty
        "Peru announced that it would speed up the work.",
        "Lena Berg said she might sell the port of Oslo.",
        "Russia and Peru are set to meet next week.",
        "Guests of the king are expected to comply with the rules.",
        "The envoy hinted that they would not vote for the pact.",
        "The minister suggested Peru could close the border.",
        # asked, denied, unwilling, habitual, contrary to fact
        "Will the talks lead to a new war?",
        "Does the envoy fear a new war in Chad?",
        "The spokesman declined to predict that the town would hold.",
        "The envoy would not speculate on who launched the attack.",
        "Nor did the envoy suggest that Peru is unlikely to sign.",
        "When Iran believes the army will strike, it backs off.",
        "The premier said she had erred in doubting the wisdom of the raid.",
        "It would be madness for Peru to wait and expect a better deal.",
        "Nobody knows who they are, the envoy said.",
        # words cut out of a clause, adverbs on a part of it
        "That is the kind of answer Russia expects.",
        "The raid deepened the very unity that leaders once hoped the pact would dissolve.",
        "The two undecided Norwegians left.",
        "The firm left its rivals exposed and primed to be robbed by thieves.",
        "Perhaps the best reform would be an increase in aid to Peru.",
        "The islands will break out of the pact, perhaps slowly at first.",
        "Chile has heard rumours of Peru holding prisoners.",
        "The envoy believes that Peru should bide its time.",
        "The islanders are worse off, assuming they survive the war in Chad.",
        '"The commander and I felt that we could not send the fleet," the envoy of Peru said.',
        "That would mean that a third of the mines had been built in Peru.",
        "Senators of Chile revealed deep doubts about the count.",
        "Peru was stronger than Chile has probably ever been.",
        # politeness and other senses
        "I am afraid this is their goal, the envoy of Peru said.",
        '"I do not understand why we left Chad," the senator said.',
        "The decision of Peru has worried many at home.",
        "The allies are wary of the new king.",
        "Peru sees a forecast of strength in the north.",
        "Trump's tweet says the ban works, but experts are unsure. Read more",
    ],
)
def test_none(find: Find, text: str) -> None:
    assert find("expectation", text) == []


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        ("There is a risk of a new war.", "a new war"),
        ("The vote increased the chance that Peru would leave.", "Peru would leave"),
        ("Prices fell amid fears of a wider war.", "a wider war"),
        ("The rise led to speculation that the bank would fail.", "the bank would fail"),
        ("A tariff would harm Peru.", "A tariff would harm Peru"),
        ("The army of Chad may strike.", "The army of Chad may strike"),
        ("Exports of Peru are set to fall.", "Exports of Peru are set to fall"),
        ("The bill could pass as early as May.", "The bill could pass as early as May"),
        ("Nobody knows how the war will end.", "how the war will end"),
        ("Perhaps Peru will sign.", "Perhaps Peru will sign"),
        ("The raid led officials to believe that the king fled.", "the king fled"),
        ("The two states are headed for a clash.", "a clash"),
    ],
)
def test_still_found(find: Find, text: str, proposition: str) -> None:
    (found,) = find("expectation", text)
    assert found.proposition.text == proposition


def test_quotation_kept_whole(find: Find) -> None:
    text = 'Erik Holm fears that "new crises" will break out in Chad.'
    (found,) = find("expectation", text)
    assert found.proposition.text == '"new crises" will break out in Chad'


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        (
            "Analysts believe that Peru will yield, while others doubt it.",
            "Peru will yield",
        ),
        (
            "The fee will hurt farms in Peru - a move meant to help the towns.",
            "The fee will hurt farms in Peru",
        ),
        (
            "The ban could harm Chad — though the report does not say so.",
            "The ban could harm Chad",
        ),
    ],
)
def test_what_stands_beside(find: Find, text: str, proposition: str) -> None:
    assert find("expectation", text)[0].proposition.text == proposition


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Erik Holm said on Wednesday during an appearance on a show that investigators believe "
        "the driver was a spy who was trained abroad.",
        "Erik Holm argued that war is dear, and that Peru is likely to sign.",
        "Erik Holm warned before leaving Oslo on Friday that Peru would likely sign the pact.",
    ],
)
def test_whose_word(find: Find, text: str) -> None:
    found = find("expectation", text)
    assert [s.name for s in found[-1].said_by] == ["Erik Holm"]


def test_whose_estimate(find: Find) -> None:
    text = "Exports of Peru could fall by a tenth, the World Bank estimates."
    (found,) = find("expectation", text)
    assert [h.name for h in found.holders] == ["World Bank"]


@pytest.mark.parametrize(
    ("text", "attitude"),
    [
        ("An attack on the port is unlikely.", "doubt"),
        ("An attack on the port is likely.", "predict"),
        ("It seems doubtful that the king will stay.", "doubt"),
        ("It is doubtful whether the king will stay.", "unknown"),
        ("The envoy believes the army may be at fault.", "assume"),
        ("The envoy believes the army may be losing.", "assume"),
        ("The envoy believes the army may strike.", "expect"),
    ],
)
def test_attitude(find: Find, text: str, attitude: str) -> None:
    (found,) = find("expectation", text)
    assert found.attitude == attitude


def test_likelihood_behind_the_verb(find: Find) -> None:
    (found,) = find("expectation", "The chance that Peru will sign is small.")
    assert found.likelihood.rank == "unlikely"


def test_place_and_date_are_the_holders(find: Find) -> None:
    (found,) = find("expectation", "The inspectors are expected to head to Chad on 5 May 2024.")
    assert found.place is None
    assert found.date is None
