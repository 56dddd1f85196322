"""Scope: which words tell whether a predicate holds, from its own up to those that govern it.

The words and what they do to the clause below them stand in ``data/modality.yaml``. The walk
goes from a verb to the predicate whose complement it is, from an event noun to what is done
with it, and on from there through support verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.embedding import Embedding

if TYPE_CHECKING:
    from spacy.tokens import Token

Effects = list[tuple[str, str]]
"""Effects with the word each comes from, the innermost first."""

_CLIMB = 12
_GOING = frozenset({"be", "go", "come", "travel", "arrive", "fly", "gather", "return", "head"})
"""Verbs whose purpose is taken as carried out: "were in Tokyo to have a meeting"."""

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "csubj"})
_PAST_MODALS = frozenset({"would", "could", "might", "should"})
_ABLE = frozenset({"can", "could", "ca"})
_OWED = frozenset({"should", "ought"})
_OPENERS = frozenset({'"', "“", "``", "‘", "'", ":", "please"})
_LEANING = frozenset({"dobj", "nsubjpass", "attr"})
_ENDING = frozenset({"end"})
_INDEFINITE = frozenset({"a", "an", "any", "no", "another", "some"})
_OCCUR = frozenset(
    {
        "happen",
        "occur",
        "begin",
        "start",
        "come",
        "follow",
        "materialise",
        "materialize",
        "ensue",
        "erupt",
        "resume",
        "proceed",
        "go",
    }
)
"""Verbs that say of an event that it takes place."""

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ENDED = ("by", "after", "before", "while", "since")


class Scope:
    """Finds the effects on a predicate."""

    def __init__(self, words: Embedding, support: frozenset[str]) -> None:
        self.words = words
        self.support = support
        self.closing = frozenset(p.rpartition(" ")[2] for p in words.prepositions)

    def effects(self, token: Token) -> Effects:
        """All that bears on whether the predicate holds."""
        effects: Effects = []
        self._own(token, effects)
        self._above(token, effects)
        return effects

    def _own(self, token: Token, effects: Effects) -> None:
        verb = self._light_verb(token)
        both = (token, verb) if verb is not None else (token,)
        if any(syntax.is_negated(word) for word in both) or self._of_nothing(token):
            effects.append(("did-not", "negation"))
        for word in both:
            for c in word.children:
                if c.dep_ in ("aux", "advmod", "amod", "acomp"):
                    self._modifier(word, c, effects)
            self._clause(word, effects)
        self._preposition(token, effects)

    def _of_nothing(self, verb: Token) -> bool:
        """ "Held no talks": a verb that brings its object about, where the object is none."""
        thing = syntax.child(verb, "dobj")
        if thing is None or verb.pos_ != "VERB" or verb.lemma_.lower() not in self.support:
            return False
        return verb.lemma_ != "have" and any(
            c.dep_ == "det" and c.lower_ in ("no", "neither") for c in thing.children
        )

    def _clause(self, verb: Token, effects: Effects) -> None:
        """What the form of a verb's clause tells: a condition, a question, a command."""
        self._marked(verb, effects)
        if verb.pos_ not in syntax.VERBAL:
            return
        first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), None)
        subject = syntax.child(verb, *syntax.SUBJECTS)
        turned = first is not None and (subject is None or first.i < subject.i)
        if turned and verb.dep_ == "advcl" and first is not None:
            if first.lower_ in self.words.invert and first.i == verb.left_edge.i:
                effects.append(("uncertain", first.lower_))
        elif _asked(verb, first, subject):
            effects.append(("uncertain", "?"))
        elif _commanded(verb, first, subject):
            effects.append(("uncertain", "imperative"))

    def _light_verb(self, token: Token) -> Token | None:
        """The verb a noun leans on: what is said of the verb holds of the event noun.

        Of a verb that does not itself bring an event about ("did not mention the attack") only
        what is new comes under its "not" or "will": never "the attack".
        """
        verb = token.head
        if token.pos_ not in ("NOUN", "PROPN") or verb.pos_ not in syntax.VERBAL:
            return None
        if token.dep_ == "nsubj":
            return verb if verb.lemma_ in _OCCUR else None
        if token.dep_ not in _LEANING:
            return None
        brings = verb.lemma_.lower() in self.support and verb.lemma_ not in _ENDING
        return verb if brings or not _known(token) else None

    def _modifier(self, word: Token, modifier: Token, effects: Effects) -> None:
        form = modifier.lower_
        effect = self.words.modifier(form)
        if effect is None:
            return
        if effect == "did-not" and modifier.dep_ == "amod" and self.words.stands(word):
            return
        if modifier.dep_ == "aux" and form in _OWED and _perfect(word):
            effect = "did-not"
        elif modifier.dep_ == "aux" and form in _ABLE and syntax.is_negated(word):
            return
        elif modifier.dep_ == "aux" and form in _PAST_MODALS:
            effect = self._shifted(word, effect)
        effects.append((effect, form))

    def _shifted(self, verb: Token, effect: str) -> str:
        """ "Said it would": the future of a past; "would" alone stays a supposition."""
        head = verb.head
        reported = verb.dep_ in ("ccomp", "relcl", "advcl") and head.tag_ in ("VBD", "VBN")
        return "future" if reported and effect == "uncertain" and _would(verb) else effect

    def _marked(self, verb: Token, effects: Effects) -> None:
        for c in verb.children:
            if c.dep_ == "mark" and c.i < verb.i:
                before = c.nbor(-1).lower_ if c.i else ""
                pair = f"{before} {c.lower_}"
                for words in (pair, c.lower_):
                    effect = self.words.marker(words)
                    if effect is not None:
                        effects.append((effect, words))
                        break

    def _preposition(self, token: Token, effects: Effects) -> None:
        """ "Instead of leaving", "rather than leave", "without an attack"."""
        edge = token.i if token.pos_ in syntax.VERBAL else token.left_edge.i
        parse = token.doc
        if edge == 0 or parse[edge - 1].lower_ not in self.closing or syntax.is_negated(token):
            return
        before = [parse[i].lower_ for i in range(max(0, edge - 4), edge)]
        for first in range(len(before)):
            words = " ".join(before[first:])
            effect = self.words.preposition(words)
            if effect is not None:
                effects.append((effect, words))
                return

    def _above(self, token: Token, effects: Effects) -> None:
        """Predicates the token is a complement of, and what holds of them in turn."""
        seen = token
        for _ in range(_CLIMB):
            if seen.head.i == seen.i:
                return
            above = (
                self._verb_above(seen, effects)
                if _verbal(seen)
                else self._noun_above(seen, effects, seen.i == token.i)
            )
            if above is None:
                return
            seen = above

    def _verb_above(self, verb: Token, effects: Effects) -> Token | None:
        """From a verb to what governs its clause; a clause that only adds something ends it."""
        head = verb.head
        if verb.dep_ == "conj":
            if verb.tag_ in _FINITE and head.tag_ == "VB":
                return None
            self._shared(verb, head, effects)
            return head
        purpose = verb.dep_ in ("acl", "advcl", "relcl") and syntax.is_infinitive(verb)
        content = verb.dep_ == "acl" and syntax.marker(verb) in ("that", "whether")
        if (verb.dep_ not in _COMPLEMENTS and not purpose and not content) or _asks(verb):
            return None
        if verb.dep_ == "pcomp":
            if head.lower_ in _ENDED:
                return None
            head = head.head
            if head.lower_ in ("short", "instead"):
                head = head.head
        self._purposed(verb, head, purpose, effects)
        if not (syntax.is_infinitive(verb) and _unreached(head, effects)):
            self._embedded(head, True, effects)
        return head

    def _purposed(self, verb: Token, head: Token, purpose: bool, effects: Effects) -> None:
        """ "Took steps to deepen it", "is going to leave": still to come."""
        first = any(c.lower_ in ("first", "last", "only", "latest") for c in head.children)
        if purpose and head.lemma_ not in _GOING and not first:
            effects.append(("future", "to"))
        if head.lower_ == "going" and syntax.is_infinitive(verb):
            effects.append(("future", "going to"))

    def _shared(self, verb: Token, head: Token, effects: Effects) -> None:
        """ "Will visit Mali and sign a deal": one auxiliary and one "if" for both verbs."""
        if head.pos_ not in syntax.VERBAL or head.i > verb.i:
            return
        self._marked(head, effects)
        own = any(c.dep_ in ("aux", "auxpass", *syntax.SUBJECTS) for c in verb.children)
        alike = verb.tag_ == head.tag_ or (verb.tag_ == "VB" and head.tag_ == "VB")
        if not own and alike and verb.tag_ in ("VB", "VBN"):
            for c in head.children:
                if c.dep_ == "aux":
                    self._modifier(head, c, effects)

    def _noun_above(self, noun: Token, effects: Effects, itself: bool) -> Token | None:
        """From an event noun to what is done with it; on from there only by a support verb.

        "Denied the claim that it left": the claim (``itself``) was made, what it says is denied.
        """
        head = noun.head
        if noun.dep_ == "conj":
            return head
        if noun.dep_ == "compound":
            effect = self.words.compound(head, syntax.is_negated(head))
            if effect is None:
                return None
            effects.append((effect, head.lower_))
            return head
        if noun.dep_ == "pobj":
            head = head.head
        elif noun.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
            return None
        effect = self._embedded(head, False, effects, itself and self.words.stands(noun))
        supports = head.lemma_.lower() in self.support or effect is not None
        return head if supports and _verbal(head) else None

    def _embedded(
        self, head: Token, clausal: bool, effects: Effects, stands: bool = False
    ) -> str | None:
        """Note what a predicate does to what depends on it, and the predicate's own status."""
        effect = self.words.embedding(head, clausal, syntax.is_negated(head))
        if stands and effect == "did-not":
            effect = None
        if effect is not None:
            effects.append((effect, head.lower_))
        if clausal or effect is not None:
            for c in head.children:
                if c.dep_ == "aux" and c.i < head.i:
                    self._modifier(head, c, effects)
            self._marked(head, effects)
        if clausal and head.pos_ == "NOUN" and self._in_vain(head):
            effects.append(("did-not", head.lower_))
        return effect

    def _in_vain(self, noun: Token) -> bool:
        """ "A failed attempt to leave": the attempt was made, the leaving was not."""
        return any(self.words.modifier(c.lower_) == "did-not" for c in noun.children)


