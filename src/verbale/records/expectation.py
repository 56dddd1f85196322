"""Expectations: who expects, hopes, fears, assumes, doubts or does not know what."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Expectation, Likelihood, Span
from verbale.records.context import Context, distinct
from verbale.records.expectation_choices import alternatives
from verbale.records.expectation_clause_doubts import able, doubtful_clause, own_word
from verbale.records.expectation_doubts import doubtful
from verbale.records.expectation_holders import asked, holders_of, others_thought, unreal
from verbale.records.expectation_label import (
    attitude_of,
    likelihood_of,
    past,
    ranked,
    settled,
)
from verbale.records.expectation_modal import (
    attributed,
    consequence,
    expected,
    open_modals,
    political_words,
)
from verbale.records.expectation_real import believer, headline, nobodys, only_seems, said_by
from verbale.records.expectation_scope import mended, proposition, with_subject
from verbale.records.expectation_unsure import of_himself, unnamed, without_place

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_SO = frozenset({"so", "too", "less", "least"})
"""Degrees by which a word tells no likelihood ("so afraid that", "the less likely to")."""

_NOT = frozenset({"not", "n't", "n’t", "never"})


def find_expectations(context: Context) -> list[Expectation]:
    """All expectations, one a proposition and holder."""
    matches = [m for m in context.of_kind("expectation") if not headline(m.token)]
    made = [_expectation(context, m) for m in matches if not _of_own_clause(m)]
    found = [one for one, _ in filter(None, made)]
    heads = {head.i for _, head in filter(None, made)} | _ruled_out(context, matches)
    for match in matches:
        if _of_own_clause(match) and not expected(match.token, heads):
            further = _consequence(context, match)
            if further is not None:
                found.append(further)
                heads.add(match.token.i)
    found += open_modals(context, heads, partial(_open, context))
    found = [one for one in found if not unnamed(one) and not of_himself(context, one)]
    found.sort(key=lambda one: (one.evidence[0].start, not one.holders))
    return [without_place(_relayed(one, found)) for one in _once(found)]


def _ruled_out(context: Context, matches: list[Match]) -> set[int]:
    """Heads of what somebody not known expects ("some feared …"): not the document's forecast."""
    found = set()
    for match in matches:
        head = None if _of_own_clause(match) else context.matcher.first(match, "proposition")
        if head is not None and "holder" in match.frame.roles:
            found.add(head.i)
    for node in context.nodes:
        if node.lemma_ in context.words("attitude-lemma"):
            found |= {c.i for c in syntax.children(context.parse[node.i], "ccomp")}
    return found


def _of_own_clause(match: Match) -> bool:
    return "proposition" not in match.frame.roles


def _expectation(context: Context, match: Match) -> tuple[Expectation, Token] | None:
    """What an entry tells of the clause or phrase in its role, and the head of that."""
    proper = match.token.pos_ == "PROPN"
    holders = None if proper or only_seems(context, match) else holders_of(context, match)
    if holders is None or not _held(context, match, holders):
        return None
    span, head = proposition(context, match)
    span = with_subject(context, match, head, span)
    span = mended(context, span, context.sentence(match.token.i))
    if span is None or head is None or head.tag_ in ("MD", "TO", "IN"):
        return None
    if past(match, head) or not _attached(match, head) or _own_act(context, match, head, holders):
        return None
    if match.frame.pos == "adv" and settled(head) and not political_words(context, span):
        return None
    shared = context.common(match)
    shared["auxiliary"] = _auxiliary(shared["auxiliary"], match)
    shared["said_by"] = said_by(context, match.token, shared["said_by"])
    likelihood = likelihood_of(context, match, head)
    if _opinion(match, head) or doubtful(context, match, head, span, holders):
        return None
    return Expectation(
        **shared,
        evidence=context.evidence(match, span),
        confidence=0.7 if holders else 0.6,
        holders=holders or _speaker(match, shared["said_by"]),
        attitude=attitude_of(match, head, likelihood),
        proposition=span,
        about=about(context, span),
        likelihood=likelihood,
        alternatives=alternatives(context, match, head),
    ), head


def _held(context: Context, match: Match, holders: tuple[ActorReference, ...]) -> bool:
    """Whether the expectation is one: not asked, nor denied, nor itself only supposed."""
    if unreal(context, match):
        return False
    if holders:
        return True
    if nobodys(match) or asked(match) or not attributed(context, match.token):
        return False
    if "holder" not in match.frame.roles and others_thought(context, match):
        return False
    denied = "negation" in context.status(match.token.i).auxiliary and match.frame.pos != "adv"
    return not denied or "negated" in match.frame.trigger or _no(match)


