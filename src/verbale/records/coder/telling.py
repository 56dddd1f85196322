"""Features of the learned coder in words a person can check.

The names of features (``pair.py``, ``word.py``) say where something was seen, their values what.
"""

from __future__ import annotations

from collections.abc import Iterable

from verbale.matcher.vocabulary import EVENT_TYPES
from verbale.records.coding import PLV_MARK

_MOST = 4

_WHOLE = {
    "bias": "how common it is",
    "alone": "only one side is named",
    "no-frame": "no entry fires",
    "no-subject": "it has no subject",
    "root": "it is the main verb",
    "passive": "it is passive",
}
_PLACES = {
    "sv": "the source's verb",
    "svd": "the source's verb",
    "svt": "the source's verb",
    "svs": "the source's verb",
    "svb": "in the source's clause",
    "svp": "before the target",
    "svpv": "before the target",
    "svpo": "in the source's clause",
    "do": "the object",
    "dot": "the object",
    "pl": "on the way from source to target",
    "pd": "on the way from source to target",
    "pt": "on the way from source to target",
    "ps": "on the way from source to target",
    "b": "side by side",
    "wi": "between source and target",
    "wtin": "between source and target",
    "wtout": "outside of source and target",
    "xct": "what the verb is about",
    "xcb": "what the verb is about",
    "form": "the word",
    "l": "the word",
    "lp": "the word",
    "ls": "the word",
    "t": "the word",
    "ts": "the word",
    "tg": "the word",
    "lpass": "the word as passive",
    "cp": "the word with its preposition",
    "p": "its preposition",
    "h": "above it",
    "wh": "above it",
    "ht": "above it",
    "hs": "above it",
    "hh": "further above",
}
_SLOTS = {
    "nsubj": "its subject",
    "nsubjpass": "its subject",
    "csubj": "its subject",
    "dobj": "its object",
    "dative": "its indirect object",
    "agent": "its doer",
    "poss": "its owner",
    "amod": "before it",
    "compound": "before it",
    "nmod": "before it",
    "nummod": "its number",
    "advmod": "its adverb",
    "npadvmod": "its adverb",
    "prt": "its particle",
    "neg": "its negation",
    "xcomp": "what it is about",
    "ccomp": "what it is about",
    "pcomp": "what it is about",
    "acl": "a clause on it",
    "relcl": "a clause on it",
    "advcl": "a clause beside it",
    "conj": "joined to it",
    "appos": "beside it",
    "attr": "its complement",
    "acomp": "its complement",
    "oprd": "its complement",
    "dep": "beside it",
    "intj": "beside it",
    "meta": "beside it",
    "parataxis": "beside it",
    "predet": "before it",
    "prep": "its preposition",
    "aux": "its auxiliary",
    "auxpass": "its auxiliary",
    "mark": "what begins its clause",
}
_UNDER = {
    "sv": "the source's clause",
    "do": "the object",
    "xc": "the clause that the verb is about",
}
_FORMS = {
    "g": "its form",
    "d": "its place in the clause",
    "gd": "its form and place in the clause",
    "n": "how many types its word can tell",
}
_HAS = {
    "nsubj": "a subject",
    "nsubjpass": "a subject",
    "dobj": "an object",
    "dative": "an indirect object",
    "prep": "a preposition",
    "agent": "a doer",
    "xcomp": "an infinitive",
    "ccomp": "a clause",
    "advcl": "a clause beside it",
    "conj": "another joined to it",
    "attr": "a complement",
    "advmod": "an adverb",
    "npadvmod": "an adverb",
    "prt": "a particle",
    "relcl": "a clause on it",
    "acl": "a clause on it",
}
_STATES = {"plan": "still to come", "open": "not certain", "not": "denied", "fact": "told as fact"}
_SIDES = {"coop": "cooperation", "conflict": "conflict"}
_ACTORS = {"a": "an actor", "wa": "an actor", "ac": "an actor of a state"}
_ROLES = {
    "AR": " with actor and recipient",
    "AS": " with both as actors",
    "Ax": " with an actor",
    "A": " with the source as actor",
    "xR": " with a recipient",
    "xS": " with the target as actor",
    "P": " on the way from source to target",
    "V": " at the source's verb",
}
_FILLED = {"A": "the actor", "R": "the recipient", "AR": "actor and recipient"}


