"""Mentions in the making: what names, persons, nominals and coreference add to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.language.parsing import column
from verbale.model import ActorReference, Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from verbale.matcher import Lexicon
    from verbale.matcher.entries import NameHit, Title, TitleHit
    from verbale.matcher.registry import Registry


@dataclass(slots=True)
class Draft:
    """One mention before it is fixed. ``first:last`` are tokens, ``root`` heads them.

    ``kind`` is what the actor is: state, person, organisation, group (people
    named by a noun) or body. ``affiliation`` is the organisation a role belongs to.
    """

    first: int
    last: int
    root: int
    name: str
    via: str
    kind: str
    actor: str = ""
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    gender: str | None = None
    plural: bool = False
    affiliation: str | None = None
    former: bool = False
    elect: bool = False
    role_span: tuple[int, int] | None = None
    members: list[Draft] = field(default_factory=list)
    target: Draft | None = None
    why: str = ""

    def resolved(self) -> Draft:
        """The mention this one stands for; itself where it stands for itself."""
        seen = self
        for _ in range(20):
            if seen.target is None or seen.target is self:
                return seen
            seen = seen.target
        return seen


@dataclass(slots=True)
class Claim:
    """An office that the text gives to somebody, by the title in tokens ``first`` up to ``last``.

    ``country`` is whose office it is, ``body`` the state, body or place as the text has it.
    """

    draft: Draft
    role: str
    title: Title
    first: int
    last: int
    country: str | None = None
    body: str | None = None
    former: bool = False
    why: str = ""


@dataclass(slots=True)
class Scene:
    """What all mention finders work on: the document, its parse, the registry, what is found."""

    document: Document
    parse: Doc
    registry: Registry
    lexicon: Lexicon
    day: str | None
    sentence_at: list[int]
    hits: list[NameHit] = field(default_factory=list)
    """The registry's names in the text, looked up once for actors and places."""
    cues: frozenset[str] = frozenset()
    """Lemmas that may say something, for pronouns that go on speaking."""
    drafts: list[Draft] = field(default_factory=list)
    taken: dict[int, Draft] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    """The offices that the text gives to named persons."""
    titled: set[int] = field(default_factory=set)
    """Tokens that are part of somebody's title and stand for nobody else."""
    heads: dict[int, Draft] = field(default_factory=dict)
    """Mentions by the token that heads them; the first kept of several."""
    entities: tuple[Tokens, ...] = field(init=False)
    """What the recogniser found."""
    entity_at: dict[int, Tokens] = field(init=False)
    """The recogniser's entities by the tokens in them."""
    texts: list[str] = field(init=False)
    """The tokens as they stand."""
    lower: list[str] = field(init=False)
    """The tokens in lower case."""
    plain: list[str] = field(init=False)
    """The tokens in lower case, "c.i.a." as the titles write it."""
    pos: list[str] = field(init=False)
    """The parts of speech of the tokens."""
    tags: list[str] = field(init=False)
    """The fine tags of the tokens."""
    lemmas: list[str] = field(init=False)
    """The lemmas of the tokens in lower case."""
    title_hits: dict[tuple[int, int], list[TitleHit]] = field(default_factory=dict)
    """The titles found in stretches of tokens, each looked for once."""
    in_title: set[int] = field(default_factory=set)
    """Tokens of words that are a title or part of one."""
    _near_title: set[int] = field(default_factory=set)
    """The same with words that are a title at times only, and with "c.i.a." for "cia"."""

    def __post_init__(self) -> None:
        parse = self.parse
        self.entities = tuple(parse.ents)
        self.entity_at = {i: e for e in self.entities for i in range(e.start, e.end)}
        self.texts, self.lower = column(parse, "ORTH"), column(parse, "LOWER")
        self.pos, self.tags = column(parse, "POS"), column(parse, "TAG")
        self.lemmas = [lemma.lower() for lemma in column(parse, "LEMMA")]
        self.plain = [_plain(word) if "." in word else word for word in self.lower]
        self._find_titles()

    def _find_titles(self) -> None:
        for hit in self.registry.titles_in(self.lower, loose=True):
            self._near_title.update(range(hit.first, hit.last))
            if hit.title.kind != "loose":
                self.in_title.update(range(hit.first, hit.last))
        for hit in (
            self.registry.titles_in(self.plain, loose=True) if self.plain != self.lower else ()
        ):
            self._near_title.update(range(hit.first, hit.last))

    def titleless(self, first: int, last: int) -> bool:
        """True where no title can be among these tokens."""
        return self._near_title.isdisjoint(range(first, last))

    def add(self, draft: Draft) -> Draft:
        """Keep a mention; its tokens count as taken."""
        self.drafts.append(draft)
        self.heads.setdefault(draft.root, draft)
        for token in range(draft.first, draft.last):
            self.taken.setdefault(token, draft)
        return draft

    def drop(self, draft: Draft) -> None:
        """Take a mention back; its tokens are free again."""
        self.drafts.remove(draft)
        for token in range(draft.first, draft.last):
            if self.taken.get(token) is draft:
                del self.taken[token]
        self.heads = {i: d for i, d in self.heads.items() if d is not draft}

    def span(self, first: int, last: int) -> Span:
        """The span of tokens ``first`` up to (not with) ``last``."""
        end = self.parse[last - 1]
        return self.document.span(self.parse[first].idx, end.idx + len(end.text))

    def words(self, name: str) -> frozenset[str]:
        """A word class of ``data/``."""
        return self.lexicon.words(name)

    def read(self, token: int) -> bool:
        """False for text that makes no records."""
        return self.sentence_at[token] >= 0


_DOTTED = re.compile(r"(?:[a-z]\.){2,}")


def _plain(word: str) -> str:
    return word.replace(".", "") if _DOTTED.fullmatch(word) else word


def slug(text: str) -> str:
    """A name as part of an id: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", text.lower())) or "x"


def reference(scene: Scene, draft: Draft) -> ActorReference:
    """The actor reference of a mention, with the words it was found in."""
    found = draft.resolved()
    span = scene.span(draft.first, draft.last)
    members = tuple(_member(scene, m, span) for m in found.members)
    return ActorReference(
        actor=found.actor or f"{found.kind}:{slug(found.name)}",
        name=found.name,
        span=span,
        via=draft.via,
        country=found.country,
        sectors=found.sectors,
        role=found.role,
        members=members,
    )


def _member(scene: Scene, draft: Draft, span: Span) -> ActorReference:
    found = draft.resolved()
    return ActorReference(
        actor=found.actor or f"{found.kind}:{slug(found.name)}",
        name=found.name,
        span=span,
        via="implied",
        country=found.country,
        sectors=found.sectors,
        role=found.role,
    )


def head_of(parse: Doc, first: int, last: int) -> Token:
    """The token of a stretch that governs the others."""
    inside = range(first, last)
    for number in inside:
        token = parse[number]
        if token.head.i not in inside or token.head.i == number:
            return token
    return parse[last - 1]


def noun_phrase(token: Token) -> tuple[int, int]:
    """First token of the noun phrase that ends with its head noun, and the one after the head.

    Only what stands directly before the head and hangs on it, without clauses.
    """
    first = token.i
    for c in sorted(token.lefts, key=lambda t: -t.i):
        if c.dep_ not in (
            "det",
            "amod",
            "compound",
            "poss",
            "nummod",
            "nmod",
            "quantmod",
            "neg",
            "predet",
        ):
            if not (c.is_punct and c.lower_ in ("-", "–", "“", "‘", '"')):
                break
        first = min(first, c.left_edge.i)
    while first < token.i and token.doc[first].is_space:
        first += 1
    return first, token.i + 1
