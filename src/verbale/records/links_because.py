"""Which records happened because of others: where the text says that one is the other's reason.

``docs/records.md`` says which constructions count. All of them are read in the parse of one
sentence; what only came later, or stood around it ("amid"), is no reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Event, Record
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_EFFECTS = frozenset({"event", "undertaking", "expectation", "stance"})
_REASONS = frozenset({"event", "undertaking", "expectation", "stance", "statement"})
_OWING = frozenset({"because", "due", "owing", "thanks"})
_SMALL = frozenset({"ADP", "SCONJ", "PART"})
_DEEDS = frozenset({"attempt", "bid", "decision", "effort", "move", "plan", "threat", "vow"})
"""Nouns whose infinitive says what was done or meant: not "refusal", nor "failure"."""
_OBJECTS = ("dobj", "nsubjpass", "nsubj", "attr", "dative")


@dataclass(frozen=True, slots=True)
class Placed:
    """A record with the token that heads its trigger."""

    record: Record
    token: Token


def placed(context: Context, records: tuple[Record, ...]) -> list[Placed]:
    """The records that may be an effect or a reason, with their places in the parse."""
    found = []
    for record in records:
        span = record.evidence[0]
        tokens = context.parse.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None and record.kind in _REASONS:
            found.append(Placed(record, tokens.root))
    return found


def reasons(context: Context, records: list[Placed]) -> dict[str, list[str]]:
    """Ids of the reasons of each record that has some."""
    found: dict[str, list[str]] = {}
    for effect, reason in _pairs(context, records):
        if effect.i == reason.i:
            continue
        for one in records:
            if one.record.kind not in _EFFECTS or not _results(context, one, effect):
                continue
            for other in records:
                if other.record.id != one.record.id and _stands_on(context, other.token, reason):
                    if other.token.i != one.token.i:
                        found.setdefault(one.record.id, []).append(other.record.id)
    return found


def _stands_on(context: Context, trigger: Token, anchor: Token) -> bool:
    """Whether a record's trigger is this word, or the noun that this verb only supports."""
    if trigger.i == anchor.i:
        return True
    if trigger.head.i != anchor.i or anchor.pos_ not in syntax.VERBAL:
        return False
    if trigger.dep_ == "xcomp" and anchor.lemma_ in context.words("bringing-verb"):
        return True
    supporting = context.words("support-verb") | context.words("happen-verb")
    if trigger.pos_ == "NOUN" and trigger.dep_ in _OBJECTS:
        return anchor.lemma_ in supporting
    return trigger.dep_ in ("prt", "prep", "acomp", "attr", "oprd")


def _results(context: Context, one: Placed, anchor: Token) -> bool:
    """Whether a record is what the reason is given for: also "agreed *to leave* because …".

    What is expected is told by words beside the verb ("would most likely follow").
    """
    trigger = one.token
    if _stands_on(context, trigger, anchor):
        return True
    if one.record.kind == "expectation":
        verb = syntax.clause_verb(trigger)
        return verb is not None and verb.i == anchor.i
    below = trigger.dep_ == "xcomp" and trigger.head.i == anchor.i
    return below and trigger.pos_ in syntax.VERBAL


def _pairs(context: Context, records: list[Placed]) -> Iterator[tuple[Token, Token]]:
    """Effect and reason of every construction in the text that says so."""
    for node in context.nodes:
        if context.analysis.sentence_at[node.i] < 0:
            continue
        word = node.lower_
        if word in _CUES:
            yield from _CUES[word](context, context.parse[node.i])
        if node.lemma_.lower() in context.words("bringing-verb"):
            yield from _brought(context.parse[node.i])
    for one in records:
        if isinstance(one.record, Event):
            yield from ((one.token, reason) for reason in _judged(context, one.token))


def _because(context: Context, word: Token) -> Iterator[tuple[Token, Token]]:
    """ "Left because …", "left because of …", "due to …"."""
    if word.dep_ == "mark":
        yield from _clause(word.head)
    elif word.dep_ in ("prep", "pcomp", "amod", "acomp", "advmod") or word.pos_ in ("ADP", "SCONJ"):
        yield from _nouns(word.head, _object(word))


def _clause(clause: Token) -> Iterator[tuple[Token, Token]]:
    """An adverbial clause and its coordinated clauses are reasons of what they hang on."""
    if clause.dep_ == "advcl":
        for reason in _finite(clause):
            yield clause.head, reason


def _finite(clause: Token) -> list[Token]:
    return [c for c in syntax.conjuncts(clause) if c.pos_ in syntax.VERBAL]


