"""What an event is told with beside its type and parties: modes, magnitudes, contexts."""

from __future__ import annotations

from dataclasses import replace

from verbale.matcher import Match
from verbale.model import Event
from verbale.records.context import Context
from verbale.records.contexts import Contexts


class Details:
    """Adds the details to the events of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contexts = Contexts(context.analysis)

    def add(self, event: Event, match: Match) -> Event:
        """The event with all its details, each with its reason."""
        return self._contexts(event, match)

    def _contexts(self, event: Event, match: Match) -> Event:
        found = self.contexts.of(event, match.token.i)
        given = tuple(c for c in event.context if c not in found)
        return replace(
            event, context=(*given, *found), because=event.because + tuple(found.values())
        )
