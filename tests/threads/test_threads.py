"""Threads in the desk: what joins, what stays apart, what a person decides, what is overdue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.older import make_older
from tests.threads.conftest import reading, record_of
from typer.testing import CliRunner

from verbale.cli import app
from verbale.errors import UnknownId
from verbale.keeping import Desk
from verbale.model import Reading

Threads = Callable[[list[Reading]], set[frozenset[str]]]

FIRST = reading(
    "a", "2031-04-10", "Norway and Canada will build a radar station on Jan Mayen.",
    "build a radar station on Jan Mayen", head="build", due="2032-06",
)  # fmt: skip
AGAIN = reading(
    "b", "2031-09-01", "Canada and Norway agreed on constructing the radar station on Jan Mayen.",
    "constructing the radar station on Jan Mayen", "agreed", head="construct",
)  # fmt: skip
DONE = reading(
    "c", "2032-05-30", "Norway and Canada completed the construction of the radar station on Jan Mayen.",
    "the construction of the radar station on Jan Mayen", "done", head="construction",
)  # fmt: skip
CLOSED = reading(
    "d", "2032-05-30", "Norway and Canada decided to close the radar station on Jan Mayen.",
    "close the radar station on Jan Mayen", head="close",
)  # fmt: skip
ELSEWHERE = reading(
    "e", "2031-05-01", "Norway and Denmark will build a radar station on Jan Mayen.",
    "build a radar station on Jan Mayen", parties="NOR DNK", head="build",
)  # fmt: skip
OTHER_PLACE = reading(
    "f", "2031-05-01", "Norway and Canada will build a radar station in Resolute.",
    "build a radar station in Resolute", head="build",
)  # fmt: skip
VAGUE = reading(
    "g", "2031-05-01", "Norway and Canada will honour the deal.", "the deal", head="deal"
)
LATER = reading(
    "h", "2035-05-01", "Norway and Canada will build a radar station on Jan Mayen, they said.",
    "build a radar station on Jan Mayen", head="build",
)  # fmt: skip


def filled(path: str | Path, *readings: Reading) -> Desk:
    desk = Desk(path)
    for one in readings:
        desk.write(one)
    desk.settle()
    return desk


def test_what_joins_and_what_does_not(threads: Threads) -> None:
    everything = [FIRST, AGAIN, DONE, CLOSED, ELSEWHERE, OTHER_PLACE, VAGUE]
    assert threads(everything) == {
        frozenset("abc"),
        *(frozenset(id_) for id_ in "defg"),
    }


def test_said_anew_long_after_its_end_is_offered(path: str) -> None:
    with filled(path, DONE, LATER) as desk:
        later = desk.thread(record_of(LATER))
        assert len(later.steps) == 1
        assert [tie.against for tie in later.offers] == [("said anew after its end",)]


def test_an_id_leads_to_the_thread(path: str) -> None:
    with filled(path, AGAIN, DONE) as desk:
        old = desk.threads()[0].id
        assert desk.thread(old).id == desk.thread(record_of(DONE)).id == old
        desk.write(FIRST)
        desk.settle()
        assert desk.thread(old).id == desk.thread(record_of(FIRST)).id != old
        with pytest.raises(UnknownId):
            desk.thread("thread-ffffffffffff")


def test_a_copy_is_no_step(path: str) -> None:
    text = FIRST.document.text + " " + " ".join(f"The mayor spoke of item {n}." for n in range(20))
    long = reading("a", "2031-04-10", text, "build a radar station on Jan Mayen", head="build")
    copy = reading("z", "2031-04-11", text, "build a radar station on Jan Mayen", head="build")
    with filled(path, copy, AGAIN) as desk:
        assert [s.document for s in desk.threads()[0].steps] == ["z", "b"]
        desk.write(long)
        desk.settle()
        assert [s.document for s in desk.threads()[0].steps] == ["a", "b"]
        assert [t for t in desk.threads(least=1) if len(t.steps) == 1] == []


def test_overdue_is_a_view(path: str) -> None:
    with filled(path, FIRST, AGAIN) as desk:
        assert desk.threads(overdue="2032-06-30") == []
        (late,) = desk.threads(overdue="2032-07-01")
        assert late.due == "2032-06"
        assert late.status == "agreed"
        desk.write(DONE)
        desk.settle()
        assert desk.threads(overdue="2032-07-01") == []


def test_a_thread_falls_apart_when_its_middle_goes(path: str) -> None:
    with filled(path, FIRST, AGAIN) as desk:
        desk.write(Reading(AGAIN.document, ()))
        desk.settle()
        assert [len(t.steps) for t in desk.threads(least=1)] == [1]


def test_a_person_parts_and_ties(path: str) -> None:
    one, two, other = record_of(FIRST), record_of(AGAIN), record_of(OTHER_PLACE)
    with filled(path, FIRST, AGAIN, OTHER_PLACE) as desk:
        desk.part(one, two)
        assert len(desk.threads()) == 0
        assert desk.thread(one).parted == (two,)
        assert desk.thread(two).parted == (one,)
        desk.undecide(two, one)
        assert len(desk.threads()) == 1
        desk.tie(two, other, "the site was moved")
        (thread,) = desk.threads()
        assert {s.document for s in thread.steps} == {"a", "b", "f"}
        (moved,) = [s for s in thread.steps if s.document == "f"]
        assert moved.why is not None
        assert (moved.why.kind, moved.why.words) == ("decided", ("the site was moved",))


def test_what_is_decided_outlasts_reading_anew(path: str) -> None:
    (record,) = AGAIN.records
    anew = replace(record, status="announced", id="")
    assert anew.id != record.id
    with filled(path, FIRST, AGAIN) as desk:
        desk.part(record_of(FIRST), record.id)
        desk.write(Reading(AGAIN.document, (anew,)))
        desk.settle()
        assert desk.threads() == []
        desk.undecide(record_of(FIRST), anew.id)
        assert len(desk.threads()) == 1


def test_about_an_actor(path: str) -> None:
    with filled(path, FIRST, AGAIN, ELSEWHERE) as desk:
        assert len(desk.threads(about="NOR", least=1)) == 2
        assert [t.parties for t in desk.threads(about="Denmark", least=1)] == [("DNK", "NOR")]
        assert [t.parties for t in desk.threads(about=["CAN", "NOR"], least=1)] == [("CAN", "NOR")]
        assert desk.threads(about=["CAN", "DNK"], least=1) == []


def test_undertakings_that_an_older_version_kept(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with filled(path, FIRST, AGAIN):
        pass
    make_older(path, 2)
    with Desk(path) as desk:
        desk.settle()
        assert [len(t.steps) for t in desk.threads()] == [2]


def test_the_command(path: str) -> None:
    with filled(path, FIRST, AGAIN, OTHER_PLACE):
        pass
    run = CliRunner()
    desk = ["--desk", str(path)]
    shown = run.invoke(app, ["threads", *desk])
    assert "agreed since 2031-09-01" in shown.stdout
    late = run.invoke(app, ["threads", "--overdue", "--on", "2033-01-01", "--format", "md", *desk])
    assert "overdue on 2033-01-01" in late.stdout
    assert "| 2031-04-10 | first said |" in late.stdout
    pair = ["--about", "NOR", "--about", "CAN", "--format", "jsonl"]
    assert run.invoke(app, ["threads", *pair, *desk]).stdout.count('"kind": "thread"') == 1
    assert run.invoke(app, ["threads", "--about", "NOR", "--about", "DNK", *desk]).stdout == ""
    parted = [record_of(FIRST), record_of(AGAIN)]
    lines = run.invoke(app, ["threads", "--part", *parted, "--format", "jsonl", *desk])
    assert lines.stdout.count('"kind": "thread"') == 2
    one = run.invoke(app, ["threads", parted[0], *desk])
    assert f"parted from {parted[1].rpartition('-')[2][:8]} by decision" in one.stdout
    assert run.invoke(app, ["threads", *desk]).stdout == ""


def test_the_thing_of_a_noun_phrase(path: str) -> None:
    noun = reading(
        "n", "2031-05-01", "Norway and Canada announced the radar station closure on Jan Mayen.",
        "the radar station closure on Jan Mayen", head="closure",
    )  # fmt: skip
    with filled(path, CLOSED, noun) as desk:
        (thread,) = desk.threads()
        assert thread.steps[0].why is not None
        assert thread.steps[0].why.thing == "station"
