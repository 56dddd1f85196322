"""What an event is told with beside its type and parties: modes, magnitudes, contexts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import Match
from verbale.model import Event
from verbale.records.context import Context
from verbale.records.contexts import Contexts
from verbale.records.magnitudes import magnitudes_of
from verbale.records.modes import modes_of

if TYPE_CHECKING:
    from spacy.tokens import Token


class Details:
    """Adds the details to the events of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contexts: Contexts | None = None

    def add(self, event: Event, match: Match) -> Event:
        """The event with all its details, each with its reason."""
        words = [match.token] + [self.context.parse[i] for i in match.words if i != match.token.i]
        event = self._modes(event, words)
        sizes, counted = magnitudes_of(self.context, event, match.token)
        if self.contexts is None:
            self.contexts = Contexts(self.context.analysis)
        found = self.contexts.of(event, match.token.i)
        given = tuple(c for c in event.context if c not in found)
        return replace(
            event,
            magnitude=sizes,
            context=(*given, *found),
            because=(*event.because, *counted, *found.values()),
        )

    def _modes(self, event: Event, words: list[Token]) -> Event:
        modes, reasons = modes_of(self.context, event, words)
        if not reasons:
            return event
        return replace(
            event,
            mode=modes,
            score=self.context.vocabulary.score(event.event_type, modes),
            because=event.because + tuple(reasons),
        )
