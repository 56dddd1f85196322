"""The assistant's tools, asked by the protocol's own client, in process and over a pipe."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from verbale.desk import Desk
from verbale.model import Reading
from verbale.serving.mcp import server

Make = Callable[..., Reading]


@pytest.fixture
def place(tmp_path: Path, make_reading: Make) -> str:
    path = str(tmp_path / "desk.db")
    with Desk(path) as desk:
        for number in range(3):
            desk.write(make_reading(number))
    return path


def ask(target: Any, tool: str, **arguments: Any) -> Any:
    """The answer of a tool: (whether it is a fault, its text or structure)."""

    async def talk() -> Any:
        async with Client(target) as client:
            return await client.call_tool(tool, arguments)

    result = anyio.run(talk)
    text = "".join(part.text for part in result.content if part.type == "text")
    return result.is_error, result.structured_content or text


def test_all_tools_are_read_only(place: str) -> None:
    async def talk() -> Any:
        async with Client(server(place)) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(talk)
    assert {t.name for t in tools} == {
        "search",
        "record",
        "explain",
        "document",
        "brief",
        "dossier",
    }
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)


def test_a_search_and_what_it_leads_to(place: str) -> None:
    fault, found = ask(server(place), "search", words="condemned", kind="event")
    assert not fault
    assert len(found["result"]) == 3
    first = found["result"][0]
    assert (first["who"], first["whom"], first["label"]) == ("France", "Iran", "ACCUSE")
    assert first["address"].startswith("https://news.example/")
    _, whole = ask(server(place), "record", id=first["id"])
    assert whole["record"]["sentence"]["text"] == first["sentence"]
    _, why = ask(server(place), "explain", id=first["id"])
    assert "condemned" in str(why)
    _, document = ask(server(place), "document", id=first["document"])
    assert first["id"] in document["records"]


def test_pages(place: str) -> None:
    first = ask(server(place), "search", limit=10)[1]["result"]
    rest = ask(server(place), "search", limit=500, offset=10)[1]["result"]
    assert len({one["id"] for one in (*first, *rest)}) == 18


def test_papers(place: str) -> None:
    assert "# Brief: France" in str(ask(server(place), "brief", about="FRA"))
    assert "# Dossier: France – Iran" in str(ask(server(place), "dossier", one="FRA", other="Iran"))


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("record", {"id": "event-zz"}, "nothing in the desk has that id"),
        ("search", {"since": "soon"}, "is no date"),
        ("document", {"id": "zz"}, "nothing in the desk has that id"),
    ],
)
def test_faults_are_told(place: str, tool: str, arguments: dict[str, str], told: str) -> None:
    fault, text = ask(server(place), tool, **arguments)
    assert fault
    assert told in str(text)


def test_a_desk_that_is_missing(tmp_path: Path) -> None:
    fault, text = ask(server(str(tmp_path / "none.db")), "search")
    assert fault
    assert "no desk here" in str(text)


def test_what_is_written_meanwhile_is_seen(place: str, make_reading: Make) -> None:
    made = server(place)
    with Desk(place) as desk:
        desk.write(replace(make_reading(7)))
    assert len(ask(made, "search", kind="event")[1]["result"]) == 4


def test_over_a_pipe(place: str) -> None:
    started = StdioServerParameters(
        command=sys.executable,
        args=["-m", "verbale.cli", "mcp", "--desk", place],
        env=dict(os.environ),
    )
    fault, found = ask(started, "search", actor="IRN")
    assert not fault
    assert json.dumps(found).count('"ACCUSE"') == 3
