"""The documents as sources to cite: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.model import Reading
from verbale.model.document import Document
from verbale.views.exports.form import Form
from verbale.views.exports.states import States


def csl_item(document: Document) -> dict[str, Any]:
    """A document as an item of CSL-JSON (schema 1.0): an article of a newspaper."""
    item: dict[str, Any] = {"id": document.id, "type": "article-newspaper"}
    facts = {
        "title": document.title,
        "container-title": document.outlet,
        "URL": document.url,
        "language": document.language,
    }
    item |= {name: value for name, value in facts.items() if value}
    if document.author:
        item["author"] = [{"literal": document.author}]
    for name, value in (("issued", document.published), ("accessed", document.retrieved)):
        if parts := _date_parts(value):
            item[name] = {"date-parts": [parts]}
    return item


def _date_parts(value: str | None) -> list[int]:
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    return [int(part) for part in found.groups() if part] if found else []


def bibtex_entry(document: Document) -> str:
    """A document as an entry of BibTeX, with ``url`` and ``urldate`` as biblatex knows them."""
    fields = {
        "title": document.title,
        "author": document.author and f"{{{_escaped(document.author)}}}",
        "journal": document.outlet,
        "date": (document.published or "")[:10],
        "year": (document.published or "")[:4],
        "url": document.url,
        "urldate": (document.retrieved or "")[:10],
    }
    lines = [f"@article{{{_key(document)},"]
    for name, value in fields.items():
        if value:
            lines.append(f"  {name} = {{{value if name == 'author' else _escaped(value)}}},")
    return "\n".join([*lines, "}"]) + "\n"


def _key(document: Document) -> str:
    return re.sub(r"[^A-Za-z0-9:_-]", "-", document.id)


_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _escaped(words: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(words.split()))


def _csl(readings: Iterable[Reading], states: States) -> Iterator[str]:
    yield "["
    lead = "\n"
    for reading in readings:
        yield lead + json.dumps(csl_item(reading.document), ensure_ascii=False)
        lead = ",\n"
    yield "\n]\n"


def _bibtex(readings: Iterable[Reading], states: States) -> Iterator[str]:
    return (bibtex_entry(reading.document) for reading in readings)


CSL = Form("csl-json", "The documents as CSL-JSON, for citation managers.", _csl)
BIBTEX = Form("bibtex", "The documents as BibTeX.", _bibtex)
