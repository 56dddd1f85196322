"""Records as other programs want them: event tables, counts by country pair, notes, sources.

Each form is made from readings alone, one after another; nothing here opens a desk or prints.
"""

from __future__ import annotations

from verbale.views.exports.form import Column, Form, Table
from verbale.views.exports.forms import FORMS
from verbale.views.exports.states import States

__all__ = ["FORMS", "Column", "Form", "States", "Table"]
