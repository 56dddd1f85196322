"""Consequences and open modals: "such a strike would trigger a war", "the army may step in".

Whose expectation it is: of whoever says it, else the document's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Expectation, Span
from verbale.records.context import Context, named
from verbale.records.expectation_clause_doubts import doubtful_clause, granted
from verbale.records.expectation_real import far
from verbale.records.expectation_scope import mended, own_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset({"may", "might"})
_PERFECT = frozenset({"have", "'ve", "’ve"})
_BESIDE = frozenset(
    {"", "because", "as", "while", "since", "although", "though", "that", "whereas"}
)
"""Marks of a clause in which what may come is told as such; under "if", "so that" it is not."""

_NOBODY = frozenset(
    [
        "i",
        "we",
        "you",
        "one",
        "who",
        "which",
        "that",
        "what",
        "anyone",
        "anybody",
        "someone",
        "people",
    ]
)
_WE = frozenset({"i", "we", "you", "one", "he", "she"})
"""Subjects of acts, not of consequences."""

_OPEN = frozenset({"if", "unless", "whether", "lest", "when", "once", "until"})
_BLANK = frozenset(
    [
        "be",
        "seem",
        "look",
        "sound",
        "feel",
        "mean",
        "want",
        "like",
        "know",
        "think",
        "say",
        "ask",
        "have",
        "need",
        "argue",
        "claim",
        "note",
        "object",
        "point",
        "wonder",
        "remember",
        "recall",
        "consider",
        "learn",
        "try",
    ]
)
"""Verbs whose "may" grants or guesses rather than expects."""

_WON_OVER = frozenset({"convince", "persuade", "assure", "remind"})

_CLIMB = 12


def consequence(context: Context, verb: Token) -> bool:
    """Whether a clause with a modal tells what is to come of something: real, and not asked."""
    aux = {c.lower_ for c in verb.lefts if c.dep_ == "aux" or c.lower_ in _PERFECT}
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if aux & _PERFECT or subject is None or subject.lower_ in _WE:
        return False
    hoped = any(c.lower_ in ("hopefully", "supposedly") for c in syntax.children(verb, "advmod"))
    if hoped or (aux & {"could"} and syntax.is_negated(verb)):
        return False
    if _others(context, verb):
        return False
    return not _asked(verb) and _told(context, verb) and attributed(context, verb)


def _others(context: Context, verb: Token) -> bool:
    """ "Which many *fear would* …", "*convinced* him that it would": somebody else's thought."""
    modal = syntax.child(verb, "aux")
    before = verb.doc[modal.i - 1] if modal is not None and modal.i > 0 else verb
    thinking = context.words("attitude-lemma") | context.words("belief-verb")
    thought = before.pos_ == "VERB" and any(lemma in thinking for lemma in syntax.lemmas(before))
    return thought or (verb.dep_ == "ccomp" and verb.head.lemma_ in _WON_OVER)


def attributed(context: Context, token: Token) -> bool:
    """False for what somebody says whom the text does not make known: not the document's word."""
    if context.status(token.i).sources:
        return not any(_unsaid(context, t) for t in token.ancestors)
    for quotation in context.analysis.quotations:
        if any(c.start <= token.idx < c.end for c in quotation.content):
            if quotation.cue_token not in (token.i, token.head.i):
                return False
    for above in token.ancestors:
        said = any(lemma in context.says for lemma in syntax.lemmas(above))
        if said and syntax.is_negated(above):
            return False
        if said and above.pos_ == "VERB" and (_in_clause(above, token) or _hangs(above, token)):
            return False
    return not _as_said(context, token) and not _goes_on(context, token)


def _goes_on(context: Context, token: Token) -> bool:
    """ "Quoted him as saying that it fell, *but that* it was unclear …": a clause of somebody's."""
    verb = token if token.pos_ in syntax.VERBAL else token.head
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return marked and verb.dep_ in ("conj", "advcl") and not far(context, token)


def _hangs(cue: Token, token: Token) -> bool:
    """ "He said that he would stay *because* it would help": a reason given, or a clause on it."""
    if cue.i > token.i or syntax.child(cue, "ccomp") is None:
        return False
    part = next(c for c in cue.children if c.i == token.i or c.is_ancestor(token))
    aside = syntax.marker(part) in ("although", "though", "while", "whereas")
    return part.dep_ in ("advcl", "relcl", "ccomp") and not aside


def _as_said(context: Context, token: Token) -> bool:
    """ "*As the report noted*, it is likely …": the word of somebody the text does not make out."""
    if any(t.lower_ == "according" for t in token.sent):
        return True
    for above in (token, *token.ancestors):
        for clause in syntax.children(above, "advcl"):
            said = any(lemma in context.says for lemma in syntax.lemmas(clause))
            if said and syntax.marker(clause) == "as" and clause.i < token.i:
                return True
    return False


def _unsaid(context: Context, cue: Token) -> bool:
    """ "*Nor did he suggest* that …": not what anybody said."""
    said = cue.pos_ == "VERB" and any(lemma in context.says for lemma in syntax.lemmas(cue))
    return said and (syntax.is_negated(cue) or cue.left_edge.lower_ == "nor")


