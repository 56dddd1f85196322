"""What makes it doubtful that an undertaking is told, by whom it is, or whose word it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import ActorReference, Span
from verbale.records.context import Context
from verbale.records.undertaking_checks import negated
from verbale.records.undertaking_open import inside_quotes
from verbale.records.undertaking_parties import WE

if TYPE_CHECKING:
    from spacy.tokens import Token

_OTHERS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its", "him", "them"})
_ONE = frozenset({"he", "she", "his", "her", "him"})
_IF = frozenset({"if", "whether", "unless", "provided", "lest"})
_CLAUSES = frozenset(
    {"conj", "ccomp", "xcomp", "acomp", "advcl", "attr", "relcl", "acl", "pcomp", "oprd"}
)
_TRAILING = re.compile(
    r", (?:an?|the|his|her|its|their|[A-Z])[^,]{2,80} (?:said|told|reported|announced)\b[^,]{0,40}$"
)
"""A sentence that ends with who said it."""

_ASIDE = re.compile(r"[\"”’]\s*(?:--|—|–)(?![^\"“]*(?:--|—|–))")
"""A quotation closed before a dash: behind it the writer speaks."""

_FAR = 6
"""So many steps up from the trigger are looked at."""


def doubtful(
    context: Context, parties: tuple[ActorReference, ...], trigger: Token, action: Span
) -> bool:
    """True where a careful reader would not be sure of the record."""
    if any(_unclear_who(context, party, trigger) for party in parties):
        return True
    if _word_of_others(context, parties, trigger):
        return True
    if _unheard(context, trigger, action) or _cut_short(context, action):
        return True
    if _only_if(context, trigger) or _called_false(context, trigger):
        return True
    return _bidden(trigger) or _pointed_at(trigger)


def _above(token: Token) -> Iterator[Token]:
    """The word and those it hangs on, clause by clause."""
    for _ in range(_FAR):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _only_if(context: Context, trigger: Token) -> bool:
    """ "If Reid is committed", "provided they agree", "appears ready": nobody says it is so."""
    first = trigger if trigger.pos_ != "NOUN" else syntax.clause_verb(trigger)
    for token in _above(first or trigger):
        if token.dep_ not in _CLAUSES:
            return False
        if syntax.marker(token) in _IF or token.head.lower_ in context.words("supposing"):
            return True
        if token.dep_ == "relcl" and _not_there(token.head):
            return True
        if token.dep_ in ("relcl", "advcl"):
            return False
    return False


def _not_there(noun: Token) -> bool:
    """ "They are not at the point where they have decided": a clause of what is not."""
    if noun.dep_ != "pobj" or noun.head.head.lemma_ != "be":
        return False
    return negated(noun.head.head)


def _called_false(context: Context, trigger: Token) -> bool:
    """ "Reports that Iran had agreed were wrong", "denied claims that it plans to"."""
    for token in _above(trigger):
        noun = token.head
        if token.dep_ not in ("acl", "ccomp", "relcl") or noun.pos_ != "NOUN":
            continue
        verb = noun.head
        if noun.dep_ in syntax.SUBJECTS:
            judged = syntax.children(verb, "acomp", "attr")
            return any(c.lemma_.lower() in context.words("false-word") for c in judged)
        return noun.dep_ == "dobj" and verb.lemma_.lower() in context.words("disbelief-verb")
    return False


def _bidden(trigger: Token) -> bool:
    """ "Give me a list and I will free them": a condition that the imperative states."""
    if (
        trigger.dep_ != "conj"
        or trigger.head.tag_ != "VB"
        or trigger.head.dep_ not in ("ROOT", "ccomp")
    ):
        return False
    return not any(c.dep_ in (*syntax.SUBJECTS, "aux") for c in trigger.head.children)


def _pointed_at(trigger: Token) -> bool:
    """ "Made this decision to please his voters": the infinitive is the end, not the matter."""
    pointing = ("this", "that", "these", "those")
    return trigger.pos_ == "NOUN" and any(
        c.lower_ in pointing for c in syntax.children(trigger, "det")
    )


def _unheard(context: Context, trigger: Token, action: Span) -> bool:
    """ "…, a spokesman said, the agency reported": more have said it than were heard."""
    heard = len(context.status(trigger.i).sources)
    sentence = trigger.sent
    if not heard and (_reported_above(context, trigger) or _as_is_said(context, trigger)):
        return True
    if not heard and inside_quotes(context, trigger):
        return True
    behind = [t for t in sentence if t.idx >= action.end]
    if not any(t.text == "," for t in behind):
        return False
    told = [t for t in behind if t.tag_ in ("VBD", "VBZ") and t.lemma_.lower() in context.says]
    told = [t for t in told if not _below(t, trigger) and _after_comma(t)]
    if not told and not heard and _TRAILING.search(sentence.text):
        return True
    according = any(t.lower_ == "according" for t in behind)
    return len(told) + according > max(heard, 0) and (heard == 0 or len(told) > 1)


def _below(token: Token, trigger: Token) -> bool:
    if any(t.dep_ in ("relcl", "advcl") for t in _above(token)):
        return True
    shared = syntax.child(token, *syntax.SUBJECTS) is None
    if shared and any(t.dep_ == "conj" for t in _above(token)):
        return True
    return any(t.i == trigger.i for t in _above(token.head))


def _after_comma(verb: Token) -> bool:
    """Whether the clause of a verb of saying begins right behind a comma."""
    own = syntax.child(verb, *syntax.SUBJECTS)
    first = own.left_edge.i if own is not None and own.i < verb.i else verb.i
    return first > 0 and verb.doc[first - 1].text in (",", "”", '"', "’", "''")


def _as_is_said(context: Context, trigger: Token) -> bool:
    """ "The army, as the paper says, has pledged": the paper's word."""
    return any(
        t.dep_ == "advcl" and t.lemma_.lower() in context.says and syntax.marker(t) == "as"
        for t in trigger.sent
    )


