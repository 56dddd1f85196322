"""Change: what is superseded, what stands, and what `verbale changes` tells of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.desk.older import make_older
from tests.threads.conftest import reading, record_of
from typer.testing import CliRunner

from verbale.cli import app
from verbale.desk.superseding import is_correction
from verbale.errors import DeskError, UnknownId
from verbale.keeping import Desk
from verbale.model import ActorReference, Date, Document, Reading, Reason, Relation

ACTION = "build a radar station on Jan Mayen"
TEXT = f"Norway and Canada will {ACTION}, the two governments said after a long day of talks."
ADDRESS = "https://news.example/radar"
FIRST = reading("a", "2031-04-10", TEXT, ACTION, head="build", due="2032-06", url=ADDRESS)
DENIED = reading(
    "n", "2031-05-02", f"Canada denied that Norway and Canada will {ACTION}.", ACTION, "rejected",
    head="build",
)  # fmt: skip
DONE = reading("c", "2032-05-30", f"Norway and Canada did {ACTION}.", ACTION, "done", head="build")
CORRECTED = reading(
    "b", "2031-04-10", f"Correction: the date was wrong. {TEXT}", ACTION, "agreed", head="build",
    url=ADDRESS,
)  # fmt: skip


def told(desk: Desk, *types: str, on: str = "2031-01-01") -> list[tuple[str, ...]]:
    return [
        tuple(part for part in (one.type, one.was, one.now) if part)
        for one in desk.changes(types=types, on=on)
    ]


def write(path: str | Path, *readings: Reading) -> Desk:
    """A desk that settles after each reading."""
    desk = Desk(path)
    for one in readings:
        desk.write(one)
        desk.settle()
    return desk


def read_anew(one: Reading, **fields: Any) -> Reading:
    """The same text as a better version reads it."""
    (record,) = one.records
    return Reading(one.document, (replace(record, id="", **fields),))


def test_a_better_version_marks_the_old_record(path: str) -> None:
    better = read_anew(FIRST, status="agreed")
    old, new = record_of(FIRST), record_of(better)
    assert old != new
    with write(path, FIRST, better, better) as desk:
        assert [record.id for record in desk.find()] == [new]
        (kept,) = desk.superseded(old)
        assert (kept.cause, kept.replaced_by) == ("reread", new)
        assert kept.record == FIRST.records[0]
        (change,) = desk.changes(types=["replaced"])
        assert (change.was, change.record, change.cause) == (old, new, "reread")
        assert told(desk, "new") == []


def test_why_alone_is_no_change(path: str) -> None:
    with write(path, FIRST, read_anew(FIRST, because=(Reason("other", "another rule"),))) as desk:
        assert [one.type for one in desk.changes(on="2031-01-01")] == ["new"]
        assert desk.superseded(record_of(FIRST)) == []


def test_what_is_said_otherwise_under_one_id_is_kept(path: str) -> None:
    with write(path, FIRST, read_anew(FIRST, due=None)) as desk:
        (kept,) = desk.superseded(record_of(FIRST))
        assert kept.replaced_by == record_of(FIRST)
        assert kept.record == FIRST.records[0]


def test_what_is_read_no_more_is_withdrawn(path: str) -> None:
    with write(path, FIRST, Reading(FIRST.document, ())) as desk:
        (change,) = desk.changes(types=["withdrawn"])
        assert (change.was, change.kind, change.label) == (
            record_of(FIRST), "undertaking", "announced",
        )  # fmt: skip
        assert desk.find() == []
        assert desk.superseded(record_of(FIRST))[0].replaced_by is None


def test_a_corrected_text_takes_the_place_of_the_first(path: str) -> None:
    with write(path, FIRST, CORRECTED, FIRST) as desk:
        assert [document.id for document in desk.documents()] == ["b"]
        (kept,) = desk.superseded(record_of(FIRST))
        assert (kept.cause, kept.replaced_by) == ("corrected", record_of(CORRECTED))
        assert told(desk, "withdrawn", "new") == []
        assert len(desk.changes(types=["replaced"])) == 1


def test_what_a_correction_only_moves_is_not_told(path: str) -> None:
    text = f"Corrected. {TEXT}"
    moved = reading("m", "2031-04-10", text, ACTION, head="build", due="2032-06", url=ADDRESS)
    sentence = moved.document.span(text.index("Norway"), len(text))
    moved = Reading(moved.document, (replace(moved.records[0], sentence=sentence),))
    with write(path, FIRST, moved) as desk:
        assert told(desk, "replaced", "withdrawn", "new", "status") == []
        assert desk.superseded(record_of(FIRST))[0].replaced_by == record_of(moved)


def test_an_earlier_text_that_is_read_later_does_not_stand(path: str) -> None:
    early, late = (
        Reading(
            (document := replace(one.document, retrieved=day)),
            tuple(replace(record, source=document) for record in one.records),
        )
        for one, day in ((FIRST, "2031-04-10"), (CORRECTED, "2031-04-11"))
    )
    with write(path, late, early, late) as desk:
        assert [document.id for document in desk.documents()] == ["b"]
        assert desk.superseded(record_of(early))[0].replaced_by == record_of(late)


def test_another_page_at_one_address_stands_beside_it(path: str) -> None:
    other = reading(
        "z", "2031-04-11", "Norway and Canada will train pilots in Manitoba from the spring on.",
        "train pilots in Manitoba", head="train", url=ADDRESS,
    )  # fmt: skip
    with write(path, FIRST, other) as desk:
        assert {document.id for document in desk.documents()} == {"a", "z"}
    assert is_correction(TEXT, TEXT + " And more.")
    assert not is_correction("", TEXT)


def test_what_a_person_decided_stands_in_a_corrected_text(path: str) -> None:
    with write(path, FIRST, DONE) as desk:
        assert len(desk.threads()) == 1
        desk.part(record_of(FIRST), record_of(DONE))
        desk.write(CORRECTED)
        desk.settle()
        assert desk.threads() == []
        desk.undecide(record_of(CORRECTED), record_of(DONE))
        assert len(desk.threads()) == 1


def test_status_of_a_thread(path: str) -> None:
    with write(path, FIRST, DONE) as desk:
        assert told(desk, "status") == [("status", "announced", "done")]
        (change,) = desk.changes(types=["status"])
        assert change.thread == desk.threads()[0].id
        assert change.record == record_of(DONE)
        desk.write(Reading(DONE.document, ()))
        desk.settle()
        assert told(desk, "status")[1:] == [("status", "done", "announced")]


def test_a_step_that_goes_is_no_news_of_the_rest(path: str) -> None:
    agreed = reading(
        "g", "2031-08-01", f"Norway and Canada agreed to {ACTION}.", ACTION, "agreed", head="build"
    )
    with write(path, FIRST, agreed, DONE, Reading(FIRST.document, ()), FIRST) as desk:
        assert told(desk, "status") == [
            ("status", "announced", "agreed"), ("status", "agreed", "done"),
        ]  # fmt: skip


def test_a_record_that_comes_back(path: str) -> None:
    other = read_anew(FIRST, status="agreed")
    with write(path, FIRST, other, FIRST, Reading(FIRST.document, ()), other, FIRST) as desk:
        assert [record.id for record in desk.find()] == [record_of(FIRST)]
        assert len(desk.superseded(record_of(other))) == 2


def test_an_earlier_report_changes_no_status(path: str) -> None:
    with write(path, DONE, FIRST) as desk:
        assert told(desk, "status") == []


def test_a_thread_read_at_once_tells_its_last_step(path: str) -> None:
    with Desk(path) as desk:
        desk.write(DONE)
        desk.write(FIRST)
        desk.settle()
        assert told(desk, "status") == [("status", "announced", "done")]


def test_a_denial_contradicts(path: str) -> None:
    with write(path, FIRST, DENIED, DONE) as desk:
        assert told(desk, "contradiction") == [("contradiction", "denied")]


def test_overdue_is_asked_for_a_day(path: str) -> None:
    with write(path, FIRST) as desk:
        assert told(desk, "overdue", on="2032-06-30") == []
        (late,) = desk.changes(types=["overdue"], on="2032-07-01")
        assert (late.at, late.now) == ("2032-07-01", "due 2032-06")
        assert desk.changes("2032-07-02", on="2033-01-01") == []
        assert desk.changes(late.id, on="2033-01-01") == []


def test_since_goes_on_where_it_ended(path: str) -> None:
    with write(path, FIRST, DENIED, DONE) as desk:
        every = desk.changes(on="2031-01-01")
        assert len({one.id for one in every}) == len(every)
        for number, one in enumerate(every, 1):
            assert desk.changes(one.id, on="2031-01-01") == every[number:]
        assert desk.changes(every[0].at[:10], on="2031-01-01") == every
        assert desk.changes("9999-01-01") == []
        assert [one.record for one in desk.changes(limit=1)] == [record_of(FIRST)]
        with pytest.raises(UnknownId):
            desk.changes("change-999")
        with pytest.raises(DeskError):
            desk.changes("yesterday")


def test_about_an_actor(path: str) -> None:
    other = reading(
        "e", "2031-05-01", "Norway and Denmark will train pilots.", "train pilots",
        parties="NOR DNK", head="train",
    )  # fmt: skip
    with write(path, FIRST, other, Reading(other.document, ()), DONE) as desk:
        assert {one.document for one in desk.changes(about="CAN")} == {"a", "c"}
        assert [one.type for one in desk.changes(about="Denmark")] == ["withdrawn"]


def holder(id_: str, day: str, name: str, since: str | None = None) -> Reading:
    """A reading in which somebody holds an office of Norway."""
    text = f"Norway: {name}, the prime minister of Norway, spoke on paper number {id_}."
    document = Document(text, id=id_, published=day, language="en")
    at = text.index(name)
    person = ActorReference(
        f"person:{name.casefold().replace(' ', '-')}", name, document.span(at, at + len(name))
    )
    state = ActorReference("country:NOR", "Norway", document.span(0, 6), country="NOR")
    place = text.index("prime minister")
    office = ActorReference(
        "office:prime-minister-norway", "prime minister, Norway",
        document.span(place, place + 14), country="NOR",
    )  # fmt: skip

    relation = Relation(
        source=document,
        sentence=document.span(0, len(text)),
        evidence=(document.span(place, place + 14),),
        because=(Reason("test", "made by hand"),),
        said_by=(state,),
        subject=person,
        relation="holds-office",
        object=office,
        since=Date(since, document.span(place, place + 14)) if since else None,
    )
    return Reading(document, (relation,))


def test_another_holds_an_office(path: str) -> None:
    one, again = holder("1", "2031-01-01", "Ola Berg"), holder("2", "2031-02-01", "Ola Berg")
    new, newer = holder("3", "2031-03-01", "Kari Dal"), holder("4", "2031-03-09", "Kari Dal")
    with write(path, one, again, new) as desk:
        assert told(desk, "office") == []
        desk.write(newer)
        desk.write(holder("5", "2031-03-10", "Kari Dal"))
        assert told(desk, "office") == [("office", "Ola Berg", "Kari Dal, prime minister, Norway")]
        desk.write(holder("6", "2031-02-11", "Ola Berg"))
        assert len(told(desk, "office")) == 1


def test_one_document_is_enough_that_says_since_when(path: str) -> None:
    one, again = holder("1", "2031-01-01", "Ola Berg"), holder("2", "2031-02-01", "Ola Berg")
    new = holder("3", "2031-03-04", "Kari Dal", "2031-03")
    with write(path, one, again, new, holder("7", "2031-04-01", "Ola Lund", "2001")) as desk:
        assert told(desk, "office") == [("office", "Ola Berg", "Kari Dal, prime minister, Norway")]


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_desk_of_an_older_version(tmp_path: Path, version: int) -> None:
    path = tmp_path / "desk.db"
    with write(path, FIRST):
        pass
    make_older(path, version)
    with write(path, read_anew(FIRST, status="agreed"), DONE) as desk:
        assert [one[0] for one in told(desk)] == ["replaced", "new", "status"]
        assert desk.superseded(record_of(FIRST))[0].cause == "reread"


def test_the_command(path: str) -> None:
    with write(path, FIRST, read_anew(FIRST, status="agreed"), DENIED, DONE):
        pass
    run, desk = CliRunner(), ["--desk", str(path), "--on", "2031-01-01"]
    shown = run.invoke(app, ["changes", *desk])
    assert "rejected → done" in shown.stdout
    lines = run.invoke(app, ["changes", "--format", "jsonl", *desk]).stdout.splitlines()
    last = json.loads(lines[-1])
    assert {json.loads(line)["kind"] for line in lines} == {"change"}
    assert run.invoke(app, ["changes", "--since", last["id"], *desk]).stdout == ""
    feed = json.loads(run.invoke(app, ["changes", "--format", "feed", *desk]).stdout)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert [item["_verbale"] for item in feed["items"]][::-1] == [json.loads(x) for x in lines]
    for item in feed["items"]:
        assert item["id"]
        assert item["content_text"]
        assert item["date_published"].endswith("Z")
    only = run.invoke(app, ["changes", "--type", "contradiction", "--format", "jsonl", *desk])
    assert only.stdout.count("\n") == 1
    assert run.invoke(app, ["changes", "--type", "war", *desk]).exit_code == 2
    old = run.invoke(app, ["explain", record_of(FIRST).removeprefix("undertaking-")[:9], *desk[:2]])
    assert "announced" in old.stdout
    assert "(reread) by: undertaking-" in old.stdout
    empty = run.invoke(app, ["changes", "--since", "9999", "--format", "feed", *desk])
    assert json.loads(empty.stdout)["items"] == []
