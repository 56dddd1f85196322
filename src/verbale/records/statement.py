"""Statements: who said what, to whom, where, about whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from verbale.matcher import syntax
from verbale.matcher.clauses import long_phrase
from verbale.model import ActorReference, Quotation, Span, Statement, Target
from verbale.records.context import Context
from verbale.records.saying_status import auxiliary_of_saying, is_first_to
from verbale.records.statement_content import content_of
from verbale.records.statement_dates import date_of_saying
from verbale.records.statement_doubts import is_doubtful
from verbale.records.statement_speakers import (
    addressees_of,
    is_of_another_clause,
    is_of_others,
    is_of_the_addressed,
    relays_of,
    speakers_of,
    spoken_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNSAID = frozenset({"VB", "VBG"})
"""Tags of cues that tell by themselves of no act of saying."""
_EMPTY = frozenset({"it", "this", "that", "so", "them", "him", "her", "as much"}) | frozenset(
    {"little", "much", "nothing", "something", "anything", "more", "less", "a lot", "otherwise"}
    | {"doing so", "do so", "doing it", "doing that", "the same", "the opposite", "as such"}
)
_INSTEAD = frozenset({"far", "instead", "rather"})
"""Words before "from", "of", "than": what follows was not done."""
_ASIDE = ("advcl", "acl", "relcl", "pcomp")
"""Where a verb of saying without content only sets the scene: "while talking to reporters"."""
_PREPOSITIONS = frozenset({"in", "at", "during", "on", "after", "to", "via"})
_NAMING = frozenset({"with", "to", "at", "for", "of", "by", "from", "in", "before"})
"""Prepositions that tell which interview, speech or letter it was."""
_STOPS = frozenset({",", ":", ";", "“", "”", '"', "—", "–"})


def find_statements(context: Context) -> list[Statement]:
    """All statements with a speaker."""
    found = []
    for quotation in context.analysis.quotations:
        made = _statement(context, quotation)
        if made is not None:
            found.append(made)
    doubled = {c for q in context.analysis.quotations for c in _second_cues(context, q)}
    return _passed_on([s for s in found if s.cue is None or s.cue.start not in doubled])


def _passed_on(found: list[Statement]) -> list[Statement]:
    """ "…, X said, according to Y": the statement of X, passed on by Y, and none of Y."""
    by_cue_end = {s.cue.end: s for s in found if s.cue is not None}
    kept = {id(s): s for s in found}
    for said in found:
        ends = [c.end for c in said.content if c.end in by_cue_end]
        if said.because[0].rule != "according.to" or not ends:
            continue
        told = by_cue_end[ends[0]]
        own = tuple(c for c in told.content if not c.text.lower().startswith("according to"))
        relays = (*told.said_by, *(r for r in said.speakers if r not in told.said_by))
        kept[id(told)] = replace(told, said_by=relays, content=own or told.content)
        del kept[id(said)]
    return list(kept.values())


def _second_cues(context: Context, quotation: Quotation) -> list[int]:
    """Where the cues stand that `_also_mentioned` has read as part of this statement."""
    if not quotation.topic_tokens or quotation.cue_token is None:
        return []
    cue = context.parse[quotation.cue_token]
    return [
        c.idx
        for c in syntax.children(cue, "advcl", "conj")
        if c.lemma_ in context.words("mention-verb")
    ]


def _statement(context: Context, quotation: Quotation) -> Statement | None:
    if not quotation.speakers or quotation.act != "saying" or _says_nothing(quotation):
        return None
    about = _about(context, quotation)
    if not quotation.content and not about:
        return None
    token, cue = quotation.cue_token, quotation.cue
    if token is None or cue is None:
        return _without_cue(context, quotation, about)
    head = context.parse[token]
    content = content_of(context, quotation, head)
    if not content and (head.dep_ in _ASIDE or quotation.content):
        return None
    shared = _shared(context, quotation, token, f"cue “{cue.text}”")
    if quotation.manner == "indirect" and (_left_undone(head) or _unsaid(head, shared)):
        return None
    shared["auxiliary"] = auxiliary_of_saying(
        head, quotation.manner, shared["auxiliary"], quotation.entry
    )
    speakers = _speakers(context, quotation, head)
    if not speakers or is_doubtful(context, quotation, head, content, shared["auxiliary"]):
        return None
    shared["said_by"] = relays_of(context, quotation, shared["said_by"])
    return Statement(
        **shared | {"date": date_of_saying(context, quotation, head, content)},
        evidence=(cue, *content, *(s.span for s in speakers)),
        confidence=0.85 if quotation.manner == "direct" else 0.75,
        speakers=speakers,
        cue=cue,
        manner=quotation.manner,
        content=content,
        addressees=addressees_of(context, quotation, speakers),
        occasion=_occasion(context, head, quotation),
        about=about,
    )


def _speakers(context: Context, quotation: Quotation, cue: Token) -> tuple[ActorReference, ...]:
    """The speakers; none where the cue is plainly another's."""
    found = speakers_of(context, quotation)
    if quotation.entry.startswith("quotation."):
        return found
    wrong = (
        is_of_others(cue, found)
        or is_of_the_addressed(context, cue, found)
        or is_of_another_clause(context, cue, found)
    )
    return () if wrong else found


