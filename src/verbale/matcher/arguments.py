"""What fills the slots around a trigger: the parse, normalised.

Active and passive, relative and reduced clauses, control, coordination and
support verbs all give the same slots (see ``data/README.md``). Slots return the
tokens that head their fillers; coordination is left to the caller.
"""

from __future__ import annotations

from collections.abc import Iterable

from verbale.matcher import syntax
from verbale.matcher.frames import PARTICLES
from verbale.matcher.syntax import Word

_MAX_CLIMB = 8
_CIRCUMSTANCE = frozenset(
    {"despite", "by", "after", "before", "without", "while", "since", "through"}
)
"""Prepositions whose gerund is a circumstance, not what the trigger is about."""


_SINGLE = frozenset({"subject", "object", "governor"})
_CHILDREN = {
    "poss": ("poss",),
    "aux": ("aux", "auxpass"),
    "modifier": ("amod", "compound", "nmod"),
    "complement": ("oprd", "attr", "acomp"),
}
_SUPPORT_PREPOSITIONS = frozenset({"in", "into", "for", "under", "on", "at"})
_SUPPORT_DEPS = frozenset({"dobj", "nsubjpass", "attr", "dative"})


class Arguments:
    """Slot filler, given lemmas of verbs: of ``support`` ("hold", "launch"), of ``happening``,
    of ``going`` somewhere ("flew in for talks"), of ``speaking`` beside what was said, of
    ``making`` somebody do something ("pressed Iran to leave").
    """

    def __init__(
        self,
        support: Iterable[str],
        happening: Iterable[str] = (),
        going: Iterable[str] = (),
        speaking: Iterable[str] = (),
        making: Iterable[str] = (),
    ) -> None:
        self.support = frozenset(support)
        self.happening = frozenset(happening)
        self.going = frozenset(going)
        self.speaking = frozenset(speaking)
        self.making = frozenset(making)

    def fill(self, trigger: Word, path: str) -> list[Word]:
        """The head tokens at a slot path such as ``object`` or ``object.of``."""
        heads = [trigger]
        for name in path.split("."):
            heads = [found for head in heads for found in self.slot(head, name)]
        return heads

    def slot(self, token: Word, name: str) -> list[Word]:
        """The head tokens in one slot of a token."""
        if name in _SINGLE:
            found = getattr(self, name)(token)
            return [found] if found is not None else []
        if name == "clause":
            return self.clauses(token)
        if name == "complement":
            taken = self.object(token)
            found = syntax.children(token, *_CHILDREN[name])
            return [c for c in found if taken is None or c.i != taken.i]
        if name in _CHILDREN:
            return syntax.children(token, *_CHILDREN[name])
        return self.prepositional(token, name)

    def governor(self, token: Word) -> Word | None:
        """What the trigger depends on; through a preposition, what that depends on."""
        head = token.head
        if head.i == token.i:
            return None
        return head.head if head.pos_ == "ADP" and head.head.i != head.i else head

    def subject(self, token: Word, climbed: int = 0) -> Word | None:
        """The logical subject of a verb, adjective or event noun."""
        if climbed > _MAX_CLIMB:
            return None
        if token.pos_ in syntax.VERBAL:
            return self._verb_subject(token, climbed)
        if token.pos_ in ("ADJ", "ADP", "ADV"):
            return self._predicate_subject(token, climbed)
        return self._noun_subject(token, climbed)

    def _verb_subject(self, verb: Word, climbed: int) -> Word | None:
        if verb.dep_ == "amod":
            return None if verb.tag_ == "VBN" else verb.head
        if syntax.is_passive(verb):
            agents = self.prepositional(verb, "by", near=False)
            return agents[0] if agents else None
        return self.surface_subject(verb, climbed)

    def surface_subject(self, verb: Word, climbed: int = 0) -> Word | None:
        """The grammatical subject, or who controls it where it is left out."""
        subjects = syntax.children(verb, *syntax.SUBJECTS)
        if subjects:
            return self._antecedent(min(subjects, key=lambda t: abs(t.i - verb.i)), verb)
        if climbed > _MAX_CLIMB:
            return None
        return self._controller(verb, climbed + 1)

    def _antecedent(self, noun: Word, verb: Word) -> Word | None:
        if not syntax.relative_pronoun(noun):
            return noun
        seen = verb
        while seen.dep_ == "conj" and seen.head.pos_ in syntax.VERBAL:
            seen = seen.head
        return seen.head if seen.dep_ in ("relcl", "acl") else noun

    def _controller(self, verb: Word, climbed: int) -> Word | None:
        head, label = verb.head, verb.dep_
        if head.i == verb.i:
            return None
        if label == "conj":
            same = head.pos_ in syntax.VERBAL
            return self.surface_subject(head, climbed) if same else self.subject(head, climbed)
        if label in ("xcomp", "ccomp"):
            return self._complement_controller(head, climbed)
        if label in ("acl", "relcl"):
            return self._acl_subject(verb, head, climbed)
        if label in ("advcl", "aux", "dep", "parataxis"):
            return self._adverbial_controller(verb, head, climbed)
        if label == "pcomp":
            return self._gerund_controller(head, climbed)
        return None

    def _adverbial_controller(self, verb: Word, head: Word, climbed: int) -> Word | None:
        made_to = syntax.child(head, "dobj") if head.lemma_ in self.making else None
        if made_to is not None and syntax.is_infinitive(verb) and made_to.i < verb.i:
            return made_to
        head = self._speakers_clause(verb, head)
        return self.surface_subject(head, climbed) if head.pos_ in syntax.VERBAL else None

    def _speakers_clause(self, verb: Word, head: Word) -> Word:
        """ "He said Canada was an ally, *calling* …": who says the one says the other."""
        if verb.tag_ != "VBG" or verb.lemma_ not in self.speaking or verb.i < head.i:
            return head
        said = head
        while said.dep_ == "conj" and said.head.pos_ in syntax.VERBAL:
            said = said.head
        return said.head if said.dep_ == "ccomp" and said.head.pos_ in syntax.VERBAL else head

    def _complement_controller(self, head: Word, climbed: int) -> Word | None:
        if head.pos_ in syntax.VERBAL:
            for_object = syntax.child(head, "dobj", "dative")
            if for_object is not None and for_object.pos_ in ("PROPN", "NOUN", "PRON"):
                return for_object
            return self.surface_subject(head, climbed)
        return self.subject(head, climbed)

    def _acl_subject(self, verb: Word, noun: Word, climbed: int) -> Word | None:
        if syntax.is_infinitive(verb):
            if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become"):
                return self.surface_subject(noun.head, climbed)
            return self._noun_subject(noun, climbed)
        return noun

    def _gerund_controller(self, preposition: Word, climbed: int) -> Word | None:
        head = preposition.head
        while preposition.dep_ == "conj" and head.dep_ in ("prep", "conj"):
            preposition, head = head, head.head
        if head.pos_ in syntax.VERBAL:
            accused = syntax.child(head, "dobj", "nsubjpass")
            if preposition.lower_ in ("of", "for", "from", "into") and accused is not None:
                return self._antecedent(accused, head)
            return self.surface_subject(head, climbed)
        return self.subject(head, climbed)

    def _predicate_subject(self, word: Word, climbed: int) -> Word | None:
        head = word.head
        if word.dep_ in ("acomp", "oprd", "attr", "prep", "advmod", "ROOT") and head.i != word.i:
            if head.pos_ in syntax.VERBAL:
                return self.surface_subject(head, climbed + 1)
            return head if word.dep_ == "prep" else None
        if word.dep_ in ("amod", "acl"):
            return head
        if word.dep_ == "conj":
            return self.subject(head, climbed + 1)
        if word.dep_ == "advcl" and head.pos_ in syntax.VERBAL:
            return self.surface_subject(head, climbed + 1)
        return syntax.child(word, *syntax.SUBJECTS)

    def _noun_subject(self, noun: Word, climbed: int) -> Word | None:
        verb = self.support_verb(noun)
        if verb is not None:
            found = self._verb_subject(verb, climbed + 1)
            if found is not None and found.i != noun.i:
                return found
        owner = syntax.child(noun, "poss")
        if owner is not None:
            return owner
        agents = self.prepositional(noun, "by", near=False)
        return agents[0] if agents else None

    def supports(self, verb: Word) -> bool:
        """Whether a verb only lends itself to an event noun."""
        return any(lemma in self.support for lemma in syntax.lemmas(verb))

    def support_verb(self, noun: Word) -> Word | None:
        """The support verb a noun stands with: "*launched* an attack", "is *in* talks with"."""
        seen = syntax.counting(noun)
        while seen.dep_ == "conj" and seen.head.pos_ == "NOUN":
            seen = syntax.counting(seen.head)
        head = seen.head
        if seen.dep_ in _SUPPORT_DEPS and head.pos_ in syntax.VERBAL:
            return head if self.supports(head) else None
        if seen.dep_ == "pobj" and head.lower_ in _SUPPORT_PREPOSITIONS:
            return self._prepositional_support(head)
        return None

    def _prepositional_support(self, preposition: Word) -> Word | None:
        verb = preposition.head
        if verb.pos_ == "NOUN" and verb.lemma_ in ("part", "role") and verb.dep_ == "dobj":
            verb = verb.head
        if verb.pos_ not in syntax.VERBAL:
            return None
        if preposition.lower_ == "for" and verb.lemma_ in self.going:
            return verb
        taken = syntax.child(verb, "dobj")
        if taken is not None and taken.lemma_ not in ("part", "role", "seat"):
            return None
        return verb if verb.lemma_ == "be" or self.supports(verb) else None

    def object(self, verb: Word) -> Word | None:
        """The logical object of a verb."""
        if verb.pos_ in ("ADP", "SCONJ", "ADV") or verb.dep_ == "prep":
            return self._preposition_object(verb)
        if verb.pos_ not in syntax.VERBAL:
            return None
        if syntax.is_passive(verb):
            return self._passive_object(verb)
        own = syntax.child(verb, "dobj", "oprd")
        if own is not None:
            if syntax.relative_pronoun(own) and verb.dep_ == "relcl":
                return verb.head
            return own
        return self._gap(verb) or self._shared_object(verb) or syntax.up_to(verb)

    def _preposition_object(self, word: Word) -> Word | None:
        own = syntax.child(word, "pobj", "pcomp")
        if own is not None:
            return own
        further = syntax.child(word, "prep")
        return syntax.child(further, "pobj", "pcomp") if further is not None else None

    def _passive_object(self, verb: Word) -> Word | None:
        if verb.dep_ == "amod":
            return verb.head
        own = syntax.child(verb, "nsubjpass", "csubjpass")
        if own is not None:
            return self._antecedent(own, verb)
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ == "conj" and verb.head.pos_ in syntax.VERBAL:
            return self._passive_object(verb.head)
        return self.surface_subject(verb)

    def _gap(self, verb: Word) -> Word | None:
        if verb.dep_ != "relcl":
            return None
        own = syntax.child(verb, "nsubj")
        if own is None or syntax.relative_pronoun(own):
            return None
        if syntax.child(verb, "ccomp", "xcomp") is not None or _where(verb):
            return None
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else None

    def _shared_object(self, verb: Word) -> Word | None:
        if any(c.dep_ in ("ccomp", "xcomp", "prep", "prt") for c in verb.children):
            return None
        for conjunct in syntax.children(verb, "conj"):
            if conjunct.pos_ in syntax.VERBAL and syntax.child(conjunct, "nsubj") is None:
                return syntax.child(conjunct, "dobj")
        return None

    def clauses(self, token: Word) -> list[Word]:
        """The heads of a trigger's complement clauses, the closest first."""
        beside_name = token.dep_ == "amod" and token.head.pos_ == "PROPN"
        if token.pos_ in ("ADP", "ADV", "SCONJ") or token.dep_ in ("prep", "advmod") or beside_name:
            verb = syntax.clause_verb(token.head)
            return [verb] if verb is not None else []
        found = [c for c in syntax.children(token, "xcomp", "ccomp") if _can_head_clause(c)]
        if token.pos_ == "NOUN":
            found += [c for c in syntax.children(token, "acl", "relcl") if _completes_noun(c)]
        elif token.pos_ == "ADJ":
            found += syntax.children(token, "csubj") or _extraposed(token)
            found += [c for c in syntax.children(token, "advcl") if syntax.marker(c) == "that"]
        elif not found:
            found += [c for c in syntax.children(token, "advcl") if _purpose(c, token)]
        for preposition in syntax.children(token, "prep", "agent"):
            if preposition.lower_ not in _CIRCUMSTANCE:
                found += syntax.children(preposition, "pcomp")
        return found

    def prepositional(self, token: Word, name: str, near: bool = True) -> list[Word]:
        """The objects of a preposition on a token, and (``near``) on what it stands with."""
        found = _objects(token, name)
        if not found and name in PARTICLES:
            found = [c for c in syntax.children(token, "prt", "advmod") if c.lower_ == name]
        if found or not near:
            return found
        for neighbour in self._neighbours(token):
            found = _objects(neighbour, name)
            if found:
                return found
        return []

    def _neighbours(self, token: Word) -> list[Word]:
        if token.pos_ in syntax.VERBAL:
            near = syntax.children(token, "dobj", "acomp", "prt")
            return near + syntax.children(token, "nsubjpass")
        verb = self.support_verb(token) if token.pos_ in ("NOUN", "PROPN") else None
        if (
            verb is None
            and token.dep_ in ("nsubj", "nsubjpass")
            and token.head.lemma_ in self.happening
        ):
            verb = token.head
            below = syntax.child(verb, "xcomp")
            return [verb] if below is None else [verb, below]
        near = [verb] if verb is not None else []
        if token.pos_ == "NOUN":
            counting = syntax.counting(token)
            near += [counting] if counting.i != token.i else []
            near += [c for c in syntax.children(token, "acl") if c.tag_ == "VBN"]
        return near


