"""How sites are asked: pauses, robots.txt, patience, limits, turns."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from verbale.model import Limits
from verbale.sources.courtesy import Manners
from verbale.sources.lists import Entry, Listing
from verbale.watching import State, Wishes
from verbale.watching.state import KnownList, Validators

from .conftest import QUICK, Site, Watch, page, rss


def test_robots(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a", "/secret/b"), "/a": page(1), "/secret/b": page(2)}
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /secret\nDisallow: /feed"
    summary = watch.round(site.link("/feed"))
    assert (summary.read, summary.given_up, site.of("/secret/b")) == (1, 1, 0)
    assert "robots.txt" in watch.faults[0].cause


def test_robots_that_cannot_be_had(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": page(1), "/robots.txt": (500, {}, b"")}
    summary = watch.round(site.link("/feed"))
    assert (summary.read, summary.postponed, site.of("/a")) == (0, 1, 0)
    del site.pages["/robots.txt"]
    watch.wake()
    assert watch.round(site.link("/feed")).read == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_waited_for(site: Site, watch: Watch, status: int) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": site.busy(1, "1", page(1), status)}
    assert watch.round(site.link("/feed")).read == 1
    first, second = (t for t, path in zip(site.times, site.asked, strict=True) if path == "/a")
    assert second - first >= 0.9


def test_a_very_busy_server_is_left_alone(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a", "/b"), "/a": site.busy(1, "3600", page(1)), "/b": page(2)}
    summary = watch.round(site.link("/feed"))
    assert (summary.postponed, site.of("/a"), site.of("/b")) == (2, 1, 0)
    watch.round()
    assert site.of("/a") == 1, "the next run remembers it"
    watch.wake()
    assert watch.round().read == 2


def test_a_fault_of_the_server_passes(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": (502, {}, b"")}
    assert watch.round(site.link("/feed")).postponed == 1
    site.pages["/a"] = page(1)
    assert watch.round(site.link("/feed")).read == 0, "it rests"
    watch.wake()
    assert watch.round(site.link("/feed")).read == 1


def test_tries_come_to_an_end(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a"), "/a": (502, {}, b"")}
    given_up = 0
    for _ in range(8):
        given_up += watch.round(site.link("/feed")).given_up
        watch.wake()
    assert (given_up, site.of("/a"), watch.counts()) == (1, 5, {"given up": 1})


def test_limits_hold(site: Site, watch: Watch) -> None:
    def slowly(_: dict[str, str]) -> Any:
        time.sleep(2.5)
        return 200, {}, page(1)

    site.pages |= {"/feed": rss("/huge", "/slow", "/a"), "/a": page(1), "/slow": slowly}
    site.pages["/huge"] = page(1) + b" " * 300_000
    small = Wishes(
        manners=QUICK.manners,
        limits=Limits(page_bytes=100_000, file_bytes=200_000, address_seconds=1),
    )
    began = time.monotonic()
    summary = watch.round(site.link("/feed"), wishes=small)
    assert (summary.read, summary.given_up, summary.postponed) == (1, 1, 1)
    assert time.monotonic() - began < 5


def test_pauses_between_requests(site: Site, watch: Watch) -> None:
    site.pages |= {"/feed": rss("/a", "/b"), "/a": page(1), "/b": page(2)}
    slow = Wishes(manners=Manners(delay=0.3), limits=QUICK.limits)
    watch.round(site.link("/feed"), wishes=slow)
    pauses = [later - sooner for sooner, later in zip(site.times, site.times[1:], strict=False)]
    assert min(pauses) >= 0.28


def test_who_asks(site: Site, watch: Watch) -> None:
    site.pages["/feed"] = rss()
    named = Wishes(manners=Manners(0, contact="mailto:desk@news.example"), limits=QUICK.limits)
    watch.round(site.link("/feed"), wishes=named)
    assert site.headers[0]["user-agent"] == "verbale/0.1 (+mailto:desk@news.example)"


def test_two_watches_do_not_share_a_state(tmp_path: Path) -> None:
    from verbale.errors import DeskError

    first, second = State(tmp_path / "a.db"), State(tmp_path / "a.db")
    first.hold()
    with pytest.raises(DeskError, match="another watch"):
        second.hold()
    first.close()
    second.hold()
    second.close()


def test_a_round_has_an_end(site: Site, other_site: Site, watch: Watch) -> None:
    names = [f"/{number}" for number in range(30)]
    site.pages |= {"/feed": rss(*names)} | {name: page(name) for name in names}
    other_site.pages |= {"/feed": rss("/z"), "/z": page("z")}
    short = replace(QUICK, seconds=1.0, manners=Manners(delay=0.2))
    summary = watch.round(site.link("/feed"), other_site.link("/feed"), wishes=short)
    assert 1 < summary.read < 20
    assert other_site.link("/z") in watch.reader.urls
    assert watch.round(wishes=QUICK).read == 31 - summary.read
    assert max(site.of(name) for name in names) == 1


def test_hosts_take_turns(tmp_path: Path) -> None:
    state = State(tmp_path / "state.db")
    entries = [Entry(f"https://{host}.example/{n}") for host in "aab" for n in range(200)]
    state.take_in(KnownList("list"), Listing("x", entries), Validators())
    found = [article.entry.url for article in state.due(150, 100, time.time())]
    assert (sum("a.example" in url for url in found), len(found)) == (75, 150)
    assert found[:2] == ["https://a.example/0", "https://b.example/0"]
    assert len(state.due(1000, 100, time.time())) == 200
    state.close()
