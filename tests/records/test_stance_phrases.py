"""Turns of phrase of stances: light verbs, nouns, adjectives, evaluations in what is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.model import Span

Find = Callable[..., list[Any]]


def told(stance: Any) -> tuple[list[str], str, str]:
    """Holders, valence and target in the words of the text."""
    value = stance.target
    target = value.text if isinstance(value, Span) else value.span.text
    return [h.span.text for h in stance.holders], stance.valence, target


@pytest.mark.parametrize(
    ("text", "holder", "valence", "target"),
    [
        ("The mayor threw her weight behind the nurses.", "The mayor", "support", "the nurses"),
        ("Peru lashed out at Chile over the fishing deal.", "Peru", "criticise", "Chile"),
        ("The premier heaped praise on the guards.", "The premier", "praise", "the guards"),
        ("Norway cast doubt on the plan.", "Norway", "concern", "the plan"),
        ("The opposition put the blame on the governor.", "The opposition", "criticise",
         "the governor"),
        ("The Kenyan opposition blamed the blackout on the ministry.", "The Kenyan opposition",
         "criticise", "the ministry"),
        ("The minister came under fire from Greece for the delay.", "Greece", "criticise",
         "The minister"),
        ("The plan drew support from Germany.", "Germany", "support", "The plan"),
        ("Critics of the deal met in the capital.", "Critics", "oppose", "the deal"),
        ("Maria Silva, a critic of the junta, was freed.", "Maria Silva", "oppose", "the junta"),
        ("Kremlin critic Pavel Orlov was arrested.", "Pavel Orlov", "oppose", "Kremlin"),
        ("Investors remain sceptical of the plan.", "Investors", "concern", "the plan"),
        ("Slovakia is strongly opposed to the levy.", "Slovakia", "oppose", "the levy"),
        ("Hungary will not accept the quota.", "Hungary", "oppose", "the quota"),
        ("The union refused to back the deal.", "The union", "oppose", "the deal"),
        ("France would oppose any new tariff.", "France", "oppose", "any new tariff"),
    ],
)  # fmt: skip
def test_turns_of_phrase(find: Find, text: str, holder: str, valence: str, target: str) -> None:
    (found,) = find("stance", text)
    assert told(found) == ([holder], valence, target)


@pytest.mark.parametrize(
    ("text", "valence", "target"),
    [
        ("“This is a shameful act,” Mr. Berg said.", "criticise", "This"),
        ("“The accord is not fair,” Mr. Berg said.", "criticise", "The accord"),
        ("Mr. Berg said that the vote was a farce.", "criticise", "the vote"),
        ("Mr. Berg said the wall had undermined the talks.", "criticise", "the wall"),
        ("Mr. Berg said the embargo must be lifted.", "oppose", "the embargo"),
        ("Mr. Berg said the treaty must be respected.", "support", "the treaty"),
        ("Mr. Berg said that Serbia's reckless conduct would have a price.", "criticise", "Serbia"),
        ("It is unacceptable that the ferries have stopped, Mr. Berg said.", "criticise",
         "the ferries have stopped"),
        ("Mr. Berg said it was important to keep the accord.", "support", "keep the accord"),
        ("“Kenya remains our friend,” Mr. Berg said.", "support", "Kenya"),
    ],
)  # fmt: skip
def test_who_says_it_holds_it(find: Find, text: str, valence: str, target: str) -> None:
    (found,) = find("stance", text)
    assert told(found) == (["Berg"], valence, target)


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("Armenia accused Turkey of jamming the radio.", "jamming the radio"),
        ("Mr. Berg opposed the deal because it left out the dockers.", "it left out the dockers"),
        ("Mr. Berg opposed the deal, saying it would hurt farmers.", "it would hurt farmers"),
        ("Mr. Berg praised the plan over the past years.", None),
        ("Mr. Berg pressed for a truce while Kenya was saying that it would leave.", None),
    ],
)
def test_grounds_of_stances(find: Find, text: str, grounds: str | None) -> None:
    found = find("stance", text)[0]
    assert (found.grounds.text if found.grounds else None) == grounds


@pytest.mark.parametrize(
    ("text", "habitual"),
    [
        ("Maria Silva, a longtime critic of the junta, was freed.", True),
        ("For years Latvia has complained of the coal.", True),
        ("Maria Silva, a critic of the junta, was freed.", False),
    ],
)
def test_habits(find: Find, text: str, habitual: bool) -> None:
    (found,) = find("stance", text)
    assert found.habitual is habitual


def test_each_actor_is_a_target(find: Find) -> None:
    found = find("stance", "Mr. Berg praised France and Germany.")
    assert [told(one)[2] for one in found] == ["France", "Germany"]


def test_a_matter_in_two_parts_is_one(find: Find) -> None:
    (found,) = find("stance", "Mr. Berg opposes the embargo and the blockade.")
    assert told(found)[2] == "the embargo and the blockade"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("These are drills that Norway has described as a threat.", "drills"),
        ("Norway criticised the ministry for failing to warn the farmers.", "the ministry"),
        ("Norway voted for the law in spite of the strike.", "the law"),
        ("Norway opposed the accord on Monday.", "the accord"),
        ("Norway blamed a broken valve for the fire.", "a broken valve"),
        ("Norway urged Chad to give up its guns and respect the truce.", "the truce"),
    ],
)
def test_only_the_words_of_the_target(find: Find, text: str, target: str) -> None:
    (found,) = find("stance", text)
    assert told(found)[2] == target


@pytest.mark.parametrize(
    "text",
    [
        "The envoy asked Sudan to criticise the mayor.",
        "Norway declined to endorse the mayor.",
        "Norway has rarely criticised Serbia.",
        "Kenya never made a call for a truce.",
        "Instead of backing the plan, Norway waited.",
        "Mr. Berg asked whether the vote was a farce.",
        "Mr. Berg denied that the vote was a farce.",
        "Mr. Berg met a man who was a coward.",
        "The vote was a farce.",
        "Mr. Berg said the road was dangerous.",
        "Mr. Berg said the best signal would be a pause.",
        "The governor called out the national guard.",
        "The senator campaigned for president.",
        "The rebels, supported by artillery, took the bridge.",
        "The junta favours nobody.",
        "Mr. Berg said the people had been through a great deal.",
        "The crew paid its respects to the dead.",
    ],
)
def test_none(find: Find, text: str) -> None:
    assert find("stance", text) == []