def _that(verb: Word) -> bool:
    """A that-clause, also where the parser took its conjunction for a pronoun."""
    return any(c.lower_ == "that" and c.tag_ == "IN" and c.i < verb.i for c in verb.children)


def _extraposed(adjective: Word) -> list[Word]:
    """ "It is possible that …": the clause hangs on the copula."""
    verb = adjective.head
    subject = syntax.child(verb, "nsubj")
    if adjective.dep_ not in ("acomp", "oprd") or subject is None or subject.lower_ != "it":
        return []
    return syntax.children(verb, "ccomp", "xcomp")


def _completes_noun(verb: Word) -> bool:
    """ "The plan to leave", "the assurance that it would pass"."""
    return _that(verb) or (verb.dep_ == "acl" and syntax.is_infinitive(verb))


def _purpose(verb: Word, governor: Word) -> bool:
    return syntax.is_infinitive(verb) and verb.i > governor.i


def _can_head_clause(token: Word) -> bool:
    if token.pos_ in syntax.VERBAL:
        return True
    return any(c.dep_ in syntax.SUBJECTS or c.dep_ == "aux" for c in token.children)


def _where(verb: Word) -> bool:
    """ "In Cairo, *where* he met officials": what is spoken of is a place or time, no object."""
    return any(c.tag_ == "WRB" for c in verb.children)


def _objects(token: Word, name: str) -> list[Word]:
    found: list[Word] = syntax.called_for(token) if name == "for" else []
    for c in token.children:
        if c.dep_ == "dative" and name == "to":
            found += [c] if c.pos_ != "ADP" else syntax.children(c, "pobj")
        elif c.dep_ in ("prep", "agent", "dative") and c.lower_ == name:
            further = ("amod",) if name == "as" else ()
            found += syntax.children(c, "pobj", *further) or syntax.children(c, "pcomp")
            found += [g for p in syntax.children(c, "prep") for g in syntax.children(p, "pobj")]
        elif c.dep_ == "prep":
            found += [
                g
                for p in syntax.children(c, "prep")
                if p.lower_ == name
                for g in syntax.children(p, "pobj")
            ]
    return found
