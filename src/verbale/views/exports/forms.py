"""The export forms by name."""

from __future__ import annotations

from verbale.views.exports.annotations import ANNOTATIONS, QUOTATIONS
from verbale.views.exports.dyads import DYAD_DAY, DYAD_MONTH
from verbale.views.exports.feeds import ATOM, JSON_FEED
from verbale.views.exports.form import Form, Table
from verbale.views.exports.ftm import FTM
from verbale.views.exports.icews import ICEWS
from verbale.views.exports.plover import PLOVER
from verbale.views.exports.polecat import POLECAT
from verbale.views.exports.sources import BIBTEX, CSL

FORMS: dict[str, Table | Form] = {
    form.name: form
    for form in (
        *(POLECAT, ICEWS, DYAD_MONTH, DYAD_DAY, PLOVER),
        *(FTM, ANNOTATIONS, QUOTATIONS, CSL, BIBTEX, JSON_FEED, ATOM),
    )
}
