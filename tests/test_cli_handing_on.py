"""The commands that hand on what the desk holds: export, brief, dossier."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.test_cli import _fake, run

__all__ = ["_fake"]

EXPORTED = "France condemned Iran on Tuesday over the launch of two missiles."


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(EXPORTED, encoding="utf-8")
    assert run("read", "report.txt").exit_code == 0


@pytest.mark.usefixtures("filled")
def test_export_to_standard_output_and_files() -> None:
    shown = run("export", "polecat")
    assert shown.exit_code == 0
    names, row = (line.split("\t") for line in shown.stdout.splitlines())
    assert len(names) == len(row) == 40
    for name in ("t.csv", "t.tsv", "t.parquet", "t.xlsx"):
        assert run("export", "icews", "--actor", "IRN", "--out", name).exit_code == 0
        assert Path(name).stat().st_size > 100
    assert run("export", "csl-json", "--out", "sources.json").exit_code == 0
    assert not list(Path().glob("*.new"))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "doc"], "is no form: expected one of polecat"),
        (["export", "polecat", "--out", "t.doc"], "expected a name that ends with"),
        (["export", "polecat", "--out", "no/where/t.csv"], "no/where/t.csv: No such file"),
        (["export", "plover", "--codebook"], "has no codebook"),
        (["export", "polecat", "--from", "soon"], "is no date"),
    ],
)
def test_export_says_what_is_wrong(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_export_without_a_desk() -> None:
    assert run("export", "list").exit_code == 0
    assert "| month |" in run("export", "dyad-month", "--codebook").stdout


@pytest.mark.usefixtures("filled")
def test_brief_and_dossier() -> None:
    shown = run("brief", "--about", "FRA", "--on", "2031-01-01")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("# Brief: France")
    assert "[^1]: " in shown.stdout
    assert run("dossier", "FRA", "Iran").stdout.startswith("# Dossier: France – Iran")
    for name in ("b.md", "b.html", "b.docx", "b.pdf"):
        assert run("brief", "--out", name).exit_code == 0
        assert Path(name).stat().st_size > 100
    assert not list(Path().glob("*.new"))


@pytest.mark.usefixtures("filled")
def test_a_brief_on_nothing_says_so() -> None:
    shown = run("brief", "--about", "Peru")
    assert shown.exit_code == 0
    assert "nothing found" in shown.stderr


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["brief", "--out", "b.txt"], "expected a name that ends with .md"),
        (["brief", "--format", "pdf"], "name a file with --out"),
        (["brief", "--on", "soon"], "is no day"),
        (["brief", "--from", "soon"], "is no date"),
        (["dossier", "FRA", "IRN", "--out", "no/where/d.md"], "no/where/d.md: No such file"),
        (["brief", "--about", "story-zz"], "story-zz"),
    ],
)
def test_papers_say_what_is_wrong(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
