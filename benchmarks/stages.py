"""How much linking, places and times add to the parser: ``python -m benchmarks.stages [FILE]``.

Reads the reports in ``examples/`` (or the texts of a JSON Lines file) once to warm up and once
with a clock around each stage; figures are shares of the time of the parser in the same run.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.run import example_texts

BAR = 0.15
"""Linking, places and times together, as a share of the parser's time, at most."""

LINKING = ("names", "link", "layer", "offices")
"""Stages that say whom words stand for."""


def texts_of(path: Path | None) -> list[str]:
    """The texts to measure on."""
    if path is None:
        return example_texts()
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [text for line in lines if (text := json.loads(line)["text"].strip())]


@contextmanager
def clocked(spent: Counter[str]) -> Iterator[None]:
    """Puts a clock around the stages of the analysis."""
    from verbale import language

    places: list[tuple[Any, str, str]] = [
        (language, "parse_texts", "parser"),
        (language, "find_times", "times"),
        (language, "find_places", "places"),
        (language, "layer", "layer"),
        (language.offices, "offices", "offices"),
        (language.Analyser, "link", "link"),
        (language.Analyser, "scene", "names"),
    ]
    before = [(home, name, getattr(home, name)) for home, name, _ in places]
    for home, name, stage in places:
        setattr(home, name, _timed(getattr(home, name), stage, spent))
    try:
        yield
    finally:
        for home, name, function in before:
            setattr(home, name, function)


def _timed(function: Callable[..., Any], stage: str, spent: Counter[str]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[stage] += time.perf_counter() - start  # type: ignore[assignment]  # seconds

    return run


def stage_figures(path: Path | None = None) -> dict[str, float]:
    """Shares of the parser's time, by stage and of linking, places and times together."""
    from verbale.pipeline import Reader, plain_document

    reader = Reader()
    documents = [plain_document(text, "2024-07-28", None) for text in texts_of(path)]
    for document in documents[:3]:
        reader.analyse_document(document)
    spent: Counter[str] = Counter()
    with clocked(spent):
        for document in documents:
            reader.analyse_document(document)
    parser = spent.pop("parser")
    shares = {f"{stage}_over_parser": seconds / parser for stage, seconds in spent.items()}
    linking = sum(spent[stage] for stage in LINKING)
    together = (linking + spent["places"] + spent["times"]) / parser
    return shares | {"linking_places_times_over_parser": together}


def main(arguments: list[str]) -> int:
    """Print the figures; the exit status is 1 where the bar is missed."""
    figures = stage_figures(Path(arguments[0]) if arguments else None)
    for name, value in figures.items():
        print(f"{name:36}{value:8.3f}")
    return int(figures["linking_places_times_over_parser"] > BAR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
