"""What is no undertaking though its words look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.syntax import Word
from verbale.model import ActorReference
from verbale.records.context import Context
from verbale.records.undertaking_parties import speaks_for

if TYPE_CHECKING:
    from spacy.tokens import Token

PENDING = frozenset({"proposed", "announced", "agreed"})
"""Statuses of what is still to be done."""

_ABLE = frozenset({"can", "ca", "could", "cannot"})
_SHOULD = frozenset({"should", "could", "might", "must"})
_NOT = frozenset({"n't", "n’t", "not", "never"})
_AHEAD = frozenset({"before", "until", "till", "once", "when", "if", "unless", "after"})
_INSIDE = frozenset({"xcomp", "ccomp", "conj", "advcl", "acomp", "attr", "oprd"})
_OF_A_PAGE = ("|", " MORE ", "Hide Caption")
"""What stands in headlines and captions run together."""
_QUESTIONS = frozenset({"whether", "how", "what", "who", "where", "when", "why", "which", "if"})


def possible(context: Context, token: Token) -> bool:
    """False for what is asked, only supposed ("could", "if", "whether"), or denied from outside."""
    sentence = context.sentence(token.i).text
    if sentence.rstrip("”\"' ").endswith("?") or headlines(sentence) or _usual(context, token):
        return False
    if any(c.dep_ == "aux" and c.lower_ in _ABLE for c in token.children):
        return False
    status = context.status(token.i)
    if left_open(context, token):
        return False
    told_of = token.pos_ == "NOUN" and token.dep_ in syntax.SUBJECTS
    if not told_of and (supposed(context, token) or _of_supposed(context, token)):
        return by_hearsay(context, token)
    return "negation" not in status.auxiliary or negated(token) or denied(context, token)


def headlines(sentence: str) -> bool:
    """Headlines of a page run together, which tell nothing in a row."""
    return sentence.isupper() or any(word in sentence for word in _OF_A_PAGE)


def supposed(context: Context, token: Token) -> bool:
    """True where words make a predicate a mere possibility."""
    status = context.status(token.i)
    if "hypothetical" not in status.auxiliary:
        return False
    return not _only_doubted(status.why, bool(status.sources))


def _of_supposed(context: Context, token: Token) -> bool:
    """ "Might be in the process of", "could make an offer": the verb of a noun is a possibility."""
    if token.pos_ != "NOUN":
        return False
    inside = token.dep_ == "pobj" and token.head.lower_ in ("in", "to")
    head = token.head.head if inside else token.head
    linked = (inside or token.dep_ in ("dobj", "attr")) and head.pos_ in syntax.VERBAL
    return linked and supposed(context, head)


def left_open(context: Context, token: Token) -> bool:
    """ "Whether they are willing", "did not say that he planned": nobody says that it is so."""
    if token.pos_ == "NOUN" and any(c.lower_ == "any" for c in syntax.children(token, "det")):
        return True
    verb = syntax.clause_verb(token)
    for _ in range(4):
        if verb is None:
            return False
        if _not_certain(context, verb):
            return True
        if verb.dep_ == "acl" and verb.head.pos_ == "NOUN":
            verb = syntax.clause_verb(verb.head)
            continue
        if verb.dep_ != "ccomp" or verb.head.i == verb.i:
            return False
        verb = verb.head
        if _not_said_so(context, verb):
            return True
    return False


def _not_certain(context: Context, verb: Token) -> bool:
    """ "Whether it will", "more than it planned to", "expects that it will", "no sign that"."""
    if {verb.left_edge.lower_, syntax.marker(verb)} & {"whether", "than"}:
        return True
    return expected(context, verb) or _no_sign(verb)


def _no_sign(verb: Word) -> bool:
    """ "There is no evidence that …", "little sign that …"."""
    if verb.dep_ not in ("acl", "ccomp", "relcl") or verb.head.pos_ != "NOUN":
        return False
    few = ("no", "zero", "little", "any")
    return any(c.lower_ in few for c in verb.head.children)


def _not_said_so(context: Context, verb: Token) -> bool:
    """ "Did not say that", "should say that", "is expected to say that"."""
    if any(c.dep_ == "aux" and c.lower_ in _SHOULD for c in verb.children):
        return True
    if verb.dep_ == "xcomp" and syntax.is_infinitive(verb):
        return True
    return negated(verb) and verb.lemma_.lower() in context.says


def negated(token: Word) -> bool:
    """Whether a word is negated, also where the "n’t" hangs on its auxiliary."""
    if syntax.is_negated(token) or any(c.lower_ in _NOT for c in token.children):
        return True
    if any(c.lower_ == "longer" and c.dep_ == "advmod" for c in token.children):
        return any(c.lower_ == "no" for d in token.children for c in d.children)
    helping = [*syntax.children(token, "aux", "auxpass"), *_copula(token)]
    return any(c.dep_ == "neg" or c.lower_ in _NOT for h in helping for c in h.children)


def _copula(token: Word) -> list[Word]:
    """ "Was n’t even willing": the verb that an adjective hangs on."""
    return [token.head] if token.dep_ == "acomp" and token.head.lemma_ == "be" else []


def expected(context: Context, verb: Token) -> bool:
    """Whether a clause is what somebody expects, fears or hopes."""
    while verb.dep_ == "conj" and verb.head.pos_ in syntax.VERBAL:
        verb = verb.head
    head = verb.head
    if verb.dep_ not in ("ccomp", "acl", "relcl", "advcl") or head.i == verb.i:
        return False
    said_of = syntax.children(head, "acomp", "attr", "nsubj") if head.lemma_ == "be" else []
    judged = [head, *said_of]
    forms = {
        form for word in judged for form in (word.lemma_.lower(), word.lower_.removesuffix("s"))
    }
    return any(_of_expectation(context, form) for form in forms)


def _of_expectation(context: Context, lemma: str) -> bool:
    if lemma in context.words("doubtful-noun"):
        return True
    entries = context.matcher.lexicon.index.get(lemma, ())
    told = lemma in context.says and lemma not in context.words("wish-verb")
    return not told and any(f.kind == "expectation" for f, _, _ in entries)


def attempted(context: Context, token: Token, parties: tuple[ActorReference, ...]) -> bool:
    """ "Sought to": tried, no more; "they seek to" in the mouth of others: a charge."""
    lemma = token.lemma_.lower()
    if token.tag_ in ("VBD", "VBN") and lemma in context.words("over-verb"):
        return True
    if lemma not in context.words("attempt-verb"):
        return False
    finite = token.tag_ in ("VBZ", "VBP", "VB")
    finite = finite or (token.tag_ == "VBG" and syntax.child(token, "aux") is not None)
    if not finite:
        return True
    sources = context.status(token.i).sources
    return bool(sources) and not any(speaks_for(context, s, p) for s in sources for p in parties)


_ON = frozenset({"continue", "begin", "start", "proceed", "lead", "force", "prompt"})
_GOING_ON = _ON | {"go", "decide", "agree"}
_OF_CHANCE = frozenset(
    ["of", "for", "at", "on", "toward", "towards", "to", "about", "from", "without"]
)


def ahead(token: Token, reached: bool) -> bool:
    """ "Urged them *to keep* it", "the chance of *reaching* one": not done where it is told.

    What is ``reached`` is not so either where somebody is going to, or has decided to.
    """
    if token.pos_ == "ADJ" and token.head.pos_ in syntax.VERBAL:
        token = token.head
    if token.pos_ not in syntax.VERBAL:
        return False
    token = _first_gerund(token)
    perfect = token.tag_ != "VB" and any(c.lower_ in ("have", "be") for c in token.children)
    if syntax.is_infinitive(token) and not perfect:
        return token.head.lemma_ not in (_ON if reached else _GOING_ON)
    if reached and token.dep_ in ("conj", "advcl") and token.head.pos_ in syntax.VERBAL:
        own = syntax.child(token, *syntax.SUBJECTS)
        if own is None and token.tag_ in ("VB", "VBP", "VBG") and syntax.is_infinitive(token.head):
            return True
    if _bare(token):
        return True
    if token.dep_ != "pcomp":
        return False
    loose = token.head.lower_ == "in" and token.head.head.pos_ in ("ADJ", "NOUN")
    return loose or token.head.lower_ in _OF_CHANCE


def _first_gerund(token: Token) -> Token:
    """ "A history of taking and *giving*": the gerund that the preposition governs."""
    governed = token.tag_ == "VBG" and token.dep_ == "conj" and token.head.dep_ == "pcomp"
    return token.head if governed else token


def _bare(verb: Token) -> bool:
    """ "Helped arrange the talks", "asked that he leave": told of as somebody's deed by no one."""
    if verb.tag_ != "VB":
        return False
    helped = verb.head.lemma_ == "help" and verb.dep_ == "xcomp"
    helped = helped or any(
        c.lower_ in ("help", "helped", "helps") for c in syntax.children(verb, "aux")
    )
    return helped or (verb.dep_ == "ccomp" and syntax.child(verb, "aux") is None)


