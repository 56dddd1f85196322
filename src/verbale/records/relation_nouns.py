"""What a noun that states a relation is said of, and how its clause says it.

"Hungary, an ally of Russia", "its ally Hungary", "Hungary is an ally", "allies such as Hungary":
the noun stands beside what bears it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from verbale.matcher import syntax
from verbale.model import ActorReference, Analysis, Date, Reason
from verbale.records.context import Context, known

if TYPE_CHECKING:
    from spacy.tokens import Token

BEING = frozenset({"be", "become", "remain", "stay"})
"""Copulas whose complement holds of their subject."""
_BEFORE = frozenset({"compound", "nmod", "amod"})
_LISTING = frozenset({"as", "like", "including"})
_REACHING = frozenset(
    {"from", "since", "until", "till", "between", "through", "to", "-", "–", "(", "and"}
)
"""What a stretch of time begins with."""
_ASKING = frozenset({"if", "whether"})


def bearers(context: Context, noun: Token) -> list[Token]:
    """The heads of what a noun is said of; empty where it stands for itself alone."""
    first = first_of(noun)
    return (
        _among(noun)
        or _before(context, noun)
        or _behind(context, noun)
        or _apposed(context, noun, first)
        or _predicated(context, first)
    )


def _among(noun: Token) -> list[Token]:
    """ "Canada and the *other* members": the one named before is a member too."""
    if noun.dep_ != "conj" or not any(c.lower_ == "other" for c in noun.children):
        return []
    first = noun.head
    while first.dep_ == "conj":
        first = first.head
    return [c for c in syntax.conjuncts(first) if c.i < noun.i]


def first_of(noun: Token) -> Token:
    """The first of the coordinated nouns: "a friend *and ally*"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


def _before(context: Context, noun: Token) -> list[Token]:
    """ "NATO member Turkey": the name that the noun stands before."""
    head = noun
    while head.dep_ in _BEFORE and head.head.i > noun.i:
        head = head.head
    return [head] if head is not noun and _is_name(context, head) else []


def _apposed(context: Context, noun: Token, first: Token) -> list[Token]:
    """ "Hungary, an ally", "Iran's ally, Syria"; several nouns are not said of one thing."""
    if first.dep_ == "appos":
        if "not" in _near(first.head):
            return []
        several = noun.tag_ == "NNS" and len(syntax.conjuncts(first.head)) == 1
        heads = syntax.conjuncts(first.head)
        return [] if several else heads if noun.tag_ == "NNS" else heads[:1]
    children = [c for c in noun.children if c.dep_ == "appos" and c.i > noun.i]
    heads = [c for child in children[:1] for c in syntax.conjuncts(child)]
    return [h for h in heads if _is_name(context, h) and "not" not in _near(h)]


def _near(head: Token) -> list[str]:
    """The two words before a noun phrase and its own negation: "— not President Lund"."""
    start = head.left_edge.i
    return [t.lower_ for t in head.doc[max(0, start - 2) : start + 1]]


def _predicated(context: Context, noun: Token) -> list[Token]:
    verb = noun.head
    if noun.dep_ not in ("attr", "oprd", "xcomp", "nsubj") or verb.lemma_ not in BEING:
        return []
    if noun.dep_ == "nsubj":
        return [c for c in verb.children if c.dep_ == "attr" and _is_name(context, c)]
    subject = context.matcher.arguments.surface_subject(verb)
    return [] if subject is None or subject.lower_ == "there" else syntax.conjuncts(subject)


