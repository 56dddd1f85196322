"""Whether anything was said at all: cues that as often tell of a deed, a thought or a purpose.

Only of what is told in the reporter's words; words in quotation marks were said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Quotation, Span
from verbale.records.context import Context
from verbale.records.saying_status import is_first_to
from verbale.records.statement_content import is_thin

if TYPE_CHECKING:
    from spacy.tokens import Token

_BRIEF = frozenset({"ask.call-for", "noun.call-for", "ask.demand", "voice.offer"})
"""Entries whose content may be a few words: "called for *an inquiry*"."""
_OF_CLAUSES = frozenset({"ask.cast-doubt", "say.confirm", "say.find"}) | {
    "say.explain", "say.acknowledge", "say.put-it",
}  # fmt: skip
"""Entries that, with a noun only, tell mostly of deeds: "the Senate *confirmed* his successor"."""
_UNREAL = frozenset({"future", "hypothetical"})
_FEW, _FEWER = 4, 2
"""Words without a verb that say something: of all cues, and of "accused her of …"."""
_GOING_ON = frozenset({"continue", "begin", "start", "go", "proceed", "appear", "use", "take"}) | {
    "seem", "come", "be", "hasten", "repeat", "dare", "return", "rush", "turn", "rise", "speak",
}  # fmt: skip
"""Verbs beside which "to say" is said: "went on *to say*", "used the speech *to warn*"."""
_SECOND_SPEAKER = re.compile(r"\b[A-Z]{3,}: ")
"""The label of a speaker in a transcript."""
_MARK = re.compile(r"\s+[“\"]\w")
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP", "MD"})
_REFERRING = frozenset({"it", "this", "that", "them", "him", "her", "these", "those"})
_SUPPORTING = frozenset({"say.explain", "say.reveal", "say.announce", "voice.express", "ask.ask"})


def is_doubtful(
    context: Context,
    quotation: Quotation,
    cue: Token,
    content: tuple[Span, ...],
    auxiliary: tuple[str, ...],
) -> bool:
    """Whether a careful reader would doubt that this was said."""
    if _is_a_term(quotation, cue):
        return True
    if _is_torn(context, quotation, cue, content):
        return True
    if quotation.manner == "direct" or (quotation.manner == "mixed" and _says(quotation)):
        return False
    denied = "negation" in auxiliary and cue.pos_ != "NOUN"
    if denied and not quotation.entry.startswith("deny."):
        return True
    told = "hypothetical" not in auxiliary and (
        cue.pos_ == "NOUN" or (_says(quotation) and _has_finite_clause(cue))
    )
    if (_UNREAL & set(auxiliary) and not told) or _is_purpose(cue):
        return True
    if not content:
        return False
    brief = quotation.entry in _BRIEF or quotation.manner == "mixed"
    least = _FEWER if quotation.entry in ("blame.accuse", "deny.deny") else _FEW
    if not brief and is_thin(context, content, least):
        return True
    return _is_no_saying(context, quotation, cue, content)


def _is_a_term(quotation: Quotation, cue: Token) -> bool:
    """ "What the guards *refer to as* “guests”", "*agreed* “to talk”": no words of a speaker."""
    return quotation.entry == "quotation.above" and cue.lemma_ in ("refer", "agree")


def _is_torn(context: Context, quotation: Quotation, cue: Token, content: tuple[Span, ...]) -> bool:
    """Words of a page's furniture or of a second speaker among them, or half of a clause."""
    sentence = context.analysis.sentences[quotation.sentence].span
    lower = sentence.text.lower()
    if any(words in lower for words in context.words("page-words")):
        return True
    if any(_SECOND_SPEAKER.search(s.text) for s in content):
        return True
    text = context.analysis.document.text
    if any(is_thin(context, (s,), _FEW) and _MARK.match(text, s.end) for s in content):
        return quotation.manner != "direct" or len(content) > 1
    if len(content) > 1 and is_thin(context, content[:1], _FEW) and cue.tag_ == "VBG":
        return content[-1].start >= sentence.end
    if syntax.marker(cue) == "as" and syntax.child(cue, "dobj") is not None:
        return bool(content) and content[0].start > cue.idx and cue.dep_ == "advcl"
    words = context.tokens(content[0]) if content else []
    if words[1:] and words[0].pos_ == "ADP" and words[1].tag_ == "WDT":
        return True
    headless = bool(words) and words[0].tag_ in _FINITE and quotation.manner != "direct"
    return headless and cue.dep_ in ("relcl", "acl", "ccomp", "advcl", "parataxis")


def _says(quotation: Quotation) -> bool:
    return quotation.entry.startswith("say.") and quotation.entry not in _SUPPORTING


def _is_purpose(cue: Token) -> bool:
    """ "A hearing *to determine* whether …", "he rang *to express* regret": for what end."""
    infinitive = cue.tag_ == "VB" and any(c.lower_ == "to" for c in cue.children)
    if not infinitive or is_first_to(cue) or cue.head.lemma_ in _GOING_ON:
        return False
    return cue.dep_ in ("advcl", "acl", "relcl", "xcomp", "ccomp") and not syntax.is_negated(cue)


def _is_no_saying(
    context: Context, quotation: Quotation, cue: Token, content: tuple[Span, ...]
) -> bool:
    clause = _has_finite_clause(cue)
    entry = quotation.entry
    if entry in _OF_CLAUSES and not clause:
        return True
    if not clause and content[0].text.split()[0].lower() in _REFERRING:
        return True
    tests = {
        "say.find": _is_thought(context, quotation, cue),
        "say.put-it": True,
        "deny.deny": not clause and (cue.lemma_ == "contradict" or "--" in content[-1].text),
        "say.further": cue.lemma_ == "rule" and not clause,
        "noun.claim-that": any(s.text.lower().startswith("what ") for s in content),
        "call.describe": not _is_likened(content),
        "call.name": _is_named_only(content) or cue.dep_ in ("relcl", "pcomp", "ccomp"),
        "talk.about": not _is_that(cue),
    }
    return tests.get(entry, False)


def _has_finite_clause(cue: Token) -> bool:
    return any(syntax.form(c) == "finite" for c in syntax.children(cue, "ccomp", "acl", "relcl"))


def _is_that(cue: Token) -> bool:
    return any(syntax.marker(c) == "that" for c in syntax.children(cue, "ccomp"))


def _is_thought(context: Context, quotation: Quotation, cue: Token) -> bool:
    """ "The president concluded that …": what a person came to think."""
    people = all(s.actor.startswith(("person:", "nominal:")) for s in quotation.speakers)
    return people and cue.lemma_ in ("conclude", "determine", "judge", "reckon")


def _is_likened(content: tuple[Span, ...]) -> bool:
    return any(f" {word} " in s.text for s in content for word in ("as", "to", "like"))


def _is_named_only(content: tuple[Span, ...]) -> bool:
    """ "Rebels who call themselves *the Lions of the North*": a name, no view."""
    words = [w for s in content for w in s.text.split()]
    return bool(words) and sum(w[:1].isupper() for w in words) > len(words) // 2