def _unsaid(cue: Token, shared: dict[str, Any]) -> bool:
    """ "Would say", "asked him to confirm", "could be verified": nobody need have said it."""
    told = cue.tag_ == "VBN" and any(c.lemma_ == "have" for c in cue.children)
    if "hypothetical" not in shared["auxiliary"] or is_first_to(cue):
        return False
    return cue.tag_ in _UNSAID or (cue.tag_ == "VBN" and not told)


def _left_undone(cue: Token) -> bool:
    """ "Far from saying so", "credited with reporting": no saying of this speaker."""
    head = cue.head
    if cue.tag_ != "VBG" or cue.dep_ != "pcomp":
        return False
    return (
        head.lower_ in ("without", "with") or head.head.lower_ in _INSTEAD or head.lower_ == "than"
    )


def _says_nothing(quotation: Quotation) -> bool:
    """Nothing but a word that stands for what was said before: "the captain denied it"."""
    words = [s.text.lower() for s in quotation.content]
    return bool(words) and all(word in _EMPTY or word.isdigit() for word in words)


def _shared(context: Context, quotation: Quotation, token: int, note: str) -> dict[str, Any]:
    """The fields of all records; nobody relays his own words."""
    shared = context.shared(token, quotation.entry, note)
    own = {s.actor for s in quotation.speakers}
    shared["said_by"] = tuple(r for r in shared["said_by"] if r.actor not in own)
    return shared


def _without_cue(
    context: Context, quotation: Quotation, about: tuple[Target, ...]
) -> Statement | None:
    """A quotation with a name beside it and no word of saying: signed, labelled, told of."""
    if not quotation.content:
        return None
    speakers = speakers_of(context, quotation)
    if not speakers:
        return None
    speaker = quotation.speakers[0].span
    named = context.parse.char_span(speaker.start, speaker.end, alignment_mode="expand")
    if named is None:
        return None
    return Statement(
        **_shared(context, quotation, named.root.i, f"speaker “{speaker.text}”"),
        evidence=(*quotation.content, *(s.span for s in speakers)),
        confidence=0.7,
        speakers=speakers,
        cue=None,
        manner=quotation.manner,
        content=quotation.content,
        about=about,
    )


def _about(context: Context, quotation: Quotation) -> tuple[Target, ...]:
    """What the statement deals with: its topic, and the actors its content names."""
    found: list[Target] = []
    for number in quotation.topic_tokens:
        span = context.content(context.parse[number])
        if span is not None:
            found.append(span)
            found.extend(spoken_of(context, [span]))
    found.extend(_also_mentioned(context, quotation))
    found.extend(spoken_of(context, quotation.content))
    return _once(found)


