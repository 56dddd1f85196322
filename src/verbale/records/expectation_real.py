"""What only looks like an expectation, and whose word a real one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset({"although", "though", "while", "whereas", "as", "amid", "even"})
"""Marks of a clause that stands beside what somebody said, in the document's own voice."""

_LINES = (
    "Image copyright",
    "Image caption",
    "MORE",
    "READ",
    "WATCH",
    "Photos:",
    "Hide Caption",
    "SEE ALSO",
    "RELATED",
    "Related:",
)
"""How lines begin that are no sentence of the text."""

_ASKING = frozenset({"whether", "if"})
_RELATIVE = frozenset({"WDT", "WP"})
_WH = frozenset({"WDT", "WP", "WP$"})
_CLIMB = 8


def headline(token: Token) -> bool:
    """A heading in capitals, or the line of a picture or a link among the text."""
    text = token.sent.text.strip()
    linked = "Read more" in text or any(t.text == "MORE" for t in token.sent)
    return linked or text.isupper() or text.startswith(_LINES)


def only_seems(context: Context, match: Match) -> bool:
    """An end or a denial of what was hoped or thought, a gap in the clause, a supposition."""
    token, pos = match.token, match.frame.pos
    if pos == "noun" and (_a_verb(token) or _ended(context, token) or _rejected(context, token)):
        return True
    if pos == "adv" and _mentioned(token):
        return True
    head = context.matcher.first(match, "proposition")
    if head is not None and (_contrary(head) or _spoken(match, head)):
        return True
    if head is not None and (_gap(match, head) or _told_of(context, match, head)):
        return True
    if "holder" in match.frame.roles or pos in ("noun", "adv"):
        return False
    return _under_question(token)


def _mentioned(word: Token) -> bool:
    """ "That “*probably*” has caused unease": the word itself is meant."""
    parse = word.doc
    around = [parse[i].text for i in (word.i - 1, word.i + 1) if 0 <= i < len(parse)]
    return len(around) > 1 and all(mark in "“”\"‘’'" for mark in around)


def _contrary(head: Token) -> bool:
    """ "I would not be here *had I not met* them": contrary to fact."""
    for clause in syntax.children(head, "advcl"):
        had = [c for c in syntax.children(clause, "aux") if c.lower_ == "had"]
        subject = syntax.child(clause, *syntax.SUBJECTS)
        if had and subject is not None and had[0].i < subject.i:
            return True
    return False


def _spoken(match: Match, head: Token) -> bool:
    """ "“We will win,” he *concluded*": said rather than thought."""
    closes = match.token.lemma_ in ("conclude", "insist", "argue", "maintain", "contend")
    return match.frame.pos == "verb" and closes and head.dep_ == "ccomp" and head.i < match.token.i


def nobodys(match: Match) -> bool:
    """ "One of his themes is *a belief that* …": of somebody, but the clause does not say whose."""
    noun = match.token
    named = noun.dep_ == "attr" and syntax.child(noun.head, "expl") is None
    alone = match.frame.id == "expect.noun-assumption" and noun.dep_ != "attr"
    chance = match.frame.id.startswith("expect.noun-prospect")
    held = "holder" in match.frame.roles or chance
    return match.frame.pos == "noun" and held and (named or alone)


def _a_verb(noun: Token) -> bool:
    """ "Her *rivals hope* that …", read as one noun by the parser."""
    before = syntax.children(noun, "compound")
    return noun.dep_ == "ROOT" and any(c.tag_ in ("NNS", "NNPS") for c in before)


def _ended(context: Context, noun: Token) -> bool:
    """ "The *end* of hopes for", "*areas* of concern that", "*no longer* live in fear"."""
    if any(c.lower_ == "zero" for c in noun.children):
        return True
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and over.pos_ == "NOUN":
        return over.lemma_ in context.words("end-of-attitude")
    verb = syntax.clause_verb(noun)
    return verb is not None and any(c.lower_ == "longer" for c in verb.children)


def _rejected(context: Context, noun: Token) -> bool:
    """ "*Denied* the conclusion that", "*pushed back* at the perception that"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.pos_ != "VERB" or (noun.dep_ in ("nsubj", "nsubjpass") and not syntax.is_passive(verb)):
        return False
    back = verb.lemma_ in ("push", "hit", "fight", "fire") and any(
        c.lower_ == "back" for c in verb.children
    )
    return back or verb.lemma_ in context.words("attitude-denier")


def _gap(match: Match, head: Token) -> bool:
    """ "What investigators believe he did", "the course he is expected to take"."""
    if match.frame.pos == "adv":
        return head.dep_ == "relcl" and not _by_relative(head)
    if match.frame.pos == "verb" and _how(match.token):
        return True
    if match.frame.pos == "verb" and head.dep_ in ("ccomp", "xcomp"):
        first = head.left_edge
        if first.i < match.token.i and first.tag_ in _WH:
            return True
    verb = match.token if match.token.pos_ in syntax.VERBAL else match.token.head
    held = "subject" in match.frame.roles.get("holder", ())
    if verb.dep_ != "relcl" or match.frame.pos == "noun" or held:
        return False
    return not _by_relative(verb) and verb.left_edge.tag_ not in ("WRB", "IN")


def _how(verb: Token) -> bool:
    """ "*How* they expect him to behave": what is asked is not what is expected."""
    first = verb.left_edge
    if first.lower_ == "what" and verb.dep_ not in ("csubj", "ROOT"):
        return first.tag_ == "WP" and first.i < verb.i
    return first.lower_ == "how" and first.head.i >= verb.i


def _by_relative(verb: Token) -> bool:
    """Whether the relative pronoun itself is the subject of a relative clause."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    return subject is None or subject.tag_ in _RELATIVE or subject.lower_ == "that"


