"""Runs the commands that README.md shows and puts what they print below them.

    python tools/examples.py            writes README.md
    python tools/examples.py --check    fails where README.md shows something else

A block of ``console`` holds lines that begin with ``$``; what follows each is its output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
COLUMNS = 100


def output(command: str) -> str:
    """What a command of the README prints, run at the root of the repository."""
    folder = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": folder + os.pathsep + os.environ["PATH"],
        "COLUMNS": str(COLUMNS),
        "NO_COLOR": "1",
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(  # noqa: S602 - the commands are the README's own
        command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip("\n") + "\n"


def filled(text: str) -> str:
    """``text`` with the output of each command below it."""

    def fill(block: re.Match[str]) -> str:
        commands = [line for line in block[0].splitlines() if line.startswith("$ ")]
        return "\n".join(f"{line}\n{output(line[2:])}" for line in commands)

    return BLOCK.sub(fill, text)


def main(arguments: list[str]) -> int:
    """Write or check README.md."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    made = filled(text)
    if "--check" not in arguments:
        path.write_text(made, encoding="utf-8")
    elif made != text:
        print("README.md shows what the commands do not print: run make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
