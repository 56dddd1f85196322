"""A reading that is killed goes on where it was: nothing is lost, nothing doubled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals and forks are POSIX")
def test_killed_at_random_moments(root: Path) -> None:
    few = ("--kills", "10", "--reports", "60", "--longest", "0.8")
    process = subprocess.run(
        [sys.executable, "-m", "benchmarks.killing", *few],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    assert process.stdout.startswith("kills: 10,")
    assert "faults: 0" in process.stdout