def _usual(context: Context, token: Token) -> bool:
    """ "Typically offers an analysis": a habit binds nobody."""
    verb = syntax.clause_verb(token)
    habits = context.words("usual")
    return verb is not None and any(c.lower_ in habits for c in syntax.children(verb, "advmod"))


def before_it(token: Token) -> bool:
    """ "Before it starts", "once they agree", "when it signs": not reached where it is told."""
    verb: Token = token
    for _ in range(4):
        if verb.dep_ == "advcl":
            perfect = any(c.tag_ in ("VBZ", "VBP") for c in syntax.children(verb, "aux"))
            open_still = perfect or verb.tag_ in ("VBZ", "VBP", "VB")
            return syntax.marker(verb) in _AHEAD and open_still
        if verb.dep_ not in ("conj", "xcomp", "ccomp", "dobj"):
            return False
        verb = verb.head
    return False


def gapped(head: Token) -> bool:
    """ "The site he said he would shut down": what it is done to stands before the clause."""
    done = syntax.child(head, "dobj") if head.pos_ in syntax.VERBAL else head
    if done is not None:
        return done.i != head.i and done.tag_ == "WDT"
    verb = head
    for _ in range(6):
        if verb.dep_ == "relcl":
            own = syntax.child(verb, "nsubj", "nsubjpass")
            free = syntax.marker(verb) not in ("where", "when", "why") and not _of_place(verb)
            return free and own is not None and not syntax.relative_pronoun(own)
        if verb.dep_ not in _INSIDE or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _of_place(verb: Token) -> bool:
    """ "The accord in which they pledged": the clause has nothing left out."""
    return any(
        syntax.relative_pronoun(o)
        for c in syntax.children(verb, "prep")
        for o in syntax.children(c, "pobj")
    )


