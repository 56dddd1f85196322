"""The desk over HTTP: pages that stay, one shape of fault, ETags, and nobody who may not ask."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from verbale.desk import Desk
from verbale.model import Reading
from verbale.serving.api import DAY
from verbale.serving.app import create_app

Make = Callable[..., Reading]
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def desk(tmp_path: Path, make_reading: Make) -> Iterator[Desk]:
    with Desk(tmp_path / "desk.db") as opened:
        for number in range(3):
            opened.write(make_reading(number, EVIL))
        yield opened


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(str(desk.path)), base_url="http://127.0.0.1") as made:
        yield made


def get(client: TestClient, address: str, **params: Any) -> Any:
    answer = client.get(address, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_records_and_what_they_lead_to(client: TestClient, desk: Desk) -> None:
    found = get(client, "/api/records", words="condemned", kind="event")
    assert [one["label"] for one in found["items"]] == ["ACCUSE"] * 3
    first = found["items"][0]
    whole = get(client, f"/api/records/{first['id']}")
    assert whole["sentence"]["text"] == first["sentence"]
    document = get(client, f"/api/documents/{first['document']}")
    start, end = whole["sentence"]["start"], whole["sentence"]["end"]
    assert document["text"][start:end] == first["sentence"]


@pytest.mark.parametrize(
    "params", [{}, {"words": "alliance"}, {"actor": "JPN"}, {"kind": "stance"}]
)
def test_pages_hold_everything_once(client: TestClient, desk: Desk, params: dict[str, str]) -> None:
    everything = {record.id for record in desk.find(limit=None, **params)}
    seen: list[str] = []
    cursor = None
    while True:
        page = get(
            client, "/api/records", limit=2, **params, **({"cursor": cursor} if cursor else {})
        )
        seen += [one["id"] for one in page["items"]]
        cursor = page.get("next")
        if cursor is None:
            break
    assert sorted(seen) == sorted(everything)


def test_pages_stay_while_others_write(client: TestClient, desk: Desk, make_reading: Make) -> None:
    before = [record.id for record in desk.find(limit=None)]
    page = get(client, "/api/records", limit=7)
    earlier = make_reading(50)
    document = replace(earlier.document, published="2001-01-01", id="")
    moved = tuple(replace(r, source=document, id="") for r in earlier.records)
    desk.write(Reading(document, moved))
    rest = get(client, "/api/records", limit=500, cursor=page["next"])
    assert [one["id"] for one in (*page["items"], *rest["items"])] == before


def test_documents_stories_papers_and_exports(client: TestClient) -> None:
    listed = get(client, "/api/documents", limit=2)
    assert len(listed["items"]) == 2
    assert listed["next"] == "2"
    assert "text" not in listed["items"][0]
    assert get(client, "/api/stories") == {"items": [], "next": None}
    assert "# Brief: France" in client.get("/api/brief", params={"about": "FRA"}).text
    dossier = client.get("/api/dossier", params={"a": "FRA", "b": "IRN", "format": "html"})
    assert dossier.headers["content-type"].startswith("text/html")
    assert "<script" not in dossier.text
    table = client.get("/api/export/polecat", params={"actor": "IRN"})
    assert table.headers["content-type"].startswith("text/tab-separated-values")
    assert len(table.text.splitlines()) == 4


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/records/event-zz", 404, "nothing in the desk has that id"),
        ("/api/records?since=soon", 422, "query.since"),
        ("/api/records?cursor=event-zz", 404, "is no record of the desk"),
        ("/api/records?kind=rumour", 422, "query.kind"),
        ("/api/records?limit=0", 422, "query.limit"),
        ("/api/export/doc", 422, "path.form"),
        ("/api/export/polecat?since=2023-02-29", 422, "query.since"),
        ("/api/nothing", 404, "Not Found"),
        ("/api/stories/story-zz", 404, "nothing in the desk has that id"),
    ],
)
def test_faults_have_one_shape(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    body = answer.json()
    assert set(body) == {"error", "status"}
    assert body["status"] == status
    assert told in body["error"]


@pytest.mark.parametrize("year", [1600, 1700, 1999, 2000, 2023, 2024, 2100])
def test_the_days_that_there_are_are_taken(year: int) -> None:
    for month, day in itertools.product(range(14), range(33)):
        written = f"{year}-{month:02d}-{day:02d}"
        try:
            date(year, month, day)
        except ValueError:
            assert not re.search(DAY, written), written
        else:
            assert re.search(DAY, written), written


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_written(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/records")
    assert answer.status_code == 405
    assert answer.json()["status"] == 405


def test_an_answer_that_is_known_is_not_sent_again(
    client: TestClient, desk: Desk, make_reading: Make
) -> None:
    first = client.get("/api/records")
    tag = first.headers["etag"]
    again = client.get("/api/records", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    desk.write(make_reading(9))
    changed = client.get("/api/records", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


def test_headers_of_safety_stand_on_every_answer(client: TestClient) -> None:
    for address in ("/api/records", "/api/nothing", "/api/records?limit=0", "/openapi.json"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_another_host_is_refused(desk: Desk) -> None:
    with TestClient(create_app(str(desk.path)), base_url="http://evil.example") as client:
        assert client.get("/api/records").status_code == 400


def test_a_token(desk: Desk) -> None:
    made = create_app(str(desk.path), token="a-b-c", hosts=("desk.example",))  # noqa: S106 - of this test
    with TestClient(made, base_url="http://desk.example") as client:
        refused = client.get("/api/records")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert set(refused.json()) == {"error", "status"}
        wrong = client.get("/api/records", headers={"Authorization": "Bearer a-b-ç".encode()})
        assert wrong.status_code == 401
        assert (
            client.get("/api/records", headers={"Authorization": "Bearer a-b-c"}).status_code == 200
        )


def test_a_desk_that_is_missing(tmp_path: Path) -> None:
    with TestClient(create_app(str(tmp_path / "none.db")), base_url="http://localhost") as client:
        answer = client.get("/api/records")
        assert answer.status_code == 503
        assert "no desk here" in answer.json()["error"]


def test_the_description_names_every_fault(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        assert list(methods) == ["get"], path
        assert {"400", "404", "422", "503"} <= set(methods["get"]["responses"]), path
    assert json.dumps(described)
