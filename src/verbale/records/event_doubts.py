"""What looks like an event and is none: purposes, questions, names, things nobody did.

`doubt` names the first reason for which a match tells no event; in doubt, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Event
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

Check = Callable[[Context, Match, Event], bool]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NAMING = frozenset({"call", "name", "label", "dub"})
_US = frozenset({"we", "us", "our", "ours"})
_ME = frozenset({"i", "me", "my", "mine"})
_PRIVATE = frozenset({"CVL", "EDU", "UNK", "MED", "LAB", "AGR"})
_EQUIPPING = frozenset({"use", "appoint", "hire", "create", "design", "form", "establish", "train"})
_SHOWING = frozenset({"press", "news", "video", "book", "concert", "speaking"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_INSIDE_CLAUSE = frozenset(
    {"conj", "dobj", "xcomp", "ccomp", "acomp", "attr", "pobj", "prep", "pcomp"}
)
_DEPTH = 6
_HOLDING = frozenset({"dobj", "pobj", "nsubjpass"})


def doubt(context: Context, match: Match, event: Event) -> str:
    """Why a match tells no event; nothing where it does."""
    return next((name for name, holds in _CHECKS if holds(context, match, event)), "")


def _is_purpose(context: Context, match: Match, event: Event) -> bool:
    """ "Was appointed *to investigate* the leak": what something is for has not been done."""
    verb = match.token
    if verb.pos_ not in syntax.VERBAL or not syntax.is_infinitive(verb):
        return False
    if verb.dep_ in ("csubj", "csubjpass", "nsubj"):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _EQUIPPING:
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("believe", "think"):
        return not syntax.is_passive(verb.head)
    if verb.dep_ == "advcl":
        return verb.head.lemma_ not in context.words("verging-verb")
    below_noun = verb.dep_ in ("acl", "relcl") and verb.head.pos_ == "NOUN"
    return below_noun and verb.head.lemma_.lower() in context.words("means-noun")


def _is_asked(context: Context, match: Match, event: Event) -> bool:
    """ "Will the minister be *held* accountable?", "What if they had *met*?"."""
    sentence = match.token.sent
    if not any(t.lower_ == "?" for t in sentence[-2:]):
        return False
    seen = match.token
    while seen.dep_ in _INSIDE_CLAUSE and seen.head.i != seen.i:
        seen = seen.head
    return seen.head.i == seen.i or sentence.text[:7].lower() == "what if"


def _is_indirect_question(context: Context, match: Match, event: Event) -> bool:
    """ "Asked when he was *planning* to go": what is asked has not been told."""
    if event.auxiliary:
        return False
    seen = match.token
    for _ in range(_DEPTH):
        if seen.dep_ in ("ccomp", "advcl", "pcomp") and _opens_question(seen):
            over = seen.head.head if seen.dep_ == "pcomp" else seen.head
            return over.lemma_.lower() in context.words("asking-verb")
        if seen.head.i == seen.i:
            return False
        seen = seen.head
    return False


def _answers_question(context: Context, match: Match, event: Event) -> bool:
    """ "Will it help? “*No*,” he said": an answer rejects nothing."""
    before = match.token.sent.start - 1
    if not match.frame.id.startswith("reject.opposed") or before < 0:
        return False
    return any(t.lower_ == "?" for t in match.token.doc[max(0, before - 1) : before + 1])


def _is_caption(context: Context, match: Match, event: Event) -> bool:
    """ "Hide Caption 3 of 9 Photos: …": words of a page around pictures of other days."""
    return any(words in match.token.sent.text for words in ("Hide Caption", "Photos:"))


def _is_naming(context: Context, match: Match, event: Event) -> bool:
    """ "*Called* the brothers heroes", "the palace, *called* the Blue House": gives a name."""
    verb = match.token
    if event.event_type not in ("CONSULT", "REQUEST") or verb.lemma_ not in _NAMING:
        return False
    taken = syntax.child(verb, "dobj")
    below_noun = verb.dep_ == "acl" and verb.tag_ == "VBN" and event.event_type == "CONSULT"
    return (
        (below_noun and syntax.child(verb, "agent") is None)
        or syntax.child(verb, "oprd") is not None
        or _two_in_one(taken)
    )


def _two_in_one(noun: Token | None) -> bool:
    """ "The two brothers “heroes”": two phrases that the parser takes for one."""
    if noun is None:
        return False
    opened = noun.i > 0 and noun.doc[noun.i - 1].lower_ in ("“", '"', "‘", "``")
    return opened and any(c.dep_ in ("nmod", "compound", "poss") for c in noun.children)


def _goes_home(context: Context, match: Match, event: Event) -> bool:
    """ "The minister *returned* to his capital": no visit."""
    if event.event_type != "CONSULT" or "visit" not in match.frame.labelled("mode"):
        return False
    home = {a.country for a in event.actors if a.country}
    hosts = [r for r in event.recipients if r.via == "metonym" or r.actor.startswith("country:")]
    return bool(hosts) and all(r.country in home for r in hosts)


def _is_undone(context: Context, match: Match, event: Event) -> bool:
    """ "The reduction in joint *exercises*": what is only ended, averted or drafted."""
    noun = match.token
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ not in _HOLDING:
        return False
    governor = context.matcher.arguments.governor(noun)
    if governor is None or (governor.pos_ in syntax.VERBAL and governor.lemma_ == "halt"):
        return False
    return governor.lemma_.lower() in context.words("unmaking-word")


def _is_question_put(context: Context, match: Match, event: Event) -> bool:
    """ "*Asked* when he would resign": a question is no request."""
    verb = match.token
    if event.event_type != "REQUEST" or verb.lemma_ != "ask":
        return False
    clauses = [c for c in syntax.children(verb, "ccomp", "advcl", "xcomp") if c.i > verb.i]
    if any(_opens_question(clause) for clause in clauses):
        return True
    told = any(syntax.is_infinitive(c) or syntax.marker(c) == "that" for c in clauses)
    called = any(c.lower_ == "for" for c in verb.subtree)
    about = any(c.lower_ == "about" for c in syntax.children(verb, "prep"))
    return about or not (told or called or syntax.is_passive(verb))


def _opens_question(clause: Token) -> bool:
    first = clause.left_edge
    return first.tag_ in _WH or first.lower_ in ("if", "whether")


def _kills_a_thing(context: Context, match: Match, event: Event) -> bool:
    """ "*Killed* the prospect of a deal": nobody dies."""
    verb = match.token
    kills = match.frame.id.startswith("assault.kill") and not event.recipients
    taken = syntax.child(verb, "dobj") if kills and not syntax.is_passive(verb) else None
    return taken is not None and taken.pos_ == "NOUN" and taken.ent_type_ == ""


def _speaks_for_many(context: Context, match: Match, event: Event) -> bool:
    """ "*We* must help them": the speaker alone is not who "we" are."""
    return any(_is_speaker(actor) for actor in event.actors)


def _is_speaker(actor: ActorReference) -> bool:
    word = actor.span.text.lower()
    if actor.via != "pronoun":
        return False
    nobody = not actor.country and not actor.sectors
    return (word in _US and actor.actor.startswith("person:")) or (word in _ME and nobody)


def _is_release_of_text(context: Context, match: Match, event: Event) -> bool:
    """ "The Senate report was *released*": nobody is set free."""
    if not match.frame.id.startswith("retreat.") or "release" not in match.frame.labelled("mode"):
        return False
    taken = context.matcher.arguments.object(match.token)
    return taken is not None and taken.lemma_.lower() in context.words("published-thing")


def _is_call_to_oneself(context: Context, match: Match, event: Event) -> bool:
    """ "*Let's* stand down": the speaker calls on himself and others."""
    verb = match.token
    if verb.lemma_ != "let":
        return False
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return after is not None and after.lower_ in ("'s", "’s", "us")


def _pushes_a_thing(context: Context, match: Match, event: Event) -> bool:
    """ "*Pushed* prices up": nobody is told to do anything."""
    verb = match.token
    if event.event_type != "REQUEST" or verb.lemma_ != "push":
        return False
    called = {c.lower_ for c in syntax.children(verb, "prep")} & {"for", "on", "against"}
    clauses = syntax.children(verb, "xcomp", "ccomp", "advcl")
    return not called and not any(syntax.is_infinitive(c) for c in clauses)


def _is_private(context: Context, match: Match, event: Event) -> bool:
    """ "A student *saw* a friend", "my doctor *advised* me": people of no politics."""
    if event.event_type == "REQUEST":
        own = any(a.span.text.lower().startswith("my ") for a in event.actors)
        return own and all(_is_of_no_politics(a) for a in event.actors)
    if event.event_type != "CONSULT":
        return False
    parties = [*event.actors, *event.recipients]
    return len(parties) > 1 and all(_is_of_no_politics(p) for p in parties)


def _is_of_no_politics(party: ActorReference) -> bool:
    if party.members:
        return all(_is_of_no_politics(member) for member in party.members)
    told = bool(party.sectors) or not party.country
    own = party.actor.startswith(("country:", "org:", "people:"))
    return told and not own and set(party.sectors) <= _PRIVATE


def _is_misread(context: Context, match: Match, event: Event) -> bool:
    """ "After Turkey – an ally – *invaded*": a finite verb that is given no subject."""
    verb = match.token
    if not event.actors or verb.dep_ != "advcl" or verb.tag_ not in _FINITE:
        return False
    return syntax.child(verb, *syntax.SUBJECTS) is None and syntax.child(verb, "aux") is None


def _strikes_a_paper(context: Context, match: Match, event: Event) -> bool:
    """ "Their *assault* on the nuclear deal": nobody is struck."""
    if event.event_type != "ASSAULT" or match.token.pos_ != "NOUN":
        return False
    struck = [p for c in syntax.children(match.token, "prep") if c.lower_ in ("on", "against")
              for p in syntax.children(c, "pobj")]  # fmt: skip
    papers = context.words("accord") | context.words("inquiry-noun") | context.words("document")
    return any(p.lemma_.lower() in papers for p in struck)


def _faces_the_press(context: Context, match: Match, event: Event) -> bool:
    """ "A press *conference*", "his book *tour*": no meeting of parties."""
    noun = match.token
    before = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod", "nmod")}
    if noun.lemma_.lower() == "conference":
        before -= {"video"}
    return noun.lemma_.lower() in ("conference", "tour") and bool(before & _SHOWING)


def _is_means(context: Context, match: Match, event: Event) -> bool:
    """ "Gave him the rules *for investigating* the envoy": what a thing is for."""
    verb = match.token
    if verb.pos_ not in syntax.VERBAL or verb.dep_ != "pcomp" or verb.head.lower_ != "for":
        return False
    over = verb.head.head
    return over.pos_ == "NOUN" and over.lemma_.lower() not in context.words("blame-noun")


def _is_of_others(context: Context, match: Match, event: Event) -> bool:
    """ "Hamas threatens the citizens: if *they* leave …": several may be meant by "they"."""
    if not any(a.via == "pronoun" and a.span.text.lower() == "they" for a in event.actors):
        return False
    if _in_speech(context, event):
        return True
    seen = syntax.clause_verb(match.token)
    if seen is not None and seen.dep_ == "ccomp" and seen.head.lemma_ in context.says:
        return False
    while seen is not None and seen.head.i != seen.i:
        if any(_is_same(context, c, event) for c in seen.head.children):
            return seen.dep_ not in ("ccomp", "conj", "advcl")
        seen = seen.head
    return False


def _in_speech(context: Context, event: Event) -> bool:
    """Whether an event stands in words that somebody is quoted with."""
    before = context.analysis.document.text[event.sentence.start : event.trigger.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_unclear(context: Context, match: Match, event: Event) -> bool:
    """To come, supposed and denied at once: nothing that can be told."""
    return {"future", "hypothetical", "negation"} <= set(event.auxiliary)


def _is_same(context: Context, token: Token, event: Event) -> bool:
    """Whether a subject stands for one of the actors of an event."""
    mention = context.analysis.mention_at.get(token.i)
    if mention is None or token.dep_ not in syntax.SUBJECTS:
        return False
    members = mention.reference.members or (mention.reference,)
    return bool({m.actor for m in members} & {a.actor for a in event.actors})


def _shares_a_feeling(context: Context, match: Match, event: Event) -> bool:
    """ "I *share* their frustration", "*acknowledged* the need for talks": no act of policy."""
    verb = match.token
    taken = syntax.child(verb, "dobj") if verb.pos_ in syntax.VERBAL else None
    if taken is None:
        return False
    feels = verb.lemma_ == "share" and taken.lemma_.lower() in context.words("shared-feeling")
    needs = verb.lemma_ in ("admit", "acknowledge", "concede", "recognise", "recognize")
    return feels or (needs and taken.lemma_.lower() in context.words("admitted-need"))


def _is_nobody(context: Context, match: Match, event: Event) -> bool:
    """ "Her son *travelled* to Rome", "the network *contacted* the mayor": no act of politics."""
    if event.event_type == "MOBILIZE":
        return bool(event.actors) and all(_is_of_no_politics(a) for a in event.actors)
    if event.event_type != "CONSULT" or not event.actors:
        return False
    if {"JRN", "MED"} & set(event.actors[0].sectors[:1]):
        return True
    visits = "visit" in match.frame.labelled("mode")
    return visits and all(_is_of_no_politics(a) for a in event.actors)


def _intervenes_elsewhere(context: Context, match: Match, event: Event) -> bool:
    """ "*Intervened* in Syria": with troops, and not in affairs or votes."""
    verb = match.token
    if match.frame.id != "coerce.meddle" or verb.lemma_ != "intervene":
        return False
    affairs = [p for c in syntax.children(verb, "prep") for p in syntax.children(c, "pobj")]
    return not any(p.lemma_.lower() in context.words("home-affair") for p in affairs)


def _names_a_topic(context: Context, match: Match, event: Event) -> bool:
    """ "The *Russia* inquiry": a state's name before an inquiry is what it is about."""
    if match.frame.id != "accuse.investigation-noun" or len(event.actors) != 1:
        return False
    before = [t for t in context.tokens(event.actors[0].span) if t.head.i == match.token.i]
    state = event.actors[0].actor.startswith("country:")
    return state and any(t.dep_ == "compound" and t.lower_.isalpha() and len(t) > 3 for t in before)


