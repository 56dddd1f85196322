"""Briefs and dossiers: what records say, line by line, each with a note that leads to the words.

Made from readings alone; nothing stands in them that no record carries.
"""

from __future__ import annotations

from verbale.views.reports.brief import brief
from verbale.views.reports.dossier import dossier
from verbale.views.reports.paper import Line, Note, Paper, Run, Section
from verbale.views.reports.scope import Scope, Side

__all__ = ["Line", "Note", "Paper", "Run", "Scope", "Section", "Side", "brief", "dossier"]
