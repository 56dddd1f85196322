"""Links: which records happened because of others, what is part of what, what is said where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]
KINDS = ("event", "statement", "undertaking", "expectation", "stance", "relation")


def links(find: Find, text: str, type_: str) -> set[tuple[str, str]]:
    """The triggers of the records that such a link ties."""
    records = {r.id: r for kind in KINDS for r in find(kind, text)}
    return {
        (record.evidence[0].text, records[link.record].evidence[0].text)
        for record in records.values()
        for link in record.links
        if link.type == type_
    }


@pytest.mark.parametrize(
    ("text", "effect", "reason"),
    [
        ("Norway expelled the Russian envoy because Russia attacked Ukraine.", "expelled", "attacked"),
        ("Norway expelled the envoy due to Iran's attack on Israel.", "expelled", "attack"),
        ("Spain imposed sanctions on Iran in response to Iran's attack on the Saudi embassy.", "sanctions", "attack"),
        ("Iran attacked the Saudi embassy. In response, Norway expelled the Iranian envoy.", "expelled", "attacked"),
        ("Norway recalled its ambassador after Iran attacked the embassy.", "recalled", "attacked"),
        ("Norwegians protested in Oslo following Iran's arrest of the mayor.", "protested", "arrest"),
        ("Iran's attack on Israel triggered protests by Norwegians in Oslo.", "protests", "attack"),
        ("Iran seized the tanker, prompting Norway to recall its ambassador.", "recall", "seized"),
        ("Denmark condemned Iran for attacking the embassy.", "condemned", "attacking"),
        ("Denmark imposed sanctions on Iran over the killing of the journalist by Iranian agents.", "sanctions", "killing"),
        ("The president stepped down, so Norway canceled the talks.", "canceled", "stepped down"),
    ],
)  # fmt: skip
def test_reasons(find: Find, text: str, effect: str, reason: str) -> None:
    assert links(find, text, "because-of") == {(effect, reason)}


@pytest.mark.parametrize(
    "text",
    [
        "Norway met Iran after Spain attacked the base.",
        "Amid Russia's attack on Ukraine, Norway expelled the Iranian envoy.",
        "Norway expelled the Iranian envoy two days before Iran attacked the embassy.",
        "Norway sent troops so that Ukraine could attack Russia.",
        "Norway, so far, has expelled the envoy. Iran attacked the embassy.",
        "The minister resigned after speaking to the king.",
        "Iran attacked Spain and Norway expelled the envoy.",
        "The attack did not prompt Norway to recall its ambassador.",
    ],
)
def test_no_reason(find: Find, text: str) -> None:
    assert links(find, text, "because-of") == set()


def test_part_of(find: Find) -> None:
    text = "Turkey shelled the town of Manbij as part of its offensive against Syria."
    assert links(find, text, "part-of") == {("shelled", "offensive")}


def test_content_of_the_innermost(find: Find) -> None:
    text = "Norway's foreign minister said that Iran had claimed that Israel attacked the port."
    assert ("attacked", "claimed") in links(find, text, "content-of")
    assert ("claimed", "said") in links(find, text, "content-of")
    assert ("attacked", "said") not in links(find, text, "content-of")


def test_two_statements_side_by_side(find: Find) -> None:
    text = "The minister said Norway would not attack Iran, but also warned that Iran threatened Israel."
    assert ("warned", "said") not in links(find, text, "content-of")
