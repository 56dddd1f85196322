"""The documentation is true: commands, options and links of README and docs/ exist and work."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from verbale import cli
from verbale.model.schema import json_schema
from verbale.views.flat import COLUMNS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "training" / "README.md"]


def leaves(group: TyperGroup, name: str = "verbale") -> dict[str, set[str]]:
    """Every command with its options."""
    found: dict[str, set[str]] = {}
    for word, command in group.commands.items():
        whole = f"{name} {word}"
        if isinstance(command, TyperGroup):
            found |= leaves(command, whole)
        else:
            names = {name for parameter in command.params for name in parameter.opts}
            found[whole] = {name for name in names if name.startswith("--")}
    return found


GROUP = typer.main.get_command(cli.app)
assert isinstance(GROUP, TyperGroup)
LEAVES = leaves(GROUP)


@pytest.mark.parametrize("name", LEAVES)
def test_command_is_documented(name: str) -> None:
    section = re.search(rf"^## {name}\b.*?(?=^## |\Z)", COMMANDS, re.DOTALL | re.MULTILINE)
    assert section is not None, f"docs/commands.md has no section ‘{name}’"
    for option in LEAVES[name]:
        assert option in section[0], f"{option} of {name} is not documented"


def test_documented_commands_exist() -> None:
    named = re.findall(r"^## (verbale [a-z ]+?)(?: \[?[A-Z].*)?$", COMMANDS, re.MULTILINE)
    assert sorted(named) == sorted(LEAVES)


def test_documented_options_exist() -> None:
    options = {option for several in LEAVES.values() for option in several}
    known = options | {"--help", "--version"}
    assert set(re.findall(r"--[a-z][a-z-]+", COMMANDS)) <= known
    assert set(re.findall(r"`verbale[^`]*?(--[a-z-]+)", README)) <= known


def test_columns_are_documented() -> None:
    missing = [column for column in COLUMNS if f"`{column}`" not in COMMANDS]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_targets_of_make_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in PAGES:
        named = re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(named) <= targets, page.name


def test_schema_is_kept() -> None:
    kept = (ROOT / "docs" / "schema.json").read_text(encoding="utf-8")
    assert json.loads(kept) == json_schema(), "docs/schema.json is old: run make docs"


def test_shown_output_is_what_is_printed() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "examples.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        for pinned in re.findall(r"^\S+==.*?(?=^\S|\Z)", text, re.DOTALL | re.MULTILINE):
            assert "--hash=sha256:" in pinned
