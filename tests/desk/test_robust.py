"""A killed writer leaves whole documents; readers and writers work side by side."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from sqlalchemy import text

from verbale.desk import Desk
from verbale.desk.stores import is_address, store_of
from verbale.model import Reading

WRITER = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("samples", sys.argv[1])
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)
from verbale.desk import Desk
from verbale.desk.stores import is_address, store_of
desk, number = Desk(sys.argv[2]), int(sys.argv[3])
while True:
    reading = samples.build_reading(number)
    desk.write(reading)
    print(reading.document.id, flush=True)
    number += 1
"""


def write_until_killed(root: Path, place: str, first: int, pause: float) -> list[str]:
    """Ids that a writer process told as written before it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root / "tests" / "conftest.py"), place, str(first)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline().strip()]
    time.sleep(pause)
    process.kill()
    told += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    return told


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_documents(root: Path, place: str) -> None:
    told: list[str] = []
    for turn, pause in enumerate((0.05, 0.11, 0.17)):
        told += write_until_killed(root, place, turn * 100_000, pause)
        desk = Desk(place)
        kept = {document.id for document in desk.documents()}
        assert set(told) <= kept
        records = desk.find(limit=None)
        assert len(records) == 6 * len(kept)
        desk.close()
    engine = store_of(place).open_reader()
    with engine.begin() as link:
        assert link.scalar(text("SELECT count(*) FROM search")) == len(records)
    engine.dispose()
    if not is_address(place):
        check_file(Path(place))


def check_file(path: Path) -> None:
    with sqlite3.connect(path) as link:
        assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not link.execute("PRAGMA foreign_key_check").fetchall()


def write_some(place: str, make_reading: Callable[..., Reading], first: int) -> None:
    desk = Desk(place)
    for number in range(first, first + 15):
        desk.write(make_reading(number))


def read_until(place: str, done: threading.Event) -> None:
    desk = Desk(place)
    while not done.is_set():
        assert len(desk.find("alliance", limit=None)) % 4 == 0


def test_readers_beside_writers(place: str, make_reading: Callable[..., Reading]) -> None:
    Desk(place).write(make_reading(-1))
    done = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        reader = pool.submit(read_until, place, done)
        writers = [pool.submit(write_some, place, make_reading, n * 100) for n in range(2)]
        wait(writers)
        done.set()
    for work in (reader, *writers):
        work.result()
    assert len(Desk(place).documents()) == 31
