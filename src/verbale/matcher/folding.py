"""One form for all spellings of a place name ("São Paulo", "SAO PAULO"), and accents taken off.

Imports nothing of verbale: the build of the gazetteer runs it by itself.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_QUIET = re.compile(r"['’‘ʻʼ`´ʿʾ.]")
_BREAKS = re.compile(r"[\s\-–—,/()]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def plain(text: str) -> str:
    """The text without accents; letters that do not decompose stay."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def fold(name: str) -> str:
    """Lower case, no accents, points or apostrophes, hyphens as blanks, "St." as "saint"."""
    text = name.lower()
    if not text.isascii():
        text = plain(text.translate(_LETTERS))
    words = _BREAKS.sub(" ", _QUIET.sub("", text)).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words[0] = _SHORT.get(words[0], words[0])
    return " ".join(words)
