"""What a stance is about, on what grounds it is held, and whether it is a habit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.clauses import clause_span, trimmed
from verbale.model import ActorReference, Span, Target
from verbale.records.context import Context
from verbale.records.stance_edges import runs_on, within_dashes

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_PERSONAL = frozenset(
    [
        *("he", "she", "they", "him", "her", "them", "i", "me", "we", "us", "you", "who", "whom"),
        *("himself", "herself", "themselves", "itself", "ourselves", "myself", "there", "what"),
        *("which", "anyone", "anybody", "everyone", "everybody", "someone", "somebody"),
    ]
)
"""Pronouns that, unresolved, name no target."""
_YEARS = frozenset({"years", "decades", "months", "weeks", "generations"})
_TOPICAL = frozenset({"on", "over", "about"})
_DASHES = frozenset({"--", "—", "–", "-"})
_REASON = frozenset({"because", "since"})


def targets_of(context: Context, match: Match) -> tuple[Target, ...]:
    """The actors a stance is about, else the words that name the matter."""
    head = _head(context, match)
    if head is None or head.i in match.words or _describes(match, head) or _asked_to(head):
        return ()
    if head.lower_ == "it" and (clause := _extraposed(context, match)) is not None:
        return () if clause.text.startswith("for ") else (clause,)
    if head.pos_ == "VERB" and match.frame.pos == "adj" and "praise" in match.frame.labels.values():
        return ()
    if head.head.i == match.token.i and head.dep_ in ("amod", "compound", "nmod"):
        return _named_before(context, match.token)
    several = syntax.conjuncts(head)
    refs = [_actor(context, match, one) for one in several]
    if all(r is not None for r in refs):
        return tuple(r for r in refs if r is not None)
    if head.lower_ in _PERSONAL or (head.lower_ == "it" and "holder" not in match.frame.roles):
        return ()
    span = _matter(context, match, head)
    return (span,) if span is not None else ()


def _describes(match: Match, head: Token) -> bool:
    """ "The best signal would be …", "what we need is …": what is judged is not named."""
    noun = match.token.head
    through = match.frame.roles["target"][0].startswith("governor.governor")
    besides = through and noun.dep_ == "pobj"
    itself = match.token.dep_ == "amod" and (noun.i == head.i or besides)
    if head.pos_ == "ADV":
        return True
    what = head.pos_ in syntax.VERBAL and syntax.marker(head) == "what"
    return itself or (what and "holder" not in match.frame.roles)


def _head(context: Context, match: Match) -> Token | None:
    """What heads the target; of several things asked for, that which the entry is about."""
    own = _own_object(context, match)
    head = own if own is not None else context.matcher.first(match, "target")
    asked = [c.words for c in match.frame.requires if c.slot == "clause" and c.words]
    paths = match.frame.roles.get("target", ())
    if head is None or not asked or not paths[0].startswith("clause."):
        return head
    verb = syntax.clause_verb(head)
    for one in syntax.conjuncts(verb) if verb is not None else ():
        if one.lemma_.lower() in asked[0]:
            return head if one is verb else syntax.child(one, "dobj")
    return None


def _own_object(context: Context, match: Match) -> Token | None:
    """ "Voted *for the law* in anger": what the preposition of the trigger itself governs."""
    slots = match.frame.roles.get("target", ())
    for number in match.words[1:]:
        word = context.parse[number]
        if word.pos_ == "ADP" and word.lower_ in slots and "clause" not in slots:
            own = syntax.child(word, "pobj", "pcomp")
            if own is not None:
                return own
    return None


def _named_before(context: Context, noun: Token) -> tuple[Target, ...]:
    """ "A fierce *Kremlin* critic": the name among the words before a noun."""
    beside = context.parse[noun.i - 1]
    for word in (beside, *reversed(syntax.children(noun, "compound", "nmod", "amod"))):
        if word.pos_ == "PROPN" or context.is_actor(word):
            refs = context.refs([word])
            return refs[:1] or (context.analysis.span(word.i, word.i + 1),)
    return ()


def _actor(context: Context, match: Match, head: Token) -> ActorReference | None:
    """The actor whom the whole of a phrase names."""
    mention = context.analysis.mention_at.get(head.i)
    refs = context.refs([head])
    if not refs or mention is None or mention.document:
        return None
    if _done_by(refs[0], head) or _hyphened(context, head) or _other_head(refs[0], head):
        return None
    whole = trimmed(context.analysis.document, context.parse, *_bounds(context, match, head))
    return refs[0] if whole is not None and refs[0].span.end >= whole.end - 2 else None


def _hyphened(context: Context, name: Token) -> bool:
    """ "A *no-deal* Brexit": more than the name tells."""
    before = [t for c in syntax.children(name, "compound", "amod", "nmod") for t in c.subtree]
    changing = context.words("name-changing")
    return name.pos_ == "PROPN" and any(
        t.text == "-" and t.i < name.i and t.nbor(-1).lower_ in changing for t in before if t.i
    )


def _other_head(reference: ActorReference, head: Token) -> bool:
    """ "His appointment to secretary": the mention is of the office, the matter is not."""
    told = f"{reference.name} {reference.role or ''}".lower()
    return head.pos_ == "NOUN" and reference.via == "title" and head.lemma_.lower() not in told


def _done_by(reference: ActorReference, head: Token) -> bool:
    """ "Reid's overture", "Kim's leadership": what somebody does is not the person."""
    if head.pos_ != "NOUN" or syntax.child(head, "poss") is None:
        return False
    return reference.actor.startswith("person:") or head.lemma_ == "leadership"


def _asked_to(head: Token) -> bool:
    """ "A call for Iran to release him", "against Iran getting it": not Iran, but what it does."""
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    then = after.nbor(1) if after.i + 1 < len(head.doc) else after
    if head.head.lower_ == "for" and after.lower_ == "to" and then.tag_ == "VB":
        return True
    if head.dep_ in syntax.SUBJECTS and syntax.is_infinitive(head.head):
        return True
    return head.dep_ == "pobj" and after.tag_ == "VBG" and after.head.i != head.i


def _extraposed(context: Context, match: Match) -> Span | None:
    """ "It is unacceptable *that …*": what the word "it" only announces."""
    token = match.token
    for word in (token, token.head, token.head.head):
        clauses = [c for c in syntax.children(word, "ccomp", "xcomp", "advcl") if c.i > token.i]
        for clause in clauses:
            announced = syntax.is_infinitive(clause) or syntax.marker(clause) == "that"
            if syntax.is_infinitive(clause) and clause.lemma_ in context.words("thinking"):
                return None
            if clause.dep_ != "advcl" or announced:
                return context.content(clause)
    return None


def _matter(context: Context, match: Match, head: Token) -> Span | None:
    """The words of a matter, without the clause of the trigger and without the grounds."""
    if runs_on(context, head) or head.left_edge.lower_ == "including":
        return None
    if head.pos_ not in _NOMINAL:
        spans = clause_span(context.analysis.document, head, frozenset(match.words))
        longest = max(spans, key=lambda s: len(s.text)) if spans else None
        return None if longest is None or longest.text.startswith("including ") else longest
    first, last = _bounds(context, match, head)
    for other in syntax.conjuncts(head)[1:]:
        if other.pos_ in _NOMINAL and other.dep_ == "conj" and _beside(other):
            last = max(last, _bounds(context, match, other)[1])
    return trimmed(context.analysis.document, context.parse, first, last)


def _beside(noun: Token) -> bool:
    """A further noun, no clause of its own that the parser hung on the noun."""
    return syntax.child(noun, *syntax.SUBJECTS) is None


def _bounds(context: Context, match: Match, head: Token) -> tuple[int, int]:
    """First and last (excluded) token of a noun phrase up to where something else begins."""
    first, last = syntax.edges(head)
    reasons = context.words("reason-verb")
    for c in head.rights:
        if _ends_phrase(match, c, reasons) or (
            c.lower_ in _TOPICAL and context.is_actor(head) and c.dep_ == "prep"
        ):
            last = min(last, c.left_edge.i)
    if head.lemma_.lower() in context.words("half-noun") and last == head.i + 1:
        last = _completed(match, head, last)
    first, last = within_dashes(head, first, last)
    while last - 1 > head.i and head.doc[last - 1].text in _DASHES:
        last -= 1
    return first, max(last, head.i + 1)


def _completed(match: Match, head: Token, last: int) -> int:
    """ "The push *to leave the union*", where the parser hangs the rest on the verb."""
    if last >= len(head.doc):
        return last
    after = head.doc[last]
    clause = after.head if after.lower_ == "to" and after.dep_ == "aux" else after
    further = clause.dep_ in ("advcl", "xcomp", "acl") or (
        clause.dep_ == "prep" and clause.lower_ in ("on", "of")
    )
    if further and clause.head.i == match.token.i and clause.left_edge.i == last:
        return int(clause.right_edge.i) + 1
    return last


def _ends_phrase(match: Match, part: Token, reasons: frozenset[str]) -> bool:
    inside = part.left_edge.i <= match.token.i <= part.right_edge.i
    if inside or part.dep_ in ("conj", "cc"):
        return True
    aside = part.left_edge.i > 0 and part.doc[part.left_edge.i - 1].lower_ == ","
    if part.dep_ in ("relcl", "advcl", "acl", "appos"):
        return aside
    if part.lower_ == "including":
        return aside
    if part.dep_ == "prep" and any(c.ent_type_ in ("DATE", "TIME") for c in part.children):
        return part.lower_ not in ("of", "for")
    if part.dep_ != "prep" or match.frame.pos != "verb":
        return False
    if part.lower_ == "from" and match.token.lemma_ == "defend":
        return True
    if part.lower_ == "for" and syntax.child(part, "pcomp") is not None:
        return True
    gives_reason = match.frame.roles.get("grounds", ())[:1] == (part.lower_,)
    return part.lower_ == "as" or (gives_reason and match.token.lemma_ in reasons)


def grounds_of(context: Context, match: Match, target: Target) -> Span | None:
    """The words that say why: as the entry has it, else a clause with "because" or "saying"."""
    head = context.matcher.first(match, "grounds")
    if head is None or not _is_ground(context, match, head, target):
        return _reason(context, match)
    span = context.span_role(match, "grounds")
    whom = target if isinstance(target, Span) else target.span
    blamed = match.frame.roles["grounds"][0] == "object"
    if span is None or (blamed and span.holds(whom)):
        return None
    preposition = _preposition(head)
    if preposition is not None and preposition.lower_ == "as":
        return context.analysis.document.span(preposition.idx, span.end)
    return span


def _is_ground(context: Context, match: Match, head: Token, target: Target) -> bool:
    """No time ("over the past years"), and no part of the words of the target."""
    if head.ent_type_ in ("DATE", "TIME") or head.lower_ in _YEARS:
        return False
    if match.frame.pos == "verb" and head.i < match.token.i:
        return False
    if isinstance(target, Span) and target.start <= head.idx < target.end:
        return False
    own = context.matcher.first(match, "target")
    purpose = head.pos_ in syntax.VERBAL and syntax.is_infinitive(head)
    if purpose and "holder" in match.frame.roles:
        return False
    aside = (t for t in (head, *head.ancestors) if t.dep_ == "relcl")
    return own is None or not any(
        own.is_ancestor(t) and not (t.i == match.token.i or t.is_ancestor(match.token))
        for t in aside
    )


def _reason(context: Context, match: Match) -> Span | None:
    """ "… because it costs too much", "…, saying it costs too much"."""
    verb = syntax.clause_verb(match.token)
    if verb is None or verb not in (match.token, match.token.head):
        return None
    for c in syntax.children(verb, "advcl"):
        if c.i < match.token.i:
            continue
        if syntax.marker(c) == "because":
            return _because(context, c)
        own = syntax.child(c, *syntax.SUBJECTS)
        if _by_another(c):
            continue
        if c.tag_ == "VBG" and own is None and c.lemma_ in context.words("reason-giving"):
            said = syntax.child(c, "ccomp")
            if said is not None:
                return context.content(said)
    return None


def _by_another(clause: Token) -> bool:
    """ "Mocked Vega, who had complained, *saying* …": who says it is unsure."""
    before = clause.doc[max(clause.left_edge.i - 2, 0)]
    return any(t.dep_ == "relcl" for t in (before, *before.ancestors) if t.i < clause.i)


def _because(context: Context, clause: Token) -> Span | None:
    marks = frozenset(c.i for c in clause.children if c.lower_ in _REASON and c.dep_ == "mark")
    spans = clause_span(context.analysis.document, clause, marks)
    return max(spans, key=lambda s: len(s.text)) if spans else None


def _preposition(head: Token | None) -> Token | None:
    if head is None:
        return None
    before = head.head.i < head.i
    return head.head if before and head.head.pos_ in ("ADP", "SCONJ") else None


def is_habitual(context: Context, trigger: Token) -> bool:
    """ "Has always criticised", "a longtime critic", "has for years opposed"."""
    verb = syntax.clause_verb(trigger)
    places = [trigger] + ([verb] if verb is not None else [])
    return any(
        c.lower_ in context.words("habit") or _for_years(c)
        for word in places
        for c in word.children
    )


def _for_years(preposition: Token) -> bool:
    if preposition.lower_ != "for" or preposition.dep_ != "prep":
        return False
    length = syntax.child(preposition, "pobj")
    return length is not None and length.lower_ in _YEARS
