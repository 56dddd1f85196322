"""Analysis → records: the six kinds, and the ties between them."""

from __future__ import annotations

from verbale.matcher import Matcher
from verbale.model import Analysis, Record
from verbale.records.context import context_of
from verbale.records.contexts import Contexts, default_contexts
from verbale.records.event import find_events
from verbale.records.expectation import find_expectations
from verbale.records.links import linked
from verbale.records.magnitudes import default_sizes
from verbale.records.modes import Rule, default_modes
from verbale.records.relation import find_relations
from verbale.records.stance import find_stances
from verbale.records.statement import find_statements
from verbale.records.undertaking import find_undertakings

__all__ = [
    "MAKERS",
    "Contexts",
    "Rule",
    "default_contexts",
    "default_modes",
    "default_sizes",
    "find_records",
]

MAKERS = (
    find_events,
    find_statements,
    find_undertakings,
    find_expectations,
    find_stances,
    find_relations,
)
"""One maker a kind; statements stand on the analysis, the others on the lexicon's frames too."""

_KINDS = frozenset({"event", "undertaking", "expectation", "stance", "relation"})


def find_records(analysis: Analysis, matcher: Matcher) -> tuple[Record, ...]:
    """All records of an analysed document, in the order of the text, each once."""
    context = context_of(analysis, matcher, _KINDS)
    found: dict[str, Record] = {}
    for make in MAKERS:
        for record in make(context):
            found.setdefault(record.id, record)
    ordered = sorted(found.values(), key=lambda r: (r.sentence.start, r.evidence[0].start, r.kind))
    return linked(context, tuple(ordered))