def _known(noun: Token) -> bool:
    """ "The attack", "these talks", "Iran's offer": a thing that is there already."""
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in _INDEFINITE) for c in noun.children
    )


def _verbal(token: Token) -> bool:
    return token.pos_ in syntax.VERBAL or token.dep_ in ("ccomp", "xcomp", "pcomp")


def _would(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("would", "'d", "’d") for c in verb.children)


def _perfect(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(
        c.dep_ == "aux" and c.lower_ in ("have", "'ve", "’ve") for c in verb.children
    )


def _asked(verb: Token, first: Token | None, subject: Token | None) -> bool:
    """ "Will France leave?": asked whether, not why."""
    if first is None or subject is None or first.i > subject.i:
        return False
    if verb.dep_ not in ("ROOT", "ccomp", "conj") or verb.sent[-1].lower_ not in ("?", "”", '"'):
        return False
    asks = any(c.tag_ in ("WRB", "WP", "WDT") for c in verb.children)
    return not asks and any(t.lower_ == "?" for t in verb.sent[-3:])


def _asks(verb: Token) -> bool:
    """ "Declined to say what prompted it": what is asked for is not denied with the saying."""
    return verb.dep_ == "ccomp" and any(
        c.i < verb.i and (c.tag_ in ("WRB", "WP", "WDT") or c.lower_ in ("whether", "if"))
        for c in verb.children
    )


def _commanded(verb: Token, first: Token | None, subject: Token | None) -> bool:
    """ "Stop the killing": a bare verb that opens its sentence or quotation."""
    if verb.tag_ != "VB" or first is not None or subject is not None:
        return False
    if verb.dep_ not in ("ROOT", "ccomp"):
        return False
    return verb.i == verb.sent.start or verb.nbor(-1).lower_ in _OPENERS


def _unreached(head: Token, effects: Effects) -> bool:
    """ "Has yet to leave", "too early to leave"."""
    if head.lemma_ in ("have", "be", "remain") and syntax.child(head, "neg") is None:
        if any(c.lower_ == "yet" for c in head.children):
            effects.append(("did-not", "yet to"))
            return True
    if head.pos_ in ("ADJ", "ADV") and any(c.lower_ == "too" for c in head.children):
        effects.append(("uncertain" if syntax.is_negated(head) else "did-not", "too … to"))
        return True
    return False
