"""Whose a stance is: holders that a pronoun, a relative or a vague noun leaves unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Mention, Span, Target
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONS = ("person", "nominal")
_ONE = frozenset({"he", "she", "his", "him", "her"})
_OTHERS = frozenset({"they", "their", "them", "it", "its"})


def unsure_holder(context: Context, match: Match, holder: ActorReference, target: Target) -> bool:
    """Whether somebody else may hold it, or nobody that can be told."""
    said = head_of(context, holder.span)
    if said is None or said.lower_ in context.words("stance-paper"):
        return True
    if _vague(context, said) or _far(context, match, holder) or _misplaced(match, said, holder):
        return True
    if _received(context, match, said) or _other_speaker(context, match, said):
        return True
    if said.lemma_.lower() in context.words("party-member") and said.tag_ in ("NN", "NNP"):
        return not holder.actor.startswith("person:")
    if said.pos_ == "PRON":
        return _wrong_pronoun(context, said, holder, target)
    if _other_name(context, said, holder):
        return True
    return any(c.lower_ in ("no", "every", "each", "any") for c in said.children)


def head_of(context: Context, span: Span) -> Token | None:
    """The word of a span that hangs on a word outside it."""
    words = context.tokens(span)
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i not in inside or t.head.i == t.i), None)


def _misplaced(match: Match, said: Token, holder: ActorReference) -> bool:
    """Whether the parse gives the trigger a subject that cannot be its own."""
    if _wrong_relative(match, holder) or _addressed(match, said) or _complemented(match, said):
        return True
    return _of_another_verb(match, said) or _one_of_several(said)


def _vague(context: Context, said: Token) -> bool:
    """ "People", "some", "the nation": nobody of whom a stance can be told."""
    if said.lower_ not in context.words("stance-nobody"):
        return False
    return not any(c.dep_ in ("amod", "compound", "prep", "relcl", "acl") for c in said.children)


def _other_name(context: Context, said: Token, holder: ActorReference) -> bool:
    """ "The countries" for one country, "both sides" for two; a name with quotation marks in it."""
    if any(mark in holder.name for mark in ('"', "“", "”", "‘", " '")):
        return True
    if said.lemma_.lower() in context.words("side-noun") and holder.name not in holder.span.text:
        return True
    told = holder.actor.startswith("nominal:") or holder.via != "nominal" or said.tag_ != "NNS"
    return not told and holder.name.lower() not in holder.span.text.lower()


def _far(context: Context, match: Match, holder: ActorReference) -> bool:
    """One of several whom "both sides" stands for, named elsewhere."""
    if "holder" not in match.frame.roles:
        return False
    place = context.sentence(match.token.i)
    return not place.start <= holder.span.start < place.end


def _wrong_relative(match: Match, holder: ActorReference) -> bool:
    """ "An expert at the fund, which opposes it": "which" is no person."""
    verb = syntax.clause_verb(match.token)
    if verb is None or verb.dep_ != "relcl" or "holder" not in match.frame.roles:
        return False
    subject = syntax.child(verb, "nsubj")
    body = holder.actor.startswith(("org:", "organisation:", "country:"))
    if subject is not None and subject.lower_ == "who" and verb.head.tag_ == "NNP" and body:
        return True
    if subject is None or subject.lower_ != "which":
        return False
    return holder.actor.startswith("person:") or verb.head.dep_ == "appos"


def _of_another_verb(match: Match, said: Token) -> bool:
    """ "Found itself alone, the others opposing it": an object that the parser makes a subject."""
    verb = syntax.clause_verb(match.token)
    if said.dep_ != "dobj" or match.frame.pos == "noun" or verb is None:
        return False
    own = "object" in match.frame.roles.get("holder", ("object",))
    return not own and verb.dep_ != "relcl" and said.head.i != verb.i


def _one_of_several(said: Token) -> bool:
    """The last of "Towns like Berg and Dal", taken for the subject; "including Hindus"."""
    if said.head.lower_ == "including":
        return True
    first = said
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    return first.i != said.i and first.head.lower_ in ("like", "as", "including")


def _received(context: Context, match: Match, said: Token) -> bool:
    """ "The ministry came in for criticism": it has the criticism, and voices none."""
    verb = syntax.clause_verb(match.token)
    if match.frame.pos != "noun" or verb is None or said.head.i != verb.i:
        return False
    if match.frame.roles.get("holder", ())[:1] != ("subject",):
        return False
    return said.dep_ in syntax.SUBJECTS and verb.lemma_.lower() in context.words("stance-received")


def _other_speaker(context: Context, match: Match, said: Token) -> bool:
    """What is said by "he" or "it" of a further sentence, or by one who may be another."""
    own = "holder" in match.frame.roles
    if own and said.lower_ not in ("i", "we", "my", "our"):
        return False
    place = match.token.idx
    for quotation in context.analysis.quotations:
        if not any(c.start <= place < c.end for c in quotation.content):
            continue
        for source in quotation.source:
            word = head_of(context, source)
            if word is not None and word.lower_ in _ONE | _OTHERS:
                return word.sent.start != match.token.sent.start or (
                    word.lower_ in _ONE and unsure_pronoun(context, word)
                )
    return False


def _addressed(match: Match, said: Token) -> bool:
    """ "Sent letters to his parents denouncing the war": not the parents denounced it."""
    verb = syntax.clause_verb(match.token)
    of_noun = verb is not None and verb.dep_ == "acl" and verb.head.i == said.i
    return of_noun and said.dep_ == "pobj" and said.head.lower_ == "to"


def _complemented(match: Match, said: Token) -> bool:
    """ "Produced a dossier critical of him": the dossier is, not who produced it."""
    token = match.token
    if match.frame.pos != "adj":
        return False
    active = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    passive = syntax.child(token, "auxpass", "nsubjpass") is not None
    if (active and not passive) or said.head.dep_ == "agent":
        return True
    return token.dep_ == "oprd" and syntax.child(token.head, "dobj") is not None


def _wrong_pronoun(context: Context, said: Token, holder: ActorReference, target: Target) -> bool:
    """A resolution that cannot be: "he backs Brennan's bid" is not Brennan; "I" is no party."""
    if said.lower_ in ("i", "my", "me"):
        return not holder.actor.startswith(_PERSONS)
    if unsure_pronoun(context, said):
        return True
    span = target if isinstance(target, Span) else target.span
    named = [t for t in context.tokens(span) if t.pos_ == "PROPN"]
    return any(r.actor == holder.actor for r in context.refs(named))


def unsure_pronoun(context: Context, said: Token) -> bool:
    """Whether a pronoun of the third person may stand for another than the one found."""
    mention = context.analysis.mention_at.get(said.i)
    if mention is None:
        return said.lower_ in _ONE | _OTHERS
    if said.lower_ in _OTHERS:
        named = _last(context, mention, pronouns=False)
        return named is None or not _leads(context, named, said)
    if said.lower_ not in _ONE:
        return False
    before = _last(context, mention, pronouns=True)
    return before is None or _rivals(context, before, said) or _nearer(context, before, said)


def _last(context: Context, mention: Mention, *, pronouns: bool) -> Mention | None:
    """The last mention of the same actor before, in this sentence or the one before it."""
    first = context.parse[mention.root].sent.start
    start = context.parse[first - 1].sent.start if first else 0
    found = [
        m
        for m in context.analysis.mentions
        if m.cluster == mention.cluster
        and start <= m.root < mention.root
        and (pronouns or m.reference.via != "pronoun")
    ]
    return found[-1] if found else None


def _leads(context: Context, before: Mention, said: Token) -> bool:
    """Whether the last mention is a subject or an owner in the same sentence."""
    word = context.parse[before.root]
    same = word.sent.start == said.sent.start
    return same and word.dep_ in (*syntax.SUBJECTS, "poss", "conj")


def _nearer(context: Context, before: Mention, said: Token) -> bool:
    """Whether another person is the subject of the same sentence before the pronoun."""
    first = said.sent.start
    if before.root >= first:
        return False
    return any(
        first <= m.root < said.i
        and m.cluster != before.cluster
        and m.reference.actor.startswith("person:")
        and context.parse[m.root].dep_ in syntax.SUBJECTS
        for m in context.analysis.mentions
    )


def _rivals(context: Context, before: Mention, said: Token) -> bool:
    """Whether the sentence before has another person as a subject, who may be meant as well."""
    word = context.parse[before.root]
    if word.sent.start == said.sent.start:
        return False
    if word.dep_ in syntax.SUBJECTS and word.head.dep_ == "ROOT":
        return False
    return any(
        m.cluster != before.cluster
        and m.reference.actor.startswith("person:")
        and context.parse[m.root].dep_ in syntax.SUBJECTS
        for m in context.analysis.mentions
        if word.sent.start <= m.root < word.sent.end
    )
