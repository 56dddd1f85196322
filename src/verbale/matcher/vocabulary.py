"""PLOVER 2.0: event types, modes, quad classes and conflict-cooperation scores.

Codebook: Open Event Data Alliance, "PLOVER: Political Language Ontology for
Verifiable Event Records", tables "PLOVER conflict-cooperation scores" and
"Summary of event categories". The values stand in ``data/plover.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.errors import DataError
from verbale.matcher.loading import data_folder, load_yaml, without_lines


def _load() -> dict[str, Any]:
    faults: list[str] = []
    content = load_yaml(data_folder() / "plover.yaml", faults)
    if faults:
        raise DataError(faults)
    return dict(without_lines(content))


_TYPES: Mapping[str, Any] = _load()

EVENT_TYPES: tuple[str, ...] = tuple(_TYPES)
"""The 16 PLOVER event types."""

MODES: Mapping[str, tuple[str, ...]] = {
    name: tuple(entry.get("modes") or {}) for name, entry in _TYPES.items()
}
"""Modes that each event type may carry."""

QUADS: Mapping[str, str] = {name: entry["quad"] for name, entry in _TYPES.items()}
"""Verbal or material, cooperation or conflict."""


def score(event_type: str, modes: tuple[str, ...] = ()) -> float:
    """PLOVER's conflict-cooperation score, -10 to 10; of several modes the most extreme."""
    entry = _TYPES[event_type]
    scores = [float(entry["modes"][m]) for m in modes if m in (entry.get("modes") or {})]
    return max(scores, key=abs) if scores else float(entry["score"])
