"""The desk as it is used: what is written to it is gathered into copies, stories and threads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from verbale.desk import Desk as BareDesk
from verbale.model import Reading
from verbale.stories import Gatherer, Threader
from verbale.stories.merging import Merger


class Desk(BareDesk):
    """A `verbale.desk.Desk` that marks copies as it is written to.

    When closed it finds stories, merged events and threads.

    ``settle`` finds them before. Where a program ends without either, the next that writes to
    the desk does it.
    """

    def __init__(self, path: str | Path = "verbale.db") -> None:
        super().__init__(path, Gatherer(), Threader(), Merger())
        self._unsettled = False

    def write(self, reading: Reading) -> bool:
        """Keep a document with its records, as `verbale.desk.Desk.write` does."""
        changed = super().write(reading)
        self._unsettled = True
        return changed

    def marked(self, reading: Reading) -> Reading:
        """The reading with its document marked, where it is the copy of one in the desk."""
        first = self.copy_of(reading.document.id)
        if first is None:
            return reading
        return replace(reading, document=replace(reading.document, copy_of=first))

    def settle(self) -> None:
        """Find the stories, merged events and threads of all that was written since."""
        super().settle()
        self._unsettled = False

    def close(self) -> None:
        """Find stories, merged events and threads of what was written, then let go of the file."""
        if self._unsettled:
            self.settle()
        super().close()