def _nouns(effect: Token, noun: Token | None) -> Iterator[tuple[Token, Token]]:
    """What a phrase of reason hangs on, and the nouns in it: through "the decision to …"."""
    if noun is None:
        return
    while effect.pos_ in ("ADP", "AUX") and effect.dep_ == "prep":
        effect = effect.head
    for reason in syntax.conjuncts(noun):
        yield effect, reason
        for inner in reason.children:
            if inner.dep_ == "acl" and reason.lemma_ in _DEEDS:
                yield effect, inner
            elif inner.dep_ == "prep" and inner.lower_ == "of":
                held = syntax.child(inner, "pobj", "pcomp")
                if held is not None:
                    yield effect, held


def _object(prep: Token) -> Token | None:
    """The noun of "because of X", "due to X", "in response to X"."""
    found = [c for c in syntax.children(prep, "pobj", "pcomp") if c.pos_ not in _SMALL]
    if found:
        return found[0]
    for inner in prep.children:
        if inner.dep_ in ("pcomp", "prep") and inner.pos_ in _SMALL:
            return _object(inner)
    return None


def _phrase(context: Context, word: Token) -> Iterator[tuple[Token, Token]]:
    """ "In response to …", "in retaliation for …", "as a result of …"; "In response, …"."""
    prep = word.head
    if (
        word.dep_ != "pobj"
        or prep.lower_ not in ("in", "as")
        or prep.dep_ not in ("prep", "advmod")
    ):
        return
    told = False
    for inner in syntax.children(word, "prep"):
        if inner.lower_ in ("to", "for", "of", "against", "at"):
            told = True
            yield from _nouns(prep.head, syntax.child(inner, "pobj", "pcomp"))
    before = _before(context, word)
    if not told and before is not None and prep.i == prep.sent.start:
        yield prep.head, before


def _before(context: Context, word: Token) -> Token | None:
    """The main verb of the sentence before, in the same paragraph."""
    number = context.analysis.sentence_at[word.i]
    if number < 1:
        return None
    sentence = context.analysis.sentences[number - 1]
    between = context.analysis.document.text[sentence.span.end : word.idx]
    roots = [t for t in context.parse[sentence.first : sentence.last] if t.dep_ == "ROOT"]
    return roots[0] if len(roots) == 1 and "\n" not in between else None


def _wake(context: Context, word: Token) -> Iterator[tuple[Token, Token]]:
    """ "In the wake of": like "after", only of what answers something."""
    for effect, reason in _phrase(context, word):
        if _reacts(context, effect):
            yield effect, reason


def _after(context: Context, word: Token) -> Iterator[tuple[Token, Token]]:
    """ "Was recalled after …", "resigned following …": an answer; no measure of time before it."""
    if any(c.dep_ in ("npadvmod", "advmod") for c in word.children):
        return
    if word.dep_ == "mark":
        effect: Token = word.head.head
        pairs = _clause(word.head)
    elif word.dep_ == "prep":
        effect, noun = word.head, syntax.child(word, "pobj", "pcomp", "dobj")
        if noun is not None and noun.tag_ == "VBG" and not syntax.is_passive(effect):
            return  # "resigned after speaking to the queen": only what came first
        pairs = _nouns(effect, noun)
    else:
        return
    measured = any(t.dep_ == "npadvmod" and t.i == word.i - 1 for t in effect.children)
    if not measured and _reacts(context, effect):
        yield from pairs


def _over(context: Context, word: Token) -> Iterator[tuple[Token, Token]]:
    """ "Sanctions over the attack", "was criticised for the killing": of what answers only."""
    if word.dep_ == "prep" and _answers(context, word.head, word.lower_):
        yield from _nouns(word.head, syntax.child(word, "pobj", "pcomp", "dobj"))


def _reacts(context: Context, effect: Token) -> bool:
    """Whether a verb, or the noun it supports, names an answer to something."""
    reacting = context.words("reacting-word")
    particles = [c.lower_ for c in effect.children if c.dep_ == "prt"]
    names = {effect.lemma_.lower(), *(f"{effect.lemma_.lower()}-{p}" for p in particles)}
    if not reacting.isdisjoint(names):
        return True
    nouns = [c for c in effect.children if c.dep_ in _OBJECTS and c.pos_ == "NOUN"]
    supporting = context.words("support-verb") | context.words("happen-verb")
    return effect.lemma_ in supporting and any(n.lemma_.lower() in reacting for n in nouns)


def _answers(context: Context, effect: Token, preposition: str) -> bool:
    if preposition == "for":
        return effect.lemma_.lower() in context.words("blaming-word")
    return _reacts(context, effect) or effect.lemma_.lower() in context.words("blaming-word")


