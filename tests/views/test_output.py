"""The forms in which readings are written."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable

import pyarrow.parquet as pq
import pytest
from rich.console import Console

from verbale.model import Document, Reading
from verbale.views import flat, output
from verbale.views.explanation import Explanation
from verbale.views.table import ReadingTable, escaped, markdown


def shown(reading: Reading, width: int, colour: bool) -> str:
    console = Console(
        width=width,
        file=io.StringIO(),
        force_terminal=colour,
        color_system="standard" if colour else None,
    )
    console.print(ReadingTable(reading))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 100, 200])
def test_table_holds_everything(reading: Reading, width: int) -> None:
    text = shown(reading, width, colour=False)
    assert max(map(len, text.splitlines())) <= width
    folded = " ".join(text.split())
    for words in ("Allies meet", "ACCUSE", "France «condemned» Iran", "Undertakings", "future"):
        assert words in folded
    for record in reading.records:
        assert record.id.rpartition("-")[2][:8] in folded


def test_trigger_is_marked_by_colour_or_by_signs(reading: Reading) -> None:
    assert "«" not in shown(reading, 100, colour=True)
    assert "\x1b[1;4mcondemned" in shown(reading, 100, colour=True)
    assert "\x1b" not in shown(reading, 100, colour=False)


def test_nothing_found_says_why() -> None:
    assert "nothing found" in shown(Reading(Document("Rain.", language="en"), ()), 80, False)
    french = Reading(Document("Il pleut.", language="fr"), ())
    assert "its language is fr" in shown(french, 80, False)
    assert "its language is fr" in markdown(french)


def test_untrusted_title(reading: Reading) -> None:
    title = "[red]x[/red] \x1b[31m <b>*y*</b> | z"
    document = dataclasses.replace(reading.document, title=title)
    nasty = Reading(document, reading.records)
    assert "[red]x[/red]  [31m" in shown(nasty, 100, False).replace("x[/red] [", "x[/red]  [")
    assert "\x1b" not in shown(nasty, 100, False)
    assert r"\<b\>\*y\*\</b\> \| z" in markdown(nasty)


def test_escaped() -> None:
    assert escaped("a|b *c* [d](e) <f>") == r"a\|b \*c\* \[d\](e) \<f\>"


def test_jsonl(reading: Reading) -> None:
    (piece,) = output.as_jsonl([reading])
    kinds = [json.loads(line)["kind"] for line in piece.splitlines()]
    assert kinds == ["document", *(record.kind for record in reading.records)]


def test_csv(make_reading: Callable[..., Reading]) -> None:
    text = "".join(output.as_csv([make_reading(0), make_reading(1)]))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 12
    event = next(row for row in rows if row["kind"] == "event")
    assert (event["who_ids"], event["whom_ids"]) == ("country:FRA", "country:IRN")
    assert (event["place"], event["country"], event["trigger"]) == ("Paris", "FRA", "condemned")
    assert (event["mode"], event["magnitude"]) == ("disapprove", "launch 1")
    assert json.loads(event["record"])["id"] == event["id"]


def test_csv_without_readings_has_its_names() -> None:
    assert "".join(output.as_csv([])) == ",".join(flat.COLUMNS) + "\n"


def test_parquet_in_batches(
    make_reading: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flat, "BATCH", 4)
    sink = io.BytesIO()
    readings = [make_reading(number) for number in range(3)]
    flat.write_parquet(readings, sink)
    table = pq.read_table(io.BytesIO(sink.getvalue()))
    assert table.column_names == list(flat.COLUMNS)
    assert table.column("id").to_pylist() == [r.id for one in readings for r in one.records]


def test_explanation_says_everything(reading: Reading) -> None:
    linked = {record.id: record for record in reading.records}
    undertaking = next(record for record in reading.records if record.kind == "undertaking")
    text = " ".join(output.laid_out(Explanation(undertaking, linked)).split())
    for words in (
        *("undertaking announced", undertaking.id, "“strengthen” 147:157", "country:JPN"),
        *("future", "content-of statement-", "«strengthen» their alliance", "said by"),
    ):
        assert words in text
    statement = next(record for record in reading.records if record.kind == "statement")
    text = " ".join(output.laid_out(Explanation(statement, {})).split())
    assert "rule say.say: cue ‘said’" in text


def test_by_document(make_reading: Callable[..., Reading]) -> None:
    one, two = make_reading(1), make_reading(2)
    mixed = [one.records[0], two.records[0], one.records[1]]
    groups = output.by_document(mixed)
    assert [group.document.id for group in groups] == [one.document.id, two.document.id]
    assert [len(group.records) for group in groups] == [2, 1]