def _also_mentioned(context: Context, quotation: Quotation) -> list[Target]:
    """ "…, while also mentioning activity by Russia": a second cue of the same speaker."""
    if not quotation.topic_tokens or quotation.cue_token is None:
        return []
    found: list[Target] = []
    cue = context.parse[quotation.cue_token]
    for c in syntax.children(cue, "advcl", "conj"):
        named = syntax.child(c, "dobj")
        span = long_phrase(context.analysis.document, named) if named is not None else None
        if span is not None and c.lemma_ in context.words("mention-verb"):
            found.append(span)
            found.extend(spoken_of(context, [span]))
    return found


def _once(found: list[Target]) -> tuple[Target, ...]:
    kept: dict[object, Target] = {}
    for item in found:
        kept.setdefault(item if isinstance(item, Span) else item.actor, item)
    return tuple(kept.values())


def _occasion(context: Context, cue: Token, quotation: Quotation) -> Span | None:
    """ "… said at a news conference", also where the parser hung it on the speaker."""
    content = quotation.content
    for token in _near(cue, context):
        if token.dep_ != "prep" or token.lower_ not in _PREPOSITIONS:
            continue
        if any(s.start <= token.idx < s.end for s in content):
            continue
        for noun in syntax.children(token, "pobj"):
            head = _occasion_noun(context, noun, token)
            if head is not None:
                return _as_occasion(quotation, _noun_phrase(context, head))
    return None


def _as_occasion(quotation: Quotation, found: Span) -> Span | None:
    """An occasion that is a whole phrase, and not the paper that speaks."""
    whose = any(s.span.overlaps(found) for s in quotation.speakers)
    return None if whose or found.text.startswith(("’", "'")) else found


def _near(cue: Token, context: Context) -> list[Token]:
    speaker = syntax.child(cue, "nsubj")
    holders = [cue] + ([speaker] if speaker is not None else [])
    holders += [a for s in holders[1:] for a in syntax.children(s, "appos")]
    holders += [
        c for c in syntax.children(cue, "advcl") if c.lemma_ in context.words("appear-verb")
    ]
    return [c for holder in holders for c in holder.children]


def _occasion_noun(context: Context, noun: Token, preposition: Token) -> Token | None:
    """The occasion's noun; a stray word that the parser took for the head is passed over."""
    occasions = context.words("occasion")
    if noun.lemma_.lower() in occasions:
        return noun
    if preposition.lower_ in ("at", "during") and noun.lemma_.lower() in (
        context.words("event-occasion") | context.words("meeting-occasion")
    ):
        return noun
    if preposition.lower_ in ("on", "via") and noun.lower_ in context.words("platform"):
        return noun
    for c in syntax.children(noun, "compound", "amod"):
        if c.i == noun.i - 1 and c.lemma_.lower() in occasions:
            return c
    return None


def _noun_phrase(context: Context, head: Token) -> Span:
    """The occasion with what names it: "interview with Channel 4", "speech to the assembly"."""
    first = head.i
    while first > head.sent.start and context.parse[first - 1].dep_ in (
        "compound",
        "amod",
        "poss",
        "nummod",
        "case",
    ):
        first -= 1
    if first > head.sent.start and context.parse[first - 1].text == "-":
        first = max(head.sent.start, first - 2)
    last = head.i + 1
    for c in head.rights:
        if c.left_edge.i != last or c.dep_ != "prep" or c.lower_ not in _NAMING:
            break
        if any(t.pos_ in syntax.VERBAL or t.text in _STOPS for t in c.subtree):
            break
        dated = [t for t in c.subtree if t.ent_type_ in ("DATE", "TIME")]
        if dated:
            break
        last = c.right_edge.i + 1
    return context.analysis.span(first, last)
