"""The learned coder over the words of a document: which trigger an event, and of what type.

It stands beside the frames. Where an entry fires it says how sure that is; where none fires it
may propose an event, whose roles are then filled from generic slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from verbale.matcher import Match, Matcher, syntax
from verbale.matcher.weights import Arrays, Floats, Linear, number, read_arrays
from verbale.model import Event, Reason
from verbale.records.coder.sight import COOPERATION, PLANNED, Sight
from verbale.records.coder.slots import LEARNED, learned_frame
from verbale.records.coder.telling import told
from verbale.records.coder.word import may_trigger, word_features, word_vector
from verbale.records.context import Context, context_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.model import ActorReference, Analysis

PROPOSED = 0.5
"""A word no entry knows is an event from this probability of its type on."""

PROPOSED_IN_LONG = 0.65
LONG = 25
"""The probability asked in sentences of more words than the coder's own mostly have: there its
numbers are too sure."""

NONE = "NONE"
_EDGE = 1e-3
_SEEN = 16
_EVENTS = frozenset({"event"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model says of a word: its likeliest type, how likely each is, and why."""

    best: str
    sure: Mapping[str, float]
    features: tuple[str, ...]

    def of(self, event_type: str) -> float:
        """How likely an event of this type is; planned cooperation counts as AGREE too."""
        likely = self.sure.get(event_type, 0.0)
        return likely + (self.sure["AGREE"] if event_type in PLANNED else 0.0)

    def reasons(self, model: Linear, event_type: str) -> tuple[Reason, ...]:
        """Why this type, and what was considered beside it."""
        label = event_type if event_type in model.classes else self.best
        if event_type in PLANNED and self.sure["AGREE"] > self.sure[event_type]:
            label = "AGREE"
        why = told(f for f, _ in model.for_it(self.features, label, most=_SEEN))
        others = sorted((n for n in self.sure if n != label), key=lambda n: -self.sure[n])[:2]
        names = [f"{'no event' if n == NONE else n} {self.sure[n]:.2f}" for n in others]
        return (
            Reason("coder.trigger", f"{label} {self.sure[label]:.2f} by {why or 'its vector'}"),
            Reason("coder.considered", ", ".join(names)),
        )


class TriggerCoder:
    """Asks the model about the words of documents."""

    def __init__(self, arrays: Arrays) -> None:
        self.model = Linear(arrays)
        self.gate = frozenset(map(int, arrays["gate"]))
        self.trust = arrays.get("trust")

    def judged(self, context: Context) -> dict[int, Judgement]:
        """What the model says of each word that may trigger an event, by its place."""
        sight = sight_of(context)
        mentioned = {context.analysis.sentence_at[place] for place in context.analysis.mention_at}
        found = {}
        for place, sentence in enumerate(context.analysis.sentences):
            if place not in mentioned:
                continue
            for token in context.parse[sentence.first : sentence.last]:
                if self._asked(token, sight):
                    found[token.i] = self._judge(token, sight)
        return found

    def _asked(self, token: Token, sight: Sight) -> bool:
        if token.i in sight.matches:
            return True
        return may_trigger(token, sight) and number(token.lower_) in self.gate

    def _judge(self, token: Token, sight: Sight) -> Judgement:
        features = word_features(token, sight)
        found = self.model.probabilities(features, word_vector(token, sight))
        sure = dict(zip(self.model.classes, map(float, found), strict=True))
        return Judgement(max(sure, key=lambda n: sure[n]), sure, tuple(features))

    def confidence(self, signs: Floats) -> float:
        """How often events with these signs (`signs_of`) are right, as measured in training."""
        trust = self.trust
        if trust is None:
            return 0.5
        return round(float(1 / (1 + np.exp(-(trust[0] + trust[1:] @ signs)))), 3)

    def proposed(self, context: Context, judged: Mapping[int, Judgement]) -> list[Match]:
        """Events of words at which no entry fires."""
        fired = {i for match in context.of_kind("event") for i in match.words}
        found = []
        for place, judgement in judged.items():
            token = context.parse[place]
            least = PROPOSED if len(token.sent) <= LONG else PROPOSED_IN_LONG
            likely = judgement.best != NONE and judgement.sure[judgement.best] >= least
            if likely and place not in fired and not _wished(context, token, judgement.best):
                frame = learned_frame(context, token, judgement.best)
                found.append(Match(frame, token, _words(token)))
        return found


def _wished(context: Context, verb: Token, event_type: str) -> bool:
    """ "Vowed to disarm", "wants to disarm": of what an entry finds below, no threat or request."""
    if event_type not in ("THREATEN", "REQUEST"):
        return False
    own = {c.i for c in syntax.children(verb, "xcomp") if syntax.is_infinitive(c)}
    own = own if syntax.child(verb, "dobj") is None else set()
    kinds = (m.frame.label("event_type") for m in context.of_kind("event") if m.token.i in own)
    return any(kind in COOPERATION for kind in kinds)


def _words(token: Token) -> tuple[int, ...]:
    """A word with its particle."""
    return tuple(sorted([token.i, *(c.i for c in syntax.children(token, "prt"))]))


def signs_of(judgement: Judgement, match: Match, event: Event) -> Floats:
    """What the confidence in an event is estimated from."""
    likely, none = judgement.of(event.event_type), judgement.sure[NONE]
    signs = (
        _logit(likely),
        _logit(1 - none),
        match.frame.id.startswith(LEARNED),
        bool(event.actors),
        bool(event.recipients),
        len(match.words) > 1,
        bool(event.auxiliary),
        match.frame.pos == "noun",
    )
    return np.array(signs, np.float32)


def _logit(share: float) -> float:
    share = min(max(share, _EDGE), 1 - _EDGE)
    return float(np.log(share / (1 - share)))


@lru_cache(maxsize=1)
def default_trigger_coder() -> TriggerCoder:
    """The coder of the installed package, loaded once a process."""
    return TriggerCoder(read_arrays("triggers.npz"))


def document_sight(analysis: Analysis, matcher: Matcher) -> Sight:
    """What is seen of a document whose events have not been matched yet."""
    return sight_of(context_of(analysis, matcher, _EVENTS))


def sight_of(context: Context) -> Sight:
    """What is seen of a document, from the entries of the lexicon that fired in it."""
    matches: dict[int, list[Match]] = {}
    for match in context.of_kind("event"):
        matches.setdefault(match.token.i, []).append(match)

    def mentioned(token: Token) -> ActorReference | None:
        return context.analysis.mention_at[token.i].reference if context.is_actor(token) else None

    return Sight(
        context.parse,
        context.matcher,
        lambda token: context.status(token.i),
        mentioned,
        lambda match, role: bool(context.matcher.fill(match, role, context.is_actor)),
        matches,
    )
