"""Events: type, who, to whom, when, where, and whether it took place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.matcher.vocabulary import QUADS, score

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("France condemned Iran on Tuesday.", "ACCUSE", "FRA", "IRN"),
        ("Iran was condemned by France.", "ACCUSE", "FRA", "IRN"),
        ("Turkey accused Greece of arming the islands.", "ACCUSE", "TUR", "GRC"),
        ("Israel attacked Lebanon.", "ASSAULT", "ISR", "LBN"),
        ("Lebanon, which Israel attacked, answered.", "ASSAULT", "ISR", "LBN"),
        ("Canada imposed sanctions on Russia.", "SANCTION", "CAN", "RUS"),
        ("Germany sent aid to Kenya.", "AID", "DEU", "KEN"),
        ("Iran threatened to attack Israel.", "THREATEN", "IRN", "ISR"),
        ("India urged Pakistan to free the pilots.", "REQUEST", "IND", "PAK"),
        ("Egypt rejected the plan of Israel.", "REJECT", "EGY", "ISR"),
        ("Russia withdrew its troops from Syria.", "RETREAT", "RUS", "SYR"),
        ("France agreed to hold talks with Iran.", "AGREE", "FRA", "IRN"),
        ("France agreed to withdraw its troops.", "CONCEDE", "FRA", ""),
        ("China deployed troops to the border.", "MOBILIZE", "CHN", ""),
        ("Russia and China signed a treaty.", "SUPPORT", "RUS CHN", ""),
        ("France met Germany in Rome.", "CONSULT", "FRA DEU", ""),
    ],
)
def test_who_did_what_to_whom(
    find: Find, text: str, event_type: str, actors: str, recipients: str
) -> None:
    (event,) = find("event", text)
    assert event.event_type == event_type
    assert " ".join(a.country for a in event.actors) == actors
    assert " ".join(r.country for r in event.recipients if r.country) == recipients


def test_nobody_withdraws_from_his_own_troops(find: Find) -> None:
    (event,) = find("event", "France agreed to withdraw its troops.")
    assert event.recipients == ()


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("France attacked Iran.", ()),
        ("France did not attack Iran.", ("negation",)),
        ("France may attack Iran.", ("hypothetical",)),
        ("France will attack Iran.", ("future",)),
        ("If France attacks Iran, prices will rise.", ("hypothetical",)),
    ],
)
def test_planned_is_not_done(find: Find, text: str, auxiliary: tuple[str, ...]) -> None:
    (event,) = find("event", text)
    assert event.auxiliary == auxiliary


@pytest.mark.parametrize(
    "text",
    [
        "France and Spain are going to take measures to deepen their partnership.",
        "France and Spain plan to take steps to strengthen their ties.",
        "France wants to attack Iran.",
        "France denied that it attacked Iran.",
        "Iran fears that France will attack it.",
    ],
)
def test_what_did_not_take_place_never_looks_as_if_it_had(find: Find, text: str) -> None:
    for event in find("event", text):
        assert event.auxiliary or event.event_type in ("AGREE", "REJECT"), event


def test_planned_cooperation_is_an_agreement(find: Find) -> None:
    (event,) = find("event", "France will meet Germany on Sunday.")
    assert (event.event_type, event.auxiliary, event.date.value) == ("AGREE", (), "2025-03-16")


def test_on_whose_word(find: Find) -> None:
    (event,) = find("event", "According to France, Iran attacked Israel.")
    assert [s.actor for s in event.said_by] == ["country:FRA"]
    assert [link.type for link in event.links] == ["content-of"]
    assert find("event", "Iran attacked Israel.")[0].said_by == ()


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Rebels killed ten soldiers near Goma.", "Goma", None),
        ("Police arrested two journalists in Minsk on Monday.", "Minsk", "2025-03-10"),
        ("Russia and China signed a treaty in Beijing.", "Beijing", None),
        ("Canada imposed sanctions on Russia.", None, None),
        ("France attacked Iran on 3 March.", None, "2025-03-03"),
        ("According to France, Iran attacked Israel.", None, None),
    ],
)
def test_where_and_when(find: Find, text: str, place: str | None, date: str | None) -> None:
    (event,) = find("event", text)
    assert (event.place.name if event.place else None) == place
    assert (event.date.value if event.date else None) == date


def test_no_date_has_a_cause(find: Find) -> None:
    (event,) = find("event", "France attacked Iran.")
    assert event.date is None
    assert "date.none" in [reason.rule for reason in event.because]


def test_the_same_told_twice_is_one(find: Find) -> None:
    (event,) = find("event", "France attacked Iran. The French attack on Iran failed.")
    assert [span.text for span in event.also] == ["attack"]


def test_two_acts_are_two(find: Find) -> None:
    events = find("event", "France attacked Iran on Monday. France attacked Iran on Tuesday.")
    assert [e.date.value for e in events] == ["2025-03-10", "2025-03-11"]


def test_scores_follow_the_type(find: Find) -> None:
    (event,) = find("event", "France condemned Iran on Tuesday.")
    assert event.score == score(event.event_type, event.mode)
    assert event.quad == QUADS[event.event_type]
    assert event.evidence[0] == event.trigger


@pytest.mark.parametrize(
    "text",
    [
        "The heart attack killed nobody.",
        "The price of bread rose by a third.",
        "The old factory was condemned last year.",
        "A book on the war was published.",
        "Nobody was there.",
    ],
)
def test_no_event(find: Find, text: str) -> None:
    assert find("event", text) == []


def test_the_occasion(find: Find) -> None:
    (event,) = find("event", "France met Germany at a summit in Rome.")
    assert "summit" in event.occasion.text
