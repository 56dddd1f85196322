"""What was said, mended: cut ends completed, and left out what only stands beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Quotation, Span
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"[^\W\d_]{2}")
_ASKED = re.compile(r"(?:when )?asked\b", re.IGNORECASE)
_MARKS = {"“": "”", '"': '"'}
_SHORT = 4
_TAIL = 12
"""Letters that may stand behind the cue of whoever passes a statement on."""
_WORDS = 2
"""Words from which words in marks say something by themselves."""
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_OPEN_ENDED = frozenset({"ccomp", "pcomp"})
_QUOTES = frozenset({"”", '"', "''", "“", "``"})


def content_of(context: Context, quotation: Quotation, cue: Token) -> tuple[Span, ...]:
    """The spans of what was said."""
    found = [s for s in quotation.content if _WORD.search(s.text) and not _ASKED.match(s.text)]
    found = [s for s in found if not _is_before_semicolon(context, s, cue)]
    found = [_without_day(context, s, cue) for s in found if not _is_when(context, s, cue)]
    found = [_with_against(context, s) for s in found]
    if cue.dep_ == "relcl":
        sentence = context.analysis.sentences[quotation.sentence].span
        found = [s for s in found if s.start < sentence.end]
    if len(found) > 1:
        found = [s for s in found if not _is_aside(context, s, cue)] or found
    if quotation.manner != "direct" or len(found) == 1:
        found = [*found[:-1], _completed(context, found[-1], cue)] if found else []
    found = [_without_relay(context, quotation, _unbroken(context, s)) for s in found]
    named = quotation.entry.startswith("call.")
    if (
        quotation.manner == "direct"
        and not named
        and all(len(s.text.split()) < _WORDS for s in found)
    ):
        return ()
    return tuple(_with_marks(context, s) for s in found)


def _without_day(context: Context, span: Span, cue: Token) -> Span:
    """ "Said *Saturday* agents had come": the day of the saying, read as part of what was said."""
    words = context.tokens(span)
    if len(words) < _SHORT or words[0].i != cue.i + 1 or words[0].lower_ not in _DAYS:
        return span
    if words[1].tag_ == "POS" or words[0].dep_ in ("compound", *syntax.SUBJECTS):
        return span
    return context.analysis.document.span(words[1].idx, span.end)


def _unbroken(context: Context, span: Span) -> Span:
    """ "The troops in | Syria": no span ends with a preposition or an article."""
    words = context.tokens(span)
    if not words or words[-1].tag_ not in ("IN", "DT", "TO", "PRP$") or span.text[-1] in '”".?!':
        return span
    parse, last = context.parse, words[-1].i + 1
    end = last
    while end < len(parse) and not (parse[end].is_punct or parse[end].is_space):
        end += 1
    if end == last:
        return span
    behind = parse[end - 1]
    return context.analysis.document.span(span.start, behind.idx + len(behind.text))


def _without_relay(context: Context, quotation: Quotation, span: Span) -> Span:
    """ "It blew up, | the paper reported": without whoever passes the statement on."""
    own = quotation.cue
    for other in context.analysis.quotations:
        if other.cue is None or own is None or not span.holds(other.cue) or not other.speakers:
            continue
        start = min(other.cue.start, *(s.span.start for s in other.speakers))
        around = any(c.start <= own.start < c.end for c in other.content)
        if around and span.start < start and span.end - other.cue.end < _TAIL:
            text = context.analysis.document.text[span.start : start]
            text = re.sub(r"[\s,]*(?:the|a|an)?\s*$", "", text, flags=re.IGNORECASE)
            if text:
                return context.analysis.document.span(span.start, span.start + len(text))
    return span


def _is_when(context: Context, span: Span, cue: Token) -> bool:
    """ "Said on Friday, *hours before it began*": when it was said."""
    words = context.parse.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or span.start < cue.idx:
        return False
    root = words.root
    timed = syntax.marker(root) in ("before", "after", "as", "when", "while", "since", "until")
    return root.dep_ == "advcl" and root.head.i == cue.i and timed


def _with_against(context: Context, span: Span) -> Span:
    """ "Warned *against* reading too much into it": not without the "against"."""
    words = context.tokens(span)
    before = context.parse[words[0].i - 1] if words and words[0].i else None
    if before is None or before.lower_ != "against":
        return span
    return context.analysis.document.span(before.idx, span.end)


def _is_before_semicolon(context: Context, span: Span, cue: Token) -> bool:
    """ "The roads are bad; drivers say they wait": the first half is the report's own."""
    text = context.analysis.document.text
    return span.end <= cue.idx and text[span.end :].lstrip()[:1] == ";" and _has_clause(cue)


def _has_clause(cue: Token) -> bool:
    return any(c.i > cue.i for c in syntax.children(cue, "ccomp"))


def _is_aside(context: Context, span: Span, cue: Token) -> bool:
    """A day, or a few words in marks before a clause that is said: "despite “fears”, X says …"."""
    words = context.tokens(span)
    if all(t.ent_type_ in ("DATE", "TIME") or t.pos_ in ("ADV", "PUNCT") for t in words):
        return True
    if span.end <= cue.idx and _has_clause(cue) and not _marked_whole(context, span):
        return True
    marked = _marked_whole(context, span)
    ends = span.text.rstrip('”"')[-1:] in ".,?!"
    verb = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in words)
    return marked and not ends and not verb and span.end <= cue.idx and _has_clause(cue)


def _marked_whole(context: Context, span: Span) -> bool:
    """Whether a span stands between quotation marks."""
    return context.analysis.document.text[: span.start].rstrip()[-1:] in _MARKS


def _completed(context: Context, span: Span, cue: Token) -> Span:
    """ "Said “a threat | over time” *could emerge*": to the end of the clause."""
    words = context.tokens(span)
    if not words or span.start < cue.idx:
        return span
    last = words[-1].i + 1
    parse = context.parse
    if last < len(parse) and parse[last].text in _QUOTES:
        last += 1
    if last >= len(parse) or parse[last].pos_ in ("PUNCT", "SPACE", "CCONJ"):
        return span
    clause = _clause_over(parse[last], cue)
    if clause is None or not any(clause.left_edge.i <= t.i <= clause.right_edge.i for t in words):
        return span
    end = last
    while end <= clause.right_edge.i and not (parse[end].is_punct and parse[end].text != "-"):
        end += 1
    behind = parse[end - 1]
    return context.analysis.document.span(span.start, behind.idx + len(behind.text))


def _clause_over(token: Token, cue: Token) -> Token | None:
    """The finite clause said, if a word stands in it."""
    while token.head.i not in (token.i, cue.i):
        token = token.head
    inside = token.head.i == cue.i and token.i != cue.i and token.dep_ in _OPEN_ENDED
    return token if inside else None


def _with_marks(context: Context, span: Span) -> Span:
    """Both quotation marks of a pair, or none."""
    text = context.analysis.document.text
    for opening, closing in _MARKS.items():
        before = text[max(0, span.start - 1) : span.start]
        lone = span.text.count(closing) > span.text.count(opening)
        if opening == closing:
            lone = span.text.count(opening) % 2 == 1 and not span.text.startswith(opening)
        if before == opening and lone:
            return context.analysis.document.span(span.start - 1, span.end)
    return span


def is_thin(context: Context, spans: tuple[Span, ...], least: int) -> bool:
    """A word or two, without a verb, that say nothing by themselves: "anger", "that point"."""
    words = [t for s in spans for t in context.tokens(s) if t.is_alpha]
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") for t in words):
        return False
    return len(words) < least
