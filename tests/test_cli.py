"""The commands: what goes where, exit statuses, formats. Most with a reader made for the test."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from verbale import cli
from verbale.errors import LimitExceeded, ModelError
from verbale.model import ActorReference, Document, Event, Limits, Link, Reading, Reason, Span
from verbale.views import flat

GOOD = "France condemned Iran on Tuesday.\n"
LINES = [
    {"id": "a-1", "text": "France condemned Iran on Tuesday. Nothing else was known."},
    {"id": "a-2", "text": "Chad condemned Mali on Friday.", "title": "A [red]title[/red] \x1b[31m"},
]


def find_condemned(document: Document) -> Reading:
    """One event for the word ‘condemned’, where it stands in the text."""
    words = document.text.split("\n")[0]
    at = words.find("condemned")
    if at < 0:
        return Reading(document, ())

    def span(start: int, end: int) -> Span:
        return document.span(start, end)

    def actor(name: Span) -> ActorReference:
        return ActorReference(f"country:{name.text[:3].upper()}", name.text, name)

    trigger = span(at, at + 9)
    end = at + 10 + words[at + 10 :].index(" ")
    event = Event(
        source=document,
        sentence=span(0, words.index(".") + 1),
        evidence=(trigger,),
        event_type="ACCUSE",
        trigger=trigger,
        actors=(actor(span(0, at)),),
        recipients=(actor(span(at + 10, end)),),
        because=(Reason("accuse.condemn", "‘condemned’ with subject and object"),),
        links=(Link("same-as", "event-0000000000000000"),),
    )
    return Reading(document, (event,))


class FakeReader:
    """Reads as the real one does, without a language model."""

    def __init__(
        self,
        model: str | None = None,
        limits: Limits | None = None,
        actors: Path | None = None,
        vocabulary: Path | None = None,
        settled: bool = False,
    ) -> None:
        if model == "nowhere":
            raise ModelError("model 'nowhere': not installed")

    def read_document(self, document: Document) -> Reading:
        if "stop here" in document.text:
            raise KeyboardInterrupt
        if "too slow" in document.text:
            raise LimitExceeded(document.id, "took longer than 1 s")
        return find_condemned(document)

    def read_many(
        self,
        documents: Iterable[Document],
        processes: int = 1,
        failed: Callable[[LimitExceeded], None] | None = None,
    ) -> Iterator[Reading]:
        for document in documents:
            try:
                yield self.read_document(document)
            except LimitExceeded as error:
                if failed is None:
                    raise
                failed(error)


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake: Any = types.ModuleType("verbale.pipeline")
    fake.Reader = FakeReader
    monkeypatch.setitem(sys.modules, "verbale.pipeline", fake)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    lines = "".join(json.dumps(line) + "\n" for line in LINES)
    (tmp_path / "feed.jsonl").write_text(lines)


def run(*arguments: str, text: str | None = None, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(cli.app, arguments, input=text)


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_table_and_desk() -> None:
    result = run("read", "good.txt", "feed.jsonl")
    assert result.exit_code == 0
    assert "France «condemned» Iran on Tuesday." in result.stdout
    assert "documents: 3, records: 3, kept in verbale.db" in result.stderr
    assert Path("verbale.db").is_file()


def test_dry_run_keeps_nothing() -> None:
    result = run("read", "good.txt", "--dry-run")
    assert result.exit_code == 0
    assert "not kept" in result.stderr
    assert not Path("verbale.db").exists()


def test_text_is_not_markup() -> None:
    result = run("read", "feed.jsonl", "--dry-run")
    assert "A [red]title[/red] [31m" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_table_fits(columns: int) -> None:
    result = run("read", "feed.jsonl", "good.txt", "--dry-run", COLUMNS=str(columns))
    assert max(map(len, result.stdout.splitlines())) <= columns


def test_jsonl_document_first_by_its_own_id() -> None:
    found = lines_of(run("read", "feed.jsonl", "--dry-run", "--format", "jsonl"))
    assert [line["kind"] for line in found] == ["document", "event", "document", "event"]
    assert [line["id"] for line in found if line["kind"] == "document"] == ["a-1", "a-2"]
    assert [line["document"] for line in found if line["kind"] == "event"] == ["a-1", "a-2"]


def test_csv() -> None:
    result = run("read", "feed.jsonl", "--dry-run", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(found[0]) == flat.COLUMNS
    assert [(row["who"], row["what"], row["whom"]) for row in found] == [
        ("France", "condemned", "Iran"),
        ("Chad", "condemned", "Mali"),
    ]


def test_parquet() -> None:
    result = run("read", "feed.jsonl", "--dry-run", "--format", "parquet")
    table = pq.read_table(io.BytesIO(result.stdout_bytes))
    assert tuple(table.column_names) == flat.COLUMNS
    assert table.column("who").to_pylist() == ["France", "Chad"]


def test_md() -> None:
    result = run("read", "good.txt", "--dry-run", "--format", "md")
    assert "| ACCUSE | France | condemned | Iran |" in result.stdout
    assert "France **condemned** Iran" in result.stdout


def test_standard_input() -> None:
    found = lines_of(run("read", "-", "--dry-run", "--format", "jsonl", text=GOOD))
    assert [line["kind"] for line in found] == ["document", "event"]


def test_bad_inputs_are_named_and_the_others_done() -> None:
    Path("bad.jsonl").write_text('{"text": "Chad condemned Mali on Friday."}\n\n{not json\n')
    Path("empty.txt").write_text("")
    Path("picture.bin").write_bytes(bytes(range(256)) * 40)
    Path("slow.txt").write_text("This one is too slow.")
    result = run(
        *("read", "--dry-run", "--format", "jsonl", "bad.jsonl", "empty.txt", "missing.txt"),
        *("picture.bin", "slow.txt", "good.txt"),
    )
    assert result.exit_code == 1
    assert [line["kind"] for line in lines_of(result)] == ["document", "event"] * 2
    for place in ("bad.jsonl line 3", "empty.txt", "missing.txt", "picture.bin", "longer than"):
        assert place in result.stderr


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["read"], "Missing argument"),
        (["read", "good.txt", "--format", "xml"], "xml"),
        (["read", "good.txt", "--processes", "0"], "processes"),
        (["read", "good.txt", "--model", "nowhere"], "not installed"),
        (["read", "good.txt", "--desk", "no/such/folder/verbale.db"], "verbale.db"),
        (["find", "war", "--desk", "none.db"], "none.db"),
        (["explain", "event-1", "--desk", "none.db"], "none.db"),
        (["find", "--from", "yesterday"], "yesterday"),
        (["nothing"], "nothing"),
    ],
)
def test_wrong_usage(arguments: list[str], cause: str) -> None:
    run("read", "good.txt")
    result = run(*arguments)
    assert result.exit_code == 2
    assert cause in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_interrupt() -> None:
    Path("stop.txt").write_text("Please stop here.")
    result = run("read", "good.txt", "stop.txt")
    assert result.exit_code == 130
    assert "stopped" in result.stderr
    assert len(lines_of(run("find", "--format", "jsonl"))) == 2


def test_limits() -> None:
    result = run("read", "good.txt", "feed.jsonl", "--dry-run", "--limit-chars", "40")
    assert result.exit_code == 1
    assert "feed.jsonl line 1" in result.stderr
    assert "France «condemned» Iran on Tuesday." in result.stdout


def test_other_languages_are_named() -> None:
    text = "Le gouvernement français a condamné mardi l'arrestation de six pêcheurs à Oslo. " * 4
    Path("fr.txt").write_text(text)
    result = run("read", "fr.txt", "--dry-run")
    assert result.exit_code == 0
    assert "fr.txt: kept but not read: its language is fr" in result.stderr


def test_find() -> None:
    run("read", "good.txt", "feed.jsonl")
    found = lines_of(run("find", "condemned", "--actor", "Mali", "--format", "jsonl"))
    assert [(line["kind"], line["id"]) for line in found][:1] == [("document", "a-2")]
    result = run("find", "volcano")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing found" in result.stderr
    assert lines_of(run("find", "--kind", "stance", "--format", "jsonl")) == []


def test_explain() -> None:
    run("read", "good.txt")
    (record,) = lines_of(run("find", "condemned", "--format", "jsonl"))[1:]
    for id_ in (record["id"], record["id"].removeprefix("event-")[:8]):
        result = run("explain", id_)
        assert result.exit_code == 0
        assert "accuse.condemn: ‘condemned’ with subject and object" in result.stdout
        assert "“condemned” 7:16" in result.stdout
        assert "France «condemned» Iran on Tuesday." in result.stdout
        assert "country:FRA" in result.stdout
    assert run("explain", "event-unknown").exit_code == 2


def test_schema() -> None:
    assert "$schema" in json.loads(run("schema").stdout)


def test_score_needs_a_known_set() -> None:
    result = run("score", "nothing", "somewhere")
    assert result.exit_code == 2
    assert "expected one of: " in result.stderr


def test_score_names_a_file_that_is_not_there() -> None:
    result = run("score", "timex", "nowhere.jsonl")
    assert result.exit_code == 2
    assert "nowhere.jsonl" in result.stderr


def test_version() -> None:
    assert run("--version").stdout.startswith("verbale ")


def command(*arguments: str) -> subprocess.Popen[bytes]:
    """The real command in a process of its own."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "verbale.cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from verbale import cli\n"
        "assert CliRunner().invoke(cli.app, ['--help']).exit_code == 0\n"
        "print(*({'spacy', 'sqlalchemy', 'pyarrow', 'trafilatura', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def write_many(count: int) -> None:
    lines = (json.dumps({"text": f"France condemned Iran on day {n}."}) for n in range(count))
    Path("many.jsonl").write_text("\n".join(lines))


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_closed_pipe_is_no_error(form: str) -> None:
    write_many(300)
    process = command("read", "many.jsonl", "--dry-run", "--format", form)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    noise = process.stderr.read().decode()
    assert (process.wait(60), noise.count("rror")) == (0, 0), noise


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_interrupt_of_the_real_command(processes: str) -> None:
    write_many(5000)
    process = command(
        *("read", "many.jsonl", "--dry-run", "--format", "jsonl", "--processes", processes)
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, noise = process.communicate(timeout=60)
    assert process.returncode == 130
    assert noise.decode().splitlines()[-1] == "verbale: stopped"
    assert b"Traceback" not in noise


def test_whole_way() -> None:
    process = command("read", "good.txt", "--format", "jsonl")
    out, noise = process.communicate(timeout=120)
    assert process.returncode == 0, noise.decode()
    kinds = [json.loads(line)["kind"] for line in out.splitlines()]
    assert kinds[0] == "document"
    assert "event" in kinds


def test_analyse() -> None:
    process = command("analyse", "good.txt", "--format", "jsonl")
    out, noise = process.communicate(timeout=120)
    assert process.returncode == 0, noise.decode()
    text = Path("good.txt").read_text().strip()
    found = [json.loads(line) for line in out.splitlines()]
    assert {"sentence", "mention", "predicate"} <= {line["layer"] for line in found}
    for line in found:
        assert text[line["start"] : line["end"]] == line["text"]


FERRY = (
    "The ferry Solveig ran aground off Vestmar on Monday after its engine failed in heavy seas, the "
    "coast guard said. All 212 passengers were taken off by helicopter before dawn. The owner, "
    "Nordline Shipping, said that the ferry had passed an inspection in March."
)


def test_copies_and_stories() -> None:
    rows = [
        {"id": "s-1", "text": FERRY, "title": "Aground", "published": "2031-05-06", "outlet": "A"},
        {"id": "s-2", "text": f"OSLO — {FERRY}", "published": "2031-05-07", "outlet": "B"},
    ]
    Path("ferry.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert "copy of s-1" in run("read", "ferry.jsonl").stdout
    found = lines_of(run("read", "ferry.jsonl", "--format", "jsonl"))
    assert [line["copy_of"] for line in found] == [None, "s-1"]
    (story,) = lines_of(run("stories", "--format", "jsonl"))
    assert (story["id"], story["sources"], story["outlets"]) == ("story-s-1", 1, ["A", "B"])
    assert "2 documents · 1 wording · 1 source · 2 outlets" in run("stories", "s-1").stdout
    assert run("stories", "--from", "2032").stderr == "verbale: no stories\n"
    assert run("stories", "story-none").exit_code == 2
