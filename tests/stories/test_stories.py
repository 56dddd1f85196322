"""Stories: what is told together, in any order, under an id that stays."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from tests.stories.conftest import BUDGET, FERRY, FERRY_TOLD_ELSEWHERE, report

from verbale.errors import UnknownId
from verbale.keeping import Desk
from verbale.model import Document, Reading
from verbale.stories.clustering import Group, gathered, needed
from verbale.stories.gathering import day_of
from verbale.stories.terms import packed, stem, terms_of, unpacked

Stories = Callable[[list[Reading]], dict[str, set[str]]]

INQUIRY = (
    "Divers found a crack in the fuel line of the ferry Solveig, which ran on to rocks off Vestmar "
    "this week, the inquiry of the transport ministry said. Nordline Shipping has taken the Astrid, "
    "its other ferry, out of service."
)
MARCH = (
    "Thousands marched through Lagune against frozen pensions as Prime Minister Amara Oyelaran looked "
    "for votes for a second budget. Opposition leader Tereza Lund repeated her call for an election."
)
DAY = [
    report("f1", FERRY, outlet="Agency"),
    report("f2", FERRY_TOLD_ELSEWHERE, outlet="Vestmar Echo"),
    report("f3", "\n\n".join(FERRY.split("\n\n")[:3]), outlet="Morning Post"),
    report("b1", BUDGET, outlet="Agency"),
    report("b2", MARCH),
]


def test_a_day_in_any_order(stories: Stories) -> None:
    expected = {"story-f1": {"f1", "f2", "f3"}, "story-b1": {"b1", "b2"}}
    for order in list(itertools.permutations(DAY))[::17]:
        assert stories(list(order)) == expected


def test_settling_after_each_document_is_no_matter(path: str) -> None:
    with Desk(path) as desk:
        for reading in reversed(DAY):
            desk.write(reading)
            desk.settle()
        found = {s.id: {one.document for one in s.documents} for s in desk.stories()}
    assert found == {"story-f1": {"f1", "f2", "f3"}, "story-b1": {"b1", "b2"}}


def test_a_story_goes_on_and_keeps_its_id(path: str) -> None:
    later = report("a-later", INQUIRY, "2031-05-09")
    late = report("a-late", FERRY_TOLD_ELSEWHERE.replace("everybody", "all"), "2031-05-06")
    with Desk(path) as desk:
        for reading in DAY:
            desk.write(reading)
    with Desk(path) as desk:
        desk.write(later)
        desk.settle()
        (found,) = (s for s in desk.stories() if s.id == "story-f1")
        assert {one.document for one in found.documents} == {"f1", "f2", "f3", "a-later"}
        desk.write(late)
        desk.settle()
        (found,) = (s for s in desk.stories() if s.id == "story-f1")
        assert {one.document for one in found.documents} >= {"f1", "f2", "f3", "a-later", "a-late"}


def test_an_id_it_had_before_still_leads_to_a_story(path: str) -> None:
    with Desk(path) as desk:
        desk.write(DAY[1])
        desk.settle()
        assert desk.story("story-f2").id == "story-f2"
        desk.write(DAY[0])
        desk.settle()
        assert desk.story("story-f2").id == desk.story("f2").id == "story-f1"
        with pytest.raises(UnknownId, match="nothing in the desk"):
            desk.story("story-zz")


def test_what_lies_far_back_is_another_story(stories: Stories) -> None:
    again = report("f9", FERRY_TOLD_ELSEWHERE, "2031-09-01")
    assert stories([DAY[0], again]) == {"story-f1": {"f1"}, "story-f9": {"f9"}}


def test_documents_without_a_day_are_gathered_among_themselves(stories: Stories) -> None:
    undated = [report("u1", FERRY, None), report("u2", FERRY_TOLD_ELSEWHERE, None)]
    assert stories(undated) == {"story-u1": {"u1", "u2"}}


def test_sources_are_counted_by_outlet_and_wording(path: str) -> None:
    with Desk(path) as desk:
        for reading in DAY:
            desk.write(reading)
        desk.settle()
        story = desk.story("story-f1")
    assert len(story.documents) == 3
    assert [one.document for one in story.originals] == ["f1", "f2"]
    assert story.outlets == ("Agency", "Morning Post", "Vestmar Echo")
    assert story.sources == 2
    assert story.first == story.last == "2031-05-06"


def test_stories_are_listed_by_day_size_and_page(path: str) -> None:
    with Desk(path) as desk:
        for reading in [*DAY, report("x", "Snow fell on Norland.", "2031-06-01")]:
            desk.write(reading)
        desk.settle()
        everything = [story.id for story in desk.stories()]
        assert everything == ["story-x", "story-b1", "story-f1"]
        assert [story.id for story in desk.stories(1, 1)] == everything[1:2]
        assert [story.id for story in desk.stories(least=3)] == ["story-f1"]
        assert [story.id for story in desk.stories(since="2031-06")] == ["story-x"]
        assert len(desk.stories(until="2031-05-31")) == 2


def test_the_day_of_a_document() -> None:
    assert day_of(Document("a", published="2031-05-06T23:59:00+02:00")) == "2031-05-06"
    assert day_of(Document("a", published="2031-05")) == ""
    assert day_of(Document("a", retrieved="2031-05-07T01:00:00Z")) == "2031-05-07"
    assert day_of(Document("a", published="0001-01-01")) == ""


def test_terms_come_back_from_their_bytes() -> None:
    terms = terms_of(Document(FERRY))
    assert unpacked(packed(terms)).keys() == terms.keys()
    assert sum(weight**2 for weight in terms.values()) == pytest.approx(1.0)
    assert terms_of(Document("")) == unpacked(packed({})) == {}
    assert [stem(word) for word in ("ferries", "passed", "boats", "crisis")] == [
        "ferry", "pass", "boat", "crisi",
    ]  # fmt: skip


def test_more_is_asked_of_two_large_groups() -> None:
    assert needed(1, 50) < needed(2, 2) < needed(8, 8) < needed(16, 16) == needed(99, 99)
    side = {1: 0.6, 2: 0.8}
    near = [Group(1, side), Group(1, {1: 1.0}), Group(1, {3: 1.0})]
    assert gathered(near, free=3) == [[0, 1], [2]]


def test_standing_stories_are_never_joined_to_one_another() -> None:
    same = Group(3, {1: 1.0})
    assert gathered([Group(1, {1: 1.0}), same, same], free=1) == [[0, 1]]
    assert gathered([same, same], free=0) == []
