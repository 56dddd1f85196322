"""Stances that are asked, supposed, alleged, over or partial are none; those held stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    "text",
    [
        "“Do you think the premier is a coward?” Senator Ruiz asked.",
        "Kenya will oppose the treaty if it leaves out the lake.",
        "The vote holds provided the accord is approved by Chile.",
        "Either Norway backs the plan or it opposes the whole treaty.",
        "Norway would have opposed the treaty.",
        "The governor was accused of mocking the court.",
        "The union has no interest in supporting the reform.",
        "Norway signed without praising the treaty.",
        "Once Norway backed the plan, but that was long ago.",
        "Senator Lena Ortiz, a former critic of the junta, joined the cabinet.",
        "The union has lost confidence in the central bank.",
        "The envoy came to drum up support for the treaty.",
        "The villagers are not entirely supportive of the rebels.",
        "The senator has never publicly supported the treaty.",
        "Iran is not supporting the rebels.",
        "It is for Norway to hail the accord.",
        "It is likely that Norway opposed the accord.",
        "“Be sceptical of the offer,” General Berg wrote.",
        "The minister does not get up early and worry about the budget.",
        "The fund helps Chile support the reform.",
        "Norway will probably oppose the accord.",
        "The union not only supported the reform but wrote it.",
        "Norway and Chile will be unhappy with the result.",
    ],
)
def test_not_held(find: Find, text: str) -> None:
    assert find("stance", text) == []


def test_a_charge_in_quotation_marks_is_nobodys_stance(find: Find) -> None:
    found = find("stance", "Kenya accused Chad of “backing the rebels”.")
    assert [(s.holders[0].name, s.valence) for s in found] == [("Kenya", "criticise")]


@pytest.mark.parametrize(
    ("text", "valence"),
    [
        ("Kenya opposed the treaty because it left out the lake.", "oppose"),
        ("Norway would oppose the treaty, its foreign minister said.", "oppose"),
        ("The union never supported the reform.", "oppose"),
        ("Norway answered by praising the treaty.", "praise"),
        ("Norway began to back the plan.", "support"),
        ("Farmers gathered in Oslo to denounce the law.", "criticise"),
        ("The union refused to back the wage deal.", "oppose"),
        ("Senator Lena Ortiz, a critic of the junta, was freed.", "oppose"),
        ("“The premier is a coward,” Senator Ruiz said.", "criticise"),
    ],
)
def test_held(find: Find, text: str, valence: str) -> None:
    assert [s.valence for s in find("stance", text)] == [valence]
