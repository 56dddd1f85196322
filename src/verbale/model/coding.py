"""Coding: what a text tells between two stretches of its words, as `Reader.relate` gives it."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.record import Reason


@dataclass(frozen=True, slots=True)
class Coding:
    """The event from source to target: a PLOVER type, its modes, and why.

    ``event_type`` is None where nothing was found; ``because`` then says the cause.
    ``confidence`` runs from 0 to 1 (0 where nothing was found).
    """

    event_type: str | None
    mode: tuple[str, ...] = ()
    confidence: float = 0.0
    because: tuple[Reason, ...] = ()