def _reported_above(context: Context, trigger: Token) -> bool:
    """ "Told the paper in an interview published Monday that": said by one who was not heard."""
    verb = syntax.clause_verb(trigger)
    if verb is None or not any(c.lower_ == "that" for c in syntax.children(verb, "mark")):
        return False
    for token in _above(verb.head):
        own = syntax.child(token, "nsubj") if token.pos_ in syntax.VERBAL else None
        if own is not None and token.lemma_.lower() in context.says and context.is_actor(own):
            return True
    return False


def _word_of_others(context: Context, parties: tuple[ActorReference, ...], trigger: Token) -> bool:
    """Whether it is in doubt whose word a clause is: "we", a writer's aside, a clause beside."""
    sources = context.status(trigger.i).sources
    if not sources:
        return False
    if any(s.name.lower() in (*WE, "i", "you") or _a_member(context, s) for s in sources):
        return True
    before = context.analysis.document.text[context.sentence(trigger.i).start : trigger.idx]
    if _ASIDE.search(before) or _said_apart(context, trigger):
        return True
    theirs = {s.actor for s in sources} & {p.actor for p in parties}
    return not theirs and _beside_saying(context, trigger)


def _a_member(context: Context, source: ActorReference) -> bool:
    """ "A top Republican said": one of a party, who is not the party."""
    word = source.span.text.lower().split()[-1]
    return source.actor.startswith("org:") and word in context.words("party-member")


def _said_apart(context: Context, trigger: Token) -> bool:
    """ "Norway intends to …; the premier has assured them": the saying stands after a break."""
    text = context.sentence(trigger.i).text
    return ";" in text and not any(mark in text for mark in ("“", '"'))


def _beside_saying(context: Context, trigger: Token) -> bool:
    """ "France said it will stay, and the minister expressed": a second clause of the report."""
    for verb in _above(trigger):
        if verb.pos_ not in syntax.VERBAL:
            continue
        says = verb.head.lemma_.lower() in context.says
        if verb.dep_ == "ccomp" and says:
            return False
        if verb.dep_ == "conj" and says and verb.tag_ in ("VBD", "VBZ", "VBP"):
            return syntax.child(verb.head, "ccomp") is not None
    return False


def _cut_short(context: Context, action: Span) -> bool:
    """Whether the words of an action end in the middle of a phrase: "on the nation" of "…’s"."""
    quotes = [c for c in action.text if c in "“”"]
    if quotes[:1] == ["”"] or quotes[-1:] == ["“"]:
        return True
    if context.analysis.document.text[action.end :].lstrip("\"”’' ").startswith(("...", "…")):
        return True
    last = context.parse.char_span(action.start, action.end, alignment_mode="expand")
    if last is None or last.end >= len(context.parse) or not last[-1].is_alpha:
        return False
    behind = context.parse[last.end]
    if last[-1].tag_ in ("JJ", "DT", "PRP$") and last[-1].head.i >= last.end:
        return True
    if behind.tag_ == "POS":
        return True
    in_time = behind.ent_type_ in ("DATE", "TIME") or behind.dep_ == "npadvmod"
    return behind.pos_ in ("NOUN", "PROPN") and behind.i < last.sent.end and not in_time


