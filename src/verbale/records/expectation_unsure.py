"""Whose an expectation is, where the words name somebody: whether that is sure enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Expectation
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_HE = frozenset({"he", "she"})
_INCLUDING = frozenset({"including", "like", "such"})
_NOT_DOING = frozenset({"in", "without", "from", "against", "of"})
_PLURAL = ("NNS", "NNPS")


def unsure(
    context: Context, match: Match, head: Token, holders: tuple[ActorReference, ...]
) -> bool:
    """Whether it is not certain who holds what an entry found, or that it is held at all."""
    if _holder_unsure(context, match, holders) or unnamed_quote(context, match.token):
        return True
    if _generally(match.token) or _of_himself(context, match, holders):
        return True
    if match.frame.pos == "noun" and holders and _one_of_them(match.token):
        return True
    if match.token.dep_ == "amod" and match.frame.label("attitude") == "unknown":
        return True
    if match.frame.pos in ("verb", "adj") and (_plural(context, match) or _on_another(match)):
        return True
    if holders and _denied(context, match):
        return True
    word = match.token
    named = word.dep_ in ("acl", "ccomp", "relcl") and word.head.pos_ == "NOUN"
    return named and bool(holders) and word.head.lemma_.lower() in context.words("open-noun")


def unnamed(one: Expectation) -> bool:
    """Whether all that is known of who holds or says it is a pronoun."""
    names = [*one.holders, *one.said_by]
    clause = any(f" {verb} " in r.name for r in names for verb in ("are", "is", "was", "were"))
    return clause or any(r.actor.startswith("pronoun:") for r in names)


def unnamed_quote(context: Context, token: Token) -> bool:
    """Whether a word stands in a quotation of which the text does not make known whose it is."""
    return _quoted(context, token) and not context.status(token.i).sources


def of_himself(context: Context, one: Expectation) -> bool:
    """Whether a quotation names its own speaker: then it is another's ("I think Lund will go")."""
    token = context.parse.char_span(one.evidence[0].start, one.evidence[0].end)
    if token is None or not _quoted(context, token[0]):
        return False
    own = {s.actor for s in one.said_by if s.actor.startswith("person:")}
    return any(a.via == "name" and a.actor in own for a in one.about)


def without_place(one: Expectation) -> Expectation:
    """What is expected may be elsewhere and later than the expecting: only its holder dates it."""
    held = {h.actor for h in one.holders} - {s.actor for s in one.said_by}
    return replace(one, place=None, date=one.date if held else None)


def _plural(context: Context, match: Match) -> bool:
    """ "The allies soothed *fears* that …" read as a verb; "*many Danes* worry" as Denmark."""
    head = context.matcher.first(match, "holder") if "holder" in match.frame.roles else None
    if head is None:
        return False
    if match.token.tag_ == "VBZ" and head.tag_ in _PLURAL and head.i < match.token.i:
        return True
    mention = context.analysis.mention_at.get(head.i)
    state = mention is not None and mention.reference.actor.startswith("country:")
    some = any(c.dep_ in ("amod", "nummod", "det") for c in head.children) or head.dep_ == "pobj"
    return state and head.tag_ == "NNPS" and some


def _of_himself(context: Context, match: Match, holders: tuple[ActorReference, ...]) -> bool:
    """Whether somebody would speak of himself by his name: then the speaker is another."""
    if "holder" not in match.frame.roles or not _quoted(context, match.token):
        return False
    head = context.matcher.first(match, "holder")
    if head is None or (head.pos_ == "PRON" and head.lower_ not in ("who", "which")):
        return False
    sources = context.status(match.token.i).sources
    named = {h.name.split()[-1] for h in holders} | {
        h.name.split()[-2] for h in holders if " " in h.name
    }
    return any(s.name.split()[-1] in named for s in sources)


def _generally(word: Token) -> bool:
    """ "*When* Iran believes …, it backs off", "erred *in doubting* it": no attitude of now."""
    verb = word if word.pos_ in syntax.VERBAL else word.head
    if verb.dep_ == "advcl" and verb.tag_ in ("VBZ", "VBP"):
        first = verb.left_edge.lower_
        return first in ("when", "whenever", "wherever", "once", "until")
    return word.tag_ == "VBG" and word.dep_ == "pcomp" and word.head.lower_ in _NOT_DOING


def _one_of_them(noun: Token) -> bool:
    """ "*Each of our presidents* has had hopes": who they are the text does not tell here."""
    subject = syntax.child(noun.head, "nsubj")
    if subject is None and (verb := syntax.clause_verb(noun)) is not None:
        subject = syntax.child(verb, "nsubj")
    if subject is None:
        return False
    some = subject.tag_ == "NNPS" and any(c.dep_ == "amod" for c in subject.children)
    return some or subject.lower_ in ("each", "one", "none", "some", "both", "all")


def _on_another(match: Match) -> bool:
    """ "Wrote *to the envoy warning* that …": the envoy does not warn."""
    word = match.token
    stands = word.dep_ == "acl" and word.tag_ == "VBG" and word.head.dep_ == "pobj"
    return stands and word.head.head.lower_ == "to"


def _denied(context: Context, match: Match) -> bool:
    """ "The premier does *not hope* for a war": an attitude denied is told by few entries."""
    if "negated" in match.frame.trigger or match.frame.label("attitude") in ("doubt", "unknown"):
        return False
    word = match.token
    declined = word.dep_ == "xcomp" and word.head.lemma_ in ("decline", "refuse", "cease", "fail")
    verbal = match.frame.pos in ("verb", "adj")
    return declined or (verbal and "negation" in context.status(word.i).auxiliary)


def _holder_unsure(context: Context, match: Match, holders: tuple[ActorReference, ...]) -> bool:
    """Whom "he", "which" or "some" stands for is not certain, or not all of them are found."""
    if "subject" not in match.frame.roles.get("holder", ()) or match.frame.pos == "noun":
        return False
    head = context.matcher.first(match, "holder")
    if head is None:
        return False
    if not holders:
        return True
    if head.tag_ in _RELATIVE:
        return any(t.lower_ in _INCLUDING for t in _between(context, holders, head))
    if head.lower_ == "they" and _quoted(context, match.token):
        return True
    return head.lower_ in _HE and _others_word(context, match.token, holders)


def _quoted(context: Context, token: Token) -> bool:
    """Whether a word stands in a quotation, where "they" may be anybody."""
    spans = (c for q in context.analysis.quotations for c in q.content)
    text = context.analysis.document.text
    return any(
        c.start <= token.idx < c.end and text[max(0, c.start - 1) : c.start] in ("“", '"', "‘")
        for c in spans
    )


def _between(context: Context, holders: tuple[ActorReference, ...], head: Token) -> Iterator[Token]:
    """The words right before what a relative pronoun stands for, in its sentence."""
    for i in range(max(head.sent.start, head.i - 8), head.i):
        yield context.parse[i]


def _others_word(context: Context, token: Token, holders: tuple[ActorReference, ...]) -> bool:
    """ "Lund told members that … *he* is not sure": he is Lund, whoever else was found."""
    for above in token.ancestors:
        if above.lemma_ in context.says and above.pos_ == "VERB":
            subject = syntax.child(above, "nsubj")
            found = context.refs([subject]) if subject is not None else ()
            person = [f for f in found if f.actor.startswith("person:")]
            own = above.i == token.head.i and token.dep_ == "ccomp" and subject is not None
            if own and found and subject is not None and subject.tag_ == "NNP":
                return holders[0].actor not in {f.actor for f in found}
            return bool(person) and person[0].actor != holders[0].actor
    return False