def _no(match: Match) -> bool:
    """ "No chance that …", "is unlikely": the entry or the scale itself counts the denial."""
    return match.frame.label("attitude") in ("unknown", "doubt") or syntax.is_negated(match.token)


def _speaker(match: Match, said_by: tuple[ActorReference, ...]) -> tuple[ActorReference, ...]:
    """Who speaks holds what is likely; a fear that "there is" may be anybody's."""
    anybodys = "holder" in match.frame.roles or match.frame.label("attitude") == "unknown"
    return () if match.frame.pos == "noun" and anybodys else said_by[:1]


def _own_act(
    context: Context, match: Match, head: Token, holders: tuple[ActorReference, ...]
) -> bool:
    """ "Warned that *it would* strike back": what one says one will do is no expectation."""
    if match.frame.pos != "verb" or not any(
        lemma in context.words("forecast-like") for lemma in syntax.lemmas(match.token)
    ):
        return False
    subject = syntax.child(head, *syntax.SUBJECTS)
    mention = context.analysis.mention_at.get(subject.i) if subject is not None else None
    own = {h.actor for h in holders} | {f"country:{h.country}" for h in holders if h.country}
    return mention is not None and mention.reference.actor in own


def _opinion(match: Match, head: Token) -> bool:
    """ "I think it *would be* a nice surprise": a judgement, not what is to come."""
    before = match.token.doc[max(0, match.token.i - 3) : match.token.i]
    if match.frame.id == "expect.confident" and any(t.lower_ in _NOT for t in before):
        return True
    subject = syntax.child(head, *syntax.SUBJECTS)
    bare = subject is not None and subject.lower_ in ("it", "that", "this", "there")
    would = any(c.lower_ in ("would", "'d", "’d") for c in syntax.children(head, "aux"))
    if match.frame.id == "expect.officials-believe" and head.lemma_ == "know":
        return True
    if match.frame.id == "expect.believe-near" and _near_to(head):
        return True
    able = subject is not None and subject.lower_ in ("we", "i") and _modal_is(head, "can")
    if match.frame.id == "expect.not-believe" and able:
        return True
    return match.frame.id == "expect.believe" and head.lemma_ == "be" and bare and would


def _near_to(head: Token) -> bool:
    """ "Has always been close *to the king*": no matter of time."""
    said = syntax.children(head, "acomp", "advmod")
    return any(c.lower_ == "to" for a in said for c in syntax.children(a, "prep"))


def _modal_is(head: Token, modal: str) -> bool:
    return any(c.lower_ == modal for c in syntax.children(head, "aux"))


def _attached(match: Match, head: Token) -> bool:
    """Whether an adverb stands on the clause, or on a choice, not on some part of it.

    "So afraid that they hide" tells what came of it, not what is feared.
    """
    if match.frame.pos == "adj":
        degrees = {c.lower_ for c in syntax.children(match.token, "advmod")}
        before = head.i < match.token.i and head.dep_ in ("ccomp", "parataxis")
        if "holder" not in match.frame.roles and match.token.i in {t.i for t in head.subtree}:
            return False
        return not degrees & _NOT_SO and (not before or bool(syntax.marker(head)))
    if match.frame.pos == "verb":
        degrees = {c.lower_ for a in syntax.children(head, "acomp") for c in a.children}
        return not degrees & {"less", "least"}
    if match.frame.pos != "adv":
        return True
    word = match.token
    host = word.head
    on_clause = host.i == head.i or (host.head.i == head.i and host.dep_ in ("aux", "advmod"))
    if [t.lower_ for t in word.doc[max(0, word.i - 2) : word.i]] == ["the", "more"]:
        return False
    relative = head.dep_ == "relcl" and any(c.lower_ == "that" for c in head.children)
    is_so = match.frame.label("attitude") == "assume"
    if relative or (on_clause and settled(head) and word.i > head.i):
        return False
    if is_so and not settled(head):
        return False
    choice = host.pos_ in ("NOUN", "PROPN") and len(syntax.conjuncts(host)) > 1
    return on_clause or choice


def _consequence(context: Context, match: Match) -> Expectation | None:
    """ "Such a strike *would trigger* a war": the clause itself is what is expected."""
    verb = match.token
    if not consequence(context, verb) or _by_actor(context, match):
        return None
    span, _ = proposition(context, match)
    span = mended(context, span, context.sentence(verb.i))
    if span is None or able(context, verb) or doubtful_clause(context, verb, span):
        return None
    told = likelihood_of(context, match, verb)
    return _of_clause(context, verb, span, match.frame.label("attitude"), match.frame.id, told)


