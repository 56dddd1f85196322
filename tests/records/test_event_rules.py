"""The codebook's rules over events, and who acts upon whom beyond the entry's own roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.matcher.event_rules import default_event_rules
from verbale.model import Event

Find = Callable[..., list[Event]]


def told(events: list[Event]) -> list[tuple[str, str, str]]:
    """Type, actors' and recipients' countries of each event."""
    return [
        (
            e.event_type,
            " ".join(a.country or a.name for a in e.actors),
            " ".join(r.country or r.name for r in e.recipients),
        )
        for e in events
    ]


def reasons(event: Event) -> set[str]:
    return {reason.rule for reason in event.because}


@pytest.mark.parametrize(
    ("text", "types", "rule"),
    [
        ("France will visit Japan.", ["AGREE"], "plover.planned"),
        ("France will withdraw its troops from Mali.", ["CONCEDE"], "plover.retreat-announced"),
        (
            "Chad said it would withdraw its troops from Niger unless Nigeria paid.",
            ["THREATEN"],
            "plover.conditional-withdrawal",
        ),
        (
            "A Moscow court convicted the Georgian envoy in absentia.",
            ["THREATEN"],
            "plover.in-absentia",
        ),
        ("Iran will never negotiate with Israel.", ["REJECT"], "plover.refusal-negated"),
    ],
)
def test_an_event_becomes_what_the_codebook_says(
    find: Find, text: str, types: list[str], rule: str
) -> None:
    events = find("event", text)
    assert [e.event_type for e in events] == types
    assert rule in reasons(events[0])


def test_a_sentence_to_prison_is_an_arrest_as_well(find: Find) -> None:
    events = find("event", "A Turkish court sentenced the Kurdish leader to six years in prison.")
    assert [(e.event_type, e.mode) for e in events] == [
        ("SANCTION", ("convict",)),
        ("COERCE", ("arrest",)),
    ]


def test_forces_that_strike_are_not_mobilised_as_well(find: Find) -> None:
    text = "Turkey deployed tanks to the border and shelled Kurdish fighters in Syria."
    assert [e.event_type for e in find("event", text)] == ["ASSAULT"]


def test_a_party_that_calls_for_an_end_shows_its_will(find: Find) -> None:
    text = "Iran shelled Iraqi positions at dawn. Iran called for a ceasefire."
    assert [e.event_type for e in find("event", text)] == ["ASSAULT", "AGREE"]
    others = "Iran shelled Iraqi positions at dawn. Norway called for a ceasefire."
    assert [e.event_type for e in find("event", others)] == ["ASSAULT", "REQUEST"]


def test_what_is_only_due_gives_way_to_what_it_governs(find: Find) -> None:
    (event,) = find("event", "The Russian president is scheduled to meet the Chinese president.")
    assert told([event]) == [("AGREE", "RUS CHN", "")]
    assert {"consult.meet", "agree.scheduled-to-do", "plover.planned"} <= reasons(event)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brazil threatened import curbs on Argentine wine.", ("THREATEN", "BRA", "ARG")),
        ("Egypt brokered the truce, along with Qatar.", ("CONSULT", "EGY QAT", "")),
        ("France imposed sanctions to punish Belarus.", ("SANCTION", "FRA", "BLR")),
        ("Turkey and Greece agreed to hold talks on Cyprus.", ("AGREE", "TUR GRC", "")),
        ("The ministers of Chad and Niger met in Paris.", ("CONSULT", "TCD NER", "")),
        ("Serbia shelled up to 20 Croatian soldiers.", ("ASSAULT", "SRB", "HRV")),
    ],
)
def test_who_acts_upon_whom(find: Find, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(find("event", text))


def test_a_gerund_behind_a_report_is_the_speakers(find: Find) -> None:
    events = find("event", "Spain said Portugal was an ally, accusing Morocco of lying.")
    assert ("ACCUSE", "ESP", "MAR") in told(events)


def test_every_rule_says_why() -> None:
    rules = default_event_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.note for rule in rules)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Four men were charged with the murder of a farmer near Turin.", []),
        ("Police arrested a driver who was drunk.", []),
        ("Police arrested three opposition lawmakers on charges of theft.", ["COERCE"]),
        ("Prosecutors charged the former president with embezzlement.", ["ACCUSE"]),
        ("Israeli police charged a settler with the murder of a Syrian shepherd.", ["ACCUSE"]),
        ("Police are investigating the crash of a bus.", []),
    ],
)
def test_ordinary_crime_is_no_political_event(find: Find, text: str, types: list[str]) -> None:
    assert [e.event_type for e in find("event", text)] == types


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Seven women lost their lives in a rocket attack by rebels.", {"lost", "rocket attack"}),
        ("An ambush by the rebels wounded three Turkish soldiers.", {"ambush", "wounded"}),
    ],
)
def test_one_act_told_with_two_words_is_one_event(
    find: Find, text: str, triggers: set[str]
) -> None:
    (event,) = find("event", text)
    assert {event.trigger.text, *(span.text for span in event.also)} == triggers
    assert "event.folded" in reasons(event)


def test_acts_on_different_sides_stay_two(find: Find) -> None:
    found = find("event", "Turkey shelled Kobani, and Syria shelled Idlib.")
    assert len(found) == 2