def _unclear_who(context: Context, party: ActorReference, trigger: Token) -> bool:
    """ "We" of a private person; "he" or "they" where it may be somebody else."""
    word = party.span.text.lower()
    if party.via == "demonym" and party.actor.startswith("org:") and not word.endswith("s"):
        return True
    if party.via == "pronoun" and word in WE:
        return party.actor.startswith(("person:", "nominal:"))
    if party.via == "implied":
        return _unclear_several(context, party, trigger)
    return party.via == "pronoun" and word in _OTHERS and _unclear_pronoun(context, party, trigger)


def _unclear_pronoun(context: Context, party: ActorReference, trigger: Token) -> bool:
    """Whether "he", "it" or "they" may be somebody else than who was found."""
    word = party.span.text.lower()
    if _another_says(context, party, trigger, word in _ONE):
        return True
    if trigger.pos_ == "NOUN" and word in _ONE and _nearer(context, party, trigger):
        return True
    if any(_does(context, token, party) for token in _above(trigger)):
        return False
    if _others_only(context, party, trigger):
        return True
    earlier = _previous(context, trigger)
    if earlier is not None and any(_does(context, t, party) for t in _leading(earlier)):
        return False
    one = word in _ONE
    here = [r for r in _named(context, trigger) if _like(r, one)]
    if not one and here and here[-1].actor == party.actor:
        return False
    return {r.actor for r in _named(context, trigger, earlier) if _like(r, one)} != {party.actor}


def _nearer(context: Context, party: ActorReference, trigger: Token) -> bool:
    """ "Warned the Kenyan president over *his* plan": somebody else is named right before."""
    here = [r for r in _named(context, trigger) if _like(r, one=True)]
    return bool(here) and here[-1].actor != party.actor


def _others_only(context: Context, party: ActorReference, trigger: Token) -> bool:
    """Whether of those a pronoun may stand for only others are named in its sentence."""
    one = party.span.text.lower() in _ONE
    here = {r.actor for r in _named(context, trigger) if _like(r, one)}
    return one and bool(here) and party.actor not in here


def _another_says(context: Context, party: ActorReference, trigger: Token, one: bool) -> bool:
    """ "One of its suppliers said *it* plans": whoever speaks may well mean himself."""
    verb = syntax.clause_verb(trigger)
    if verb is None or verb.dep_ not in ("ccomp", "acl"):
        return False
    own = syntax.child(verb.head, "poss" if verb.head.pos_ == "NOUN" else "nsubj")
    if verb.head.pos_ != "NOUN" and verb.head.lemma_.lower() not in context.says:
        return False
    mention = context.analysis.mention_at.get(own.i) if own is not None else None
    if mention is None or mention.reference.actor == party.actor:
        return False
    return party.span.start >= verb.left_edge.idx and _like(mention.reference, one)


def _unclear_several(context: Context, party: ActorReference, trigger: Token) -> bool:
    """ "They" of names in other sentences; clear are "the two Koreas", "the three countries"."""
    words = party.span.text.split()
    if any(w.istitle() for w in words[1:]):
        return False
    if len(words) > 1 and party.actor.startswith("country:"):
        return False
    return not any(r.actor == party.actor for r in _named(context, trigger))


def _like(reference: ActorReference, one: bool) -> bool:
    """Whether a pronoun for one person, or for a body or several, can stand for somebody."""
    if one:
        return reference.actor.startswith(("person:", "office:"))
    return not reference.actor.startswith(("person:", "office:"))


def _does(context: Context, verb: Token, party: ActorReference) -> bool:
    """Whether somebody is the subject of a verb, by name or not."""
    own = syntax.child(verb, *syntax.SUBJECTS)
    if own is None or own.idx == party.span.start:
        return False
    mention = context.analysis.mention_at.get(own.i)
    return mention is not None and mention.reference.actor == party.actor


def _leading(sentence: Token) -> list[Token]:
    """The main verb of a sentence, with what it says."""
    root = sentence.sent.root
    return [root, *syntax.children(root, "ccomp", "xcomp")]


def _previous(context: Context, trigger: Token) -> Token | None:
    start = trigger.sent.start
    return context.parse[start - 1] if start > 0 else None


def _named(
    context: Context, trigger: Token, earlier: Token | None = None
) -> Iterator[ActorReference]:
    """Who is named in the sentence before the trigger, and in the sentence before that."""
    first = earlier.sent.start if earlier is not None else trigger.sent.start
    for i in range(first, trigger.i):
        mention = context.analysis.mention_at.get(i)
        token = context.parse[i]
        place = token.dep_ == "pobj" and token.head.lower_ in ("in", "from", "at", "near", "to")
        if mention is not None and _like(mention.reference, one=True):
            place = False
        if mention is None or place or mention.reference.via in ("pronoun", "implied"):
            continue
        yield mention.reference
