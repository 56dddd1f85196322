"""Fails where a file or a function has grown too long, or a check is lifted without a reason.

    python tools/ceilings.py FOLDER...

Ceilings: 400 lines a file, 40 lines a function (from ``def`` to its last line, docstring
included). A ceiling is lifted by ``# ceiling: REASON``, for a function on its ``def`` line,
for a file on a line of its own within the first five. ``# noqa: CODE`` and
``# type: ignore[CODE]`` must name the code and go on with a reason.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40

LIFTED = re.compile(r"#\s*ceiling:\s*\S+")
SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore)\b")
CODE = r"[A-Z]+\d+"
SILENCED_WELL = re.compile(rf"#\s*(noqa:\s*{CODE}(,\s*{CODE})*|type:\s*ignore\[[\w-]+\])\s+\S")


def faults(name: str, source: str) -> Iterator[str]:
    """Every fault of one file, as ``name:line: fault``."""
    lines = source.splitlines()
    if len(lines) > FILE_LINES and not any(LIFTED.match(line) for line in lines[:5]):
        yield f"{name}:1: {len(lines)} lines, at most {FILE_LINES}"
    for node in ast.walk(ast.parse(source, name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES and not LIFTED.search(lines[node.lineno - 1]):
                fault = f"{node.name} has {length} lines, at most {FUNCTION_LINES}"
                yield f"{name}:{node.lineno}: {fault}"
    for line, comment in comments(source):
        if SILENCED.search(comment) and not SILENCED_WELL.search(comment):
            yield f"{name}:{line}: {comment!r} expected its code and a reason"


def comments(source: str) -> Iterator[tuple[int, str]]:
    """The comments of a file with their line numbers."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def main(folders: list[str]) -> int:
    """Print the faults of all Python files below ``folders``; 1 where there are any."""
    found = [
        fault
        for folder in folders
        for path in sorted(Path(folder).rglob("*.py"))
        for fault in faults(str(path), path.read_text(encoding="utf-8"))
    ]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
