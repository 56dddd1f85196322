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
_WORDS = 2
"""Words from which words in marks say something by themselves."""
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_OPEN_ENDED = frozenset({"ccomp", "pcomp"})
_QUOTES = frozenset({"”", '"', "''", "“", "``"})


def content_of(context: Context, quotation: Quotation, cue: Token) -> tuple[Span, ...]:
    """The spans of what was said."""
    found = [s for s in quotation.content if _WORD.search(s.text) and not _ASKED.match(s.text)]
    found = [s for s in found if not _is_before_semicolon(context, s, cue)]
    found = [_without_day(context, s, cue) for s in found]
    if len(found) > 1:
        found = [s for s in found if not _is_aside(context, s, cue)] or found
    if quotation.manner != "direct" or len(found) == 1:
        found = [*found[:-1], _completed(context, found[-1], cue)] if found else []
    if quotation.manner == "direct" and all(len(s.text.split()) < _WORDS for s in found):
        return ()
    return tuple(_with_marks(context, s) for s in found)


def _without_day(context: Context, span: Span, cue: Token) -> Span:
    """ "Said *Saturday* agents had come": the day of the saying, read as part of what was said."""
    words = context.tokens(span)
    if len(words) < _SHORT or words[0].i != cue.i + 1 or words[0].lower_ not in _DAYS:
        return span
    return context.analysis.document.span(words[1].idx, span.end)


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
    marked = context.analysis.document.text[: span.start].rstrip()[-1:] in _MARKS
    ends = span.text.rstrip('”"')[-1:] in ".,?!"
    verb = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in words)
    return marked and not ends and not verb and span.end <= cue.idx and _has_clause(cue)


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


def is_thin(context: Context, spans: tuple[Span, ...]) -> bool:
    """A word or two, without a verb, that say nothing by themselves: "anger", "that point"."""
    words = [t for s in spans for t in context.tokens(s) if t.is_alpha]
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") for t in words):
        return False
    return len(words) < _SHORT
