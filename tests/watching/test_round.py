"""Rounds of watching: what is asked for, what is given on, what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.model import Raw
from verbale.sources.kept_pages import check_page
from verbale.watching import State, Wishes

from .conftest import QUICK, Site, Watch, page, rss


def test_each_article_once(site: Site, watch: Watch) -> None:
    site.pages |= {
        "/feed": rss("/a", "/b", "/a#top", "/a?utm_source=x"),
        "/a": page(1),
        "/b": page(2),
    }
    summary = watch.round(site.link("/feed"))
    assert (summary.new, summary.fetched, summary.read, summary.faults) == (2, 2, 2, 0)
    assert sorted(watch.reader.urls) == [site.link("/a"), site.link("/b")]
    again = watch.round(site.link("/feed"))
    assert (again.new, again.fetched, again.lists_unchanged) == (0, 0, 1)
    site.pages |= {"/feed": rss("/a", "/c"), "/c": page(3)}
    assert watch.round(site.link("/feed")).read == 1
    assert [site.of(path) for path in ("/a", "/b", "/c", "/robots.txt")] == [1, 1, 1, 1]


def test_what_is_known_of_an_article(site: Site, watch: Watch) -> None:
    item = (
        "<item><title>Ferry &amp; quay</title><link>/a</link><author>A. Writer</author>"
        "<pubDate>Tue, 03 Jun 2031 09:39:21 +0200</pubDate></item>"
    )
    site.pages |= {"/feed": rss(more=item), "/a": page(1)}
    watch.round(site.link("/feed"))
    (raw,) = watch.reader.taken
    assert raw.fields["title"] == "Ferry & quay"
    assert raw.fields["published"] == "2031-06-03T09:39:21+02:00"
    assert (raw.data, raw.media, raw.fields["charset"]) == (page(1), "html", "utf-8")
    assert raw.retrieved is not None


def test_conditional_requests(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": site.tagged('"1"', rss("/a")), "/a": page(1)}
    watch.round(site.link("/feed"))
    summary = watch.round(site.link("/feed"))
    assert summary.lists_unchanged == 1
    assert site.headers[-1]["if-none-match"] == '"1"'
    assert site.of("/feed") == 2


def test_last_modified_is_sent_back(site: Site, watch: Watch) -> None:
    moment = "Tue, 03 Jun 2031 09:39:21 GMT"
    site.pages["/feed"] = (200, {"Last-Modified": moment}, rss())
    watch.round(site.link("/feed"))
    watch.round(site.link("/feed"))
    assert site.headers[-1]["if-modified-since"] == moment


def changed_feed(day: int) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>A</title>'
        f'<link href="/a"/><id>a</id><published>2031-06-01T10:00:00Z</published>'
        f"<updated>2031-06-{day:02}T10:00:00Z</updated></entry></feed>"
    ).encode()


def test_changed_articles_are_seen_again(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": changed_feed(1), "/a": page(1)}
    watch.round(site.link("/feed"))
    site.pages |= {"/feed": changed_feed(2), "/a": page(1, " It came back.")}
    summary = watch.round(site.link("/feed"))
    assert (summary.new, summary.changed, summary.read) == (0, 1, 1)
    site.pages["/feed"] = changed_feed(3)
    summary = watch.round(site.link("/feed"))
    assert (summary.changed, summary.unchanged, summary.read) == (1, 1, 0)
    assert len(watch.reader.taken) == 2


def test_an_unchanged_article_is_not_sent_again(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": changed_feed(1), "/a": site.tagged('"x"', page(1))}
    watch.round(site.link("/feed"))
    site.pages["/feed"] = changed_feed(2)
    summary = watch.round(site.link("/feed"))
    assert (summary.unchanged, summary.fetched, site.headers[-1]["if-none-match"]) == (1, 0, '"x"')


def test_a_dead_feed_does_not_stop_the_others(site: Site, other_site: Site, watch: Watch) -> None:
    site.pages |= {"/good": rss("/a"), "/a": page(1), "/broken": (500, {}, b""), "/html": page(9)}
    other_site.pages["/rubbish"] = b"\x00\x01\x02"
    dead = "http://127.0.0.1:9/feed"
    lists = [dead, site.link("/broken"), site.link("/html"), other_site.link("/rubbish")]
    summary = watch.round(*lists, site.link("/good"), "no-such-file.opml")
    assert (summary.read, summary.lists_failed) == (1, 5)
    told = {error.place: error.cause for error in watch.faults}
    assert "no connection" in told[dead]
    assert told[site.link("/broken")] == "the server answered 500 Internal Server Error"
    assert "no list of articles" in told[site.link("/html")]
    # What failed rests; files are tried each time.
    summary = watch.round(*lists, site.link("/good"), "no-such-file.opml")
    assert (summary.lists_resting, summary.lists_failed) == (4, 1)


def test_a_page_names_its_feeds(site: Site, watch: Watch) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    site.pages["/"] = f"<html><head>{link}</head><body>x</body></html>".encode()
    watch.round(site.link("/"))
    assert site.link("/feed.xml") in watch.faults[0].cause


def test_opml_with_nested_outlines(site: Site, watch: Watch, tmp_path: Path) -> None:
    site.pages |= {"/1": rss("/a"), "/2": rss("/b"), "/a": page(1), "/b": page(2)}
    inner = f'<outline text="deep"><outline type="rss" xmlUrl="{site.link("/2")}"/></outline>'
    path = tmp_path / "feeds.opml"
    path.write_text(
        f'<opml version="2.0"><body><outline text="all"><outline xmlUrl="{site.link("/1")}"/>'
        f'{inner}</outline><outline text="note"/></body></opml>'
    )
    assert watch.round(str(path)).read == 2
    # The file has not changed, the feeds in it are asked again all the same.
    site.pages["/2"] = rss("/b", "/c")
    site.pages["/c"] = page(3)
    assert watch.round(str(path)).read == 1


def test_a_file_of_addresses(site: Site, watch: Watch, tmp_path: Path) -> None:
    site.pages |= {"/1": rss("/a"), "/a": page(1)}
    path = tmp_path / "feeds.txt"
    path.write_text(f"# my feeds\n\n{site.link('/1')}  the first\n")
    assert watch.round(str(path)).read == 1


def sitemap(*rows: tuple[str, str], root: str = "urlset", name: str = "url") -> bytes:
    told = "".join(f"<{name}><loc>{u}</loc><lastmod>{d}</lastmod></{name}>" for u, d in rows)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{root} xmlns="{space}">{told}</{root}>'.encode()


def test_sitemap_index(site: Site, watch: Watch) -> None:
    import gzip

    def index(day: str) -> bytes:
        parts = ((site.link("/old.xml"), "2029-01-01"), (site.link("/new.xml.gz"), day))
        return sitemap(*parts, root="sitemapindex", name="sitemap")

    new = sitemap((site.link("/a"), "2031-06-02"), (site.link("/b"), "2030-01-01"))
    site.pages |= {"/index": index("2031-06-02"), "/new.xml.gz": (200, {}, gzip.compress(new))}
    site.pages |= {"/old.xml": sitemap((site.link("/z"), "2029-01-01")), "/a": page(1)}
    wishes = Wishes(since="2031", manners=QUICK.manners, limits=QUICK.limits)
    summary = watch.round(site.link("/index"), wishes=wishes)
    assert (summary.read, summary.passed_over, site.of("/old.xml")) == (1, 2, 0)
    site.pages["/index"] = index("2031-06-02") + b"\n"
    watch.round(site.link("/index"), wishes=wishes)
    assert site.of("/new.xml.gz") == 1, "the index says that it has not changed"
    site.pages |= {"/z": page(9), "/b": page(2)}
    summary = watch.round(site.link("/index"))
    assert summary.read == 2, "now all are wanted"


def test_what_is_gone_is_not_asked_again(site: Site, watch: Watch) -> None:
    site.pages["/feed"] = rss("/none")
    assert watch.round(site.link("/feed")).given_up == 1
    watch.wake()
    watch.round(site.link("/feed"))
    assert site.of("/none") == 1


def test_redirects(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": (301, {"Location": "/moved"}, b""), "/moved": rss("/short", "/long")}
    site.pages["/short"] = (302, {"Location": "/long?utm_source=feed"}, b"")
    site.pages |= {"/long": page(1), "/long?utm_source=feed": page(1)}
    watch.round(site.link("/feed"))
    assert set(watch.reader.urls) == {site.link("/long")}


def test_images_are_no_articles(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": (200, {"Content-Type": "image/png"}, b"\x89PNG")}
    assert watch.round(site.link("/feed")).given_up == 1


WHOLE = "<p>The quay was rebuilt, the mayor of Vestmar said at the opening on Monday.</p>" * 12


@pytest.mark.parametrize("content", [WHOLE, "<p>Only the beginning …</p>"])
def test_what_the_feed_gives_whole(site: Site, watch: Watch, content: str) -> None:
    item = f"<item><title>A &lt; B</title><link>/a</link><description><![CDATA[{content}]]></description></item>"
    site.pages["/feed"] = rss(more=item)
    summary = watch.round(site.link("/feed"))
    assert summary.read == (content is WHOLE)
    if content is WHOLE:
        (raw,) = watch.reader.taken
        assert (raw.url, raw.fields["title"]) == (site.link("/a"), "A < B")
        assert b"rebuilt" in raw.data
        assert raw.path is None


def test_the_page_goes_before_what_the_feed_gives(site: Site, watch: Watch) -> None:
    item = f"<item><link>/a</link><description><![CDATA[{WHOLE}]]></description></item>"
    site.pages |= {"/feed": rss(more=item), "/a": page(1)}
    watch.round(site.link("/feed"))
    assert watch.reader.taken[0].data == page(1)
    # A page that is a wall has no article: then what the feed gives is read.
    site.pages["/feed"] = rss(more=item.replace("/a", "/wall"))
    site.pages["/wall"] = b"<html>Subscribe!</html>"
    watch.reader.refuse = lambda raw: b"Subscribe" in raw.data
    watch.round(site.link("/feed"))
    assert b"rebuilt" in watch.reader.taken[1].data


def test_pages_without_an_article_are_given_up(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": b"<html>x</html>"}
    watch.reader.refuse = lambda _: True
    assert watch.round(site.link("/feed")).given_up == 1
    assert watch.counts() == {"given up": 1}


def test_pages_are_kept(site: Site, watch: Watch, tmp_path: Path) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": page(1)}
    kept = Wishes(manners=QUICK.manners, limits=QUICK.limits, keep_pages=tmp_path / "pages")
    watch.round(site.link("/feed"), wishes=kept)
    (raw,) = watch.reader.taken
    assert raw.path is not None
    found = check_page(raw.path)
    assert (found.url, found.intact) == (site.link("/a"), True)
    assert found.retrieved.replace("Z", "+00:00") == raw.retrieved


def test_only_so_many_in_a_round(site: Site, watch: Watch) -> None:
    names = [f"/{number}" for number in range(5)]
    site.pages |= {"/feed": rss(*names)} | {name: page(name) for name in names}
    few = Wishes(most=2, manners=QUICK.manners, limits=QUICK.limits)
    assert [watch.round(site.link("/feed"), wishes=few).read for _ in range(4)] == [2, 2, 1, 0]


def test_other_languages_are_passed_over(site: Site, watch: Watch) -> None:
    feed = rss("/a").replace(b"<title>News", b"<language>fr-fr</language><title>News")
    site.pages |= {"/feed": feed, "/a": page(1)}
    summary = watch.round(site.link("/feed"))
    assert (summary.passed_over, site.of("/a")) == (1, 0)


def test_a_reader_that_breaks_loses_nothing(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a", "/b"), "/a": page(1), "/b": page(2)}

    def break_off(_: Raw) -> bool:
        raise KeyboardInterrupt

    watch.reader.refuse = break_off
    with pytest.raises(KeyboardInterrupt):
        watch.round(site.link("/feed"))
    watch.reader.refuse = lambda _: False
    watch.round(site.link("/feed"))
    assert sorted(watch.reader.urls) == [site.link("/a"), site.link("/b")]


def test_a_state_of_another_program(tmp_path: Path) -> None:
    import sqlite3

    from verbale.errors import DeskError

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE x (y)")
    with pytest.raises(DeskError, match="another program"):
        State(path)


@pytest.mark.parametrize("told", ["utf-8", "iso-8859-1", "rubbish", ""])
@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_charsets_that_are_not_true(site: Site, watch: Watch, told: str, written: str) -> None:
    from verbale.documents import make_document

    text = page(1, " The café – “À la gare” – was closed.").decode()
    kind = f"text/html; charset={told}" if told else "text/html"
    site.pages |= {"/feed": rss("/a"), "/a": (200, {"Content-Type": kind}, text.encode(written))}
    watch.round(site.link("/feed"))
    (raw,) = watch.reader.taken
    assert "The café – “À la gare” – was closed." in make_document(raw).text


def test_packed_answers(site: Site, watch: Watch) -> None:
    import gzip

    told = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.pages |= {"/feed": rss("/a"), "/a": (200, told, gzip.compress(page(1)))}
    watch.round(site.link("/feed"))
    assert watch.reader.taken[0].data == page(1)


def test_a_list_of_articles(site: Site, watch: Watch, tmp_path: Path) -> None:
    site.pages |= {"/a": page(1), "/b": page(2)}
    path = tmp_path / "articles.csv"
    path.write_text(f"url,title\n{site.link('/a')},A\n{site.link('/b')},B\n")
    assert watch.round(str(path)).read == 2
    assert {raw.fields["title"] for raw in watch.reader.taken} == {"A", "B"}


def test_a_list_of_feeds_that_fails_does_not_stop_its_feeds(site: Site, watch: Watch) -> None:
    opml = f'<opml><body><outline xmlUrl="{site.link("/1")}"/></body></opml>'.encode()
    site.pages |= {"/opml": opml, "/1": rss("/a"), "/a": page(1)}
    assert watch.round(site.link("/opml")).read == 1
    for number in range(2):
        site.pages |= {
            "/opml": (500, {}, b""),
            "/1": rss(f"/{number}x"),
            f"/{number}x": page(number),
        }
        summary = watch.round(site.link("/opml"))
        assert (summary.read, summary.lists_failed + summary.lists_resting) == (1, 1)
