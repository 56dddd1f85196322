"""Frames: which words trigger a record, and where in the parse its roles stand.

The format is described in ``data/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PREPOSITIONS = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "against",
        "along",
        "alongside",
        "amid",
        "among",
        "around",
        "as",
        "at",
        "away",
        "because",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "between",
        "beyond",
        "by",
        "despite",
        "during",
        "except",
        "following",
        "for",
        "from",
        "in",
        "inside",
        "into",
        "like",
        "near",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "outside",
        "over",
        "past",
        "regarding",
        "since",
        "through",
        "throughout",
        "to",
        "toward",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "via",
        "with",
        "within",
        "without",
        "per",
        "than",
        "concerning",
    ]
)
"""Prepositions that may be named as slots."""

PARTICLES = frozenset(
    [
        *("away", "back", "down", "off", "out", "over", "up"),
        *("apart", "aside", "forward", "together", "ahead", "home"),
    ]
)
"""Particles of phrasal verbs; as slots they hold the particle itself."""

SLOTS = PREPOSITIONS | {
    *("subject", "object", "clause", "poss", "modifier", "complement", "governor", "aux"),
    *PARTICLES,
}
"""All slot names; a path joins them with dots."""

FORMS = ("finite", "infinitive", "gerund")
"""Forms of a clause that a condition may ask for."""

POS = ("verb", "noun", "adj", "adp", "adv")

ROLES: Mapping[str, frozenset[str]] = {
    "event": frozenset({"actor", "recipient"}),
    "statement": frozenset({"speaker", "content", "addressee", "topic"}),
    "undertaking": frozenset({"party", "counterparty", "action"}),
    "expectation": frozenset({"holder", "proposition"}),
    "stance": frozenset({"holder", "target", "grounds"}),
    "relation": frozenset({"subject", "object"}),
}
"""Roles that a frame of each kind may fill."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold (or must not) of a slot: filled, a lemma among ``words``, a mention."""

    slot: str
    filled: bool = True
    words: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    form: frozenset[str] = frozenset()
    modal: frozenset[str] = frozenset()
    actor: bool = False
    place: bool = False
    group: bool = False
    options: tuple[Condition, ...] = ()
    """Of ``any: [...]``: at least one of these must hold; the other fields are then unused."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its marked parts: role → (start, end) in ``text``, in order."""

    text: str
    marks: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the lexicon. ``labels`` are the fields of its kind as the file gives them."""

    id: str
    kind: str
    words: tuple[tuple[str, ...], ...]
    pos: str
    roles: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, object] = field(default_factory=dict)
    requires: tuple[Condition, ...] = ()
    excludes: tuple[Condition, ...] = ()
    trigger: Mapping[str, bool] = field(default_factory=dict)
    right: tuple[Example, ...] = ()
    wrong: tuple[Example, ...] = ()
    origin: str = ""
    own: bool = False
    """True for an entry of a user's vocabulary, which goes before the built-in ones."""

    def label(self, name: str) -> str:
        """A label as text; empty where the entry does not give it."""
        value = self.labels.get(name)
        return "" if value is None else str(value)

    def labelled(self, name: str) -> tuple[str, ...]:
        """A label that is a list."""
        value = self.labels.get(name)
        return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else ()

    @property
    def weight(self) -> int:
        """How specific the entry is: of two that fit the same word the heavier one wins."""
        return len(self.requires) + len(self.trigger)
