"""Lists of articles in their kinds: what is taken from each, what is refused."""

from __future__ import annotations

import json
import random

import pytest

from verbale.errors import SourceError
from verbale.model import Limits
from verbale.sources.lists import Entry, Listing, read_listing, whole_page
from verbale.sources.lists.entry import address_of
from verbale.sources.web import is_inside

BASE = "https://news.example/feeds/all"


def listing(data: bytes | str, url: str = BASE) -> Listing:
    data = data.encode() if isinstance(data, str) else data
    return read_listing(data, url, "", url, Limits(unpacked_bytes=1_000_000))


def entries(data: bytes | str) -> list[Entry]:
    return list(listing(data).entries)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a", "https://news.example/a"),
        ("b", "https://news.example/feeds/b"),
        ("HTTP://Other.Example:8080/x?y=1#z", "http://other.example:8080/x?y=1"),
        ("/a?utm_source=x&id=1&fbclid=2", "https://news.example/a?id=1"),
        ("https://other.example", "https://other.example/"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/ä"),
        (f"https://{'ü' * 80}.example/", ""),
        ("mailto:a@b.example", ""),
        ("javascript:void(0)", ""),
        ("https://me:secret@other.example/", ""),
        ("http://[::1", ""),
        (None, "https://news.example/feeds/all"),
    ],
)
def test_addresses(link: str | None, address: str) -> None:
    assert address_of(link, BASE) == address


def test_rss_in_another_charset() -> None:
    feed = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>x</title><item><title>Café</title><link>/a</link></item></channel></rss>'
    assert entries(feed.encode("latin-1"))[0].fields["title"] == "Café"


def test_a_charset_that_is_not_true() -> None:
    feed = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title><item><title>Café</title><link>/a</link></item></channel></rss>'
    (found,) = entries(feed.encode("latin-1"))
    assert (found.url, found.fields["title"]) == ("https://news.example/a", "Café")


def test_rss_that_is_broken_off() -> None:
    feed = '<rss version="2.0"><channel><title>x</title><item><title>A</title><link>/a</link></item><item><title>B & C</tit'
    assert entries(feed)[0].url == "https://news.example/a"


def test_rdf() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<item><title>A</title><link>/a</link></item></rdf:RDF>"
    )
    assert [entry.url for entry in entries(feed)] == ["https://news.example/a"]


def test_atom() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>x</title><entry>'
        '<title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><link rel="alternate" href="/a"/>'
        "<author><name>Ada Quay</name></author><published>2031-06-03T09:00:00+02:00</published>"
        '<updated>2031-06-04T09:00:00Z</updated><content type="html">&lt;p&gt;Long.&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    (found,) = entries(feed)
    assert found.fields["title"] == "A & B"
    assert found.fields["published"] == "2031-06-03T09:00:00+02:00"
    assert (found.fields["author"], found.changed) == ("Ada Quay", "2031-06-04T09:00:00Z")
    assert (found.content, found.day) == ("<p>Long.</p>", "2031-06-03")


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "en-GB",
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "A",
                "content_text": "One.\n\nTwo < three.",
                "date_published": "2031-06-03T10:00:00Z",
                "date_modified": "2031-06-04",
                "authors": [{"name": "Ada"}, {"name": "Bo"}],
            },
            {"id": "https://other.example/b"},
            "rubbish",
            {"url": 3, "id": 4},
        ],
    }
    first, second = (one for one in entries(json.dumps(feed)) if "feeds" not in one.url)
    assert dict(first.fields) == {
        "title": "A",
        "published": "2031-06-03T10:00:00Z",
        "author": "Ada, Bo",
    }
    assert (first.changed, first.language) == ("2031-06-04", "en-gb")
    assert first.content == "<p>One.</p><p>Two &lt; three.</p>"
    assert second.url == "https://other.example/b"


def test_news_sitemap() -> None:
    (found,) = entries(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> /a </loc>'
        "<image:image><image:loc>/i.png</image:loc><image:title>No</image:title></image:image>"
        "<news:news><news:publication><news:name>Vestmar Post</news:name>"
        "<news:language>en</news:language></news:publication>"
        "<news:publication_date>2031-06-03</news:publication_date><news:title>A</news:title>"
        "</news:news></url></urlset>"
    )
    assert (found.url, found.language) == ("https://news.example/a", "en")
    assert dict(found.fields) == {"title": "A", "published": "2031-06-03", "outlet": "Vestmar Post"}


