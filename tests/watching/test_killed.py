"""A watch that is killed at random moments: nothing is lost, nothing doubled."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from verbale.desk import Desk
from verbale.desk.upkeep import check
from verbale.watching import State

from .conftest import Site, page, rss

TURNS = 30
ARTICLES = 300
WATCH = """
import sys
from pathlib import Path
from verbale.cli.watching import rounds
from verbale.model import Limits, Reading
from verbale.sources.courtesy import Manners
from verbale.watching import State, Wishes

class Reader:
    def read_many(self, documents):
        for document in documents:
            yield Reading(document, ())

wishes = Wishes(keep_pages=Path(sys.argv[3]), manners=Manners(0), limits=Limits())
print("begun", flush=True)
sys.exit(rounds(sys.argv[4:], State(Path(sys.argv[2])), wishes, (Reader(), Path(sys.argv[1]), None), None))
"""


def start(folder: Path, *what: str) -> subprocess.Popen[str]:
    names = [str(folder / name) for name in ("desk.db", "desk.watch.db", "pages")]
    process = subprocess.Popen(
        [sys.executable, "-c", WATCH, *names, *what],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_killed_at_random_moments(site: Site, tmp_path: Path) -> None:
    names = [f"/{number}" for number in range(ARTICLES)]
    half = ARTICLES // 2
    site.pages |= {"/1st": rss(*names[: half + 20]), "/2nd": rss(*names[half:])}
    site.pages |= {name: page(name) for name in names}
    lists = [site.link("/1st"), site.link("/2nd")]
    chance = random.Random(6)  # noqa: S311 - moments, no secrets
    killed = 0
    for _ in range(TURNS):
        process = start(tmp_path, *lists)
        time.sleep(chance.uniform(0.0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
    last = start(tmp_path, *lists)
    _, noise = last.communicate(timeout=300)
    assert last.returncode == 0, noise
    assert killed >= TURNS // 2
    check_all_is_there(site, tmp_path, names, killed)


def check_all_is_there(site: Site, folder: Path, names: list[str], killed: int) -> None:
    with Desk(folder / "desk.db") as desk:
        kept = [document.url for document in desk.documents()]
        paths = [document.path or "" for document in desk.documents()]
    assert sorted(kept) == sorted(site.link(name) for name in names)
    assert list(check(folder / "desk.db")) == []
    state = State(folder / "desk.watch.db")
    assert (state.counts(), state.waiting()) == ({"read": len(names)}, 0)
    state.close()
    again = sum(site.of(name) - 1 for name in names)
    assert again <= 3 * killed, "only what was on its way may be asked for twice"
    pages = [path for path in (folder / "pages").rglob("*.warc.gz") if path.name[0] != "."]
    assert sorted(map(str, pages)) == sorted(paths)
