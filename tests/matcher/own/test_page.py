"""The examples of docs/actors.md are read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verbale.matcher.own import OwnFile, import_file
from verbale.matcher.own.addition import KINDS
from verbale.matcher.own.importing import format_of
from verbale.matcher.registry import Registry


def blocks(root: Path) -> list[str]:
    page = (root / "docs" / "actors.md").read_text(encoding="utf-8")
    return re.findall(r"^```\w*\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def test_the_file(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(blocks(root)[0], encoding="utf-8")
    registry = Registry.load(path)
    assert registry.named("League of the Unheard")[0].sectors == ("PTY",)
    assert registry.named("the Atlantic pact")[0].actor_id == "org:nato"
    tiler = registry.title(["chief", "tilers"])
    assert tiler is not None
    assert tiler.plural


@pytest.mark.parametrize(
    ("number", "suffix", "form", "count"),
    [
        (1, ".csv", "csv", 2),
        (2, ".txt", "petrarch-actors", 2),
        (3, ".txt", "petrarch-agents", 4),
        (4, ".json", "ftm", 1),
    ],
)
def test_imports(
    root: Path, tmp_path: Path, number: int, suffix: str, form: str, count: int
) -> None:
    path = tmp_path / f"theirs{suffix}"
    path.write_text(blocks(root)[number], encoding="utf-8")
    assert format_of(path) == form
    report = import_file(path, None, Registry.load(), OwnFile(tmp_path / "mine.yaml"))
    assert report.faults == []
    assert report.added + report.changed == count


def test_kinds_are_named(root: Path) -> None:
    page = (root / "docs" / "actors.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []
