"""Lists of references as input of reading: the articles that they name are fetched."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.watching.conftest import Site, no_proxy, page, serve

from verbale.errors import EmptySource, SourceError
from verbale.model import Limits, Raw
from verbale.sources import courtesy, open_sources

__all__ = ["no_proxy"]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(courtesy.Manners, "__init__", _hasty)
    made = Site()
    running = serve(made)
    made.pages |= {f"/{number}": page(number) for number in range(4)}
    yield made
    running.shutdown()
    running.server_close()


def _hasty(self: Any, *_: object) -> None:
    for name, value in (("delay", 0.0), ("patience", 1.0), ("contact", "")):
        object.__setattr__(self, name, value)


def read(path: Path) -> list[Raw | SourceError]:
    return list(open_sources([str(path)], Limits(address_seconds=2)))


def test_csl_json(site: Site, tmp_path: Path) -> None:
    items = [
        {
            "type": "article-newspaper",
            "URL": site.link("/1"),
            "title": "The ferry",
            "container-title": "Vestmar Post",
            "issued": {"date-parts": [[2031, "6", 3]]},
            "author": [{"family": "Quay", "given": "Ada"}, {"literal": "Staff"}],
        },
        {"type": "book", "title": "No address", "issued": {"raw": "2031"}},
        {"type": "webpage", "URL": site.link("/missing")},
    ]
    path = tmp_path / "library.json"
    path.write_text(json.dumps(items))
    first, second, third = read(path)
    assert isinstance(first, Raw)
    assert (first.data, first.url, first.media) == (page(1), site.link("/1"), "html")
    assert dict(first.fields) == {
        "title": "The ferry",
        "published": "2031-06-03",
        "outlet": "Vestmar Post",
        "author": "Ada Quay, Staff",
        "charset": "utf-8",
    }
    assert isinstance(second, EmptySource)
    assert isinstance(third, SourceError)
    assert third.cause == "the server answered 404 Not Found"


def test_csv_of_zotero(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "library.csv"
    path.write_text(
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","Url","Date"\n'
        f'"A","newspaperArticle","2031","Quay, Ada; Pier, Bo","The ferry","Post","{site.link("/2")}","2031-06-03"\n'
        f'"B","blogPost","2031","","June","","{site.link("/3")}","June 2031"\n',
        encoding="utf-8-sig",
    )
    first, second = read(path)
    assert isinstance(first, Raw)
    assert isinstance(second, Raw)
    assert first.fields["author"] == "Ada Quay, Bo Pier"
    assert (first.fields["published"], first.fields["outlet"]) == ("2031-06-03", "Post")
    assert "published" not in second.fields


def test_article_list_of_gdelt(site: Site, tmp_path: Path) -> None:
    rows = [
        {
            "date": "2031-06-03T10:00:00Z",
            "url": site.link(f"/{number}"),
            "title": f"Report {number}",
            "lang": lang,
            "domain": "news.example",
            "outletName": "Vestmar Post",
        }
        for number, lang in ((1, "en"), (2, "de"), (1, "en"))
    ]
    path = tmp_path / "20310603.gal.json.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    (found,) = read(path)
    assert isinstance(found, Raw)
    assert (found.fields["outlet"], "published" in found.fields) == ("Vestmar Post", False)
    assert (site.of("/1"), site.of("/2")) == (1, 0)


def test_web_ngrams(site: Site, tmp_path: Path) -> None:
    rows = [
        {
            "ngram": word,
            "lang": "en",
            "type": 1,
            "pos": 10,
            "pre": "",
            "post": "",
            "url": site.link("/1"),
        }
        for word in ("the", "ferry")
    ]
    path = tmp_path / "20310603.webngrams.json.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    (found,) = read(path)
    assert isinstance(found, Raw)
    assert (found.data, site.of("/1")) == (page(1), 1)


def test_robots_are_asked(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = b"User-agent: verbale\nDisallow: /1"
    path = tmp_path / "library.json"
    path.write_text(json.dumps([{"type": "webpage", "URL": site.link("/1")}]))
    (found,) = read(path)
    assert isinstance(found, SourceError)
    assert (site.of("/1"), "robots.txt" in found.cause) == (0, True)


@pytest.mark.parametrize(
    "row",
    [{"url": "https://a.example/"}, {"title": "x", "url": "https://a.example/", "image": "y"}],
)
def test_rows_of_no_known_list_fetch_nothing(tmp_path: Path, row: dict[str, str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row))
    (found,) = read(path)
    assert isinstance(found, SourceError)
    assert 'no "text"' in found.cause
