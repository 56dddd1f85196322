"""Reads and checks ``data/``, compiles it, and runs it over an analysis."""

from verbale.matcher.arguments import Arguments
from verbale.matcher.frames import Condition, Example, Frame
from verbale.matcher.lexicon import Lexicon, default_lexicon, load_lexicon
from verbale.matcher.match import Match, Matcher

__all__ = [
    "Arguments",
    "Condition",
    "Example",
    "Frame",
    "Lexicon",
    "Match",
    "Matcher",
    "default_lexicon",
    "load_lexicon",
]
