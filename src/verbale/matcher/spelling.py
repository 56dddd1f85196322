"""Names written in other letters: two spellings of one name in Latin letters.

Arabic, Persian, Cyrillic, Hebrew and other names reach English papers in many spellings
("Qaddafi", "Gadhafi", "Kadhafi"). Two full names are one where every word has the same
consonants, those that stand for one letter taken together, and nearly the same vowels. A last
"a" that only one has tells a woman from a man ("Ivanov", "Ivanova").
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

LANDS = frozenset(
    (
        *("DZA", "BHR", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN", "PSE"),
        *("QAT", "SAU", "SDN", "SYR", "TUN", "ARE", "YEM", "SOM", "IRN", "AFG", "PAK", "BGD"),
        *("RUS", "UKR", "BLR", "KAZ", "UZB", "KGZ", "TJK", "TKM", "GEO", "ARM", "AZE", "ISR"),
        *("SRB", "BGR", "MKD", "MNE", "BIH", "ETH", "ERI"),
    )
)
"""States whose names are written in other letters."""

_ARTICLES = frozenset({"al", "el", "as", "es", "ad", "an", "ar", "at", "bin", "ibn", "ben"})
_FORMS = frozenset({"ayatollah", "sheikh", "shaikh", "mullah", "king", "prince", "emir", "maulana"})
"""Forms of address: with one of them and a surname alone, nobody is named in full."""
_SAME = (
    *(("kh", "k"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sch", "sh"), ("ck", "k")),
    *(("tz", "ts"), ("x", "ks"), ("q", "k"), ("g", "k"), ("w", "u"), ("y", "i")),
    *(("j", "i"), ("o", "u"), ("e", "i"), ("'", "")),
)
_LIKE, _LIKE_SHORT, _SHORT = 0.82, 0.9, 5
"""How alike two words must be; short words must be more so."""
_LEAST = 4
"""Consonants that a name must have in all: fewer say too little."""


def spelt(name_key: str) -> tuple[str, ...]:
    """The words of a name as compared (`name_key`), letters of one sound taken together."""
    words = [word for word in name_key.split() if word not in _ARTICLES]
    if len(words) == 2 and words[0] in _FORMS:
        return ()
    return tuple(_sound(word) for word in words)


def consonants(words: tuple[str, ...]) -> str | None:
    """What all spellings of a name share; None for a name that has too little of it."""
    bones = [word[:1] + re.sub("[aiuh]", "", word[1:]) for word in words]
    bones = [re.sub("^[iu]", "a", bone) for bone in bones]
    if len(bones) < 2 or sum(len(bone.lstrip("a")) for bone in bones) < _LEAST:
        return None
    return "~" + " ".join(bones)


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of the same consonants are one name in two spellings."""
    return len(one) == len(other) and all(_near(a, b) for a, b in zip(one, other, strict=True))


def _near(one: str, other: str) -> bool:
    if one.endswith("a") != other.endswith("a"):
        return False
    least = _LIKE_SHORT if min(len(one), len(other)) < _SHORT else _LIKE
    return one == other or SequenceMatcher(None, one, other).ratio() > least


def _sound(word: str) -> str:
    for letters, plain in _SAME:
        word = word.replace(letters, plain)
    return re.sub(r"(.)\1+", r"\1", word).replace("iu", "u") if word else word
