"""Whose expectation it is: the holder the words name, else whoever speaks; none is the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"you", "one", "nobody", "none", "no-one", "it", "there", "this", "that"})
"""Subjects that are no one in particular: they hold no expectation."""

_OPEN = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
"""Marks of a clause that does not say that somebody expects anything."""

_OUGHT = frozenset({"should", "must", "ought", "would", "'d", "’d", "could", "can", "may", "might"})
"""Auxiliaries under which nobody yet expects anything ("they should fear", "must hope")."""

_ABLE = frozenset({"can", "could", "ca", "would"})
"""Auxiliaries that leave somebody not knowing ("can only guess whether …")."""


_MOTIVES = frozenset(
    {("in", "hope"), ("in", "hopes"), ("for", "fear"), ("in", "expectation"), ("in", "belief")}
    | {("on", "theory"), ("on", "assumption"), ("under", "impression"), ("under", "assumption")}
    | {("of", "concern"), ("of", "fear"), ("of", "hope"), ("of", "worry")}
)
"""Motives of an act; with "of" where "out" stands before it."""


def asked(match: Match) -> bool:
    """Whether what an entry without a holder tells is only asked ("is it likely that …?")."""
    verb = syntax.clause_verb(match.token)
    if verb is None or not any(t.lower_ == "?" for t in match.token.sent[-3:]):
        return False
    first = verb.left_edge
    if first.is_punct and first.i + 1 < len(verb.doc):
        first = verb.doc[first.i + 1]
    if first.i == verb.i and verb.lemma_ == "be":
        return True
    return _asked(verb) or first.tag_ in ("WRB", "WP", "WDT") or first.dep_ == "aux"


def unreal(context: Context, match: Match) -> bool:
    """Whether somebody's expectation is itself only supposed: under "if", "would", a demand."""
    status = context.status(match.token.i)
    if "hypothetical" not in status.auxiliary:
        return False
    told = context.words("belief-verb") | context.words("attitude-lemma") | context.says
    told |= {c.lower_ for c in syntax.children(match.token, "aux")}
    words = {why.split("“")[-1].rstrip("”") for why in status.why if why.startswith("uncertain")}
    over = [t for t in match.token.sent if t.text in words]
    known = {t.text for t in over if not told.isdisjoint(syntax.lemmas(t))}
    return bool(words - known)


def others_thought(context: Context, match: Match) -> bool:
    """Whether what an entry without a holder tells is what somebody thinks: theirs, then."""
    thinking = (context.words("belief-verb") | context.words("attitude-lemma")) - context.says
    for above in match.token.ancestors:
        if above.pos_ == "VERB" and any(lemma in thinking for lemma in syntax.lemmas(above)):
            clause = syntax.child(above, "ccomp")
            if clause is not None and clause.left_edge.i <= match.token.i <= clause.right_edge.i:
                return True
    return False


def holders_of(context: Context, match: Match) -> tuple[ActorReference, ...] | None:
    """The holders a match names; empty where none is named; None where there is no expectation."""
    if "holder" not in match.frame.roles:
        return ()
    if match.frame.pos == "noun":
        return _of_noun(context, match)
    if _not_held(match.token, match.frame.label("attitude") == "unknown"):
        return None
    head = context.matcher.first(match, "holder")
    if head is None:
        return ()
    if head.lower_ in _NOBODY or not context.is_actor(head):
        return None
    return context.role(match, "holder")


def _of_noun(context: Context, match: Match) -> tuple[ActorReference, ...] | None:
    """Of a noun: whoever voices or has it, its owner, those among whom it is."""
    verb = _motive_of(match.token)
    if verb is not None:
        return (_doers(context, verb) or None) if _acts(verb) else None
    owner = syntax.child(match.token, "poss")
    if owner is not None and not context.refs([owner] if context.is_actor(owner) else []):
        return None
    verb = context.matcher.arguments.support_verb(match.token)
    held = verb is None or bool(context.words("harbouring-verb") & set(syntax.lemmas(verb)))
    if held:
        return context.role(match, "holder")
    owned = ("poss", "among", "by", "from", "in", "modifier", "of")
    slots = [s for s in match.frame.roles["holder"] if s in owned]
    for slot in slots:
        heads = context.matcher.arguments.slot(match.token, slot)
        found = context.refs(h for h in heads if context.is_actor(h))
        if found:
            return found
    return ()


