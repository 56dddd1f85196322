"""Words by which names of places are known: ``data/places.yaml``, read once and strictly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from verbale.errors import DataError
from verbale.matcher.loading import load_yaml, without_lines

PATH = Path(__file__).parent.parent / "data" / "places.yaml"
_LISTS = ("strong", "weak", "directions", "of", "after", "bodies", "never", "facilities")
_TABLES = ("abbreviations", "weights")
_EXAMPLES = ("right", "wrong")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lists of ``data/places.yaml``, which says what each is for."""

    strong: frozenset[str]
    weak: frozenset[str]
    directions: frozenset[str]
    of: frozenset[str]
    after: frozenset[str]
    bodies: frozenset[str]
    never: frozenset[str]
    facilities: frozenset[str]
    abbreviations: dict[str, str]
    weights: dict[str, float]
    right: tuple[str, ...]
    wrong: tuple[str, ...]


@lru_cache(maxsize=1)
def place_words(path: Path = PATH) -> PlaceWords:
    """The file, read. Raises `DataError` with all its faults."""
    faults: list[str] = []
    content = without_lines(load_yaml(path, faults))
    faults = faults or _faults(path.name, content)
    if faults:
        raise DataError(faults)
    values: dict[str, Any] = {key: frozenset(content[key]) for key in _LISTS}
    values |= {key: dict(content[key]) for key in _TABLES}
    values |= {key: tuple(content[key]) for key in _EXAMPLES}
    return PlaceWords(**values)


def _faults(name: str, content: Any) -> list[str]:
    if not isinstance(content, dict):
        return [f"{name}: expected a mapping"]
    known = (*_LISTS, *_TABLES, *_EXAMPLES)
    faults = [f"{name}: {key}: unknown key" for key in content if key not in known]
    faults += [f"{name}: {key}: missing" for key in known if key not in content]
    for key in (*_LISTS, *_EXAMPLES):
        for value in content.get(key) or ():
            if not isinstance(value, str):
                faults.append(f"{name}: {key}: {value!r}: expected a string")
    for key in _LISTS:
        for value in content.get(key) or ():
            if isinstance(value, str) and value != value.lower():
                faults.append(f"{name}: {key}: {value!r}: expected lower case")
    return faults
