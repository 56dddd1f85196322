"""The worked example in docs/coding.md is what `verbale explain` shows, figures aside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.console import Console

from verbale.pipeline import Reader
from verbale.views.explanation import Explanation


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "coding.md").read_text(encoding="utf-8")


def named(lines: str) -> list[tuple[str, str]]:
    """Names of the fields with what stands there up to the first number; reasons by rule only."""
    rows = re.findall(r"(?m)^(\w[\w ]*?)  +(\S.*)$", lines.partition("\n")[2])
    return [
        (name, value.partition(":")[0] if name == "rule" else re.split(r" ?\d", value)[0].strip())
        for name, value in rows
    ]


def test_the_example(reader: Reader, page: str) -> None:
    (text,) = re.findall(r"(?m)^For \"(.*)\":$", page)
    (shown,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    (event,) = [r for r in reader.read(text).records if r.kind == "event"]
    console = Console(width=110, color_system=None)
    with console.capture() as printed:
        console.print(Explanation(event, {}))
    assert named(shown) == named(printed.get())


def test_the_rules_named_are_known(root: Path, page: str) -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (root / "src" / "verbale").rglob("*.[py]*")
        if path.suffix in (".py", ".yaml")
    )
    for rule in (
        "frame.considered",
        "coder.trigger",
        "coder.considered",
        "coder.relation",
        "plover.planned",
    ):
        assert f"`{rule}`" in page
        assert rule in source
