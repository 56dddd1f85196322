"""Documents: an input as one text with its metadata, skipped stretches and repeats.

Each `Raw` gives one `Document`. The text of a row is kept exactly as given, since
others count offsets into it (only lone surrogates and NUL, which nothing can store,
become U+FFFD); text of files is decoded, and repaired where its encoding is certainly
wrong.
"""

from __future__ import annotations

from verbale.documents.body import Body, Stretch
from verbale.documents.encoding import decode, repair, usable
from verbale.documents.furniture import furniture
from verbale.documents.html import read_html
from verbale.documents.language import language_of
from verbale.documents.metadata import outlet_of, published_of
from verbale.documents.pdf import read_pdf
from verbale.documents.repeats import find_repeats
from verbale.documents.source_block import source_blocks
from verbale.documents.text import read_text
from verbale.errors import DocumentError, LimitExceeded, UnsupportedSource
from verbale.model import Document, Limits, Raw, span_of

__all__ = ["make_document"]


def make_document(raw: Raw, limits: Limits | None = None) -> Document:
    """The document in ``raw``.

    ``language`` is None where it is not certain (a short text); such documents are
    read as English. Metadata of ``raw.fields`` goes before what the text says of itself.

    Raises `DocumentError` where there is no usable text (binary content, a page
    without an article, an encrypted PDF), `LimitExceeded` where it is too long.
    """
    limits = limits or Limits()
    body = _body(raw, limits)
    if not body.text.strip():
        raise DocumentError(raw.place, "no text in it")
    if len(body.text) > limits.document_chars:
        cause = f"{len(body.text):,} characters, over the limit of {limits.document_chars:,}"
        raise LimitExceeded(raw.place, cause)
    return _document(raw, body)


def _body(raw: Raw, limits: Limits) -> Body:
    if raw.media == "row":
        return _row(raw)
    if raw.media == "html":
        return read_html(raw.data, raw.place, raw.fields.get("charset"))
    if raw.media == "pdf" and isinstance(raw.data, bytes):
        return read_pdf(raw.data, raw.place, limits)
    if raw.media == "text":
        return _text(raw)
    raise UnsupportedSource(raw.place, f"no reader for {raw.media!r}")


def _row(raw: Raw) -> Body:
    if isinstance(raw.data, bytes):
        raise UnsupportedSource(raw.place, "a row of bytes, expected text")
    text, notes = usable(raw.data)
    return Body(text, notes=notes)


def _text(raw: Raw) -> Body:
    if isinstance(raw.data, bytes):
        text, notes = decode(raw.data, raw.place, raw.fields.get("charset"))
    else:
        text, notes = usable(raw.data)
    text, repaired = repair(text)
    body = read_text(text)
    return Body(
        body.text,
        body.title,
        body.author,
        body.outlet,
        body.url,
        body.published,
        body.skipped,
        notes + repaired,
    )


def _document(raw: Raw, body: Body) -> Document:
    text, fields = body.text, {name: usable(value)[0] for name, value in raw.fields.items()}
    stretches, addresses = source_blocks(text)
    stretches += body.skipped + _apart(furniture(text), stretches)
    url = fields.get("url") or raw.url or body.url or (addresses[0] if addresses else None)
    published = published_of(
        fields.get("published") or body.published,
        "given" if fields.get("basis") == "given" else "metadata",
        url,
        (fields.get("dateline", ""), text),
        raw.retrieved,
    )
    return Document(
        text,
        id=fields.get("id", ""),
        title=fields.get("title") or body.title,
        url=url,
        outlet=fields.get("outlet") or body.outlet or outlet_of(url),
        author=fields.get("author") or body.author,
        published=published.value,
        published_basis=published.basis,
        retrieved=raw.retrieved,
        path=raw.path,
        language=language_of(text),
        repeats=find_repeats(text),
        skipped=tuple(span_of(text, *stretch) for stretch in sorted(stretches)),
        notes=body.notes + published.notes,
    )


def _apart(several: tuple[Stretch, ...], taken: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Those stretches that none of the others touches."""
    return tuple(
        (start, end)
        for start, end in several
        if not any(start < last and first < end for first, last in taken)
    )
