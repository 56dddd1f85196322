"""What exports need to know of states, and which program reads the rows."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Protocol


class States(Protocol):
    """Names and numbers of states."""

    def name(self, code: str) -> str:
        """A state's English name by its ISO 3166-1 alpha-3 code; the code where unknown."""
        ...

    def alpha2(self, code: str) -> str:
        """Its ISO 3166-1 alpha-2 code; empty where unknown."""
        ...

    def cow(self, code: str, day: str | None) -> int | None:
        """Its number in the Correlates of War state system on a day (else today), if any."""
        ...


@cache
def coder() -> str:
    """The program that made the rows, with its version."""
    return f"verbale {version('verbale')}"
