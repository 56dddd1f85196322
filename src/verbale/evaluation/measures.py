"""What all scorers share: figures with intervals, counts, and how gold files are read.

Intervals are 95 % percentile bootstraps over units (documents, or strings where the set
has no documents), the same at every run.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from verbale.errors import SourceError
from verbale.evaluation.shapes import fault

Unit = TypeVar("Unit")

ROUNDS = 1000
"""Bootstrap samples; each interval holds the middle 95 % of them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its 95 % bootstrap interval."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What a scorer found. The last of ``measures`` is the one the set is known by.

    ``told`` are lines for people, shown before the figures (counts, shares by kind).
    """

    set: str
    measures: tuple[Measure, ...]
    told: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What ``verbale score`` prints; the last line is ``SET METRIC VALUE``."""
        figures = [f"{m.name} {m.value:.3f} [{m.low:.3f}, {m.high:.3f}]" for m in self.measures]
        last = self.measures[-1]
        return [*self.told, *figures, f"{self.set} {last.name} {last.value:.3f}"]


@dataclass(frozen=True, slots=True)
class Hits:
    """Of one unit: how many were expected, how many found, and how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0


def f1(counts: Iterable[Hits]) -> float:
    """Micro F1 over units; 0 where nothing was expected and nothing found."""
    several = list(counts)
    total = sum(count.gold + count.found for count in several)
    return 2 * sum(count.right for count in several) / total if total else 0.0


def measured(
    name: str,
    units: Sequence[Unit],
    statistic: Callable[[Sequence[Unit]], float],
    rounds: int = ROUNDS,
) -> Measure:
    """``statistic`` of all units, with its bootstrap interval over them."""
    value = statistic(units)
    if not units:
        return Measure(name, value, value, value)
    chance = random.Random(13)  # noqa: S311 - resampling, no secret
    drawn = sorted(statistic(chance.choices(units, k=len(units))) for _ in range(rounds))
    low, high = (drawn[min(int(rounds * share), rounds - 1)] for share in (0.025, 0.975))
    return Measure(name, value, low, high)


def calibration_error(units: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error of (confidence, right) pairs: how far shares are from promises.

    Pairs are put into bins of equal width by confidence; the error is the mean distance of
    mean confidence and share of right ones, each bin weighed by its size (Guo et al. 2017).
    """
    held: dict[int, list[tuple[float, bool]]] = {}
    for unit in units:
        held.setdefault(min(int(unit[0] * bins), bins - 1), []).append(unit)
    off = (abs(sum(sure - right for sure, right in several)) for several in held.values())
    return sum(off) / len(units) if units else 0.0


def gold_lines(path: Path, **fields: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file (``.gz`` too), each with at least ``fields`` of that shape.

    A shape is as in `verbale.evaluation.shapes`. Raises `SourceError` that names the file, the
    line and what was expected, also where there is not one line.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opened(path, "rb") as lines:
            for place, line in enumerate(lines, 1):
                if line.strip():
                    number = place
                    yield gold_value(f"{path}, line {place}", line, fields)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(str(path), f"cannot be read: {_reason(error)}") from error
    if not number:
        raise SourceError(str(path), "nothing in it; expected an object a line, in JSON")


def gold_value(place: str, text: bytes, shape: Any) -> Any:
    """A value from JSON, of that shape; raises `SourceError` that says what was expected."""
    try:
        value = json.loads(text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(place, f"byte {error.start + 1}: expected UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(place, f"not JSON: {error}") from error
    wrong = fault(value, shape)
    if wrong is not None:
        raise SourceError(place, wrong)
    return value


def gold_bytes(path: Path) -> bytes:
    """What a file holds; raises `SourceError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def write_report(path: Path, content: Any) -> None:
    """Write hits and misses for people to read, as JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
