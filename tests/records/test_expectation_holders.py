"""Whose expectation it is, and whose word it is that they hold it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "holders", "said_by"),
    [
        ("Officials said they fear that the dam will burst.", ["Officials"], ["Officials"]),
        ("The minister said that Peru fears a war.", ["Peru"], ["minister"]),
        ("The bank's forecast of a recession shook investors.", ["bank"], []),
        ("Hopes of a quick deal faded.", [], []),
        ("There are fears in Poland of a wider war.", ["Poland"], []),
        ("Nepal and India agreed to talks in hopes of reaching a deal.", ["Nepal", "India"], []),
        ("Chad closed the road out of fear that the rebels would return.", ["Chad"], []),
        ("Estonia sees a danger that the cable will be cut.", ["Estonia"], []),
        ("What Poland fears is that the war will spread.", ["Poland"], []),
        ("The raid would trigger a war, the Danish envoy said.", ["envoy"], ["envoy"]),
        ("The raid would trigger a war.", [], []),
    ],
)
def test_who_holds_it(find: Find, text: str, holders: list[str], said_by: list[str]) -> None:
    (found,) = find("expectation", text)
    assert [h.name for h in found.holders] == holders or (
        holders and all(h in f.name for h, f in zip(holders, found.holders, strict=True))
    )
    assert len(found.said_by) == len(said_by)
    assert all(s in f.name for s, f in zip(said_by, found.said_by, strict=True))


def test_an_expectation_in_another(find: Find) -> None:
    outer, inner = sorted(
        find("expectation", "Poland believes Germany expects a long war."),
        key=lambda one: one.evidence[0].start,
    )
    assert ([h.name for h in outer.holders], outer.said_by) == (["Poland"], ())
    assert [h.name for h in inner.holders] == ["Germany"]
    assert [s.name for s in inner.said_by] == ["Poland"]


def test_whose_fear_is_told_in_a_speech_is_open(find: Find) -> None:
    (found,) = find("expectation", "“There were fears of a wider war,” the Danish envoy said.")
    assert found.holders == ()
    assert len(found.said_by) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Don't expect a war.",
        "Do the officials expect a war?",
        "The officials should fear a war.",
        "The highly anticipated meeting of the kings took place in Rome.",
        "The talks went as expected.",
        "The minister warned that he would answer every attack.",
        "Norway's prime minister warned that Norway would strike back.",
        "If Norway fears that the dam will burst, it will act.",
        "The critics of his book “The Threat of War” met in Rome.",
        "Some feared that the dam would burst.",
        "The children are so scared that they hardly speak.",
        "The general never expected to see Rome again.",
        "Officials know nothing about it.",
    ],
)
def test_nobody_expects_it(find: Find, text: str) -> None:
    assert find("expectation", text) == []
