"""Watching: lists of articles asked again and again, what is new in them fetched once."""

from verbale.watching.round import Round, Wishes
from verbale.watching.state import State, beside
from verbale.watching.summary import Summary

__all__ = ["Round", "State", "Summary", "Wishes", "beside"]
