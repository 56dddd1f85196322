"""The desk keeps readings all or none, finds them again, and names what is wrong with a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from tests.conftest import schema_of_its_own

from verbale.desk import Desk, finding
from verbale.desk.migrations import MIGRATIONS
from verbale.desk.sqlite import APPLICATION
from verbale.desk.stores import store_of
from verbale.desk.tables import METADATA
from verbale.errors import DeskError, DeskVersionError, UnknownId
from verbale.model import Document, Event, Reading

Make = Callable[..., Reading]
SHARED = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def desk(place: str) -> Iterator[Desk]:
    with Desk(place) as opened:
        yield opened


def counts(place: str) -> dict[str, int]:
    engine = store_of(place).open_reader()
    with engine.begin() as connection:
        names = ["documents", "records", "record_actors", "links", "search"]
        found = {n: connection.scalar(text(f"SELECT count(*) FROM {n}")) or 0 for n in names}  # noqa: S608 - the names stand above
    engine.dispose()
    return found


def test_a_reading_comes_back_whole(desk: Desk, reading: Reading) -> None:
    assert desk.write(reading)
    assert desk.find() == list(reading.records)
    assert all(record.source == reading.document for record in desk.find())
    assert desk.documents() == [reading.document]
    assert desk.document(reading.document.id) == reading.document


def test_reading_twice_changes_nothing(desk: Desk, place: str, reading: Reading) -> None:
    desk.write(reading)
    before = counts(place)
    assert not desk.write(reading)
    assert counts(place) == before


def test_other_records_take_the_place_of_the_old(desk: Desk, place: str, reading: Reading) -> None:
    desk.write(reading)
    fewer = replace(reading, records=reading.records[:1])
    assert desk.write(fewer)
    assert desk.find() == list(fewer.records)
    assert counts(place)["search"] == counts(place)["records"] == 1
    assert desk.find("condemned") == []


def test_an_id_that_stands_twice_is_kept_once(desk: Desk, reading: Reading) -> None:
    desk.write(replace(reading, records=reading.records * 2))
    assert desk.find() == list(reading.records)


def test_a_document_without_records_is_kept(desk: Desk) -> None:
    document = Document(text="Nothing happened.", language="en")
    assert desk.write(Reading(document, ()))
    assert desk.documents() == [document]


def test_all_or_none(desk: Desk, place: str, make_reading: Make) -> None:
    first, second = make_reading(1), make_reading(2)
    desk.write(first)
    clash = replace(second.records[0], id=first.records[0].id)
    with pytest.raises(DeskError, match=r"desk\.db|127\.0\.0\.1"):
        desk.write(replace(second, records=(*second.records[1:], clash)))
    assert desk.documents() == [first.document]
    assert counts(place)["records"] == len(first.records)


QUESTIONS: list[tuple[dict[str, Any], set[str]]] = [
    ({"words": "alliance"}, {"statement", "relation", "undertaking", "expectation"}),
    ({"words": "condemn launch"}, {"event", "stance"}),
    ({"words": '"secretary of defense"', "kind": "relation"}, {"relation"}),
    ({"words": '"defense of secretary"', "kind": "relation"}, set()),
    ({"words": "allies meet", "kind": "stance"}, {"stance"}),
    ({"actor": "IRN"}, {"event", "stance"}),
    ({"actor": "iran"}, {"event", "stance"}),
    ({"actor": "country:IRN", "kind": "event"}, {"event"}),
    ({"actor": "austin", "kind": "relation"}, {"relation"}),
    ({"actor": "aust"}, set()),
    ({"actor": "Japan", "kind": "undertaking"}, {"undertaking"}),
    ({"kind": "event", "since": "2024-07-31"}, {"event"}),
    ({"since": "2024-07-28", "until": "2024-07-28"}, {"statement", "relation", "event"}),
    ({"since": "2024-08"}, set()),
    ({"until": "2023"}, set()),
    ({"label": "ACCUSE"}, {"event"}),
    ({"words": "— …"}, set()),
    ({"words": ""}, set()),
]


@pytest.mark.parametrize(("question", "kinds"), QUESTIONS)
def test_find(desk: Desk, reading: Reading, question: dict[str, Any], kinds: set[str]) -> None:
    desk.write(reading)
    assert {record.kind for record in desk.find(**question)} == kinds


def test_find_by_pages(desk: Desk, make_reading: Make) -> None:
    for number in range(3):
        desk.write(make_reading(number))
    everything = desk.find(limit=None)
    assert len(everything) == 18
    assert desk.find(limit=7) + desk.find(limit=99, offset=7) == everything
    assert len(desk.documents(limit=2)) == 2


@pytest.mark.parametrize("question", [question for question, _ in QUESTIONS])
def test_many_answers_are_found_another_way_and_are_the_same(
    desk: Desk, make_reading: Make, question: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        desk.write(make_reading(number))
    plainly = desk.find(limit=None, **question)
    monkeypatch.setattr(finding, "_MANY_WORDS", 0)
    monkeypatch.setattr(finding, "_MANY_ACTS", 0)
    others = desk.find(limit=None, **question)
    assert {r.id for r in others} == {r.id for r in plainly}
    if "words" not in question:
        assert others == plainly
    paged = desk.find(limit=4, **question) + desk.find(limit=None, offset=4, **question)
    assert paged == others


@pytest.mark.parametrize("newest", [False, True])
def test_page_behind_page_holds_all_in_order(desk: Desk, make_reading: Make, newest: bool) -> None:
    for number, day in enumerate(["2031-02-01", None, "2031-01-05", "2031-02-01", None]):
        made = make_reading(number)
        document = replace(made.document, published=day, id="")
        desk.write(
            Reading(document, tuple(replace(r, source=document, id="") for r in made.records))
        )
    whole = [record.id for record in desk.find(limit=None, newest=newest)]
    turned = [record.id for record in desk.find(limit=None, newest=not newest)]
    assert whole == turned[::-1]
    seen: list[str] = []
    while page := desk.find(limit=4, newest=newest, after=seen[-1] if seen else None):
        seen += [record.id for record in page]
    assert seen == whole
    with pytest.raises(UnknownId, match="no record of the desk"):
        desk.find(after="event-zz")


def test_readings_of_a_question(desk: Desk, make_reading: Make) -> None:
    several = [make_reading(number) for number in range(3)]
    empty = Reading(Document(text="Nothing happened.", language="en"), ())
    for reading in (*several, empty):
        desk.write(reading)
    assert len(list(desk.readings())) == 4
    found = list(desk.readings("condemned", kind="event"))
    assert [[record.kind for record in one.records] for one in found] == [["event"]] * 3
    assert list(desk.readings("nowhere")) == []
    assert sum(len(one.records) for one in desk.readings(actor="IRN")) == 6


def test_events_by_type(desk: Desk, reading: Reading) -> None:
    desk.write(reading)
    (event,) = desk.events(event_type="ACCUSE", actor="FRA")
    assert isinstance(event, Event)
    assert desk.events(event_type="AID") == []


def test_a_date_that_is_none_is_refused(desk: Desk, reading: Reading) -> None:
    desk.write(reading)
    with pytest.raises(DeskError, match="'soon' is no date"):
        desk.find(since="soon")


@settings(max_examples=60, deadline=None, suppress_health_check=SHARED)
@given(words=st.text(max_size=20), actor=st.text(max_size=10))
def test_any_words_are_safe(desk: Desk, make_reading: Make, words: str, actor: str) -> None:
    desk.write(make_reading())
    desk.find(words)
    desk.find(actor=actor)
    desk.find(words, kind=actor)


@settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
@given(
    words=st.text(st.characters(codec=None), min_size=1), title=st.text(st.characters(codec=None))
)
def test_any_text_is_kept(desk: Desk, words: str, title: str) -> None:
    document = Document(text=words, title=title)
    desk.write(Reading(document, ()))
    assert desk.document(document.id) == document


def test_records_by_the_beginning_of_their_id(desk: Desk, reading: Reading) -> None:
    desk.write(reading)
    event = next(r for r in reading.records if r.kind == "event")
    assert desk.record(event.id) == event
    assert desk.record(event.id[:12]) == event
    assert desk.record(event.id.removeprefix("event-")[:8]) == event
    with pytest.raises(UnknownId, match="nothing in the desk"):
        desk.record("event-zz")
    with pytest.raises(UnknownId, match="several begin so"):
        desk.record("")
    with pytest.raises(UnknownId):
        desk.document("zz")


def test_a_missing_desk_is_named_and_not_made(path: Path) -> None:
    desk = Desk(path)
    with pytest.raises(DeskError, match="no desk here"):
        desk.find("war")
    assert not path.exists()


def test_no_database(path: Path, reading: Reading) -> None:
    desk = Desk(path)
    path.write_text("These are only words. " * 100, encoding="utf-8")
    with pytest.raises(DeskError, match=r"desk\.db.*not a database"):
        desk.find("war")
    with pytest.raises(DeskError, match=r"desk\.db.*not a database"):
        desk.write(reading)


def test_no_folder(tmp_path: Path, reading: Reading) -> None:
    with pytest.raises(DeskError, match=r"unable to open"):
        Desk(tmp_path / "nowhere" / "desk.db").write(reading)


def test_the_file_of_another_program(path: Path, reading: Reading) -> None:
    desk = Desk(path)
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE stamps (country TEXT)")
    with pytest.raises(DeskError, match="another program"):
        desk.find("war")
    with pytest.raises(DeskError, match="another program"):
        desk.write(reading)


def test_a_newer_desk(path: Path, reading: Reading) -> None:
    desk = Desk(path)
    desk.write(reading)
    desk.close()
    with sqlite3.connect(path) as link:
        link.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(DeskVersionError, match="newer verbale"):
        desk.find("war")
    with pytest.raises(DeskVersionError):
        Desk(path).write(reading)


def test_an_empty_desk_is_brought_to_form_by_reading(path: Path) -> None:
    desk = Desk(path)
    path.touch()
    assert desk.find("war") == []
    with sqlite3.connect(path) as link:
        assert link.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert link.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_migrations_make_the_tables_that_queries_see(path: Path) -> None:
    desk = Desk(path)
    path.touch()
    desk.documents()
    with sqlite3.connect(path) as link:
        for table in METADATA.sorted_tables:
            rows = link.execute(f"PRAGMA table_info({table.name})").fetchall()
            made = {(name, kind, bool(notnull)) for _, name, kind, notnull, *_ in rows}
            seen = {
                (c.name, c.type.compile(sqlite.dialect()), not c.nullable) for c in table.columns
            }
            assert made == seen, table.name


def test_close_and_go_on(place: str, make_reading: Make) -> None:
    with Desk(place) as desk:
        desk.write(make_reading(1))
        assert desk.find("alliance")
    desk.write(make_reading(2))
    assert len(desk.documents()) == 2


def test_merging_is_added_to_desks_of_earlier_forms(tmp_path: Path) -> None:
    """The step of merging needs nothing of those between it and form 2."""
    from verbale.desk import migrations

    merging = next(step for step in MIGRATIONS if any("mention_ties" in line for line in step))
    with sqlite3.connect(tmp_path / "desk.db") as link:
        for step in (migrations.MIGRATIONS[0], migrations.MIGRATIONS[1], merging):
            for statement in step:
                link.execute(statement)
        held = {name for (name,) in link.execute("SELECT name FROM sqlite_master")}
    assert {
        "mentions",
        "mention_keys",
        "mention_ties",
        "unmerged",
        "taken",
        "event_decisions",
    } <= held


def test_the_schema_of_another_program(server: str, reading: Reading) -> None:
    for address in schema_of_its_own(server):
        with store_of(address).open_writer().begin() as connection:
            connection.execute(text("CREATE TABLE stamps (country TEXT)"))
        with pytest.raises(DeskError, match="another program"):
            Desk(address).find("war")
        with pytest.raises(DeskError, match="another program"):
            Desk(address).write(reading)


def test_an_empty_schema_is_no_desk(server: str) -> None:
    for address in schema_of_its_own(server):
        with pytest.raises(DeskError, match="no desk here"):
            Desk(address).find("war")


def test_a_password_is_not_shown() -> None:
    desk = Desk("postgresql://clerk:secret@127.0.0.1:1/desk")
    with pytest.raises(
        DeskError, match=r"postgresql://clerk:\*\*\*@127\.0\.0\.1:1/desk: .*refused"
    ) as error:
        desk.find("war")
    assert "secret" not in str(error.value)


def test_an_address_that_cannot_be_read() -> None:
    with pytest.raises(DeskError, match="expected postgresql://"):
        Desk("postgresql:desk")


MARKED = "Café Łódź Übergang naïve"


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("cafe", True),
        ("CAFÉ", True),
        ("ubergang", True),
        ("naive", True),
        ("caf", False),
        ('"naive cafe"', False),
    ],
)
def test_marks_on_letters_are_no_matter(
    desk: Desk, make_reading: Make, words: str, fits: bool
) -> None:
    desk.write(make_reading(0, MARKED))
    assert bool(desk.find(words)) is fits
