"""Desks in an older form, made of one in the present form."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from verbale.desk.migrations import MIGRATIONS
from verbale.desk.sqlite import APPLICATION

_SEARCH = "rowid, sentence, content, actors, title"


def make_older(path: Path, version: int) -> None:
    """Bring a closed desk back to a version, without what that version did not keep."""
    old = path.with_suffix(".old")
    with closing(sqlite3.connect(old)) as link:
        for step in MIGRATIONS[:version]:
            for statement in step:
                link.execute(statement)
        link.execute("ATTACH ? AS now", (str(path),))
        named = (
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        )
        for (table,) in link.execute(named).fetchall():
            rows = link.execute(f"PRAGMA main.table_info({table})").fetchall()
            names = ", ".join(f'"{row[1]}"' for row in rows)
            link.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")  # noqa: S608 - a table of ours
        link.execute(f"INSERT INTO main.search ({_SEARCH}) SELECT {_SEARCH} FROM now.search")  # noqa: S608 - a table of ours
        link.execute(f"PRAGMA main.application_id = {APPLICATION}")
        link.execute(f"PRAGMA main.user_version = {version}")
        link.commit()
    old.replace(path)
