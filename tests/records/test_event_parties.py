"""Parties of events that no mention, or another clause, tells of."""

from __future__ import annotations

import pytest

from verbale.model import Event
from verbale.pipeline import Reader

CASES = [
    ("Oman blamed Mumbai.", "blamed", ["Oman"], ["Mumbai"]),
    ("Kyiv shelled two refineries near Saratov.", "shelled", ["Kyiv"], ["two refineries"]),
    (
        "Sudan's army launched raids by night on a village.",
        "raids",
        ["Sudan's army"],
        ["a village"],
    ),
    ("The rebels clashed with soldiers.", "clashed", ["The rebels", "soldiers"], []),
    (
        "Chad, Niger and Mali condemned Algeria.",
        "condemned",
        ["Chad", "Niger", "Mali"],
        ["Algeria"],
    ),
    ("Iran accused Iraq and threatened to retaliate.", "threatened", ["Iran"], ["Iraq"]),
    ("Kabul and Tehran traded accusations.", "accusations", ["Kabul", "Tehran"], []),
    ("Paris refused Togo's request.", "request", ["Togo"], ["Paris"]),
    ("Cuba offered to hand over the men to Spain.", "offered", ["Cuba"], ["Spain"]),
]


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), CASES)
def test_parties(
    reader: Reader, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    events = [r for r in reader.read(text).records if isinstance(r, Event)]
    found = next(e for e in events if trigger in e.trigger.text)
    assert [a.span.text for a in found.actors] == actors
    assert [r.span.text for r in found.recipients] == recipients


def test_an_inquiry_is_not_asked_of_the_accused(reader: Reader) -> None:
    text = "Lawmakers accused the minister of lying and called for an inquiry."
    events = [r for r in reader.read(text).records if isinstance(r, Event)]
    assert all(not e.recipients for e in events if e.event_type == "REQUEST")


def test_violence_by_police_is_no_military_force(reader: Reader) -> None:
    events = [r for r in reader.read("A man was shot by police.").records if isinstance(r, Event)]
    assert [e.cameo for e in events] == ["180"]
