"""Scoring what phrases stand for: country and PLOVER sectors, against expectations.

A line is ``{"input", "kwargs": {"query_date"}, "expect": [[field, operator, value], …]}`` with
the operators ``Eq``, ``NotEq``, ``In`` and ``NotIn``. Fields: ``country`` (ISO 3166-1 alpha-3 or
PLOVER's code of a non-state actor; "" for none), ``code_1`` and ``code_2`` (first and second
sector; "" for none), ``wiki`` and ``title`` (the full name), ``actor_wiki_job`` (the office).

Our side is `Reader.resolve` in PLOVER's codes: the first of its sectors must be ``code_1``; a
``code_2`` must be among the others. Codes of older systems in the gold file (HLH, BUD …) count
as PLOVER's. Nothing else is lenient: a missing country or sector is wrong where one is expected,
and one that is found is wrong where none is. Strings are resampled for the intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.measures import Measure, Scores, gold_lines, measured, write_report
from verbale.pipeline import Reader

_NAMES = ("wiki", "title")
_JOB = "actor_wiki_job"
_OPERATORS: dict[str, Callable[[str, Any], bool]] = {
    "Eq": lambda ours, value: ours == value,
    "NotEq": lambda ours, value: ours != value,
    "In": lambda ours, value: ours in value,
    "NotIn": lambda ours, value: ours not in value,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One string: what was found, and for each expected field whether it is right."""

    input: str
    on: str | None
    country: str
    sectors: tuple[str, ...]
    name: str
    role: str
    expected: tuple[tuple[str, str, Any], ...]
    right: dict[str, bool] = field(default_factory=dict)


_ASKED = ({"query_date?": (str, None)}, None)


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score actor-tests``; ``report`` lists the misses."""
    rows = list(gold_lines(path, input=str, expect=[list], **{"kwargs?": _ASKED}))
    strings = [check(row, reader) for row in rows]
    measures = _measures(strings)
    both = sum({"country", "code_1"} <= s.right.keys() for s in strings)
    told = f"strings {len(strings)}, with country and sector expected {both}"
    result = Scores("actor-tests", measures, (told,))
    if report is not None:
        misses = [asdict(s) for s in strings if not all(s.right.values())]
        write_report(report, {"lines": result.lines(), "misses": misses})
    return result


def check(row: dict[str, Any], reader: Reader) -> Checked:
    """One line of the set against what the reader says of its string."""
    on = (row.get("kwargs") or {}).get("query_date")
    try:
        found = reader.resolve(row["input"], on)
    except ValueError as error:
        raise SourceError(row["input"], f"query_date {on!r}: {error}") from error
    country, sectors = reader.plover_codes(found)
    expected = tuple(_expectation(row["input"], each, reader) for each in row["expect"])
    checked = Checked(row["input"], on, country, sectors, found.name, found.role or "", expected)
    for name, operator, value in expected:
        verdict = _verdict(checked, name, operator, value)
        if verdict is not None:
            checked.right[name] = verdict and checked.right.get(name, True)
    return checked


def _texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _expectation(text: str, each: Sequence[Any], reader: Reader) -> tuple[str, str, Any]:
    if len(each) != 3 or not _texts(each[:2]) or each[1] not in _OPERATORS:
        known = ", ".join(_OPERATORS)
        raise SourceError(text, f"expectation {each!r}: expected [field, {known}, value]")
    name, operator, value = each
    if not isinstance(value, str) and not _texts(value):
        raise SourceError(text, f"expectation {each!r}: expected a text or a list of texts")
    if name in ("code_1", "code_2"):
        many = isinstance(value, list)
        codes = reader.modern_codes(tuple(value) if many else (value,))
        value = list(codes) if many else codes[0]
    return name, operator, value


def _verdict(found: Checked, name: str, operator: str, value: Any) -> bool | None:
    """Whether one expectation holds; None for a field that says nothing of ours."""
    holds = _OPERATORS[operator]
    if name == "country":
        return holds(found.country, value)
    if name == "code_1":
        return holds(found.sectors[0] if found.sectors else "", value)
    if name == "code_2":
        others = found.sectors[1:] or ("",)
        several = [holds(other, value) for other in others]
        return all(several) if operator.startswith("Not") else any(several)
    if name in _NAMES and value:
        return holds(found.name, value)
    return holds(found.role, value) if name == _JOB else None


def _measures(strings: Sequence[Checked]) -> tuple[Measure, ...]:
    """Each field alone where it is expected; both, strictly where both are; the headline."""
    pair = ("country", "code_1")
    parts = [
        ("name", _some(strings, *_NAMES), _NAMES),
        ("country", _some(strings, "country"), ("country",)),
        ("sector", _some(strings, "code_1"), ("code_1",)),
        ("second_sector", _some(strings, "code_2"), ("code_2",)),
        ("both_of_both", [s for s in strings if set(pair) <= s.right.keys()], pair),
        ("country_and_sector", _some(strings, *pair), pair),
    ]
    return tuple(
        measured(name, units, partial(_share, fields=fields)) for name, units, fields in parts
    )


def _some(strings: Sequence[Checked], *fields: str) -> list[Checked]:
    return [s for s in strings if not s.right.keys().isdisjoint(fields)]


def _share(strings: Sequence[Checked], fields: Sequence[str]) -> float:
    """The share of strings all of whose fields, as far as expected, are right."""
    right = sum(all(s.right.get(name, True) for name in fields) for s in strings)
    return right / len(strings) if strings else 0.0
