"""Undertakings by plain future: "Japan will send a delegation", said by Japan or by the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.syntax import Word
from verbale.matcher.tree import Node
from verbale.model import ActorReference, Undertaking
from verbale.records.context import Context
from verbale.records.undertaking_action import coordinated, main_verb
from verbale.records.undertaking_checks import (
    concrete,
    expected,
    headlines,
    left_open,
    negated,
    supposed,
)
from verbale.records.undertaking_frames import Found, made
from verbale.records.undertaking_open import (
    caused,
    left_undecided,
    owed,
    spoken_would,
    takes_a_seat,
)
from verbale.records.undertaking_parties import binding, bodies, named_before, speaks_for

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTED = frozenset({"would", "'d", "’d"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall"})
_NOT_PLAIN = frozenset(
    {"whether", "if", "unless", "how", "what", "when", "why", "who", "where", "which", "whom"}
)
_NO_MATTER = frozenset({"it", "that", "this", "them", "so"})
_UNDER = ("agreed", "announced", "proposed")
"""How far it is what a clause is under: word classes ``under-agreed`` and so on."""


def by_future(context: Context, found: list[Undertaking]) -> list[Undertaking]:
    """Plain futures of political actors that no entry of the lexicon has taken."""
    taken = [u.action for u in found]
    records: list[Undertaking] = []
    for token in _futures(context):
        if any(a.start <= token.idx < a.end for a in taken):
            continue
        head = main_verb(token)
        parties = _bound(context, token, head)
        if not parties:
            continue
        under = under_what(context, token)
        if not _meant(context, token, parties, under):
            continue
        if not _deliberate(context, head, token):
            continue
        if not context.status(token.i).sources and not any(_official(context, p) for p in parties):
            continue
        status = _status_under(context, under) if under is not None else "announced"
        records += made(
            context,
            Found(
                heads=coordinated(head),
                parties=bodies(context, parties),
                status="rejected" if _negated(token, head) else status,
                trigger=head,
                rule="future.plain" if under is None else "future.under",
                note=f"“{' '.join(t.text for t in _words(context, token, under))}”",
            ),
        )
    return records


def _negated(token: Token, head: Token) -> bool:
    """ "Will not", "will never", "will under no circumstances"."""
    for c in syntax.children(token, "prep"):
        under = syntax.child(c, "pobj")
        if under is not None and under.lemma_ == "circumstance" and negated(under):
            return True
    return negated(token) or (head.i != token.i and negated(head))


def _futures(context: Context) -> Iterator[Token]:
    for sentence in context.analysis.sentences:
        text = sentence.span.text
        if text.rstrip("”\"' ").endswith("?") or headlines(text):
            continue
        for node in context.nodes[sentence.first : sentence.last]:
            if _plain_future(context, node):
                yield context.parse[node.i]


def _bound(context: Context, token: Token, head: Token) -> tuple[ActorReference, ...]:
    """Those who will do it, where they are such as can bind themselves to it."""
    subject = context.matcher.arguments.subject(token)
    if subject is None or subject.lower_ == "you" or not concrete(context, head):
        return ()
    if owed(token) or owed(head) or _left_out(token) or takes_a_seat(context, head):
        return ()
    lemma = head.lemma_.lower()
    if lemma in context.words("stative-verb") or _only_says(context, head) or _does_well(head):
        return ()
    named = [*named_before(context, subject), *syntax.conjuncts(subject)]
    parties = context.refs(named)
    return parties if binding(context, parties) else ()


def _left_out(token: Token) -> bool:
    """ "Rebels he said would sap it": whoever does it stands before the clause of saying."""
    if token.dep_ != "ccomp" or token.head.dep_ != "relcl":
        return False
    return syntax.child(token, *syntax.SUBJECTS) is None


def _does_well(head: Token) -> bool:
    """ "Will do a fine job" is praise; "will do everything" and "what is needed" a promise."""
    if head.lemma_ != "do":
        return False
    done = syntax.child(head, "dobj", "ccomp")
    return done is None or not (done.pos_ == "PRON" or done.dep_ == "ccomp")


def _only_says(context: Context, head: Token) -> bool:
    """ "Will say that …"; not "will announce sanctions", "will recall its envoy"."""
    lemma = head.lemma_.lower()
    if lemma not in context.says:
        return False
    done = syntax.child(head, "dobj") is not None and syntax.child(head, "ccomp") is None
    return not (done and lemma in context.words("deliberate-verb"))


def _plain_future(context: Context, token: Node) -> bool:
    """A verb in the future that is neither passive nor a condition or question."""
    if token.pos_ != "VERB" or syntax.is_passive(token):
        return False
    if syntax.marker(token) in _NOT_PLAIN and not _told_beside(token):
        return False
    return bool(_future_words(context, token))


def _told_beside(token: Node) -> bool:
    """ "Mr. Lund, who will lead the talks"; "Rome, where he will meet the pope"."""
    if token.dep_ != "relcl" or syntax.marker(token) not in ("who", "which", "where"):
        return False
    return not any(c.lower_ in ("a", "an", "any", "some") for c in token.head.children)


def _future_words(context: Context, token: Word) -> list[Word]:
    """What makes a clause a future: will, "is going to", "would" of what was said."""
    words = [c for c in token.children if c.dep_ == "aux" and c.lower_ in _FUTURE]
    if not words and _under_way(token):
        words = syntax.children(token, "aux")
    if not words and token.dep_ == "ccomp" and token.head.tag_ in ("VBD", "VBN"):
        words = [c for c in token.children if c.dep_ == "aux" and c.lower_ in _REPORTED]
    if not words and under_what(context, token) is not None:
        words = [c for c in token.children if c.dep_ == "aux" and c.lower_ in _REPORTED]
    if not words and token.lemma_ == "go" and token.tag_ == "VBG":
        below = syntax.child(token, "xcomp")
        return [token] if below is not None and syntax.is_infinitive(below) else []
    return words


def _under_way(token: Word) -> bool:
    """ "Norway said it *was sending* two ships": told as it is being set going."""
    if token.tag_ != "VBG" or token.dep_ != "ccomp" or token.lemma_ == "go":
        return False
    own = syntax.child(token, "nsubj")
    first = own is not None and own.lower_ in ("we", "i")
    if first and any(c.tag_ == "VBD" for c in syntax.children(token, "aux")):
        return False
    if token.i < token.head.i and not first:
        return False
    helping = syntax.children(token, "aux")
    return len(helping) == 1 and helping[0].lemma_ == "be" and not negated(token)


def _words(context: Context, token: Token, under: Token | None) -> list[Token]:
    words = list(_future_words(context, token))
    return words if under is None else [*words, under]


def _status_under(context: Context, noun: Word) -> str:
    """How far that is which a clause is under: agreed, announced, proposed; else empty."""
    lemma = noun.lemma_.lower()
    return next((s for s in _UNDER if lemma in context.words(f"under-{s}")), "")


def under_what(context: Context, verb: Word) -> Word | None:
    """ "Under the deal, Iran would …", "as part of the plan": the noun of the plan."""
    for c in verb.children:
        if c.dep_ != "prep" or c.lower_ not in ("under", "as"):
            continue
        noun = syntax.child(c, "pobj")
        if noun is not None and noun.lemma_ == "part":
            of = [p for p in syntax.children(noun, "prep") if p.lower_ == "of"]
            noun = syntax.child(of[0], "pobj") if of else None
        elif c.lower_ == "as":
            continue
        if noun is not None and _status_under(context, noun):
            return noun
    return None


def _meant(
    context: Context, token: Token, parties: tuple[ActorReference, ...], under: Token | None
) -> bool:
    """False for a future that is expected, feared or denied, or only supposed by "would"."""
    status = context.status(token.i)
    if left_undecided(context, token) or caused(context, token):
        return False
    if "negation" in status.auxiliary and not _negated(token, token):
        return False
    if _negated(token, token) and _kept(context, token):
        return False
    if under is not None:
        return True
    if supposed(context, token) or spoken_would(context, token):
        return False
    first = _future_words(context, token)[0]
    if not status.sources and (first.lower_ in _REPORTED or _under_way(token)):
        return False
    return _told_plainly(context, token, parties)


def _told_plainly(context: Context, token: Token, parties: tuple[ActorReference, ...]) -> bool:
    """Whether those who speak bind themselves, to something, and not only in a threat."""
    if _under_way(token) and not _speaking(context, parties, token):
        return False
    if not _own_word(context, parties, token) or _left_vague(context, token):
        return False
    return not expected(context, token) and not _threat(context, token)


def _kept(context: Context, token: Token) -> bool:
    """ "Will not stop the patrols": what is not given up is kept, which is nothing new."""
    return main_verb(token).lemma_.lower() in context.words("ceasing-verb")


def _left_vague(context: Context, token: Token) -> bool:
    """ "Will not rule it out", "should say we will": no action is named, or nobody says so."""
    head = main_verb(token)
    if syntax.is_passive(head) or any(
        c.lower_ in context.words("unsure-adverb") for c in token.children
    ):
        return True
    if any(c.lower_ in context.words("unsure-adverb") for c in head.children):
        return True
    guesses = context.words("wish-verb")
    if any(c.dep_ in ("parataxis", "ccomp") and c.lemma_ in guesses for c in token.children):
        return True
    done = syntax.child(head, "dobj")
    if done is not None and done.lower_ in _NO_MATTER:
        return True
    return left_open(context, token)


def _speaking(context: Context, parties: tuple[ActorReference, ...], token: Token) -> bool:
    """Whether those who are doing it say so themselves."""
    own = syntax.child(token, "nsubj")
    speakers = {s.actor for s in context.status(token.i).sources}
    ours = own is not None and own.lower_ in ("we", "i")
    return ours or any(p.actor in speakers for p in parties)


def _own_word(context: Context, parties: tuple[ActorReference, ...], token: Token) -> bool:
    """A future told by the report or by one of the parties; what others say of them is a guess."""
    sources = context.status(token.i).sources
    if not sources:
        return True
    return any(speaks_for(context, sources[0], party) for party in parties)


def _deliberate(context: Context, head: Token, token: Token) -> bool:
    """Of what the report itself foretells only what is done on purpose is undertaken."""
    if _under_way(token):
        return head.lemma_.lower() in context.words("instant-verb")
    said = bool(context.status(token.i).sources)
    if said and not _first_person(token):
        return True
    if not said and _negated(token, head) and (_by_pronoun(token) or token.lemma_ == "go"):
        return False
    if any(
        o.lemma_ == "word" for o in syntax.children(head, "dobj", "prep") for o in [o, *o.children]
    ):
        return False
    return _last_verb(head).lemma_.lower() in context.words("deliberate-verb")


def _first_person(token: Token) -> bool:
    subject = syntax.child(token, "nsubj")
    return subject is not None and subject.lower_ in ("we", "i")


def _last_verb(head: Token) -> Token:
    """ "Will continue to provide", "will begin talking": the verb that names the deed."""
    below = syntax.child(head, "xcomp")
    goes_on = head.lemma_ in ("begin", "start", "continue", "keep", "try", "work", "help")
    return below if goes_on and below is not None and below.pos_ == "VERB" else head


def _official(context: Context, party: ActorReference) -> bool:
    """Somebody named, or a body or office of state: not "its most faithful supporter"."""
    if party.via == "nominal" and party.actor.startswith("nominal:") and party.country is None:
        return any(s.lower() in ("leg", "igo", "jud") for s in party.sectors[:1])
    if party.span.text.lower() in ("they", "it") and party.actor.startswith("nominal:"):
        return False
    return party.via != "nominal" or any(
        s.lower() in context.words("body-sector") for s in party.sectors[:1]
    )


def _by_pronoun(token: Token) -> bool:
    subject = syntax.child(token, "nsubj")
    return subject is not None and subject.pos_ == "PRON"


def _threat(context: Context, token: Token) -> bool:
    """ "If they attack, we will retaliate": harm on a condition is a threat, no undertaking."""
    if main_verb(token).lemma_.lower() not in context.words("hostile-verb"):
        return False
    opening = next((t.lower_ for t in token.sent if t.is_alpha), "")
    alternative = any(c.dep_ == "cc" and c.lower_ == "or" for c in token.head.children)
    if alternative or opening in ("if", "unless"):
        return True
    around = [*syntax.children(token, "advcl"), *syntax.children(token.head, "advcl")]
    return any(syntax.marker(c) in ("if", "unless") for c in around)
