"""What is expected: the words of the clause or phrase, cut as records quote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.clauses import long_phrase, trimmed
from verbale.model import Span
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINED = 6
"""Code points there may be between the parts of a coordination: ", and "."""

_WITH_INFINITIVE = frozenset(
    {"expect", "anticipate", "envision", "envisage", "forecast", "project", "warn"}
)
"""Verbs with an object that does what their infinitive says ("expects Chile to leave")."""

_TELLING = frozenset({"tell", "warn", "inform", "remind", "assure", "advise"})
"""Verbs with somebody told before a clause without "that" ("told reporters Kim might leave")."""

_NEAR = 24
"""Words there may be between the subject of "is likely to" and the trigger."""

_CLOSING = ("”", '"', "»", "’ ", "’’")

_DASHES = ("-", "--", "–", "—")
_MARKS = tuple('“”«»"')

_BESIDE = frozenset({"because", "so", "although", "though", "as", "whereas", "since"})
"""Conjunctions of clauses that stand beside what is expected, not in it."""

_GOING_ON = frozenset({"add", "say", "note", "insist", "argue", "call", "tell", "warn", "cite"})
"""Participles by which the speaker goes on ("there could be chaos, *adding* that …")."""

_LINKING = frozenset(
    {"still", "however", "also", "then", "thus", "meanwhile", "moreover", "besides", "yet", "again"}
)
"""Adverbs at the beginning of a sentence that only link it to the last one."""

_OPENING = frozenset({"that", "to", "so", "because", "and", "but", "or", "for", "when", "as"}) | {
    *("while", "whereas", "although", "though"),
}
"""Words before a clause that are not part of it."""


def proposition(context: Context, match: Match) -> tuple[Span | None, Token | None]:
    """The words of what an entry's trigger expects, and the word that heads them.

    An entry without the role is about its own clause ("such a strike would *trigger* a war").
    """
    if "proposition" not in match.frame.roles:
        return own_clause(context, match.token), match.token
    head = context.matcher.first(match, "proposition")
    if head is None or head.i in match.words:
        return None, None
    head = _behind(match, head)
    taken = _object(match, head)
    if taken is not None and match.token.lemma_ not in _WITH_INFINITIVE and not _modal(head):
        head, taken = taken, None
    shared = match.frame.pos == "noun" and head.dep_ == "relcl" and head.lemma_ in context.says
    if shared or _loose(match, head) or _empty(match, head):
        return None, None
    if head.tag_ in ("WRB", "WDT") or (head.pos_ == "PRON" and not list(head.rights)):
        return None, None
    if head.pos_ not in syntax.VERBAL and not _is_clause(head):
        return _noun_phrase(context, match, head), head
    without = _cue(match, head)
    span = _clause(context, head, without)
    if span is not None and taken is not None and taken.left_edge.idx < span.start:
        span = context.analysis.document.span(taken.left_edge.idx, span.end)
    return span, head


def _object(match: Match, head: Token) -> Token | None:
    """ "Predicted *the success* of a drive to win", "warned *tariffs* would be back".

    The object of a verb before a clause that has no subject.
    """
    if match.frame.pos != "verb" or head.pos_ not in syntax.VERBAL or _is_clause(head):
        return None
    found = syntax.child(match.token, "dobj")
    between = found is not None and match.token.i < found.i < head.i
    return found if between and found is not None and found.pos_ != "PRON" else None


def _modal(head: Token) -> bool:
    return any(c.tag_ == "MD" for c in syntax.children(head, "aux"))


def _loose(match: Match, head: Token) -> bool:
    """ "We are at peace, we don't worry about that": the clause before is not what is feared."""
    if match.frame.pos != "verb" or head.dep_ != "ccomp" or head.i > match.token.i:
        return False
    return syntax.is_negated(match.token) or any(
        c.lower_ == "about" for c in syntax.children(match.token, "prep")
    )


def _empty(match: Match, head: Token) -> bool:
    """ "“…”, he is expected *to say*"; "as quickly as it hoped *in* opening the ports"."""
    preposition = syntax.child(match.token, "prep")
    if head.dep_ == "pcomp" and match.frame.pos == "verb" and preposition is not None:
        return head.head.lower_ == "in"
    saying = head.lemma_ in ("say", "tell", "announce", "add", "state")
    told = ("dobj", "ccomp", "xcomp", "prep", "acomp", "attr")
    behind = [c for c in syntax.children(head, *told) if c.lower_ != "according"]
    return saying and head.pos_ == "VERB" and match.frame.pos != "noun" and not behind


def _behind(match: Match, head: Token) -> Token:
    """Of two clauses on a verb the infinitive behind it ("A is on top; B *hopes to* win")."""
    if match.frame.pos == "verb" and head.dep_ == "ccomp" and head.i < match.token.i:
        for c in syntax.children(match.token, "xcomp", "ccomp"):
            if c.i > match.token.i:
                return c
    return head


def own_clause(context: Context, verb: Token) -> Span | None:
    """The words of a verb's own clause, its subject included."""
    return _clause(context, verb, frozenset())


