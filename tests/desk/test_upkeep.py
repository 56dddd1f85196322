"""Looking after a desk: what is wrong is told, copies are whole, forms are brought up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from verbale import cli
from verbale.desk import Desk
from verbale.desk.migrations import MIGRATIONS
from verbale.desk.sqlite import APPLICATION
from verbale.desk.upkeep import backup, check, form_of, vacuum
from verbale.errors import DeskError, DeskVersionError
from verbale.model import Reading


@pytest.fixture
def path(tmp_path: Path, make_reading: Callable[..., Reading]) -> Path:
    with Desk(tmp_path / "desk.db") as desk:
        for number in range(3):
            desk.write(make_reading(number))
    return tmp_path / "desk.db"


def do(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as link:
        link.isolation_level = None
        for statement in statements:
            link.execute(statement)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["desk", *arguments])


def test_a_whole_desk(path: Path) -> None:
    done: list[int] = []
    assert list(check(path, done.append)) == []
    assert done == [1, 2, 3]
    result = run("check", "--desk", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("desk.db: whole\n")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM documents WHERE id = (SELECT min(id) FROM documents)", "points to a row"),
        ("DELETE FROM search WHERE rowid = 1", "is not in it"),
        ("INSERT INTO search (rowid, sentence) VALUES (999, 'x')", "belongs to no record"),
        ("UPDATE search SET sentence = 'other' WHERE rowid = 1", "another sentence"),
        ("DELETE FROM search_data WHERE id > 10", "full-text index"),
        ("UPDATE records SET json = '{' WHERE number = 1", "Expecting property name"),
        ("UPDATE documents SET json = '{}'", "document "),
    ],
)
def test_faults_are_told(path: Path, statement: str, told: str) -> None:
    do(path, statement)
    faults = list(check(path))
    assert any(told in fault for fault in faults), faults
    result = run("check", "--desk", str(path))
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, len(faults))


def test_words_that_stand_elsewhere(path: Path) -> None:
    with closing(sqlite3.connect(path)) as link:
        id_, written = link.execute("SELECT id, json FROM documents ORDER BY id").fetchone()
        document = json.loads(written)
        document["text"] = " " + document["text"]
        link.execute("UPDATE documents SET json = ? WHERE id = ?", (json.dumps(document), id_))
        link.commit()
    faults = list(check(path))
    assert len(faults) >= 1
    assert all(id_ in fault for fault in faults)


def test_a_damaged_file(path: Path) -> None:
    do(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    for start in range(4096 * 2, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    path.write_bytes(data)
    faults = list(check(path))
    assert faults
    assert all(fault.startswith("the file: ") for fault in faults)
    with pytest.raises(DeskError):
        backup(path, path.with_name("copy.db"))


def test_backup(path: Path, tmp_path: Path, make_reading: Callable[..., Reading]) -> None:
    to = tmp_path / "copy.db"
    with Desk(path) as desk:
        desk.write(make_reading(7))
        assert backup(path, to) == to.stat().st_size
    assert list(check(to)) == []
    with Desk(to) as copy:
        assert len(copy.documents()) == 4
    with pytest.raises(DeskError, match="never takes another's place"):
        backup(path, to)
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(".")] == []


def test_backup_while_it_is_written(
    path: Path, tmp_path: Path, make_reading: Callable[..., Reading]
) -> None:
    import threading

    stop = threading.Event()

    def write() -> None:
        number = 10
        with Desk(path) as desk:
            while not stop.is_set():
                desk.write(make_reading(number))
                number += 1

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(3):
            backup(path, tmp_path / f"{number}.db")
    finally:
        stop.set()
        writing.join()
    assert [list(check(tmp_path / f"{number}.db")) for number in range(3)] == [[], [], []]


def test_a_copy_that_fails_leaves_nothing(path: Path, tmp_path: Path) -> None:
    do(path, "PRAGMA application_id = 5")
    with pytest.raises(DeskError, match="another program"):
        backup(path, tmp_path / "copy.db")
    assert sorted(found.name for found in tmp_path.glob("*copy*")) == []


def test_vacuum(path: Path) -> None:
    do(path, "CREATE TABLE big (x)", "INSERT INTO big VALUES (zeroblob(1000000))", "DROP TABLE big")
    before, after = vacuum(path)
    assert after < before - 900_000
    assert list(check(path)) == []
    assert run("vacuum", "--desk", str(path)).exit_code == 0


def older(path: Path) -> None:
    """A desk of the first form."""
    do(path, *MIGRATIONS[0], f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 1")


def test_migrate(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path)
    assert any("older form 1" in fault for fault in check(path))
    result = run("migrate", "--desk", str(path))
    assert result.exit_code == 0, result.stderr
    assert (form_of(path), form_of(tmp_path / "old.form-1.db")) == (len(MIGRATIONS), 1)
    assert "already" in run("migrate", "--desk", str(path)).stderr


def test_migrate_copies_where_it_is_told(tmp_path: Path) -> None:
    path, before = tmp_path / "old.db", tmp_path / "before.db"
    older(path)
    before.write_text("mine")
    result = run("migrate", "--desk", str(path), "--backup", str(before))
    assert (result.exit_code, form_of(path), before.read_text()) == (2, 1, "mine")
    before.unlink()
    assert run("migrate", "--desk", str(path), "--backup", str(before)).exit_code == 0
    assert form_of(before) == 1


@pytest.mark.parametrize("command", ["check", "vacuum", "migrate", "backup"])
def test_what_is_no_desk(tmp_path: Path, command: str) -> None:
    extra = [str(tmp_path / "copy.db")] if command == "backup" else []
    missing = tmp_path / "none.db"
    assert run(command, *extra, "--desk", str(missing)).exit_code == 2
    assert not missing.exists()
    other = tmp_path / "other.db"
    do(other, "CREATE TABLE x (y)")
    result = run(command, *extra, "--desk", str(other))
    assert (result.exit_code, "another program" in result.stderr) == (2, True)
    newer = tmp_path / "newer.db"
    older(newer)
    do(newer, "PRAGMA user_version = 99")
    with pytest.raises(DeskVersionError):
        form_of(newer)
    assert run(command, *extra, "--desk", str(newer)).exit_code == 2
    assert run(command, *extra, "--desk", "postgresql://a@b/c").exit_code == 2
