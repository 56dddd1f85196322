"""Kills a reading process at random moments: ``python -m benchmarks.killing [--kills 300]``.

What ``verbale read --resume`` does, on reports made up for it, in a process that is killed
(SIGKILL) again and again and goes on where it was. After each kill the desk must open and hold
every document whose keeping was told; when all is read it must be whole
(`verbale.desk.upkeep`) and equal to that of a reading nobody disturbed. Then it begins anew,
until so many kills are done. The exit status is 1 where anything is lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

STATES = ("France", "Japan", "Kenya", "Chile", "Norway", "Ghana", "Peru", "Nepal", "Oman", "Fiji")
VERBS = ("condemned", "thanked", "accused", "praised", "warned", "visited", "sanctioned")
DAYS = 9


def report(number: int, chance: random.Random) -> dict[str, str]:
    """One short report; each seventh is the one before it under another headline."""
    chance = random.Random(number - 1) if number % 7 == 6 else chance
    first, second, third = chance.sample(STATES, 3)
    day = 1 + number % DAYS
    text = (
        f"{first} {chance.choice(VERBS)} {second} on Monday. The foreign minister of {third} said "
        f"that {chance.randint(2, 90)} ships would leave port {chance.randint(100, 999)}. "
        f"{second} promised to send {chance.randint(2, 90)} doctors to {third}."
    )
    return {"id": f"r-{number:05}", "text": text, "published": f"2031-05-{day:02}", "outlet": first}


def write_reports(path: Path, count: int) -> None:
    """A file of reports."""
    rows = [report(number, random.Random(number)) for number in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def read_into(reader: Any, source: Path, desk: Path, told: int) -> None:
    """What the command does; each document that is kept is told to a file handle."""
    from verbale.cli.common import Faults, kept, open_documents, readings_of
    from verbale.cli.reading import marks_of
    from verbale.model import Limits

    faults, marks = Faults(), marks_of(desk, resume=True)
    documents = open_documents([str(source)], Limits(), faults, marks)
    for reading in kept(readings_of(reader, documents, 1, faults), desk, marks):
        os.write(told, f"{reading.document.id}\n".encode())
    if faults.count:
        raise RuntimeError(f"{faults.count} documents could not be read")


def read_until(seconds: float | None, *what: Any) -> tuple[bool, set[str]]:
    """Read in a process of its own; whether it came to its end, and what it told till then."""
    come, told = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(come)
            read_into(*what, told)
            status = 0
        finally:
            os._exit(status)
    os.close(told)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    with open(come, "rb") as stream:
        lines = stream.read().split(b"\n")[:-1]
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the reading process failed")
    return not os.WIFSIGNALED(status), {line.decode() for line in lines}


def contents(desk: Path) -> list[list[tuple[Any, ...]]]:
    """All that a desk says, apart from numbers that come from the order of reading."""
    queries = (
        "SELECT id, digest FROM documents ORDER BY id",
        "SELECT id, document, position, json FROM records ORDER BY id",
        "SELECT sentence, content, actors, title FROM search ORDER BY 1, 2, 3, 4",
        "SELECT document, copy_of, story FROM gathered ORDER BY document",
    )
    with closing(sqlite3.connect(desk)) as link:
        return [link.execute(query).fetchall() for query in queries]


def kept_in(desk: Path) -> set[str]:
    """Ids of the documents of a desk, none where it was not made yet."""
    if not desk.exists():
        return set()
    with closing(sqlite3.connect(desk)) as link:
        tables = link.execute("SELECT count(*) FROM sqlite_master WHERE name = 'documents'")
        rows = link.execute("SELECT id FROM documents") if tables.fetchone()[0] else []
        return {row[0] for row in rows}


class Trial:
    """Readings into one desk after the other, killed again and again."""

    def __init__(self, reader: Any, folder: Path, reports: int, longest: float) -> None:
        self.reader = reader
        self.folder = folder
        self.source = folder / "reports.jsonl"
        self.longest = longest
        self.kills = self.desks = self.readings = 0
        self.faults: list[str] = []
        self.chance = random.Random(20)
        self._warm_up()
        write_reports(self.source, reports)
        calm = folder / "calm.db"
        done, _ = read_until(None, reader, self.source, calm)
        self.whole = contents(calm) if done else []

    def _warm_up(self) -> None:
        """Load here what each process would else load before its first document."""
        few = self.folder / "few.jsonl"
        write_reports(few, 3)
        with open(os.devnull, "wb") as nowhere:
            read_into(self.reader, few, self.folder / "few.db", nowhere.fileno())

    def run(self, kills: int) -> None:
        """Kill so many times, and read to the end what was begun last."""
        while self.kills < kills:
            self._one_desk(kills)

    def _one_desk(self, kills: int) -> None:
        self.desks += 1
        desk = self.folder / f"desk-{self.desks}.db"
        told: set[str] = set()
        done = False
        while not done:
            moment = self.chance.uniform(0.0, self.longest) if self.kills < kills else None
            done, more = read_until(moment, self.reader, self.source, desk)
            self.readings += 1
            self.kills += not done
            told |= more
            lost = told - kept_in(desk)
            if lost:
                self.faults.append(f"{desk.name}: told but not kept: {sorted(lost)[:5]}")
        self._check(desk)

    def _check(self, desk: Path) -> None:
        from verbale.desk.upkeep import check

        self.faults += [f"{desk.name}: {fault}" for fault in check(desk)]
        names = ("documents", "records", "index", "stories")
        for name, found, whole in zip(names, contents(desk), self.whole, strict=True):
            if found != whole:
                self.faults.append(f"{desk.name}: other {name} than of a reading in peace")


def main(arguments: list[str] | None = None) -> int:
    """Kill, check, print."""
    asked = argparse.ArgumentParser(description="Kill a reading process at random moments.")
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--reports", type=int, default=400)
    asked.add_argument("--longest", type=float, default=1.5, help="seconds before a kill, at most")
    options: Any = asked.parse_args(arguments)
    from verbale.pipeline import Reader

    reader = Reader(settled=True)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        trial = Trial(reader, Path(folder), options.reports, options.longest)
        trial.run(options.kills)
        seconds = time.monotonic() - began
    print(
        f"kills: {trial.kills}, desks: {trial.desks}, readings: {trial.readings}, "
        f"faults: {len(trial.faults)}, seconds: {seconds:.0f}"
    )
    for fault in trial.faults[:20]:
        print(fault, file=sys.stderr)
    return 1 if trial.faults else 0


if __name__ == "__main__":
    sys.exit(main())