def _told_of(context: Context, match: Match, head: Token) -> bool:
    """ "An assumption that he *said* he shared": a clause about the noun, not what it holds."""
    return (
        match.frame.pos == "noun"
        and head.dep_ in ("relcl", "acl", "ccomp")
        and (head.lemma_ in context.says and syntax.child(head, "ccomp") is not None)
    )


def _under_question(token: Token) -> bool:
    """ "Cautious about *whether* a deal was possible": not what anybody foretells."""
    verb = syntax.clause_verb(token)
    for _ in range(_CLIMB):
        if verb is None or verb.pos_ not in syntax.VERBAL:
            return False
        if verb.dep_ != "advcl" and syntax.marker(verb) in _ASKING:
            return True
        if verb.dep_ not in ("conj", "xcomp"):
            return False
        verb = verb.head
    return False


def said_by(
    context: Context, token: Token, sources: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """Whose word it is, where a clause beside it or far from its verb misleads."""
    if sources and not _quoted(context, token):
        if _beside(context, token) or _apart(context, token):
            return ()
    return sources or far(context, token)


def _quoted(context: Context, token: Token) -> bool:
    return any(
        c.start <= token.idx < c.end
        for q in context.analysis.quotations
        for c in q.content
        if context.analysis.document.text[max(0, c.start - 1) : c.start] in ("“", '"', "‘")
    )


def _beside(context: Context, token: Token) -> bool:
    """ "X said it would leave, *although* officials expect …": the cue stands before."""
    for above in [token, *token.ancestors]:
        if above.lemma_ in context.says and above.i != token.i:
            return False
        if above.dep_ == "advcl" and syntax.marker(above) in _BESIDE - _inside(context, above):
            cue = next((t for t in above.ancestors if t.lemma_ in context.says), None)
            return cue is not None and cue.i < above.left_edge.i
    return False


def _inside(context: Context, clause: Token) -> frozenset[str]:
    """ "X said that prices would rise, *while* some would suffer": part of what was said."""
    part = clause.head
    while part.dep_ in ("ccomp", "xcomp", "conj", "acomp"):
        if part.dep_ == "ccomp" and part.head.lemma_ in context.says:
            return frozenset({"while", "whereas"})
        part = part.head
    return frozenset()


def _apart(context: Context, token: Token) -> bool:
    """ "While they *said* they were ready, the delay *suggests* …": no cue is over the word."""
    sentence = token.sent
    if any(t.lower_ in ("according", ":") for t in sentence):
        return False
    cues = [t for t in sentence if t.pos_ == "VERB" and t.lemma_ in context.says]
    if not cues or cues[0].i > token.i or cues[-1].i > token.i:
        return False
    over = {t.i for t in token.ancestors} | {token.i}
    return all(c.i not in over and c.dep_ == "advcl" for c in cues)


def believer(context: Context, verb: Token) -> tuple[ActorReference, ...]:
    """ "Output could shrink, *the bank estimates*": whose estimate a clause is."""
    thinks = syntax.lemmas(verb.head) if verb.dep_ == "ccomp" else ()
    if context.words("belief-verb").isdisjoint(thinks):
        return ()
    subject = syntax.child(verb.head, "nsubj")
    return context.refs([subject]) if subject is not None else ()


def far(context: Context, token: Token) -> tuple[ActorReference, ...]:
    """Who "said in a speech on arms *that* officials expect …", "said …, and *is believed* …"."""
    verb = syntax.clause_verb(token) if token.pos_ not in syntax.VERBAL else token
    if verb is None:
        return ()
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if verb.dep_ == "conj" and subject is None and syntax.is_passive(verb):
        return _speakers(context, verb.head) if syntax.child(verb.head, "ccomp") else ()
    cue = _cue_over(context, verb)
    return _speakers(context, cue) if cue is not None else ()


def _cue_over(context: Context, verb: Token) -> Token | None:
    """The word of saying whose clause with "that" this one is, or goes on, whatever the parse.

    "Argued that war is dear *and that* peace is likely", "said on a show *that* officials fear".
    """
    for _ in range(_CLIMB):
        head = verb.head
        speaks = head.pos_ == "VERB" and any(n in context.says for n in syntax.lemmas(head))
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
        if verb.dep_ == "ccomp" and head.i < verb.i and (speaks or not marked):
            return head if speaks else None
        if marked and verb.dep_ in ("relcl", "conj", "acl", "ccomp"):
            above = _teller(context, verb)
            if above is not None:
                return above
            if verb.dep_ == "ccomp":
                return without_clause(context, verb)
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.dep_ == head.dep_ == "ROOT":
            return None
        verb = head
    return None


def _teller(context: Context, verb: Token) -> Token | None:
    """The verb over a clause, where it is one of saying."""
    above = next((t for t in verb.ancestors if t.pos_ == "VERB"), None)
    if above is None or not any(n in context.says for n in syntax.lemmas(above)):
        return None
    return above if syntax.child(above, "ccomp", "nsubj") is not None else None


def without_clause(context: Context, verb: Token) -> Token | None:
    """ "*Warned* before leaving the town *that* …": the word of saying that lacks its clause."""
    for above in verb.ancestors:
        if above.pos_ == "VERB" and any(n in context.says for n in syntax.lemmas(above)):
            return above if syntax.child(above, "ccomp") is None else None
    return None


def _speakers(context: Context, cue: Token) -> tuple[ActorReference, ...]:
    if not any(lemma in context.says for lemma in syntax.lemmas(cue)):
        return ()
    subject = syntax.child(cue, "nsubj")
    if subject is None and cue.dep_ == "advcl" and cue.tag_ == "VBG":
        subject = syntax.child(cue.head, "nsubj")
    return context.refs([subject]) if subject is not None else ()
