"""Whose a stance is, and what it is about: unsure ones are left out, sure ones stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "People oppose the tax.",
        "Every farmer opposes the tax.",
        "The ministry came in for criticism over the dam.",
        "Judges met the deputies of the coast on Monday. They oppose the dam.",
        "The clerk sent letters to his parents denouncing the war.",
        "The firm paid a writer to produce a dossier critical of the premier.",
        "The spokesman said the minister believes the purchase was a mistake.",
        "“For Turkey, the bridge is crucial,” Senator Ruiz said.",
        "“It was a long night. He opposes the dam,” a clerk said.",
        "NORWAY OPPOSES THE DAM",
    ],
)
def test_unsure_holder(find: Find, text: str) -> None:
    assert find("stance", text) == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Norwegian farmers oppose the tax.", "Norwegian farmers"),
        ("Prime Minister Ingrid Solheim said she opposes the dam.", "Ingrid Solheim"),
        ("Senator Lena Ortiz spoke in Lima. She opposes the dam.", "Lena Ortiz"),
        ("Norway, which opposes the treaty, stayed away.", "Norway"),
        ("Jan Novak, an expert at the Fisher Fund, which opposes the pact, spoke.", "Fisher Fund"),
        ("Most of the voters, including Catholics, blamed the flood on the governor.", "voters"),
        ("Towns such as Berg and Dal were wary of the rebels.", "Towns"),
        ("The minister said he believes the purchase was a mistake.", "minister"),
        ("Latvia said it opposes the levy.", "Latvia"),
    ],
)
def test_sure_holder(find: Find, text: str, holder: str) -> None:
    (found,) = find("stance", text)
    assert holder in found.holders[0].name


@pytest.mark.parametrize(
    "text",
    [
        "Norway fought for Finland to stay in the pact.",
        "Norway warned against Finland leaving the pact.",
        "Norway began strikes on the rebels of the valley, which Chile opposes.",
        "Norway called for action and plan to meet in Lima.",
        "Police parted supporters of Ruiz and those of Vega.",
        "Norway rejected reports that it had sold the ships.",
        "The agent lobbied for the Chadian government.",
        "The deal concerns refugees from Fiji.",
        "Soldiers said they had come under fire from gunmen.",
        "A jury condemned the general to death.",
        "Iranian hackers have taken aim at the senator.",
        "Norway supports terrorists.",
        "The court said that is a disgrace.",
        "Norway is fond of quoting the poet.",
        "In his long speech, Vega put his faith.",
    ],
)
def test_no_target(find: Find, text: str) -> None:
    assert find("stance", text) == []


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway opposes a no-deal Brexit.", "a no-deal Brexit"),
        ("Norway backed the push to leave the union.", "the push to leave the union"),
        ("Norway praised the choice, including General Berg, who leads it.", "the choice"),
        ("Norway denounced the raid, saying it broke the truce.", "the raid"),
        ("Norway criticised the raid – a rare step.", "the raid"),
    ],
)
def test_target(find: Find, text: str, target: str) -> None:
    (found,) = find("stance", text)
    assert getattr(found.target, "text", None) == target


def test_told_in_passing_is_the_reports_own(find: Find) -> None:
    found = find("stance", "The envoy said talks failed over the dam, which Chile opposes.")
    assert [s.said_by for s in found if s.valence == "oppose"] in ([], [()])
