"""The words of ``data/threads.yaml``, read once a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from verbale.errors import DataError
from verbale.matcher.loading import data_folder, load_yaml, unknown_keys, without_lines
from verbale.stories.terms import stem

_LISTS = (
    *("things", "empty", "border", "particle", "part", "number", "first", "announce", "another"),
    *("state-body", "state-sector", "sole-office"),
)


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """Classes of words by their `base`; the other ``lists`` as they are written."""

    alike: Mapping[str, str]
    opposed: frozenset[frozenset[str]]
    empty: frozenset[str]
    lists: Mapping[str, frozenset[str]]

    def opposite(self, acts: frozenset[str], others: frozenset[str]) -> bool:
        """Whether what one does undoes what the other does, and they do nothing alike."""
        if acts & others:
            return False
        return any(frozenset((a, b)) in self.opposed for a in acts for b in others)


def base(word: str) -> str:
    """A word without its endings: "announce", "announced" and "announcing" have one base."""
    return stem(word).removesuffix("e")


@cache
def thread_words() -> ThreadWords:
    """The words of the installed package; `DataError` where the file is not as it should be."""
    faults: list[str] = []
    raw = without_lines(load_yaml(data_folder() / "threads.yaml", faults)) or {}
    unknown_keys(raw, ("alike", "opposed", *_LISTS), "threads.yaml", faults)
    faults += [f"threads.yaml: {name} is missing" for name in ("alike", *_LISTS) if name not in raw]
    if faults:
        raise DataError(faults)
    alike: dict[str, str] = {}
    for name, several in raw["alike"].items():
        for word in several:
            alike.setdefault(base(word), name)
    lists = {name: frozenset(raw[name]) for name in _LISTS}
    opposed = frozenset(frozenset(pair) for pair in raw["opposed"])
    return ThreadWords(alike, opposed, frozenset(map(base, raw["empty"])), lists)