def _only_doubted(why: tuple[str, ...], reported: bool) -> bool:
    """True where only the model makes it uncertain, or the "would" of what was said."""
    words = [w for w in why if w.startswith("uncertain: “")]
    return not words or (reported and words == ["uncertain: “would”"])


def by_hearsay(context: Context, token: Token) -> bool:
    """ "Is said to be planning": not certain, but told of the planner by others."""
    verb = token
    for _ in range(3):
        if verb.dep_ not in ("xcomp", "acomp") or verb.head.i == verb.i:
            return False
        verb = verb.head
        if verb.lemma_.lower() in context.words("hearsay-verb") and syntax.is_passive(verb):
            return True
    return False


def denied(context: Context, token: Token) -> bool:
    """ "Denied planning", "denied that it plans to": the plan is told, and that there is none."""
    head = token.head
    if token.dep_ in ("xcomp", "ccomp") or (token.dep_ == "dobj" and token.pos_ == "NOUN"):
        return head.lemma_.lower() in context.words("denial-verb")
    return token.dep_ == "pcomp" and head.head.lemma_.lower() in context.words("denial-verb")


def concrete(context: Context, head: Token) -> bool:
    """False where the action is a mere pronoun, a state, or words of no content."""
    lemma = head.lemma_.lower()
    if head.pos_ in ("PRON", "DET", "NUM", "ADV", "ADP") and head.ent_type_ != "MONEY":
        return head.pos_ == "NUM" and syntax.child(head, "quantmod", "compound") is not None
    if head.pos_ in syntax.VERBAL:
        if gapped(head):
            return False
        if lemma in _ON and any(_idle(context, c) for c in syntax.children(head, "xcomp")):
            return False
        return not _idle(context, head) and not _empty(head)
    none = any(c.lower_ == "no" for c in syntax.children(head, "det"))
    return lemma not in context.words("idle-noun") and not none


def _idle(context: Context, verb: Token) -> bool:
    return verb.lemma_.lower() in context.words("idle-verb")


def _empty(verb: Token) -> bool:
    """ "Do so", "do it", "do that"."""
    if verb.lemma_ not in ("do", "make", "take"):
        return False
    own = syntax.child(verb, "dobj", "advmod")
    return own is not None and own.lower_ in ("so", "it", "that", "this", "them", "one", "same")


def asks(head: Token) -> bool:
    """ "A decision on whether to leave": the action is still a question."""
    if syntax.marker(head) in _QUESTIONS:
        return True
    first = head.left_edge
    return first.lower_ in ("whether", "how") and first.i < head.i
