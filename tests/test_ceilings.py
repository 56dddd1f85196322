"""The ceilings tool finds what it should and leaves alone what is lifted with a reason."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_spec = importlib.util.spec_from_file_location("ceilings", ROOT / "tools" / "ceilings.py")
assert _spec is not None
assert _spec.loader is not None
ceilings = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(ceilings)


def function(lines: int, comment: str = "") -> str:
    return f"def long():{comment}\n" + "    x = 1\n" * (lines - 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (function(40), []),
        (function(41), ["a.py:1: long has 41 lines, at most 40"]),
        (function(41, "  # ceiling: one table"), []),
        (function(41, "  # ceiling:"), ["a.py:1: long has 41 lines, at most 40"]),
        ("async " + function(41), ["a.py:1: long has 41 lines, at most 40"]),
        ("x = 1\n" * 400, []),
        ("x = 1\n" * 401, ["a.py:1: 401 lines, at most 400"]),
        ("# ceiling: one table\n" + "x = 1\n" * 401, []),
        ("import os  # noqa: F401 - kept for its effect\n", []),
        ("x = y  # type: ignore[name-defined] - given at run time\n", []),
        ('x = "# noqa"\n', []),
    ],
)
def test_faults(source: str, expected: list[str]) -> None:
    assert list(ceilings.faults("a.py", source)) == expected


@pytest.mark.parametrize(
    "comment", ["# noqa", "# noqa: F401", "# type: ignore", "# type: ignore[misc]"]
)
def test_silence_without_reason(comment: str) -> None:
    (fault,) = ceilings.faults("a.py", f"import os  {comment}\n")
    assert fault.startswith("a.py:1: ")


def test_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.py").write_text("x = 1\n")
    assert ceilings.main([str(tmp_path)]) == 0
    (tmp_path / "long.py").write_text(function(50))
    assert ceilings.main([str(tmp_path)]) == 1
    assert "long has 50 lines" in capsys.readouterr().err