def _by_actor(context: Context, match: Match) -> bool:
    """Whether somebody does what the verb says: an act is no consequence of something.

    What befalls somebody else than the speaker is one; an entry that asks for what the verb acts
    on is about causes.
    """
    subject = syntax.child(match.token, *syntax.SUBJECTS)
    if own_word(context, match.token):
        return True
    mention = context.analysis.mention_at.get(subject.i) if subject is not None else None
    if mention is None or subject is None or not context.is_actor(subject) or mention.document:
        return False
    speakers = {s.actor for s in context.status(match.token.i).sources}
    if subject.lower_ == "it":
        return mention.reference.actor in speakers
    if any(o.slot == "object" for c in match.frame.requires for o in c.options):
        return True
    return mention.reference.actor in speakers


def _open(context: Context, verb: Token, modal: Token, span: Span) -> Expectation:
    """ "The army *may* step in"."""
    open_words = {"able", "forced", "about", "likely"}
    able = any(c.lower_ in open_words for c in syntax.children(verb, "acomp", "prep"))
    able = able or syntax.child(verb, "xcomp") is not None
    lasting = verb.tag_ == "VBG" or (verb.lemma_ in ("be", "have") and not able)
    attitude = "assume" if settled(verb) or lasting else "predict"
    told = ranked(context, "possible", [modal])
    return _of_clause(context, verb, span, attitude, f"expect.{modal.lower_}", told)


def _of_clause(
    context: Context,
    verb: Token,
    span: Span,
    attitude: str,
    rule: str,
    likelihood: Likelihood | None,
) -> Expectation:
    shared = context.shared(verb.i, rule, f"“{verb.text}” under a modal")
    drop = ("future", "hypothetical", "negation")
    shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a not in drop)
    shared["said_by"] = said_by(context, verb, shared["said_by"])
    return Expectation(
        **shared,
        evidence=(context.analysis.span(verb.i, verb.i + 1), span),
        confidence=0.6,
        holders=shared["said_by"][:1] or believer(context, verb),
        attitude=attitude,
        proposition=span,
        about=about(context, span),
        likelihood=likelihood,
        alternatives=alternatives(context, None, verb),
    )


def _auxiliary(found: tuple[str, ...], match: Match) -> tuple[str, ...]:
    """An expectation is held now, even where what is expected is still to come or in doubt."""
    drop = {"future", "hypothetical"}
    likely = match.frame.pos in ("adv", "noun") and match.frame.label("likelihood")
    counted = likely or match.frame.label("attitude") == "unknown"
    elsewhere = match.frame.pos == "noun" and not syntax.is_negated(match.token)
    if "negated" in match.frame.trigger or counted or elsewhere:
        drop.add("negation")
    return tuple(a for a in found if a not in drop)


def about(context: Context, span: Span) -> tuple[ActorReference, ...]:
    """The actors in what is expected; nouns of which nothing is known are none."""
    return distinct(
        m.reference
        for m in context.analysis.mentions
        if span.holds(m.reference.span) and _is_known(m.reference)
    )


def _is_known(actor: ActorReference) -> bool:
    """Whether it is told of an actor who it is, or at least whose."""
    if actor.actor.startswith("pronoun:"):
        return False
    told = bool(actor.country or actor.sectors or actor.members)
    return told or not actor.actor.startswith("nominal:")


def _relayed(one: Expectation, found: list[Expectation]) -> Expectation:
    """ "Poland believes Germany *expects* …": whose expectation holds another's is its source."""
    around = [
        o
        for o in found
        if o.holders
        and o is not one
        and o.proposition.holds(one.evidence[0])
        and o.attitude not in ("doubt", "unknown")
    ]
    around.sort(key=lambda o: len(o.proposition.text))
    chain = [h for o in around for h in o.holders[:1]]
    if not chain or one.because[0].rule.startswith("expect.noun"):
        return one
    return replace(one, said_by=distinct([*chain, *one.said_by]))


def _once(found: list[Expectation]) -> list[Expectation]:
    kept: list[Expectation] = []
    for one in found:
        if not any(_same(k, one) for k in kept):
            kept.append(one)
    return kept


def _same(a: Expectation, b: Expectation) -> bool:
    """The same matter of the same holders; on one trigger the one with holders comes first."""
    if a.evidence[0] == b.evidence[0] and a.proposition.overlaps(b.proposition):
        return True
    return a.proposition.overlaps(b.proposition) and {h.actor for h in a.holders} == {
        h.actor for h in b.holders
    }
