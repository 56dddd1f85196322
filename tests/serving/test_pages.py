"""Pages: every view answers, leads on, marks the words, and shows source text as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from verbale.keeping import Desk
from verbale.model import Document, Event, Reading
from verbale.serving.app import create_app
from verbale.serving.marking import marked_text

Make = Callable[..., Reading]
EVIL = """</a><script>alert(1)</script><img src=x onerror="alert(1)"> {{ 7 * 7 }}"""


class Tags(HTMLParser):
    """The tags, links, ids and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def evil(reading: Reading) -> Reading:
    document = replace(reading.document, title=EVIL, outlet=EVIL, url="javascript:alert(1)", id="")
    return Reading(document, tuple(replace(r, source=document, id="") for r in reading.records))


def judged(reading: Reading) -> Reading:
    """The reading with its event in a quad class."""
    conflict = "verbal conflict"
    records = [replace(r, quad=conflict) if isinstance(r, Event) else r for r in reading.records]
    return Reading(reading.document, tuple(records))


@pytest.fixture
def client(tmp_path: Path, make_reading: Make) -> Iterator[TestClient]:
    with Desk(tmp_path / "desk.db") as desk:
        for number in range(2):
            desk.write(judged(make_reading(number)))
        desk.write(evil(judged(make_reading(5))))
        desk.write(Reading(Document(text="Nothing happened.", language="en"), ()))
    with TestClient(create_app(str(tmp_path / "desk.db")), base_url="http://localhost") as made:
        yield made


def page(client: TestClient, address: str) -> Tags:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return Tags(answer.text)


def test_every_link_leads_somewhere_and_no_page_holds_foreign_markup(client: TestClient) -> None:
    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 200:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        tags = Tags(answer.text)
        assert "script" not in tags.tags, address
        assert "img" not in tags.tags, address
        assert not {name for name in tags.attributes if name.startswith("on")}, address
        assert len(tags.ids) == len(set(tags.ids)), address
        for link in tags.links:
            assert not link.lower().startswith("javascript"), address
            if link.startswith("#"):
                assert link[1:] in tags.ids, (address, link)
            elif urlsplit(link).scheme in ("", "http") and "news.example" not in link:
                waiting.append(urljoin(address, link).partition("#")[0])
    assert {urlsplit(one).path.split("/")[1] for one in seen} >= {
        "records", "documents", "search", "register", "quotations", "stories", "brief", "dossier",
    }  # fmt: skip


def test_a_document_has_its_words_marked(client: TestClient, reading: Reading) -> None:
    tags = page(client, f"/documents/{reading.document.id}")
    for record in reading.records:
        assert f"r-{record.id}" in tags.ids
        assert f"#r-{record.id}" in tags.links or record.evidence[0].text in tags.text
    assert "condemned" in tags.text


def test_marked_pieces_are_the_text(reading: Reading) -> None:
    text = reading.document.text
    pieces = marked_text(reading.document, reading.records, 0, len(text))
    assert "".join(piece.text for piece in pieces) == text
    led_to = {record.id for piece in pieces for record in piece.records}
    assert led_to == {record.id for record in reading.records}


def test_a_record_says_why(client: TestClient, reading: Reading) -> None:
    record = reading.records[0]
    tags = page(client, f"/records/{record.id}")
    assert "say.say" in tags.text
    assert "Why it stands" in tags.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/search?words=condemned", "France"),
        ("/search?words=&actor=&kind=&since=&until=", "condemned"),
        ("/search?kind=event&since=2024-07", "ACCUSE"),
        ("/search?words=nowhere", "Nothing found."),
        ("/register?status=announced", "strengthen their alliance"),
        ("/register?status=", "strengthen their alliance"),
        ("/register?status=done", "Nothing found."),
        ("/actors/country:FRA", "condemned"),
        ("/brief?about=FRA", "Brief: France"),
        ("/dossier?a=FRA&b=IRN", "Chronology"),
        ("/dossier", "The other"),
        ("/stories", "Stories"),
        ("/timeline", "2024-07"),
        ("/timeline?about=FRA--IRN", "verbal conflict"),
        ("/network?about=FRA", "France – Iran: 0 with, 1 against"),
        ("/network?about=Peru", "Nothing found."),
    ],
)
def test_views(client: TestClient, address: str, words: str) -> None:
    assert words in page(client, address).text


def test_a_search_goes_on_and_is_a_table(
    client: TestClient, make_reading: Make, tmp_path: Path
) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        for number in range(10, 40):
            desk.write(make_reading(number))
    seen: list[str] = []
    address: str | None = "/search"
    while address:
        tags = page(client, address)
        seen += [one for one in tags.ids if one.startswith("r-")]
        address = next((one for one in tags.links if "cursor=" in one), None)
    assert len(seen) == len(set(seen)) == 33 * 6
    table = client.get("/search.csv?kind=event")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 34


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/records/event-zz", 404, "nothing in the desk has that id"),
        ("/search?cursor=event-zz", 404, "no record of the desk"),
        ("/search?kind=rumour", 422, "kind"),
        ("/nowhere", 404, "Not Found"),
        ("/static/../app.py", 404, "Not Found"),
    ],
)
def test_faults_are_pages(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in Tags(answer.text).text


def test_style(client: TestClient) -> None:
    assert client.get("/static/style.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("name", ["timeline", "network"])
def test_charts_have_their_numbers(client: TestClient, name: str) -> None:
    table = client.get(f"/{name}.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 2
    assert client.get("/other.csv").status_code == 422
