"""Files, folders, globs: what is read, and what is named when it cannot be."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from verbale.errors import EmptySource, LimitExceeded, SourceError, UnsupportedSource
from verbale.model import Limits, Raw
from verbale.sources import open_sources

TEXT = "France condemned the attack on Tuesday."
SMALL = Limits(row_bytes=2_000, file_bytes=10_000, page_bytes=5_000, unpacked_bytes=50_000)


def read(*what: object, limits: Limits | None = None) -> list[Raw | SourceError]:
    return list(open_sources([str(item) for item in what], limits or Limits()))


def only_error(found: list[Raw | SourceError]) -> SourceError:
    errors = [item for item in found if isinstance(item, SourceError)]
    assert len(errors) == 1, found
    return errors[0]


def texts(found: list[Raw | SourceError]) -> list[str | bytes]:
    return [item.data for item in found if isinstance(item, Raw)]


def table(delimiter: str = ",") -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=delimiter)
    rows.writerows([["id", "Text", "date"], ["a", 'He said "no",\nthen left.', "2024-07-28"]])
    return out.getvalue().encode()


def parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


ROW = json.dumps({"id": 7, "text": TEXT, "title": None, "date": "2024-07-28"}).encode()
FORMATS = [
    ("a.txt", TEXT.encode(), "text", TEXT.encode()),
    ("a.md", TEXT.encode(), "text", TEXT.encode()),
    ("a.html", b"<html><p>x", "html", b"<html><p>x"),
    ("a.HTM", b"<html><p>x", "html", b"<html><p>x"),
    ("a.pdf", b"%PDF-1.4", "pdf", b"%PDF-1.4"),
    ("a.jsonl", ROW + b"\n", "row", TEXT),
    ("a.ndjson", ROW, "row", TEXT),
    ("a.json", ROW, "row", TEXT),
    ("b.json", b"[" + ROW + b"]", "row", TEXT),
    ("a.csv", table(), "row", 'He said "no",\nthen left.'),
    ("b.csv", table(";"), "row", 'He said "no",\nthen left.'),
    ("a.tsv", table("\t"), "row", 'He said "no",\nthen left.'),
    ("a.parquet", parquet(text=[TEXT]), "row", TEXT),
    ("noending", TEXT.encode(), "text", TEXT.encode()),
    ("rows", ROW + b"\n" + ROW, "row", TEXT),
    ("page", b"<!DOCTYPE html><p>x", "html", b"<!DOCTYPE html><p>x"),
]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize(("name", "data", "media", "expected"), FORMATS)
def test_formats(
    tmp_path: Path, name: str, data: bytes, media: str, expected: bytes | str, packed: bool
) -> None:
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(data) if packed else data)
    found = read(path)
    assert [item.media for item in found if isinstance(item, Raw)] == [media] * len(found)
    assert texts(found)[0] == expected
    assert isinstance(found[0], Raw)
    assert found[0].path == str(path)


def test_row_fields(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(ROW)
    (row,) = read(tmp_path / "a.jsonl")
    assert isinstance(row, Raw)
    assert dict(row.fields) == {"id": "7", "published": "2024-07-28"}
    assert row.place.endswith("a.jsonl line 1")


def test_utf16_table(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes("text\tid\nCafé\tx\n".encode("utf-16"))
    assert texts(read(tmp_path / "a.tsv")) == ["Café"]


def test_windows_1252_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("text\nCafé “no”\n".encode("cp1252"))
    assert texts(read(tmp_path / "a.csv")) == ["Café “no”"]


def test_folder_sorted_without_hidden(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".hidden.txt", ".git/config"):
        (tmp_path / name).write_text(name)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    assert texts(read(tmp_path)) == [b"a.txt", b"b/c.txt", b"z.txt"]


def test_bad_among_good_are_named_and_the_others_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 broken")
    (tmp_path / "e.jsonl").write_text("no json\n")
    (tmp_path / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "z.txt").write_text(TEXT)
    found = read(tmp_path, tmp_path / "missing.txt")
    assert texts(found) == [TEXT.encode()] * 2
    errors = [item for item in found if isinstance(item, SourceError)]
    assert [type(error) for error in errors] == [
        UnsupportedSource,
        EmptySource,
        SourceError,
        SourceError,
        UnsupportedSource,
        SourceError,
    ]
    assert [Path(error.place.split(" line")[0]).name for error in errors] == [
        "b.bin",
        "c.txt",
        "d.parquet",
        "e.jsonl",
        "f.png",
        "missing.txt",
    ]


def test_globs(tmp_path: Path) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    for name in ("a.txt", "b.md", "d/e/c.txt"):
        (tmp_path / name).write_text(name)
    assert texts(read(tmp_path / "*.txt")) == [b"a.txt"]
    assert texts(read(tmp_path / "**" / "*.txt")) == [b"a.txt", b"d/e/c.txt"]
    assert texts(read(tmp_path / "d*")) == [b"d/e/c.txt"]
    error = only_error(read(tmp_path / "*.xyz"))
    assert error.place.endswith("*.xyz")
    assert "no file matches" in error.cause


def test_a_name_with_glob_characters_is_a_file_first(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert texts(read(tmp_path / "a[1].txt")) == [b"x"]


@pytest.mark.parametrize("name", ["missing", "nul\0byte", "x" * 5000])
def test_paths_that_cannot_be(tmp_path: Path, name: str) -> None:
    only_error(read(tmp_path / name))


def test_broken_link_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert "does not exist" in only_error(read(tmp_path / "gone.txt")).cause
    (tmp_path / "empty").mkdir()
    assert isinstance(only_error(read(tmp_path / "empty")), EmptySource)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("y")
    (tmp_path / "a.txt").chmod(0)
    if os.access(tmp_path / "a.txt", os.R_OK):
        plain = Path.open

        def refuse(self: Path, *arguments: object) -> object:
            if self.name == "a.txt":
                raise PermissionError(13, "Permission denied", str(self))
            return plain(self, *arguments)  # type: ignore[call-overload]  # passed on as they come

        monkeypatch.setattr(Path, "open", refuse)
    found = read(tmp_path)
    assert only_error(found).cause == "Permission denied"
    assert only_error(found).place.endswith("a.txt")
    assert texts(found) == [b"y"]


def test_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.txt")
        assert isinstance(only_error(read("s.txt")), UnsupportedSource)


def test_invalid_json_on_line_3(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(ROW + b"\n\n{broken\n" + ROW)
    found = read(tmp_path / "x.jsonl")
    assert len(texts(found)) == 2
    error = only_error(found)
    assert error.place.endswith("x.jsonl line 3")
    assert error.cause.startswith("not valid JSON: ")
    assert error.cause.endswith('expected an object with "text"')


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"[1]", "found an array"),
        (b'"x"', "found a string"),
        (b"{}", 'no "text"'),
        (b'{"text": null}', 'no "text"'),
        (b'{"text": 5}', '"text" is a number, expected a string'),
        (b'{"text": " "}', '"text" is empty'),
        (b'{"text": "x", "url": ["y"]}', '"url" is an array, expected a string'),
        (b'{"text": "x", "id": true}', '"id" is true or false, expected a string'),
        (b"\xff\xfe{}"[2:] + b"\xe9", "not valid JSON"),
        (b'{"text": "caf\xe9"}', "not UTF-8 (byte 0xe9 at 14)"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "not valid JSON"),
    ],
)
def test_bad_rows_are_named_and_the_others_read(tmp_path: Path, line: bytes, cause: str) -> None:
    (tmp_path / "x.jsonl").write_bytes(ROW + b"\n" + line + b"\n" + ROW)
    found = read(tmp_path / "x.jsonl")
    assert len(texts(found)) == 2
    assert cause in only_error(found).cause
    assert only_error(found).place.endswith("line 2")


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * 100_000 + b'"}'
    (tmp_path / "x.jsonl").write_bytes(ROW + b"\n" + long + b"\n" + ROW)
    found = read(tmp_path / "x.jsonl", limits=SMALL)
    assert len(texts(found)) == 2
    error = only_error(found)
    assert isinstance(error, LimitExceeded)
    assert error.place.endswith("line 2")
    assert "100,013 bytes" in error.cause


@pytest.mark.slow
def test_a_line_of_200_megabytes_is_not_held_in_memory(tmp_path: Path) -> None:
    import tracemalloc

    with (tmp_path / "x.jsonl").open("wb") as out:
        out.write(ROW + b'\n{"text": "')
        for _ in range(200):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n' + ROW)
    tracemalloc.start()
    found = read(tmp_path / "x.jsonl")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(texts(found)) == 2
    assert only_error(found).place.endswith("line 2")
    assert peak < 40_000_000


def test_truncated_gzip_gives_what_stands_before(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({"id": n, "text": f"{TEXT} {os.urandom(200).hex()}"}).encode() + b"\n"
        for n in range(1000)
    )
    packed = gzip.compress(lines)
    (tmp_path / "x.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    found = read(tmp_path / "x.jsonl.gz")
    assert len(texts(found)) > 100
    assert "truncated" in only_error(found).cause


def test_not_gzip(tmp_path: Path) -> None:
    (tmp_path / "x.txt.gz").write_bytes(b"plain")
    assert "not valid gzip" in only_error(read(tmp_path / "x.txt.gz")).cause


@pytest.mark.parametrize("name", ["x.txt.gz", "x.jsonl.gz", "x.csv.gz", "x.parquet.gz", "x.pdf.gz"])
def test_decompression_bomb(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"x" * 1_000_000))
    assert any(isinstance(e, LimitExceeded) for e in read(tmp_path / name, limits=SMALL))


def test_too_large_file(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"x" * 10_001)
    error = only_error(read(tmp_path / "x.txt", limits=SMALL))
    assert isinstance(error, LimitExceeded)
    assert "10,000" in error.cause


@pytest.mark.parametrize("data", [b"PAR1", b"", b"nonsense", parquet(text=[TEXT])[:-9]])
def test_broken_parquet(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.parquet").write_bytes(data)
    assert only_error(read(tmp_path / "x.parquet")).place.endswith("x.parquet")


def test_parquet_rows(tmp_path: Path) -> None:
    data = parquet(text=[TEXT, None, TEXT], id=["a", "b", "c"], other=[1, 2, 3])
    (tmp_path / "x.parquet").write_bytes(data)
    found = read(tmp_path / "x.parquet")
    assert len(texts(found)) == 2
    assert only_error(found).place.endswith("row 2")


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.csv", b"id,headline,body\n1,2,3\n"), ("x.parquet", parquet(headline=["x"]))],
)
def test_table_without_text_column(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    cause = only_error(read(tmp_path / name)).cause
    assert "no column 'text': found " in cause
    assert "'headline'" in cause
    assert "expected 'text' and any of id, title" in cause


def test_csv_rows_at_fault(tmp_path: Path) -> None:
    long = "x" * 5_000
    lines = "\n".join("y" * 150 for _ in range(40))
    (tmp_path / "x.csv").write_text(
        f'id,text\na,one\nb,{long}\nc,"{lines}"\nd,two\ne,1,2,3\nf\ng,three\n'
    )
    found = read(tmp_path / "x.csv", limits=SMALL)
    assert texts(found) == ["one", "two", "three"]
    errors = [error for error in found if isinstance(error, SourceError)]
    places = [error.place.rsplit(" line ")[-1] for error in errors]
    assert places == ["3", "4", "45", "46"]
    assert [type(error) for error in errors] == [LimitExceeded] * 2 + [SourceError] * 2
    assert "4 cells, expected 2" in errors[2].cause


@pytest.mark.parametrize("data", [b"id,text\n", b"\n\n", b"[]"])
def test_nothing_in_it(tmp_path: Path, data: bytes) -> None:
    for name in ("x.csv", "x.jsonl", "x.json"):
        (tmp_path / name).write_bytes(data)
        only_error(read(tmp_path / name))


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (ROW + b"\n" + ROW, ["row", "row"]),
        (b'{\n"text": "x"}', ["row"]),
        (b'\n [{"text": "x"}]', ["row"]),
        (b"<html><body>", ["html"]),
        (TEXT.encode(), ["text"]),
        (b"{curly} text", ["text"]),
        (gzip.compress(ROW), ["row"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, media: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = read("-")
    assert [item.media for item in found if isinstance(item, Raw)] == media
    assert all(item.place.startswith("-") for item in found)


@pytest.mark.parametrize("data", [b"", b"\x00\x01binary"])
def test_standard_input_without_text(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert only_error(read("-")).place == "-"


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    found = open_sources([str(tmp_path / "a.txt"), "http://127.0.0.1:1/never-asked"])
    assert isinstance(next(found), Raw)
