"""Features of the learned coder in words a person can check."""

from __future__ import annotations

from verbale.matcher.vocabulary import EVENT_TYPES
from verbale.records.coding import PLV_MARK

_PLACES = {
    "sv": "the verb of the source",
    "svb": "the verb of the source with",
    "svd": "the verb of the source",
    "svp": "before the target",
    "svpv": "verb and preposition before the target",
    "svpo": "in the clause",
    "do": "the object",
    "pl": "between the two",
    "pd": "between the two",
    "b": "side by side",
    "wi": "between the two",
    "xcb": "what it is about",
    "l": "the word",
    "lp": "the word",
    "ls": "the word as told",
    "lpass": "the passive",
    "h": "what it stands under",
    "wh": "what it stands under",
    "hh": "what that stands under",
    "cp": "the word with its preposition",
    "p": "its preposition",
    "fid": "entry",
    "dobj": "its object",
    "wdobj": "with its object",
}
_STATES = {"plan": "still to come", "open": "not certain", "not": "denied"}


def in_words(feature: str) -> str:
    """A feature in words: where it was seen, and what."""
    feature = feature.removeprefix(PLV_MARK)
    name, _, value = feature.partition(":")
    shown = value.replace("_", " ").split("/")[0]
    state, _, side = shown.partition("-")
    if state in _STATES and side:
        kind = "cooperation" if side == "coop" else "conflict"
        return f"{kind} that is {_STATES[state]}"
    if shown in EVENT_TYPES:
        return f"words of {shown}" if not name.startswith("f") else f"an entry of {shown}"
    if name in _PLACES:
        return f"{_PLACES[name]} “{shown.rpartition(':')[2]}”"
    return f"“{shown}” ({name})" if shown else name