def _so(context: Context, so: Token) -> Iterator[tuple[Token, Token]]:
    """ "X stepped down, so Y would follow": the finite clause right before the "so"."""
    verb = _led_by(so)
    if verb is None:
        return
    before = [
        t
        for t in verb.sent
        if t.i < so.i and t.pos_ in syntax.VERBAL and syntax.child(t, *syntax.SUBJECTS) is not None
    ]
    if before:
        yield verb, before[-1]


def _led_by(so: Token) -> Token | None:
    """The verb whose clause a "so" opens; none for "so far", "so many", "so that"."""
    if so.i + 1 >= len(so.doc) or so.doc[so.i + 1].lower_ == "that":
        return None
    verbs = [so.head, *syntax.children(so.head, "conj", "ccomp", "advcl")]
    for verb in verbs:
        subject = syntax.child(verb, *syntax.SUBJECTS)
        if verb.pos_ in syntax.VERBAL and subject is not None and so.i < subject.i < verb.i:
            return verb
    return None


def _brought(verb: Token) -> Iterator[tuple[Token, Token]]:
    """ "The attack triggered protests"; "protests prompted by the attack"; ", prompting …"."""
    if verb.pos_ not in syntax.VERBAL or syntax.is_negated(verb):
        return
    if verb.lemma_ == "lead":
        to = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), None)
        effects = [syntax.child(to, "pobj", "pcomp")] if to is not None else []
    else:
        effects = [syntax.child(verb, "dobj"), syntax.child(verb, "xcomp", "ccomp")]
    if syntax.is_passive(verb):
        yield from _brought_by(verb)
        return
    for reason in _bringers(verb):
        for effect in effects:
            for one in syntax.conjuncts(effect) if effect is not None else []:
                yield one, reason


def _brought_by(verb: Token) -> Iterator[tuple[Token, Token]]:
    agent = syntax.child(verb, "agent")
    reason = syntax.child(agent, "pobj", "pcomp") if agent is not None else None
    subject = syntax.child(verb, "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    if reason is not None and subject is not None:
        for one in syntax.conjuncts(reason):
            yield subject, one


def _bringers(verb: Token) -> list[Token]:
    """Who or what brought it: the subject, the clause before ", prompting …", the antecedent."""
    subject = syntax.child(verb, "nsubj")
    if subject is None:
        behind = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.head.i
        return [verb.head] if behind else []
    if not syntax.relative_pronoun(subject):
        return syntax.conjuncts(subject)
    if verb.dep_ != "relcl":
        return []
    return [verb.head] if verb.head.pos_ in ("NOUN", "PROPN", *syntax.VERBAL) else []


def _judged(context: Context, trigger: Token) -> list[Token]:
    """ "The last meeting was important because …": why the text says an event matters."""
    number = context.analysis.sentence_at[trigger.i]
    weighty = context.words("weighty")
    found = []
    for sentence in context.analysis.sentences[number : number + 3]:
        for node in context.nodes[sentence.first : sentence.last]:
            if node.dep_ in ("acomp", "attr") and node.lemma_.lower() in weighty:
                found += _reasons_of_weight(context, context.parse[node.i], trigger)
    return found


def _reasons_of_weight(context: Context, adjective: Token, trigger: Token) -> list[Token]:
    judged = context.matcher.arguments.subject(adjective)
    if judged is None or not _same_noun(judged, trigger):
        return []
    return [c for c in syntax.children(adjective.head, "advcl") if syntax.marker(c) == "because"]


def _same_noun(judged: Token, trigger: Token) -> bool:
    """True where the subject repeats the trigger, or is a "one" behind a clause about it."""
    if judged.lemma_.lower() == trigger.lemma_.lower():
        return True
    if judged.lemma_.lower() not in ("one", "it", "that", "this"):
        return False
    before = [t for t in judged.sent if t.i < judged.i and t.dep_ in ("nsubj", "nsubjpass")]
    return any(t.lemma_.lower() == trigger.lemma_.lower() for t in before)


_CUES = {
    **dict.fromkeys(_OWING, _because),
    **dict.fromkeys(
        ("response", "retaliation", "reaction", "revenge", "result", "protest"), _phrase
    ),
    **dict.fromkeys(("reprisal", "consequence", "answer"), _phrase),
    **dict.fromkeys(("wake", "aftermath"), _wake),
    **dict.fromkeys(("after", "following"), _after),
    **dict.fromkeys(("over", "for"), _over),
    "so": _so,
}
"""The words that may say a reason, each with what it asks of the parse around it."""
