"""What the last word of an unknown proper name tells: "Bangkok Post", "Tisza Steel Ltd"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.matcher.phrases import Phrase

_PAPERS = frozenset(
    {"Times", "Herald", "Tribune", "Gazette", "Chronicle", "Telegraph", "Observer", "Guardian"}
    | {"Daily", "News", "Radio", "TV", "Television", "Courier", "Examiner", "Journal", "Globe"}
    | {"Newspaper", "Weekly", "Mirror", "Monitor", "Inquirer", "Bulletin", "Broadcasting", "FM"}
)
_PAPERS_OF = frozenset({"Post", "Star", "Standard", "Mail", "Mercury", "Today", "Express", "Sun"})
"""Only behind the name of a place or people: "the Jakarta Post"."""
_COMPANIES = frozenset(
    {"Corp", "Corporation", "Inc", "Ltd", "Limited", "PLC", "Plc", "plc", "LLC", "GmbH", "AG", "SA"}
    | {"Holding", "Holdings", "Oil", "Petroleum", "Steel", "Motors", "Airways", "Airlines", "Air"}
    | {"Insurance", "Mining", "Energy", "Telecom", "Industries", "Pharmaceuticals", "Electronics"}
    | {"Semiconductor", "Shipping", "Aerospace", "Automotive", "Cement", "Textiles", "Foods"}
    | {"Technologies", "Logistics", "Capital", "Securities", "Bhd", "NV", "SpA", "AB", "Oyj", "Co"}
)


def told_by_ending(phrase: Phrase) -> tuple[str, ...]:
    """The sectors that the last word of a name of several capitalised words tells; else none."""
    words = [word.text for word in phrase.words[: phrase.core]]
    if len(words) < 2 or not all(word[:1].isupper() or word == "plc" for word in words):
        return ()
    placed = any(name.first == 0 and name.last < len(words) for name in phrase.names)
    if words[-1] in _PAPERS or (placed and words[-1] in _PAPERS_OF):
        return ("JRN",)
    return ("BUS",) if words[-1] in _COMPANIES else ()
