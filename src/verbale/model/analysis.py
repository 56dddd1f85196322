"""Analysis: what the language layer finds in a document, below the records.

Token positions are indices into ``parse`` (a spaCy ``Doc`` over ``document.text``,
with stretches that are not read left out of ``sentences``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.model.actor import ActorReference
from verbale.model.document import Document
from verbale.model.record import Place
from verbale.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: tokens ``first`` up to (not with) ``last``."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor. ``root`` is the token that heads them.

    Mentions of one ``cluster`` stand for the same actor in this document. A ``document`` ("the
    statement") stands for whose words it holds where it speaks, and else for itself.
    """

    first: int
    last: int
    root: int
    reference: ActorReference
    cluster: int
    why: str = ""
    document: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Words that give somebody an office: "the U.S. defense secretary", "former President".

    ``country`` is the state whose office it is, ``body`` its name or that of the body or place
    that the office leads or speaks for. ``by`` is ``text``; ``counterpart`` where it is
    the office of another ("his Japanese counterpart"); ``registry`` where the text only names
    somebody of whom a dated term of office is known (``span`` is then the name).
    """

    holder: ActorReference
    role: str
    span: Span
    body: str | None
    former: bool
    elect: bool
    token: int
    country: str | None = None
    by: str = "text"
    why: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: ``type`` DATE, TIME, DURATION or SET; ``edtf`` None without a calendar date."""

    first: int
    last: int
    span: Span
    type: str
    value: str
    edtf: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place; ``root`` is the token that heads them."""

    first: int
    last: int
    root: int
    place: Place


CLAIM = 0.45
"""The ``claim`` of a `Quotation` from which it counts as a claim of fact."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One statement as the text gives it: its content spans, cue and speakers.

    ``cue_token`` is the token that heads the cue. ``source`` are the words that name whose word
    it is, also where they stand for no known actor ("the photo", "he"); ``speakers`` are the
    actors among them. All are empty for a quotation whose source is not named. ``act`` is
    ``saying``, ``withheld`` ("did not say when") or ``thinking`` (believed, wished, meant): in the
    latter two no statement was made. ``claim`` is how
    likely what was said is a claim of fact (0 to 1), not a wish, view or question.
    """

    content: tuple[Span, ...]
    manner: str
    speakers: tuple[ActorReference, ...] = ()
    cue: Span | None = None
    cue_token: int | None = None
    entry: str = ""
    note: str = ""
    addressee_tokens: tuple[int, ...] = ()
    topic_tokens: tuple[int, ...] = ()
    sentence: int = 0
    source: tuple[Span, ...] = ()
    act: str = "saying"
    claim: float | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate with its status.

    ``factuality`` is ``happened``, ``did-not`` or ``uncertain``; ``score`` runs from
    -3 (certainly did not) to 3 (certainly did) as in the UW factuality data.
    ``sources`` are whose word it is, innermost first; ``time`` and ``place`` are those of its
    own clause.
    """

    token: int
    lemma: str
    score: float
    factuality: str
    auxiliary: tuple[str, ...] = ()
    sources: tuple[ActorReference, ...] = ()
    time: TimeExpression | None = None
    place: PlaceMention | None = None
    why: tuple[str, ...] = ()


@dataclass(slots=True)
class Analysis:
    """All layers of one document. Built stage by stage by `verbale.language`."""

    document: Document
    parse: Doc
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    predicates: dict[int, Predicate] = field(default_factory=dict)
    compounds: tuple[Mention, ...] = ()
    """Coordinated actors as one ("Mr. Lund and Mr. Berg"), their members in the reference."""
    mention_at: dict[int, Mention] = field(default_factory=dict)
    """Mentions by the token that heads them."""
    offices: tuple[Office, ...] = ()
    sentence_at: list[int] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    """Names of the states that the mentions are of, by their codes."""

    def span(self, first: int, last: int) -> Span:
        """The span of tokens ``first`` up to (not with) ``last``."""
        parse = self.parse
        end = parse[last - 1]
        return self.document.span(parse[first].idx, end.idx + len(end.text))

    def sentence_of(self, token: int) -> Sentence | None:
        """The sentence a token stands in; None for text that is not read."""
        number = self.sentence_at[token]
        return self.sentences[number] if number >= 0 else None
