"""Pages kept as they were retrieved."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from verbale.errors import SourceError
from verbale.model import Raw
from verbale.sources import open_sources
from verbale.sources.kept_pages import check_page, is_kept_page, keep_page
from verbale.sources.web import Response

PAGE = "<html><body><p>Café\r\n\r\nWARC/1.0\r\n</p></body></html>".encode("latin-1")
HEADERS = {"content-type": "text/html; charset=iso-8859-1", "set-cookie": "id=1", "x-a": "b"}
ANSWER = Response("https://a.example/1", 200, "OK", "https://a.example/one", HEADERS, PAGE)
MOMENT = "2031-06-03T10:00:00+00:00"


def test_kept_and_read_again(tmp_path: Path) -> None:
    path = keep_page(tmp_path, ANSWER, MOMENT)
    assert is_kept_page(str(path))
    kept = check_page(str(path))
    assert (kept.url, kept.retrieved) == ("https://a.example/one", "2031-06-03T10:00:00Z")
    assert kept.intact
    (raw,) = open_sources([str(tmp_path)])
    assert isinstance(raw, Raw)
    assert (raw.data, raw.url) == (PAGE, "https://a.example/one")
    assert raw.fields == {"charset": "iso-8859-1"}
    assert b"cookie" not in gzip.decompress(path.read_bytes()).lower()


def test_never_written_over(tmp_path: Path) -> None:
    path = keep_page(tmp_path, ANSWER, MOMENT)
    before = path.read_bytes()
    assert keep_page(tmp_path, ANSWER, "2032-01-01T00:00:00+00:00") == path
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_changes_show(tmp_path: Path) -> None:
    path = keep_page(tmp_path, ANSWER, MOMENT)
    record = gzip.decompress(path.read_bytes()).replace(b"Caf", b"Kaf")
    path.write_bytes(gzip.compress(record))
    assert not check_page(str(path)).intact
    path.write_bytes(b"")
    with pytest.raises(SourceError):
        check_page(str(path))
    path.unlink()
    with pytest.raises(SourceError, match="No such file"):
        check_page(str(path))


def test_joined_files_are_an_archive(tmp_path: Path) -> None:
    several = [
        keep_page(
            tmp_path,
            Response(
                f"https://a.example/{n}",
                200,
                "",
                f"https://a.example/{n}",
                {"content-type": "text/html"},
                PAGE + b"%d" % n,
            ),
            MOMENT,
        )
        for n in range(3)
    ]
    joined = tmp_path / "all.warc.gz"
    joined.write_bytes(b"".join(path.read_bytes() for path in several))
    assert len(list(open_sources([str(joined)]))) == 3