def mended(context: Context, span: Span | None, sentence: Span) -> Span | None:
    """A span that cuts a quotation, with the mark that opens before it or closes behind it."""
    if span is None or not unbalanced(span):
        return span
    text = context.analysis.document.text
    start, end = span.start, span.end
    if start > sentence.start and text[start - 1] in (*_MARKS, "[", "("):
        start -= 1
    else:
        marks = [text.find(m, end, sentence.end) for m in _MARKS]
        behind = [m for m in marks if m >= 0]
        end = min(behind) + 1 if behind else end
    whole = context.analysis.document.span(start, end)
    return whole if not unbalanced(whole) else span


def unbalanced(span: Span) -> bool:
    """A span that cuts a quotation: a mark opens and none closes, or the other way round."""
    text = span.text
    opened, closed = text.count("“") + text.count("«"), text.count("”") + text.count("»")
    bracketed = text.count("(") + text.count("[") - text.count(")") - text.count("]")
    return opened != closed or text.count('"') % 2 == 1 or bracketed != 0


def _is_clause(head: Token) -> bool:
    return any(c.dep_ in syntax.SUBJECTS for c in head.children)


def _noun_phrase(context: Context, match: Match, head: Token) -> Span | None:
    """A noun phrase with what is coordinated; of "expects a vote in May" also what follows it."""
    document = context.analysis.document
    span = context.content(head)
    if head.dep_ == "dobj" and head.head.i == match.token.i:
        span = long_phrase(document, head) or span
    for further in syntax.conjuncts(head)[1:]:
        more = context.content(further) if further.pos_ in ("NOUN", "PROPN") else None
        if span is not None and more is not None and 0 <= more.start - span.end <= _JOINED:
            span = document.span(span.start, more.end)
    return span


def _cue(match: Match, head: Token) -> frozenset[int]:
    """Words of the trigger that the parser hangs into the clause they speak of."""
    inside = {t.i for t in head.subtree}
    if match.token.i in inside and match.frame.pos == "verb":
        return frozenset(t.i for t in match.token.subtree)
    return frozenset()


def _clause(context: Context, head: Token, without: frozenset[int]) -> Span | None:
    """One span from the first to the last word of a clause, cut at both edges."""
    inside = {t.i for t in head.subtree} - without
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    first, last = _without_edges(head, first, last)
    last = _before_dash(head, last)
    if head.head.lemma_ in _TELLING and head.doc[first].tag_ == "NNS":
        first += head.doc[first].dep_ == "compound"
    span = trimmed(context.analysis.document, head.doc, first, last + 1)
    return _clipped(context, span) if span is not None else None


def _before_dash(head: Token, last: int) -> int:
    """Without what is added behind a lone dash, or behind one with "but"."""
    dashes = [t for t in head.doc[head.i : last] if t.text in _DASHES and t.whitespace_]
    if not dashes:
        return last
    turned = head.doc[dashes[-1].i + 1].lower_ in ("but", "though", "although", "while", "and")
    return dashes[-1].i - 1 if turned or (len(dashes) == 1 and dashes[0].text == "-") else last


def _clipped(context: Context, span: Span) -> Span:
    """Cut where the quotation ends in which it begins, unless that goes on further in."""
    text = context.analysis.document.text
    for quotation in context.analysis.quotations:
        inside = [c for c in quotation.content if c.overlaps(span)]
        if len(inside) > 1:
            return span
        for content in inside:
            behind = text[content.end : content.end + 2]
            begun = content.start <= span.start < content.end < span.end
            if begun and any(mark in behind for mark in _CLOSING):
                return context.analysis.document.span(span.start, content.end)
    return span


def _without_edges(head: Token, first: int, last: int) -> tuple[int, int]:
    """The range without conjunctions before it, and without clauses beside it at its edges."""
    parse = head.doc
    for c in sorted(head.children, key=lambda t: -t.i):
        if c.i > head.i and c.right_edge.i >= last and _beside(c):
            last = min(last, c.left_edge.i - 1)
            while last > head.i and (parse[last].is_punct or parse[last].pos_ == "CCONJ"):
                last -= 1
    last = _without_past(head, last)
    for c in sorted(head.children, key=lambda t: t.i):
        loose = _beside(c) or c.is_punct or _opens(c) or c.dep_ in ("ccomp", "parataxis")
        if c.i < head.i and c.left_edge.i <= first and loose:
            first = max(first, c.right_edge.i + 1)
    return min(first, head.i), max(last, head.i)


def _without_past(head: Token, last: int) -> int:
    """ "It will go on to raise the debt *and called* …": a past far down goes with another verb."""
    below = syntax.child(head, "xcomp")
    while below is not None:
        for c in syntax.children(below, "conj"):
            alone = c.tag_ == "VBD" and not list(syntax.children(c, "aux", *syntax.SUBJECTS))
            if alone and head.i < c.i <= last and below.tag_ == "VB":
                last = c.left_edge.i - 1
                while last > below.i and head.doc[last].pos_ in ("CCONJ", "PUNCT"):
                    last -= 1
        below = syntax.child(below, "xcomp")
    return last


