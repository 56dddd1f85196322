"""How far files are read: a reading broken off goes on where it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbale.cli.common import Faults, open_documents
from verbale.model import Limits
from verbale.sources.kept_pages import keep_page
from verbale.sources.web import Response
from verbale.watching import State
from verbale.watching.marks import Marks

from .conftest import page


def rows(path: Path, *texts: str) -> None:
    path.write_text("".join(json.dumps({"id": text, "text": text}) + "\n" for text in texts))


def read(folder: Path, *names: str, stop_after: int | None = None) -> list[str]:
    """Ids in the order of reading; broken off after so many."""
    state = State(folder / "state.db")
    marks = Marks(state)
    what = [str(folder / name) for name in names]
    read: list[str] = []
    for document in open_documents(what, Limits(), Faults(), marks):
        if len(read) == stop_after:
            break
        read.append(document.id)
        marks.written(document.id)
    state.close()
    return read


def test_goes_on_where_it_was(tmp_path: Path) -> None:
    rows(tmp_path / "a.jsonl", "a1", "a2", "a3")
    rows(tmp_path / "b.jsonl", "b1", "b2")
    names = ("a.jsonl", "b.jsonl")
    assert read(tmp_path, *names, stop_after=2) == ["a1", "a2"]
    assert read(tmp_path, *names, stop_after=2) == ["a3", "b1"]
    assert read(tmp_path, *names) == ["b2"]
    assert read(tmp_path, *names) == []
    assert read(tmp_path, "b.jsonl", "a.jsonl") == []


def test_what_cannot_be_read_is_passed_over_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\nbroken\n{"text": "\\u0000 "}\n{"text": "two"}\n')
    assert len(read(tmp_path, "a.jsonl", stop_after=1)) == 1
    assert len(read(tmp_path, "a.jsonl")) >= 1
    assert read(tmp_path, "a.jsonl") == []


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    rows(tmp_path / "a.jsonl", "a1", "a2")
    read(tmp_path, "a.jsonl")
    rows(tmp_path / "a.jsonl", "a1", "a2", "a3")
    assert read(tmp_path, "a.jsonl") == ["a1", "a2", "a3"]


def test_the_same_document_twice(tmp_path: Path) -> None:
    rows(tmp_path / "a.jsonl", "same", "other", "same", "last")
    assert read(tmp_path, "a.jsonl", stop_after=3) == ["same", "other", "same"]
    assert read(tmp_path, "a.jsonl") == ["last"]


def test_written_later_than_opened(tmp_path: Path) -> None:
    """As when several processes read: many are opened before the first is written."""
    rows(tmp_path / "a.jsonl", "a1", "a2", "a3")
    state = State(tmp_path / "state.db")
    marks = Marks(state)
    opened = list(open_documents([str(tmp_path / "a.jsonl")], Limits(), Faults(), marks))
    for document in opened[:2]:
        marks.written(document.id)
    marks.written("unknown")
    assert state.done_of(tmp_path / "a.jsonl") == 2
    state.close()


def test_addresses_and_standard_input_have_no_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    for _ in range(2):
        given = io.TextIOWrapper(io.BytesIO(b'{"text": "one"}\n'))
        monkeypatch.setattr(sys, "stdin", given)
        state = State(tmp_path / "state.db")
        marks = Marks(state)
        assert len(list(open_documents(["-"], Limits(), Faults(), marks))) == 1
        state.close()


def test_pages_of_an_archive(tmp_path: Path) -> None:
    for number in range(4):
        told = f"https://a.example/{number}"
        answer = Response(told, 200, "OK", told, {"content-type": "text/html"}, page(number))
        keep_page(tmp_path / "pages", answer, "2031-06-03T10:00:00+00:00")
    kept = sorted((tmp_path / "pages").rglob("*.warc.gz"))
    (tmp_path / "a.warc.gz").write_bytes(b"".join(path.read_bytes() for path in kept))
    first = read(tmp_path, "a.warc.gz", stop_after=1)
    assert len(set(first + read(tmp_path, "a.warc.gz"))) == 4
    assert read(tmp_path, "a.warc.gz") == []