def test_entities_are_not_opened() -> None:
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(9))
    sitemap = (
        f'<!DOCTYPE urlset [<!ENTITY e0 "xxxxxxxxxx">{bomb}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<urlset><url><loc>/a&e9;</loc></url><url><loc>/b&f;</loc></url><url><loc>/c</loc></url></urlset>"
    )
    try:
        found = [entry.url for entry in entries(sitemap)]
    except SourceError:
        return
    assert all(len(url) < 100 for url in found)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (b"<html><body>x</body></html>", "a web page"),
        (b"<doc><x/></doc>", "XML with the root <doc>"),
        (b"\x00\x01", "binary content"),
        (b"just some words\n", "no address"),
        (b"# only remarks\n", "no address in it"),
        (b'{"a": 1}', "no address in it"),
        (b"[1, 2]", "no address in it"),
        (b"\x1f\x8bbroken", "gzip"),
    ],
)
def test_what_is_no_list(data: bytes, cause: str) -> None:
    with pytest.raises(SourceError, match=cause):
        listing(data)


def test_a_list_that_unpacks_to_too_much() -> None:
    import gzip

    with pytest.raises(SourceError, match="unpacks to more"):
        listing(gzip.compress(b"x" * 2_000_000))


def test_rows_with_addresses() -> None:
    rows = [{"url": "https://a.example/1", "title": "A"}, {"url": "https://a.example/1"}, {"x": 1}]
    assert [entry.fields for entry in entries(json.dumps(rows))] == [{"title": "A"}]
    lines = "\n".join(map(json.dumps, rows)) + "\nbroken {"
    assert len(entries(lines)) == 1


@pytest.mark.parametrize("end", ["…", "...", "[...]", "Read more", "Continue: read the full story"])
def test_teasers_are_no_articles(end: str) -> None:
    text = "The quay was rebuilt, the mayor said on Monday. " * 20
    assert whole_page(Entry("https://a.example/", content=f"<p>{text}</p>")) is not None
    assert whole_page(Entry("https://a.example/", content=f"<p>{text} {end}</p>")) is None


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("http://127.0.0.1/x", True),
        ("http://localhost:80/", True),
        ("http://a.localhost/", True),
        ("http://10.1.2.3/", True),
        ("http://169.254.169.254/", True),
        ("http://[::1]:8/", True),
        ("http://8.8.8.8/", False),
        ("https://news.example/", False),
    ],
)
def test_addresses_inside(address: str, inside: bool) -> None:
    assert is_inside(address) is inside


SEEDS = (
    b'<rss version="2.0"><channel><title>T</title><item><title>A</title><link>/a</link>'
    b"<pubDate>Tue, 03 Jun 2031 09:39:21 +0200</pubDate></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><link href="/a"/>'
    b"<updated>2031-06-04T09:00:00Z</updated></entry></feed>",
    b"<urlset><url><loc>https://a.example/1</loc><lastmod>2031-01-02</lastmod></url></urlset>",
    b'<opml><body><outline><outline xmlUrl="https://a.example/rss"/></outline></body></opml>',
    b'{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"/a","authors":[{"name":"A"}]}]}',
    b'[{"type":"x","URL":"https://a.example/","issued":{"date-parts":[[2031,1]]},"author":[{}]}]',
    b'"Key","Item Type","Url","Title","Author"\n"a","b","https://a.example/","t","x, y; z"\n',
    b"https://a.example/rss\n# x\nhttps://b.example/\n",
)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_damage_is_a_source_error(seed: bytes) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secrets
    for _ in range(150):
        broken = bytearray(seed)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(broken))
            end = at + chance.randint(0, 20)
            broken[at:end] = chance.choice((b"", b"\x00", b"<", b'"', b"\xff", broken[at:end] * 2))
            broken = broken or bytearray(b"x")
        try:
            found = entries(bytes(broken))
        except SourceError:
            continue
        for entry in found:
            told = (entry.url, entry.changed, entry.content, *entry.fields.values())
            assert all(isinstance(value, str) for value in told)
