"""What a command names (files, folders, globs) as the paths that it stands for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from verbale.errors import EmptySource, SourceError


def paths(what: str) -> Iterator[Path | SourceError]:
    """The files that ``what`` stands for, in a fixed order.

    A folder gives the files in it and below, sorted, without hidden ones and
    without following links to folders. A glob gives the files that match; where
    only folders match, their files.
    """
    path = Path(what)
    try:
        found = path.exists()
    except (OSError, ValueError) as error:
        yield SourceError(what, _cause(error))
        return
    if found:
        yield from _below(path) if path.is_dir() else (path,)
    elif glob.has_magic(what):
        yield from _matching(what)
    elif os.path.lexists(path):
        yield SourceError(what, "a link to a file that does not exist")
    else:
        yield SourceError(what, "no such file or folder")


def _matching(pattern: str) -> Iterator[Path | SourceError]:
    matches = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]
    files = [path for path in matches if not path.is_dir()]
    if not matches:
        yield SourceError(pattern, "no file matches this pattern")
    elif files:
        yield from files
    else:
        for folder in matches:
            yield from _below(folder)


def _below(folder: Path) -> Iterator[Path | SourceError]:
    empty = True
    for item in _walk(folder):
        empty = False
        yield item
    if empty:
        yield EmptySource(str(folder), "a folder without files to read")


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield SourceError(str(folder), f"cannot list the folder: {_cause(error)}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif not entry.is_dir():
            yield Path(entry.path)


def _cause(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
