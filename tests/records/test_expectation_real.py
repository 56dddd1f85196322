"""What only looks like an expectation, whose word one is, and who is to do what is expected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "Chile denied the conclusion of the inspectors that it had sunk the ship.",
        "Peru pushed back at the perception that the tariffs are hurting its farms.",
        "The raid marks the end of any hope for a truce.",
        "The auditors found five areas of concern that Peru has failed to answer.",
        "The envoys no longer live in fear of a war.",
        "Denmark is under pressure to name a judge, in hopes of avoiding a split.",
        "The officials asked how they expect the rebels to behave.",
        "The two were cautious about whether a deal was possible.",
        "The union believes it would be a nice surprise.",
        "It would certainly be in the interest of Peru to sign.",
        "Maybe the long run of bad luck will suddenly break.",
        "Expelling the envoy would violate the treaty.",
        "Hopefully the answers will help readers.",
        "Tyranny tends to fail over time.",
        "UNCERTAINTY OVER FARMING",
    ],
)
def test_no_expectation(find: Find, text: str) -> None:
    assert find("expectation", text) == []


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        ("The bill is likely to pass in May.", "The bill is likely to pass in May"),
        ("Norway is unlikely to sign.", "Norway is unlikely to sign"),
        ("The envoy, who is expected to resign, left.", "who is expected to resign"),
        ("Police chased two men believed to be smugglers.", "two men believed to be smugglers"),
        ("The party has little chance of winning the north.", None),
    ],
)
def test_who_is_to_do_it(find: Find, text: str, proposition: str | None) -> None:
    (found,) = find("expectation", text)
    wanted = proposition or "The party has little chance of winning the north"
    assert found.proposition.text.endswith(wanted)


def test_what_goes_on(find: Find) -> None:
    text = "The envoy hopes that the truce will hold and the talks will resume."
    (found,) = find("expectation", text)
    assert found.proposition.text == "the truce will hold and the talks will resume"


def test_outer_speaker(find: Find) -> None:
    text = (
        "Governor Ingrid Solheim said on Monday during a speech in Oslo that investigators believe "
        "the fire was set."
    )
    (found,) = find("expectation", text)
    assert [h.span.text for h in found.holders] == ["investigators"]
    assert [s.name for s in found.said_by] == ["Ingrid Solheim"]


def test_clause_beside_a_statement(find: Find) -> None:
    text = "Norway said it had closed the mine, although scientists believe it collapsed."
    (found,) = find("expectation", text)
    assert [h.span.text for h in found.holders] == ["scientists"]
    assert found.said_by == ()


def test_motive(find: Find) -> None:
    text = "Both leaders made long journeys in the expectation that a deal was near."
    (found,) = find("expectation", text)
    assert [h.span.text for h in found.holders] == ["Both leaders"]
