"""Records as W3C Web Annotations and as schema.org claims and quotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.model import Reading, Record, Span, Statement
from verbale.model.codec import record_to_json
from verbale.model.document import Document
from verbale.views.exports.form import Form
from verbale.views.exports.states import States

_AROUND = 32
"""Characters before and after the words, by which they are found where a page has changed."""


def selectors(document: Document, span: Span) -> list[dict[str, Any]]:
    """Where words stand: by position, and by what stands before and after."""
    text = document.text
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]


def annotation(record: Record, document: Document) -> dict[str, Any]:
    """A record as a Web Annotation (W3C Recommendation of 23 February 2017)."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:verbale:{record.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "Dataset",
            "format": "application/json",
            "value": record_to_json(record),
        },
        "target": [
            {"source": _address(document), "selector": selectors(document, span)}
            for span in dict.fromkeys((*record.evidence, record.sentence))
        ],
    }


def _address(document: Document) -> str:
    return document.url or f"urn:verbale:document:{document.id}"


def quotation(record: Statement, document: Document) -> dict[str, Any]:
    """A statement as schema.org's Quotation where words are quoted, else as its Claim."""
    direct = record.manner in ("direct", "mixed")
    words = " … ".join(span.text for span in record.content)
    known = {
        "@context": "https://schema.org",
        "@type": "Quotation" if direct else "Claim",
        "@id": f"urn:verbale:{record.id}",
        "text": words,
        "spokenByCharacter" if direct else "author": [
            {"@type": "Thing", "name": one.name, "identifier": one.actor} for one in record.speakers
        ],
        "dateCreated": record.date.value if record.date else None,
        "appearance" if not direct else "isPartOf": {
            "@type": "NewsArticle",
            "headline": document.title,
            "url": document.url,
            "datePublished": document.published,
        },
    }
    return {name: value for name, value in known.items() if value}


def _annotations(readings: Iterable[Reading], states: States) -> Iterator[str]:
    for reading in readings:
        for record in reading.records:
            yield json.dumps(annotation(record, reading.document), ensure_ascii=False) + "\n"


def _quotations(readings: Iterable[Reading], states: States) -> Iterator[str]:
    for reading in readings:
        for record in reading.records:
            if isinstance(record, Statement) and record.content:
                yield json.dumps(quotation(record, reading.document), ensure_ascii=False) + "\n"


ANNOTATIONS = Form(
    "annotations", "All records as W3C Web Annotations (JSON-LD), one a line.", _annotations
)
QUOTATIONS = Form(
    "schema-org", "Statements as schema.org Quotation or Claim, one a line.", _quotations
)
