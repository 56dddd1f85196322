"""Relations of each label by their turns of phrase, and what must not be one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


def told(find: Find, text: str) -> set[tuple[str, str, str]]:
    return {(r.subject.name, r.relation, r.object.name) for r in find("relation", text)}


@pytest.mark.parametrize(
    ("text", "subject", "relation", "object_"),
    [
        ("Turkey, a NATO member, bought the missiles.", "Turkey", "member-of", "NATO"),
        ("Canada and the other NATO members met.", "Canada", "member-of", "NATO"),
        ("Ireland will remain part of NATO.", "Ireland", "member-of", "NATO"),
        ("Mali left the African Union.", "Mali", "member-of", "African Union"),
        ("Poland, a close ally of Canada, agreed.", "Poland", "ally-of", "Canada"),
        ("Russia and its ally Belarus held a drill.", "Belarus", "ally-of", "Russia"),
        ("Key U.S. allies such as Italy voted for it.", "Italy", "ally-of", "United States"),
        ("Iran-backed militias fled.", "Iran-backed militias", "ally-of", "Iran"),
        ("The Taiwan-based firm Quanta grew.", "Quanta", "based-in", "Taiwan"),
        ("The US-led coalition bombed Syria.", "United States", "commands", "US-led coalition"),
        ("Syria's state news agency SANA said so.", "SANA", "part-of", "Syria"),
        ("The force is an arm of the United Nations.", "force", "part-of", "United Nations"),
        ("India is a signatory to the treaty.", "India", "party-to", "treaty"),
        ("North Korea pulled out of the pact.", "North Korea", "party-to", "pact"),
    ],
)
def test_turns_of_phrase(find: Find, text: str, subject: str, relation: str, object_: str) -> None:
    assert (subject, relation, object_) in told(find, text)


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("Ukraine is not a member of NATO.", ("negation",)),
        ("Qatar quit OPEC.", ("historical",)),
        ("Qatar will quit OPEC.", ()),
        ("Qatar has not left OPEC.", ()),
        ("Ireland will remain a member of the European Union.", ()),
        ("Sweden will join NATO.", ("future",)),
    ],
)
def test_what_holds_and_what_is_over(find: Find, text: str, auxiliary: tuple[str, ...]) -> None:
    (found,) = find("relation", text)
    assert (found.relation, found.auxiliary) == ("member-of", auxiliary)


@pytest.mark.parametrize(
    "text",
    [
        "Finland asked whether Georgia was a member of NATO.",
        "Finland took the decision to join NATO.",
        "Police arrested a suspected member of Hamas.",
        "Appoint the Danish banker as prime minister.",
        "The premier pulled Britain out of the European Union.",
        "Israel does not have units based in Lebanon.",
        "China and other parts of Asia sold rice.",
        "The coast guard left the union hall.",
        "Norway and our NATO allies met.",
        "Germany sold solar-powered lamps and land-based missiles.",
    ],
)
def test_no_relation_of_these(find: Find, text: str) -> None:
    assert find("relation", text) == []


def test_allies_are_told_once_for_both(find: Find) -> None:
    assert len(find("relation", "Japan is an ally of Canada. Canada is an ally of Japan.")) == 1


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Lindsey Graham, R-S.C., spoke.", "Republican Party"),
        ("Jim Clyburn (D-S.C.) spoke.", "Democratic Party"),
        ("Sen. Ted Cruz (R., Texas) spoke.", "Republican Party"),
        ("Rep. Peter King, a New York Republican, spoke.", "Republican Party"),
        ("Labour MP Jim Murphy spoke.", "Labour Party"),
    ],
)
def test_parties_beside_names(find: Find, text: str, party: str) -> None:
    members = [r.object.name for r in find("relation", text) if r.relation == "member-of"]
    assert members == [party]


def test_our_ally_is_the_speakers_state(find: Find) -> None:
    text = "“Japan is our closest ally,” Canadian Prime Minister Justin Trudeau of Canada said."
    allies = [r for r in find("relation", text) if r.relation == "ally-of"]
    assert [(r.subject.name, r.object.name) for r in allies] == [("Japan", "Canada")]
    assert [a.name for a in allies[0].said_by] == ["Justin Trudeau"]
