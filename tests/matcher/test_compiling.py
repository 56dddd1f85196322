"""The compiled registry holds what the tables hold, and is made anew when they change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import DataError
from verbale.matcher import compiling, stored
from verbale.matcher.compiling import TABLES, compile_registry, is_current, load_tables, read_tables
from verbale.matcher.entries import Actor, PlaceEntry, Term
from verbale.matcher.registry import Registry
from verbale.matcher.rows import text_reader, text_writer

ORGANISATION = "org:own\tparty\tUnheard-of League\tUoL\tFRA\tPTY\n"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TABLES, tmp_path / "actors"))


def test_the_compiled_tables_are_the_tables(tmp_path: Path) -> None:
    compile_registry(TABLES, tmp_path / "registry.db")
    for read, kept in zip(
        read_tables(TABLES), compiling.open_compiled(tmp_path / "registry.db"), strict=True
    ):
        for field in fields(read):
            before, after = getattr(read, field.name), getattr(kept, field.name)
            if isinstance(before, dict):
                assert list(after.items()) == list(before.items()), field.name
            else:
                assert after == before, field.name


def test_a_changed_table_is_compiled_anew(tables: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "registry.db"
    load_tables(tables, compiled)
    assert is_current(tables, compiled)
    with (tables / "organisations.tsv").open("a", encoding="utf-8") as table:
        table.write(ORGANISATION)
    assert not is_current(tables, compiled)
    registry = Registry(*load_tables(tables, compiled))
    assert registry.names("The UoL won.")[0].entry.actor_id == "org:own"
    assert is_current(tables, compiled)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["actors", "registry.db"]


def test_faults_are_named_and_the_old_file_stays(tables: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "registry.db"
    load_tables(tables, compiled)
    before = compiled.read_bytes()
    with (tables / "organisations.tsv").open("a", encoding="utf-8") as table:
        table.write(ORGANISATION.replace("FRA", "XXX"))
    with pytest.raises(DataError, match=r"organisations\.tsv:\d+: country 'XXX'"):
        load_tables(tables, compiled)
    assert compiled.read_bytes() == before


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    compiled = tmp_path / "registry.db"
    compiled.write_bytes(b"no database " * 1000)
    assert load_tables(TABLES, compiled)[0].states["FRA"].name == "France"
    assert is_current(TABLES, compiled)


def test_without_tables_a_damaged_or_missing_file_is_an_error(tmp_path: Path) -> None:
    compiled = tmp_path / "registry.db"
    with pytest.raises(DataError, match="install verbale again"):
        load_tables(tmp_path, compiled)
    compiled.write_bytes(b"no database " * 1000)
    with pytest.raises(DataError, match="install verbale again"):
        load_tables(tmp_path, compiled)


def test_where_nothing_can_be_written_the_tables_serve(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(stored.tempfile, "mkstemp", refuse)
    world = load_tables(TABLES, tmp_path / "registry.db")[0]
    assert world.states["FRA"].name == "France"
    assert not any(tmp_path.iterdir())


def test_many_threads_use_one_registry() -> None:
    registry = Registry(*load_tables())

    def work(number: int) -> list[object]:
        names = [hit.entry for hit in registry.names("Iran and NATO met Angela Merkel in Geneva.")]
        return [*names, registry.person("Merkel"), registry.title(["prime", "minister"])]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(64)))
    assert all(result == results[0] for result in results)


def test_many_processes_compile_at_once(tables: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from verbale.matcher.compiling import load_tables;"
        "print(load_tables(Path(sys.argv[1]), Path(sys.argv[2]))[0].states['FRA'].name)"
    )
    arguments = [sys.executable, "-c", code, str(tables), str(tmp_path / "registry.db")]
    running = [subprocess.Popen(arguments, stdout=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in running] == [b"France"] * 3


@pytest.mark.slow
def test_a_wheel_holds_the_compiled_file_and_works(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    for name in ("src", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE"):
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, tmp_path / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    with ZipFile(next((tmp_path / "out").glob("*.whl"))) as wheel:
        names = wheel.namelist()
        wheel.extractall(tmp_path / "site")
    assert "verbale/data/registry.db" in names
    assert not any("/actors/" in name and name.endswith(".tsv") for name in names)
    code = (
        "import verbale.matcher.registry as r; print(r.__file__);"
        "print(r.Registry.load().named('NATO')[0].actor_id)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert said[0].startswith(str(tmp_path / "site"))
    assert said[1] == "org:nato"


TEXTS = st.text(max_size=20)
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
DAYS = st.none() | st.dates()
ROWS = st.one_of(
    st.builds(Actor, TEXTS, TEXTS, TEXTS, NAMES, st.none() | TEXTS, NAMES, st.none() | TEXTS),
    st.builds(Term, TEXTS, TEXTS, st.none() | TEXTS, DAYS, DAYS),
    st.builds(PlaceEntry, TEXTS, TEXTS, NAMES, lat=st.none() | st.floats(-90, 90)),
)


@given(ROWS)
def test_any_row_comes_back_as_it_was(row: Actor | Term | PlaceEntry) -> None:
    assert text_reader(type(row))(text_writer(type(row))(row)) == row


@dataclass(frozen=True)
class Pair:
    both: tuple[str, date] | None
    rest: tuple[tuple[int, ...], ...] = ()


@given(st.builds(Pair, st.none() | st.tuples(TEXTS, st.dates()), st.just(((1, 2), ()))))
def test_nested_values(pair: Pair) -> None:
    assert text_reader(Pair)(text_writer(Pair)(pair)) == pair


@pytest.mark.parametrize("kind", [object, dict[str, str], tuple[()], str | int])
def test_other_types_are_refused(kind: object) -> None:
    with pytest.raises(TypeError):
        text_writer(kind)
