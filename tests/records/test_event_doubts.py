"""What looks like an event and is none, how far acts have come, and who only looks a recipient."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Event

Find = Callable[..., list[Event]]


def types(events: list[Event]) -> list[str]:
    return [event.event_type for event in events]


@pytest.mark.parametrize(
    ("none", "text"),
    [
        ("ACCUSE", "Judge Larsen was appointed to investigate the Norwegian ministry."),
        ("ASSAULT", "Norway opposes using its troops to attack rebels in Mali."),
        ("ACCUSE", "Will the Norwegian minister ever be held accountable?"),
        ("SANCTION", "What if Norway had expelled the Russian envoys?"),
        ("CONSULT", "The Norwegian commander called the two Swedish generals heroes."),
        ("CONSULT", "The Norwegian prime minister returned to Norway on Monday."),
        (
            "COOPERATE",
            "Denmark welcomed the reduction in Norwegian military exercises with Sweden.",
        ),
        ("REQUEST", "Norwegian reporters asked the Swedish minister when he would resign."),
        ("ASSAULT", "The Norwegian president killed the prospect of a deal."),
        ("MOBILIZE", '"We deployed troops in Mali," said Swedish lawyer Anna Berg.'),
        ("RETREAT", "The Norwegian report was released on Monday."),
        ("REQUEST", "Norway pushed prices in Sweden higher."),
        ("CONSULT", "A student met a friend in the park on Monday."),
        ("REQUEST", '"My doctor urged me to rest," said Swedish lawyer Anna Berg.'),
        ("ASSAULT", "The Swedish assault on the nuclear deal angered Norway."),
        ("CONSULT", "The Norwegian minister held a press conference with a Swedish singer."),
        ("COOPERATE", "The Norwegian president shares the frustration of the Swedish people."),
        ("CONCEDE", "The Norwegian envoy acknowledged the need for dialogue."),
        ("CONSULT", "Her son travelled to Norway on Monday."),
        ("ACCUSE", "The president was asked about the Russia investigation."),
        ("COERCE", "Norway intervened in Syria in 2015."),
        ("CONSULT", "Hide Caption 3 of 9 Photos: Norway's king met the Swedish queen in Oslo."),
    ],
)
def test_what_only_looks_like_an_event_is_none(find: Find, none: str, text: str) -> None:
    assert none not in types(find("event", text))


@pytest.mark.parametrize(
    ("some", "text"),
    [
        ("ACCUSE", "Judge Larsen investigated the Norwegian ministry."),
        ("CONSULT", "Norway's president called Sweden's king on Monday."),
        ("CONSULT", "The Norwegian prime minister returned to Sweden for talks on Monday."),
        ("COOPERATE", "Norway held military exercises with Sweden."),
        ("REQUEST", "Norwegian reporters asked the Swedish minister to resign."),
        ("REQUEST", "Norway asked Sweden for help."),
        ("ASSAULT", "The Norwegian police killed two rebels."),
        ("MOBILIZE", "Norway deployed troops in Mali."),
        ("REQUEST", "Norway pushed Sweden to join the pact."),
        ("CONSULT", "The Norwegian minister met Swedish students on Monday."),
        ("ASSAULT", "The Swedish assault on the town angered Norway."),
        ("COOPERATE", "Norway shares intelligence with Sweden."),
        ("CONSULT", "The Norwegian minister travelled to Sweden on Monday."),
        ("COERCE", "Russia intervened in the Swedish election."),
    ],
)
def test_what_is_told_stays(find: Find, some: str, text: str) -> None:
    assert some in types(find("event", text))


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        (
            "Norway reiterated its opposition to deploying troops in Mali.",
            "MOBILIZE",
            "hypothetical",
        ),
        ("The Syrian army is poised to launch an offensive in Idlib.", "ASSAULT", "future"),
        ("Norway should waste no time arresting the Swedish spy.", "COERCE", "hypothetical"),
        ("Norway wants to see the withdrawal of Russian troops.", "RETREAT", "hypothetical"),
        ("The bill mandates Norway withdraw its troops from Mali.", "RETREAT", "hypothetical"),
        ("Norway will respond to Sweden by expelling Swedish envoys.", "SANCTION", "future"),
        ("It is unlikely that Sweden will expel the envoys.", "SANCTION", "hypothetical"),
    ],
)
def test_verbs_above_say_how_far_an_act_has_come(
    find: Find, text: str, event_type: str, status: str
) -> None:
    events = [e for e in find("event", text) if e.event_type == event_type]
    assert events
    assert all(status in e.auxiliary for e in events)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Norway not only rejected the plan, it left the room.", "REJECT"),
        ("Norway has been threatening to leave Mali unless Sweden pays.", "THREATEN"),
        ("Norway responded to Sweden by expelling Swedish envoys.", "SANCTION"),
    ],
)
def test_what_has_been_done_carries_nothing(find: Find, text: str, event_type: str) -> None:
    events = [e for e in find("event", text) if e.event_type == event_type]
    assert events
    assert all(e.auxiliary == () for e in events)


@pytest.mark.parametrize(
    ("text", "event_type", "names"),
    [
        ("Norway blamed the murder of a lawyer on Russia.", "ACCUSE", ["Russia"]),
        ("Norway's minister told CNN that Sweden needs to pay more.", "REQUEST", []),
        ("The Swedish minister supported the Paris accord.", "SUPPORT", []),
    ],
)
def test_recipients_are_who_is_meant(
    find: Find, text: str, event_type: str, names: list[str]
) -> None:
    events = [e for e in find("event", text) if e.event_type == event_type]
    assert [r.name for e in events for r in e.recipients] == names


def test_a_place_where_they_met_did_not_meet(find: Find) -> None:
    text = "Norway's minister returned from Baghdad, where he met Swedish officials."
    met = [e for e in find("event", text) if e.trigger.text == "met"]
    assert met
    assert all("IRQ" not in {a.country for a in e.actors} for e in met)


def test_a_date_behind_the_report_is_no_date_of_what_was_done(find: Find) -> None:
    text = "Sweden rejected Norway's demand that tariffs end in 2030."
    events = find("event", text, published="2024-05-02")
    assert events
    assert all(e.date is None for e in events)


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Norway refused the journalists admission.", "journalists"),
        ("Sweden promised to jail the journalists.", "journalists"),
        ("Denmark declined to release the reporters.", "reporters"),
    ],
)
def test_reporters_who_suffer_an_act_are_recipients(find: Find, text: str, victim: str) -> None:
    recipients = [r.span.text for event in find("event", text) for r in event.recipients]
    assert any(victim in recipient for recipient in recipients)


def test_weapons_that_rip_through_a_place_assault_it(find: Find) -> None:
    events = find("event", "A bomb ripped through a Swedish market.")
    assert types(events) == ["ASSAULT"]
    assert [r.country for r in events[0].recipients] == ["SWE"]


def test_a_video_conference_is_no_meeting_with_the_press(find: Find) -> None:
    text = "The Norwegian minister held a video conference with the Swedish president."
    assert types(find("event", text)) == ["CONSULT"]