def _in_clause(verb: Token, token: Token) -> bool:
    return any(
        c.dep_ == "ccomp" and c.left_edge.i <= token.i <= c.right_edge.i for c in verb.children
    )


def _told(context: Context, verb: Token) -> bool:
    """Whether a clause stands by itself, or in what somebody says or thinks."""
    for _ in range(_CLIMB):
        head, label = verb.head, verb.dep_
        relative = label == "relcl" or (label == "advcl" and _which(verb))
        if not relative and (syntax.marker(verb) not in _BESIDE or _wonders(verb)):
            return False
        if head.i == verb.i or (label == "parataxis" and _says(context, head)):
            return True
        if label == "ccomp":
            return _says(context, head)
        if relative or label not in ("conj", "parataxis", "advcl"):
            return relative and _which(verb)
        verb = head
    return False


def _wonders(verb: Token) -> bool:
    """ "How long the truce would last": a question told."""
    first = verb.left_edge
    return first.tag_ in ("WRB", "WP", "WDT", "WP$") and first.dep_ not in ("nsubj", "nsubjpass")


def _which(verb: Token) -> bool:
    """ ", *which* would end the war"; not "a plan *that* would end the war"."""
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    behind = subject is not None and subject.i > 0 and verb.doc[subject.i - 1].is_punct
    return subject is not None and subject.lower_ == "which" and behind


def _says(context: Context, verb: Token) -> bool:
    told = context.says | context.words("belief-verb")
    said = any(lemma in told for lemma in syntax.lemmas(verb))
    mark = syntax.marker(verb) if verb.dep_ != "relcl" else ""
    return said and not syntax.is_negated(verb) and mark not in _OPEN


def _asked(verb: Token) -> bool:
    marks = any(t.lower_ == "?" for t in verb.sent[-3:])
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if not marks or subject is None:
        return False
    before = any(c.i < subject.i for c in syntax.children(verb, "aux"))
    return before or any(c.tag_ in ("WRB", "WP", "WDT") for c in verb.lefts)


def open_modals(
    context: Context,
    heads: set[int],
    build: Callable[[Token, Token, Span], Expectation],
) -> list[Expectation]:
    """What may or might be, by the verb of the clause; ``heads`` are expected already."""
    found = []
    for node in context.nodes:
        if node.lower_ not in _MODALS or node.dep_ != "aux":
            continue
        modal = context.parse[node.i]
        verb = modal.head
        if expected(verb, heads) or not _open(context, modal, verb):
            continue
        span = mended(context, own_clause(context, verb), context.sentence(verb.i))
        told = verb.dep_ == "ccomp" and _says(context, verb.head)
        if span is None or granted(context, modal, verb) or doubtful_clause(context, verb, span):
            continue
        if told or political_words(context, span):
            found.append(build(verb, modal, span))
    return found


def expected(verb: Token, heads: set[int]) -> bool:
    """Whether a verb, or what it is coordinated with, heads what is expected already."""
    for _ in range(_CLIMB):
        if verb.i in heads:
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _open(context: Context, modal: Token, verb: Token) -> bool:
    """Whether "may" is about what comes: not a permission, a wish or a concession."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if subject is None or subject.i < modal.i - 40 or modal.i < subject.i:
        return False
    if subject.lower_ in _NOBODY or verb.dep_ == "relcl" or verb.pos_ not in syntax.VERBAL:
        return False
    reported = verb.dep_ == "ccomp" and _says(context, verb.head)
    perfect = any(c.lower_ in _PERFECT for c in syntax.children(verb, "aux"))
    if not reported and (perfect or verb.lemma_ in _BLANK or not _acts(context, subject)):
        return False
    judged = verb.lemma_ == "be" and (subject.lower_ == "it" or subject.dep_ == "csubj")
    if (
        judged
        or _felt(context, verb)
        or (verb.lemma_ == "have" and syntax.child(verb, "dobj") is not None)
    ):
        return False
    if _conceded(verb) or _asked(verb) or (perfect and subject.lower_ == "it"):
        return False
    return _told(context, verb) and attributed(context, verb)


def _acts(context: Context, subject: Token) -> bool:
    mention = context.analysis.mention_at.get(subject.i)
    return mention is not None and named(mention.reference) and context.is_actor(subject)


def _felt(context: Context, verb: Token) -> bool:
    """ "Was *concerned* the rebels may return": a fear, whatever the parse."""
    before = verb.doc[max(0, verb.left_edge.i - 1)]
    return before.lower_ in context.words("feeling-adjective")


def _conceded(verb: Token) -> bool:
    """ "It may be late, *but* …": what is granted, not what is expected."""
    return any(c.lower_ in ("but", "yet") and c.dep_ == "cc" for c in verb.children)


def political_words(context: Context, span: Span) -> bool:
    """Whether what is expected names somebody political."""
    return any(
        span.holds(m.reference.span) and named(m.reference) for m in context.analysis.mentions
    )