def _behind(context: Context, noun: Token) -> list[Token]:
    """ "Allies such as Italy and Japan"; "U.S. ally Japan" where the parse cuts the name off."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in _LISTING and prep.i > noun.i:
            head = syntax.child(prep, "pobj")
            return syntax.conjuncts(head) if head is not None else []
    if noun.tag_ == "NN" and noun.i + 1 < len(noun.doc):
        behind = context.parse[noun.i + 1]
        head = behind if _is_name(context, behind) else behind.head
        mention = context.analysis.mention_at.get(head.i)
        if mention is not None and mention.first == noun.i + 1 and _is_name(context, head):
            return [head]
    return []


def _is_name(context: Context, token: Token) -> bool:
    mention = context.analysis.mention_at.get(token.i)
    return mention is not None and mention.reference.via == "name" and known(mention.reference)


def governing(noun: Token) -> Token | None:
    """The copula that says a noun of its subject; None where it only stands beside a name."""
    first = first_of(noun)
    said = first.dep_ in ("attr", "oprd", "xcomp", "nsubj") and first.head.lemma_ in BEING
    return first.head if said else None


def asked(verb: Token) -> bool:
    """Whether a clause is only asked about, wished or a condition: "whether Chad is a member"."""
    if syntax.marker(verb) in _ASKING or _commanded(verb):
        return True
    return any(c.dep_ == "aux" and c.i < verb.i and c.i == verb.sent.start for c in verb.children)


def unsure(context: Context, token: Token) -> bool:
    """A suspected member, any London-based firm, troops that a state does not have there."""
    doubtful = context.words("doubtful-word")
    described = [token, token.head] if token.dep_ in ("acl", "amod") else [token]
    if any(c.lower_ in doubtful for word in described for c in word.children):
        return True
    held = token.dep_ == "acl" and token.head.dep_ == "dobj" and token.head.head
    if held and syntax.is_negated(held):
        return True
    return token.tag_ == "VBG" and token.dep_ == "pcomp"


def once_so(context: Context, noun: Token) -> bool:
    """ "A former member", "once an ally"."""
    gone = context.words("former-word") | {"once", "formerly"}
    return noun.pos_ in ("NOUN", "PROPN") and any(c.lower_ in gone for c in noun.children)


def _commanded(verb: Token) -> bool:
    """ "Appoint a mediator": an imperative."""
    bare = verb.tag_ == "VB" and verb.dep_ == "ROOT"
    return bare and not any(c.dep_ in ("aux", *syntax.SUBJECTS) for c in verb.children)


def beside(context: Context, token: Token, rule: str, note: str) -> dict[str, Any]:
    """Fields of a relation that a noun phrase states: the clause around it decides nothing.

    Only what stands in a direct quotation is the speaker's word.
    """
    return {
        "source": context.analysis.document,
        "sentence": context.sentence(token.i),
        "said_by": quoted_by(context.analysis, token),
        "because": (Reason(rule, note), Reason("date.none", "a noun carries no date of its own")),
    }


def quoted_by(analysis: Analysis, token: Token) -> tuple[ActorReference, ...]:
    """Who speaks the direct quotation that a token stands in."""
    for quotation in analysis.quotations:
        if quotation.manner == "direct":
            if any(s.start <= token.idx < s.end for s in quotation.content):
                return quotation.speakers
    return ()


def bounds(context: Context, *heads: Token) -> tuple[Date | None, Date | None]:
    """ "From 2009 to 2014", "until 2010", "since March": what hangs on these words."""
    allowed = {head.i for head in heads}
    for time in context.analysis.times:
        before = context.parse[max(0, time.first - 1)].lower_
        if time.edtf is None or "/" not in time.edtf or before not in _REACHING:
            continue
        if any(up.i in allowed for up in _above(context.parse[time.first])):
            since, _, until = time.edtf.partition("/")
            return _edge(since, time.span), _edge(until, time.span)
    return None, None


def _above(token: Token) -> Iterator[Token]:
    """What a time expression hangs on: through its own words and prepositions only."""
    while token.head is not token and token.head.pos_ in ("ADP", "SCONJ", "NUM", "PROPN", "NOUN"):
        token = token.head
        yield token
        if token.pos_ == "NOUN":
            return
    yield token.head


def _edge(value: str, span: Any) -> Date | None:
    return Date(value, span, "text") if value not in ("", "..") else None


def state_of(context: Context, country: str | None) -> ActorReference | None:
    """A mention of a state by its own name, the first of them."""
    found = [
        m.reference
        for m in context.analysis.mentions
        if country is not None and m.reference.actor == f"country:{country}"
    ]
    return next((r for r in found if r.via in ("name", "demonym")), None)