def _opens(word: Token) -> bool:
    """A bare conjunction at the beginning, or the relative "which"."""
    if list(word.children):
        return False
    plain = word.dep_ in ("mark", "aux", "cc", "preconj", "advmod")
    linking = word.dep_ == "advmod" and word.lower_ in _LINKING and word.i == word.sent.start
    return linking or (plain and word.lower_ in _OPENING | _BESIDE) or word.dep_ == "punct"


def _beside(part: Token) -> bool:
    if part.dep_ == "advcl" and part.tag_ == "VBG" and part.lemma_ in _GOING_ON:
        return True
    if part.dep_ == "advcl":
        aside = part.i > part.head.i and syntax.marker(part) in ("while", "whereas")
        return syntax.marker(part) in _BESIDE or aside
    if part.dep_ == "conj":
        own = part.pos_ in syntax.VERBAL and syntax.child(part, *syntax.SUBJECTS) is not None
        return _turns(part) or (own and not _goes_on(part))
    return part.dep_ == "cc" or (part.dep_ == "prep" and part.lower_ == "according")


def _goes_on(verb: Token) -> bool:
    """ "Hopes that the talks resume *and that* …", "… *and* a deal *will* follow"."""
    if syntax.marker(verb) == "that":
        return True
    joined = any(c.dep_ == "cc" and c.lower_ == "and" for c in verb.head.children)
    return joined and verb.head.dep_ == "ccomp" and _modal(verb)


def _turns(verb: Token) -> bool:
    """ "The talks might fail *and took* …": a plain past beside what may come goes with another."""
    aux = syntax.children(verb.head, "aux")
    perfect = any(c.lower_ in ("has", "have", "had") for c in syntax.children(verb, "aux"))
    if (
        perfect
        and not syntax.child(verb, *syntax.SUBJECTS)
        and not any(c.lower_ in ("has", "have", "had") for c in aux)
    ):
        return True
    open_head = any(c.tag_ == "MD" or c.lower_ == "to" for c in aux)
    return open_head and verb.tag_ in ("VBD", "VBZ") and not list(syntax.children(verb, "aux"))


def with_subject(
    context: Context, match: Match, head: Token | None, span: Span | None
) -> Span | None:
    """ "*The bill* is likely to pass": who is to do it is part of what is expected.

    None where the text does not name it in the same clause or before it.
    """
    if span is None or head is None:
        return span
    if match.frame.pos == "noun" and head.dep_ == "pcomp" and "holder" not in match.frame.roles:
        return _with_owner(context, match.token, span)
    if not _raised(match, head):
        return span
    subject = _raised_subject(match.token)
    if subject is None and _of_cue(context, match.token):
        return span
    if subject is None or match.token.i - subject.i > _NEAR:
        return None
    between = match.token.doc[match.token.i : head.i]
    if subject.lower_ == "it" and any(t.lower_ == "that" and t.dep_ == "mark" for t in between):
        return None
    start = subject.left_edge.idx
    return context.analysis.document.span(start, span.end) if start < span.start else span


def _with_owner(context: Context, noun: Token, span: Span) -> Span:
    """ "*The party has* little chance of winning": who has it is part of what may come."""
    has = noun.dep_ == "dobj" and noun.head.lemma_ in ("have", "face", "stand")
    subject = syntax.child(noun.head, "nsubj") if has else None
    if subject is None or not context.is_actor(subject):
        return span
    return context.analysis.document.span(subject.left_edge.idx, span.end)


def _of_cue(context: Context, verb: Token) -> bool:
    """ "Said the man was unknown, and *was believed* to be alone": read beside the cue."""
    beside = verb.dep_ == "conj" and syntax.is_passive(verb)
    return beside and any(lemma in context.says for lemma in syntax.lemmas(verb.head))


def _raised(match: Match, head: Token) -> bool:
    """An infinitive without a subject of its own, on a trigger whose subject is no holder."""
    held = "subject" in match.frame.roles.get("holder", ())
    plain = match.frame.pos in ("verb", "adj") and head.pos_ in syntax.VERBAL
    return plain and not held and not _is_clause(head) and _to(head)


def _to(head: Token) -> bool:
    return syntax.is_infinitive(head) or head.dep_ == "xcomp"


def _raised_subject(token: Token) -> Token | None:
    """The subject of a trigger's clause; of a relative or reduced one the noun it stands on."""
    verb = token
    for _ in range(4):
        if verb.dep_ in ("amod", "acl", "relcl") and verb.head.i < token.i:
            subject = syntax.child(verb, *syntax.SUBJECTS)
            if subject is None or subject.lower_ in ("who", "that"):
                return verb.head
            return subject
        subject = syntax.child(verb, *syntax.SUBJECTS)
        cue = verb.i != token.i and verb.dep_ != "conj" and syntax.child(verb, "ccomp") is not None
        if subject is not None:
            return subject if subject.i < token.i and not cue else None
        if verb.dep_ not in ("conj", "acomp", "xcomp", "oprd", "attr"):
            return None
        verb = verb.head
    return None