def told(features: Iterable[str], most: int = _MOST) -> str:
    """The first few features in words; a phrase that another one says more exactly is left out."""
    phrases = list(dict.fromkeys(map(in_words, features)))
    exact = [p for p in phrases if not any(other.startswith(p + " ") for other in phrases)]
    return "; ".join(exact[:most])


def in_words(feature: str) -> str:
    """A feature in words: where it was seen, and what."""
    feature = feature.removeprefix(PLV_MARK)
    if feature in _WHOLE:
        return _WHOLE[feature]
    name, _, value = feature.partition(":")
    return _special(name, value) or _seen(name, value)


def _special(name: str, value: str) -> str:
    """Features whose value is no word of the text; empty for the others."""
    if name in _FORMS:
        return f"{_FORMS[name]} ({value})"
    if name in _ACTORS or name == "as":
        return _of_actor(name, value)
    if name[:2] in ("v0", "v1"):
        return f"{'first' if name[1] == '0' else 'second'} by the frames: {value}"
    if name in ("s", "vs"):
        return ("it is " if name == "s" else "the source's verb is ") + _STATES.get(value, value)
    return {
        "fid": f"entry {value}",
        "c": f"it has {_HAS.get(value, _place(value))}",
        "fr": "its entry finds " + _FILLED.get(value.strip("x"), "neither actor nor recipient"),
    }.get(name, "")


def _seen(name: str, value: str) -> str:
    """Entries, actors, words for a type, words: where they stand, and which."""
    last = value.rpartition(":")[2]
    kind = _kind(last)
    if kind and name.startswith("f") and name not in ("for", "from", "form"):
        return f"an entry of {kind}{_filled(name)}"
    if kind:
        return f"{_place(name)}: a word for {kind}"
    if name.endswith(".a"):
        return f"an actor {_below(name.split('.')[0])}"
    return f"{_place(name)}: {_quoted(last)}"


def _kind(value: str) -> str:
    """An event type, or what side one is on that did not take place; empty for other values."""
    head = value.split("/")[0]
    if head in EVENT_TYPES:
        return head
    state, _, side = value.partition("-")
    if state in _STATES and side in _SIDES:
        return f"{_SIDES[side]} {_STATES[state]}"
    return ""


def _filled(name: str) -> str:
    """Which roles an entry fills, as its feature tells it."""
    return _ROLES.get(name.removeprefix("fs").removeprefix("f").rstrip("!"), "")


def _of_actor(name: str, value: str) -> str:
    slot, _, sector = value.partition(":")
    if name == "wa":
        slot = value.rpartition("_")[2]
    known = f"an actor ({sector})" if name == "as" and sector not in ("", "-") else "an actor"
    if name == "as" and not sector:
        return f"{_place('as')}: {_quoted(value)}"
    place = _place(slot)
    return f"{_ACTORS.get(name, known)} {place if place.startswith('behind') else 'as ' + place}"


def _place(name: str) -> str:
    """Where a feature was seen."""
    if name in _PLACES or name in _SLOTS:
        return _PLACES.get(name) or _SLOTS[name]
    if name.lstrip("-").isdigit():
        return "just before it" if name.startswith("-") else "just behind it"
    slot, _, deeper = name.partition(".")
    if deeper:
        return f"in {_UNDER[slot]}" if slot in _UNDER else _below(slot)
    inner = name.removeprefix("w")
    if name.startswith("w") and inner in _SLOTS:
        return f"with {_SLOTS[inner]}"
    preposition = inner if name.startswith("w") and name not in _W_WORDS else name
    return f"behind “{preposition}”"


def _below(slot: str) -> str:
    """What hangs on a slot, not the slot itself."""
    place = _UNDER.get(slot) or _place(slot)
    return f"further {place}" if place.startswith("behind") else f"below {_BARE.get(place, place)}"


_BARE = {
    "joined to it": "what is joined to it",
    "before it": "what stands before it",
    "beside it": "what stands beside it",
}
_W_WORDS = frozenset({"with", "within", "without", "while", "when", "where", "whether", "who"})


def _quoted(value: str) -> str:
    """Words in quotation marks; names, dates and numbers only by what they are."""
    words, _, state = value.partition("/")
    shown = " ".join(_shown(word) for word in words.split("_"))
    return f"“{shown}”" + (f", {_STATES[state]}" if state in _STATES else "")


def _shown(word: str) -> str:
    if word in ("CARDINAL", "ORDINAL", "QUANTITY", "PERCENT"):
        return "[number]"
    return f"[{word.lower()}]" if len(word) > 2 and word.isupper() else word