def _motive_of(noun: Token) -> Token | None:
    """ "Agreed to a truce *in hopes of* a deal", "fled *for fear of* arrest": the act."""
    preposition = noun.head
    if noun.dep_ != "pobj" or (preposition.lower_, noun.lemma_) not in _MOTIVES:
        return None
    if any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ != "the") for c in noun.children):
        return None
    if preposition.lower_ == "of" and preposition.head.lower_ != "out":
        return None
    return syntax.clause_verb(preposition)


def _acts(verb: Token) -> bool:
    """Whether a verb tells what somebody did or does: "is under pressure, in hopes of" does not."""
    return verb.lemma_ != "be" or syntax.is_passive(verb)


def _doers(context: Context, verb: Token) -> tuple[ActorReference, ...]:
    if syntax.is_passive(verb):
        subject = syntax.child(verb, "nsubjpass")
    else:
        subject = context.matcher.arguments.subject(verb)
    if subject is None:
        return ()
    return context.refs(t for t in syntax.conjuncts(subject) if context.is_actor(t))


def _not_held(word: Token, unknown: bool) -> bool:
    """An order, a question, a condition, what one ought to think or never thought, a participle.

    ``unknown``: "cannot predict whether …" is not to know.
    """
    ought = _OUGHT - _ABLE if unknown else _OUGHT
    if word.pos_ not in syntax.VERBAL:
        verb = word.head
        return verb.pos_ in syntax.VERBAL and (_open(verb, ought) or _order(verb))
    if word.tag_ == "VBD" and any(c.lower_ == "never" for c in word.children):
        return True
    return word.dep_ == "amod" or _as_told(word) or _open(word, ought) or _order(word)


def _as_told(verb: Token) -> bool:
    """ "As expected", "than feared"."""
    bare = verb.tag_ == "VBN" and syntax.child(verb, *syntax.SUBJECTS) is None
    return bare and syntax.marker(verb) in ("as", "than")


def _open(verb: Token, ought: frozenset[str]) -> bool:
    verbs = [verb, verb.head] if verb.dep_ == "conj" and _bare(verb) else [verb]
    told = any(c.lower_ in ought for v in verbs for c in syntax.children(v, "aux"))
    return told or syntax.marker(verb) in _OPEN or _asked(verb)


def _bare(verb: Token) -> bool:
    """ "They must not know *or believe* …": a further verb under the first one's auxiliary."""
    return verb.tag_ == "VB" and not list(syntax.children(verb, "aux", *syntax.SUBJECTS))


def _asked(verb: Token) -> bool:
    """ "Do you expect …?": an auxiliary before the subject."""
    subject = syntax.child(verb, "nsubj")
    if subject is None or verb.sent[-1].lower_ not in ("?", "”", '"'):
        return False
    marks = any(t.lower_ == "?" for t in verb.sent[-3:])
    return marks and any(c.i < subject.i for c in syntax.children(verb, "aux"))


def _order(verb: Token) -> bool:
    """ "Don't expect miracles": a bare form without subject."""
    plain = verb.tag_ in ("VB", "VBP") and not syntax.is_infinitive(verb)
    bare = plain and syntax.child(verb, *syntax.SUBJECTS) is None
    helped = any(c.lower_ not in ("do", "let") for c in syntax.children(verb, "aux"))
    if not bare or helped:
        return False
    if verb.dep_ == "conj":
        return verb.tag_ == "VB" and any(c.lower_ == "do" for c in syntax.children(verb, "aux"))
    return verb.dep_ in ("ROOT", "ccomp") and verb.left_edge.i >= verb.sent.start
