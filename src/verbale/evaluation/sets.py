"""The sets that ``verbale score`` knows, each with its scorer (imported when asked for).

A scorer is a function ``score(path, reader, report) -> Scores`` of the module named here.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from verbale.evaluation.measures import Scores
from verbale.pipeline import Reader

Scorer = Callable[[Path, Reader, Path | None], Scores]

SETS: dict[str, str] = {
    "actor-tests": "actor_tests",
    "cameo-200": "cameo_200",
    "copies": "copies",
    "documents": "documents",
    "factappeal": "factappeal",
    "gsr": "gsr",
    "leaders": "leaders",
    "newswcl": "newswcl",
    "pairs": "pairs",
    "plv": "plv",
    "polnear": "polnear",
    "roles": "roles",
    "sentences": "sentences",
    "stories": "stories",
    "timex": "times",
    "toponyms": "toponyms",
    "turns": "turns",
    "uw": "uw",
}
"""Name of the set → module of this package."""


def scorer_of(name: str) -> Scorer:
    """The scorer of a set in `SETS`."""
    return cast("Scorer", import_module(f"verbale.evaluation.{SETS[name]}").score)
