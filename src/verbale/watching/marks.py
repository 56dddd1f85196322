"""How far each file is read, so that a reading broken off goes on where it was."""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path

from verbale.model import Raw
from verbale.watching.state import State


class Marks:
    """Counts the parts of each file as they are opened, and remembers those in the desk.

    A part is a row of a table or a page of an archive; a file of one report has one. A file
    that has changed since is read from its start.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._path: str | None = None
        self._at = self._done = 0
        self._open: deque[tuple[str, str, int]] = deque()

    def is_done(self, raw: Raw) -> bool:
        """Whether a part was read already, in an earlier run."""
        if raw.path is None:
            self._path = None
            return False
        if raw.path != self._path:
            self._path, self._at = raw.path, 0
            self._done = self._state.done_of(Path(raw.path)) if os.path.isfile(raw.path) else 0
        self._at += 1
        return self._at <= self._done

    def opened(self, document: str) -> None:
        """A document was made of the part last asked about."""
        if self._path is not None:
            self._open.append((document, self._path, self._at))

    def written(self, document: str) -> None:
        """A document is in the desk, and so are all that were opened before it."""
        if all(one[0] != document for one in self._open):
            return
        last: dict[str, int] = {}
        while True:
            found, path, at = self._open.popleft()
            last[path] = at
            if found == document:
                break
        for path, at in last.items():
            if os.path.isfile(path):
                self._state.keep_done(Path(path), at)
