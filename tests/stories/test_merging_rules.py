"""What tells two events apart, and how groups are made of pairs."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from tests.stories.told import told

from verbale.errors import DataError
from verbale.model import Event, Reading
from verbale.model.merging import Party, Tie, Trace, Where
from verbale.stories.merging.allusions import allusions_in
from verbale.stories.merging.comparing import alike, comparable, compare, total
from verbale.stories.merging.grouping import MOST, groups_of, pair_of
from verbale.stories.merging.hints import days_in, places_in, tokens_of
from verbale.stories.merging.keys import SHARED, keys_of, window_of
from verbale.stories.merging.merger import packed, unpack
from verbale.stories.merging.settings import _faults, root, settings
from verbale.stories.merging.traces import trace_of

STATES = {"Norland": "country:NOR", "Chile": "country:CHL", "Ostria": "country:AUT"}


def trace(reading: Reading, days: tuple[str, str] | None = None) -> Trace:
    event = reading.records[0]
    assert isinstance(event, Event)
    if days is None and event.date is not None:
        days = event.date.value, event.date.value
    return trace_of(event, 0, days)


def score(one: Reading, other: Reading, near: float = 0.2) -> float:
    found = compare(trace(one), trace(other), near)
    assert found == compare(trace(other), trace(one), near), "the order of two is no matter"
    return total(found)


def talks(id_: str, marked: str, **more: Any) -> Reading:
    return told(id_, marked, kind="CONSULT", actors=STATES, **more)


MONDAY = talks(
    "a",
    "{actor:Norland} and {actor:Chile} held {trigger:talks} on fishing quotas in {place:Bergen} on Monday.",
    date="2031-05-05",
)
SAME = talks(
    "b",
    "Fishing quotas were the matter of {trigger:talks} of {actor:Chile} and {actor:Norland} in {place:Bergen}.",
    date="2031-05-05",
)


def test_the_same_talks() -> None:
    assert score(MONDAY, SAME) > 0


@pytest.mark.parametrize(
    ("marked", "date"),
    [
        ("{actor:Norland} and {actor:Chile} held {trigger:talks} on fishing quotas in {place:Bergen}.", "2031-05-06"),
        ("{actor:Norland} and {actor:Chile} held {trigger:talks} on fishing quotas in {place:Oslo}.", "2031-05-05"),
        ("{actor:Norland} and {actor:Chile} held a second round of {trigger:talks} in {place:Ostby}.", None),
        ("{actor:Norland} and {actor:Ostria} held {trigger:talks} on gas pipes in {place:Vienna}.", "2031-05-05"),
    ],
    ids=["next day", "other place", "second round", "other party"],
)  # fmt: skip
def test_other_talks(marked: str, date: str | None) -> None:
    assert score(MONDAY, talks("b", marked, date=date)) < 0


def test_other_persons_did_other_things() -> None:
    known = {"Anna Lund": "person:anna-lund", "Omar Diaz": "person:omar-diaz"}
    one, other = (
        told(
            id_,
            f"{{actor:{name}}} {{trigger:briefed}} {{recipient:lawmakers}} on fishing quotas.",
            kind="CONSULT",
            actors=known,
        )
        for id_, name in (("a", "Anna Lund"), ("b", "Omar Diaz"))
    )
    assert score(one, other) < 0 < score(one, replace_id(one))


def replace_id(reading: Reading) -> Reading:
    """The same report in another document."""
    return told(
        "z",
        "{actor:Anna Lund} {trigger:briefed} {recipient:lawmakers} on fishing quotas.",
        kind="CONSULT",
        actors={"Anna Lund": "person:anna-lund"},
    )


def test_who_struck_whom_is_no_other_way_round() -> None:
    one = told(
        "a", "{actor:Norland} {trigger:accused} {recipient:Chile} of arming rebels.",
        kind="ACCUSE", actors=STATES, date="2031-05-05",
    )  # fmt: skip
    back = told(
        "b", "{actor:Chile} {trigger:accused} {recipient:Norland} of arming rebels.",
        kind="ACCUSE", actors=STATES, date="2031-05-05",
    )  # fmt: skip
    assert score(one, back) < 0
    assert score(one, told(
        "c", "{actor:Norland} {trigger:accused} {recipient:Chile} of arming rebels on the coast.",
        kind="ACCUSE", actors=STATES, date="2031-05-05",
    )) > 0  # fmt: skip


def test_a_plan_and_the_deed_are_apart_unless_the_day_is_told() -> None:
    plan = talks(
        "b", "{actor:Norland} and {actor:Chile} will hold {trigger:talks} in {place:Bergen}.",
        auxiliary=("future",),
    )  # fmt: skip
    dated = talks(
        "b",
        "{actor:Norland} and {actor:Chile} will hold {trigger:talks} on fishing quotas in {place:Bergen} on 5 May.",
        auxiliary=("future",),
        date="2031-05-05",
    )
    assert score(MONDAY, plan) < 0 < score(MONDAY, dated)


def test_an_anniversary_is_another_day() -> None:
    past = told(
        "a", "{trigger:Bombing} of the market of Ostby in 2021 was remembered.",
        date="2021", auxiliary=("historical",),
    )  # fmt: skip
    now = told("b", "A {trigger:bombing} hit the market of Ostby.", date="2031-05-05")
    found = compare(trace(past, ("2021-01-01", "2021-12-31")), trace(now), 0.3)
    assert "day: other" in {one.feature for one in found}
    assert total(found) < 0


def test_kinds_that_cannot_be_one() -> None:
    one, other = trace(MONDAY), trace(told("b", "{actor:Norland} {trigger:shelled} Ostby."))
    assert not comparable(one, other)
    assert total(compare(one, other, 1.0)) < settings().veto


@pytest.mark.parametrize(
    ("one", "other", "rank"),
    [
        (Party("country:NOR", "NOR", False), Party("country:NOR", "NOR", False), 4),
        (Party("country:NOR", "NOR", False), Party("country:CHL", "CHL", False), 0),
        (Party("person:a-lund", "NOR", False, ("lund",)), Party("country:NOR", "NOR", False), 3),
        (Party("person:a-lund", "NOR", False, ("lund",)), Party("person:b-berg", "NOR", False, ("berg",)), 0),
        (Party("person:a-lund", None, False, ("anna", "lund")), Party("person:lund", None, False, ("lund",)), 5),
        (Party("nominal:gunmen", None, True, ("gunmen",)), Party("org:eln", "COL", False, ("eln",)), 2),
        (Party("nominal:gunmen", None, True, ("gunmen",)), Party("nominal:rebels", None, True, ("rebel",)), 1),
        (Party("nominal:gunmen", None, True, ("gunmen",)), Party("nominal:people", None, True, ("people",)), 2),
    ],
)  # fmt: skip
def test_how_far_two_parties_may_be_one(one: Party, other: Party, rank: int) -> None:
    assert alike(one, other) == alike(other, one) == rank


def test_a_generic_nominal_is_compatible_but_no_more() -> None:
    weights = settings().weights["actor"]
    assert weights["loose"] == 0
    assert weights["unlike"] < 0 < weights["akin"] < weights["state"] < weights["same"]


def test_places_in_a_sentence() -> None:
    text = "Two men died near Vlasko in the Kenyan capital on Tuesday, the Congress said in May."
    found = list(places_in(tokens_of(text, 0), text, 0))
    assert found == [Where("vlasko"), Where("nairobi", "KEN")]
    assert Where("nor", "NOR") in list(
        places_in(tokens_of("talks in Norway", 0), "talks in Norway", 0)
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tuesday's attack", ("2024-03-05",)),
        ("They met on April 7.", ("2024-04-07",)),
        ("They met on 7 April 2021.", ("2021-04-07",)),
        ("Two days before, on Tuesday, they met.", ("2024-03-03", "2024-03-05")),
        ("A day earlier they met.", ("2024-03-05",)),
        ("They may meet yesterday.", ("2024-03-05",)),
        ("They met.", ()),
    ],
)
def test_days_in_a_sentence(text: str, days: tuple[str, ...]) -> None:
    assert days_in(tokens_of(text, 0), "2024-03-06", False) == days


def test_days_ahead_and_without_publication() -> None:
    assert days_in(tokens_of("on Tuesday", 0), "2024-03-06", True) == ("2024-03-12",)
    assert days_in(tokens_of("on Tuesday", 0), "", False) == ()


def test_two_mentions_that_are_one_share_keys() -> None:
    one, other = trace(MONDAY), trace(SAME)
    assert len(set(keys_of(one)) & set(keys_of(other))) >= SHARED
    assert abs(window_of(one) - window_of(other)) <= 1
    undated = trace(told("x", "{actor:Norland} {trigger:shelled} Ostby.", None))
    assert window_of(undated) != window_of(one)


def test_a_trace_is_kept_as_text() -> None:
    one = trace(MONDAY)
    assert unpack(packed(one)) == one


def tie(one: str, other: str, value: float = 1.0) -> Tie:
    return Tie(*pair_of(one, other), value)


def test_no_chain_ties_what_differs() -> None:
    scores = {("a", "b"): 1.0, ("b", "c"): 0.9, ("a", "c"): -6.0}
    ties = [tie("a", "b", 1.0), tie("b", "c", 0.9)]
    for order in itertools.permutations("abc"):
        found = groups_of(order, ties, {}, lambda x, y: scores[pair_of(x, y)], -5.0)
        assert found == [["a", "b"], ["c"]]


def test_decisions_go_before_scores() -> None:
    def far(one: str, other: str) -> float:
        return -9.0

    merged = groups_of("abc", [], {("a", "c"): "merge"}, far, -5.0)
    assert merged == [["a", "c"], ["b"]]
    ties = [tie(*pair) for pair in itertools.combinations("abc", 2)]
    apart = groups_of("abc", ties, {("a", "c"): "split"}, lambda x, y: 1.0, -5.0)
    assert apart == [["a", "b"], ["c"]]


def test_what_hangs_together_too_widely_is_cut_where_ties_are_weak() -> None:
    names = [f"m{number:04}" for number in range(MOST + 10)]
    half = len(names) // 2
    strong = [tie(one, other, 3.0) for one, other in itertools.pairwise(names[:half])]
    strong += [tie(one, other, 3.0) for one, other in itertools.pairwise(names[half:])]
    weak = tie(names[half - 1], names[half], 0.1)
    found = groups_of(names, [*strong, weak], {}, lambda x, y: 1.0, -5.0)
    assert found == [names[:half], names[half:]]


def test_allusions_need_somebody_and_a_day_or_place() -> None:
    def found(text: str) -> list[str]:
        document = told("x", "{actor:Norland} {trigger:rose}.", "2024-03-06", tail=text).document
        return [one.event_type for one in allusions_in(document, [])]

    assert found(" Tuesday's closure of the Danish embassy in Quito hurt.") == ["SANCTION"]
    assert found(" The closure of the embassy hurt.") == []
    assert found(" The closure of the Danish embassy hurt.") == []
    assert found(" Denmark moved on Tuesday.") == []


def test_roots_of_words() -> None:
    assert root("stepping") == root("steps") == "step"
    assert root("accusing") == root("accuses") == root("accused")
    assert settings().groups([root("detained")]) & settings().groups([root("arrests")])


def test_the_weights_are_checked() -> None:
    faults = _faults("merging.yaml", {"weights": {"base": {"across": 1}}} | {
        key: [] for key in (*settings_lists(), "kin", "deeds", "near", "order")
    })  # fmt: skip
    assert any("weights of base: expected across, allusion" in fault for fault in faults)
    assert any("weights of day" in fault for fault in faults)
    assert issubclass(DataError, Exception)


def settings_lists() -> tuple[str, ...]:
    from verbale.stories.merging import settings as module

    return tuple(module._LISTS)
