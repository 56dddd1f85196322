"""Some nine hundred strings in the manner of news: country and first sector in PLOVER's codes.

Each set was written before the rules were run on it. At the first run were right: 0.90 of the
first four hundred and 0.91 of those added to them later, 0.763 of the second set, 0.874 of the
third. About twenty expectations of the second set follow other conventions than ours (a people is
SOC with us, not CVL; an agency of a government GOV first) and stay as written. What fails is
counted, not hidden. `data/actor_strings*.tsv` hold text, day, country and sector.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.pipeline import Reader

DATA = Path(__file__).parent / "data"


def strings(path: Path) -> Iterator[tuple[str, str, str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "text\t")):
            text, on, country, sector = line.split("\t")
            yield text, on, country, sector


@pytest.mark.parametrize(
    ("name", "number", "at_least"),
    [
        ("actor_strings", 400, 0.94),
        ("actor_strings_2", 270, 0.8),
        ("actor_strings_3", 120, 0.88),
    ],
)
def test_most_are_right(name: str, number: int, at_least: float) -> None:
    reader = Reader()
    wrong = []
    every = list(strings(DATA / f"{name}.tsv"))
    for text, on, country, sector in every:
        code, sectors = reader.plover_codes(reader.resolve(text, on or None))
        if (code, (*sectors, "")[0]) != (country, sector):
            wrong.append((text, on, code, sectors))
    assert len(every) >= number
    assert 1 - len(wrong) / len(every) >= at_least, wrong
