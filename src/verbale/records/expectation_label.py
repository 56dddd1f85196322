"""Which attitude, and how likely: what the words of an expectation say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import Likelihood
from verbale.records.context import Context
from verbale.records.likelihood import default_scale

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = frozenset({"will", "would", "shall", "may", "might", "could", "can", "should", "must"}) | {
    *("'ll", "’ll", "'d", "’d", "wo", "ca"),
}
_OF_TO_COME = frozenset({"expect", "expectation", "odds", "chance", "prospect"}) | {
    *("risk", "danger"),
}
"""Words that look ahead even with a clause in the present ("the odds that he stays")."""

_PERFECT = frozenset({"'ve", "’ve"})

_FORECAST = frozenset({"expect", "predict"})


def attitude_of(match: Match, head: Token, likelihood: Likelihood | None = None) -> str:
    """Of what is or was so a likelihood is an assumption; of an unlikely war it is a doubt."""
    attitude = match.frame.label("attitude")
    if match.frame.id == "expect.inevitable-subject":
        unlikely = likelihood is not None and likelihood.rank == "unlikely"
        return "doubt" if unlikely else attitude
    if match.frame.id == "expect.unclear" and match.token.lower_ in ("doubtful", "questionable"):
        return "doubt" if not _asks(head) else attitude
    if match.token.lemma_.lower() in _OF_TO_COME:
        return attitude
    inner = syntax.child(head, "ccomp") if match.frame.id == "expect.believe-near" else None
    if inner is not None and settled(inner):
        return "assume"
    return "assume" if attitude in _FORECAST and _of_now(match, head) else attitude


def _of_now(match: Match, head: Token) -> bool:
    """Whether a guess is about what is or was: "the law *may be* at fault", "*may be lying*"."""
    aux = {c.lower_ for c in syntax.children(head, "aux")}
    perfect = bool(aux & {"have", "'ve", "’ve"})
    lasting = head.lemma_ == "be" or head.tag_ == "VBG" or perfect
    if aux & {"may", "might"} and lasting:
        return True
    return (match.frame.pos != "verb" or perfect) and settled(head)


def _asks(head: Token) -> bool:
    first = head.left_edge
    return syntax.marker(head) in ("whether", "if") or first.tag_ in ("WP", "WDT", "WRB")


def settled(head: Token) -> bool:
    """True for a clause about what is or was so: finite without a modal, or a perfect."""
    if head.pos_ not in syntax.VERBAL:
        return False
    aux = syntax.children(head, "aux")
    if any(c.lower_ == "being" for c in syntax.children(head, "auxpass")):
        return False
    if any(c.lower_ in ("have", "'ve", "’ve") for c in aux):
        return True
    if head.tag_ == "VBG" and any(c.tag_ in ("VBD", "VBZ", "VBP") for c in aux):
        return not any(c.tag_ == "MD" for c in aux)
    return not any(c.lower_ in _SURE or c.lower_ == "to" for c in aux) and head.tag_ in (
        *("VBD", "VBZ", "VBP", "VBN"),
    )


def past(match: Match, head: Token) -> bool:
    """ "Would have been", "could have stopped": what did not come to be is not expected."""
    aux = {c.lower_ for c in head.lefts if c.dep_ == "aux" or c.lower_ in _PERFECT}
    unreal = {"would", "could", "should", "'d", "’d"}
    told = match.frame.pos in ("adv", "verb") and bool(aux & {"have", "'ve", "’ve"})
    return told and bool(aux & unreal)


def likelihood_of(context: Context, match: Match, head: Token) -> Likelihood | None:
    """The words of likelihood and their rank: of the trigger, of an adverb, of a modal."""
    if match.frame.label("attitude") == "unknown":
        return None
    scale = default_scale()
    told = match.frame.label("likelihood")
    if told or match.frame.pos in ("adj", "adv"):
        words = scale.phrase_at(match.token) if len(match.words) == 1 else _all_words(match)
        rank = _said_of(match) or scale.of_words(words)
        if rank or told:
            return ranked(context, rank or told, words)
    for verb in (match.token, head):
        for adverb in scale.adverbs(verb):
            words = scale.phrase_at(adverb)
            rank = scale.of_words(words)
            if rank:
                return ranked(context, rank, words)
    modal = scale.modal(head)
    return ranked(context, "possible", [modal]) if modal is not None else None


def _said_of(match: Match) -> str | None:
    """ "The chance that it will fail *is very small*": the rank stands behind the verb."""
    verb = match.token.head
    if match.frame.pos != "noun" or match.token.dep_ != "nsubj" or verb.pos_ not in syntax.VERBAL:
        return None
    for c in syntax.children(verb, "acomp"):
        rank = default_scale().chances.get(c.lower_)
        if rank is not None and not syntax.is_negated(verb):
            return rank
    return None


def _all_words(match: Match) -> list[Token]:
    parse, (first, *_, last) = match.token.doc, match.words
    return [parse[i] for i in range(first, last + 1)]


def ranked(context: Context, rank: str, words: list[Token]) -> Likelihood:
    """A rank with the words that tell it."""
    return Likelihood(rank, context.analysis.span(words[0].i, words[-1].i + 1))