def _names_the_ground(context: Context, match: Match, event: Event) -> bool:
    """ "The Qalamoun *offensive*": an unknown name before an attack is where it takes place."""
    if event.event_type != "ASSAULT" or match.token.pos_ != "NOUN" or len(event.actors) != 1:
        return False
    actor = event.actors[0]
    before = any(
        t.dep_ == "compound" and t.head.i == match.token.i for t in context.tokens(actor.span)
    )
    return before and not (actor.country or actor.sectors or event.recipients)


def _is_antecedent_of_object(context: Context, match: Match, event: Event) -> bool:
    """ "Putin, *whom* he is scheduled to meet": Putin schedules nothing."""
    clause = syntax.clause_verb(match.token)
    if clause is None or clause.dep_ != "relcl" or len(event.actors) != 1:
        return False
    pronoun = any(t.tag_ == "WP" and t.dep_ in ("dobj", "pobj") for t in clause.subtree)
    antecedent = context.analysis.mention_at.get(clause.head.i)
    return (
        pronoun and antecedent is not None and antecedent.reference.actor == event.actors[0].actor
    )


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("purpose", _is_purpose),
    ("question", _is_asked),
    ("indirect-question", _is_indirect_question),
    ("answer", _answers_question),
    ("caption", _is_caption),
    ("naming", _is_naming),
    ("home", _goes_home),
    ("undone", _is_undone),
    ("asked", _is_question_put),
    ("killed-thing", _kills_a_thing),
    ("speaker", _speaks_for_many),
    ("released-text", _is_release_of_text),
    ("lets", _is_call_to_oneself),
    ("push", _pushes_a_thing),
    ("private", _is_private),
    ("misread", _is_misread),
    ("they", _is_of_others),
    ("paper", _strikes_a_paper),
    ("press", _faces_the_press),
    ("means", _is_means),
    ("unclear", _is_unclear),
    ("feeling", _shares_a_feeling),
    ("nobody", _is_nobody),
    ("elsewhere", _intervenes_elsewhere),
    ("topic", _names_a_topic),
    ("ground", _names_the_ground),
    ("whom", _is_antecedent_of_object),
)
"""Name and test of each reason, in the order they are asked."""
