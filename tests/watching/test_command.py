"""The command: what it prints, how it ends; and the whole way to a record and its page."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from verbale import cli

from .conftest import Site, page, rss

ARTICLE = (
    b"<html><head><title>Protest over launch</title></head><body><article><h1>Protest</h1>"
    b"<p>France condemned Iran on Tuesday over the launch of a rocket from the coast.</p>"
    b"<p>The foreign minister of Japan said that talks would go on in Geneva next week.</p>"
    b"</article></body></html>"
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    kept = signal.getsignal(signal.SIGTERM)
    try:
        return CliRunner().invoke(cli.app, arguments)
    finally:
        signal.signal(signal.SIGTERM, kept)


def watch(site: Site, *arguments: str) -> Result:
    return run("watch", site.link("/feed"), "--delay", "0", *arguments)


def test_whole_way(site: Site) -> None:
    site.pages |= {"/feed": rss("/a", "/none"), "/a": ARTICLE}
    result = watch(site, "--once", "--keep-pages", "pages")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert f"verbale: {site.link('/none')}: the server answered 404 Not Found" in lines
    assert lines[-1].startswith(
        "verbale: lists: 1 asked; articles: 2 new, 0 changed, 1 fetched, 1 read"
    )
    assert "1 given up" in lines[-1]
    assert Path("verbale.watch.db").is_file()
    found = [
        json.loads(line)
        for line in run("find", "condemned", "--format", "jsonl").stdout.splitlines()
    ]
    assert found[0]["url"] == site.link("/a")
    id_ = found[1]["id"]
    told = " ".join(run("explain", id_).stdout.split())
    assert ("unchanged since" in told, "SHA-256" in told) == (True, True)
    (kept,) = Path("pages").rglob("*.warc.gz")
    again = run("read", str(kept), "--format", "jsonl", "--desk", "other.db").stdout
    assert json.loads(again.splitlines()[0])["id"] == found[0]["id"]
    kept.write_bytes(b"x")
    assert kept.name[:20] in "".join(run("explain", id_).stdout.split())


def test_what_is_read_is_printed_where_asked_for(site: Site) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": ARTICLE}
    result = watch(site, "--format", "jsonl")
    kinds = [json.loads(line)["kind"] for line in result.stdout.splitlines()]
    assert (kinds[0], "event" in kinds, result.exit_code) == ("document", True, 0)
    assert watch(site, "--format", "jsonl").stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--every", "15"),
        ("--every", "0m"),
        ("--every", "15m", "--once"),
        ("--from", "last week"),
        ("--contact", "a b"),
        ("--contact", "a)b"),
    ],
)
def test_wrong_usage(site: Site, arguments: tuple[str, ...]) -> None:
    assert watch(site, *arguments).exit_code == 2
    assert site.asked == []


def test_a_state_that_is_none(site: Site) -> None:
    Path("verbale.watch.db").write_text("no database at all, but some words that are long enough")
    assert watch(site).exit_code == 2
    assert watch(site, "--desk", "postgresql://a@b/c").exit_code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_every_so_often_until_stopped(site: Site, sent: signal.Signals) -> None:
    site.pages |= {"/feed": rss()}
    process: Any = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "verbale.cli",
            "watch",
            site.link("/feed"),
            "--every",
            "1s",
            "--delay",
            "0",
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 60
    while site.of("/feed") < 3 and time.monotonic() < end:
        time.sleep(0.1)
    process.send_signal(sent)
    _, noise = process.communicate(timeout=30)
    assert (process.returncode, site.of("/feed") >= 3) == (130, True), noise
    assert "Traceback" not in noise
    assert noise.splitlines()[-1] == "verbale: stopped"


def test_resume_needs_a_desk(site: Site) -> None:
    Path("a.txt").write_text(page(1).decode())
    assert run("read", "a.txt", "--resume", "--dry-run").exit_code == 2


def test_a_desk_that_cannot_be_written_now(site: Site) -> None:
    """One round ends with the fault, a watch goes on with the next."""
    from verbale.cli import watching
    from verbale.errors import DeskError

    turns: list[int] = []

    def fail(*_: object) -> int:
        turns.append(1)
        if len(turns) == 3:
            raise KeyboardInterrupt
        raise DeskError("desk.db: database is locked")

    kept, watching.one_round = watching.one_round, fail
    nothing: Any = None
    try:
        with pytest.raises(DeskError):
            watching.rounds([], nothing, nothing, nothing, None)
        with pytest.raises(KeyboardInterrupt):
            watching.rounds([], nothing, nothing, nothing, 0.01)
    finally:
        watching.one_round = kept
    assert len(turns) == 3
