"""Documents from HTML pages and PDF files."""

from __future__ import annotations

import contextlib
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.documents import make_document
from verbale.documents.pdf import join_lines, without_running_lines
from verbale.errors import DocumentError, LimitExceeded, SourceError
from verbale.model import Document, Limits, Raw

SENTENCES = (
    "The foreign ministers of both countries met in Oslo on Monday to discuss the border.",
    "They agreed to open two crossings before the winter and to share the costs.",
    "A spokesman said that the talks had been frank and that a second round would follow.",
    "Opposition parties criticised the agreement as a gift to the neighbouring state.",
)


def page(head: str = "", body: str | None = None) -> bytes:
    article = body if body is not None else "".join(f"<p>{line}</p>" for line in SENTENCES)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Site</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Talks</h1>{article}</article></body></html>"
    ).encode()


def html_document(data: bytes) -> Document:
    return make_document(Raw("a.html", "html", data))


# HTML

NEWS = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ministers meet",
            "datePublished": "2024-07-28T09:30:00+02:00",
            "dateModified": "2024-08-05T00:00:00Z",
            "author": [{"name": "Ann Berg"}, {"name": "Bo Lund"}],
            "publisher": {"name": "The Example"},
        },
    ],
}


def test_page_with_linked_data() -> None:
    script = f'<script type="application/ld+json">{json.dumps(NEWS)}</script>'
    document = html_document(
        page(script + '<link rel="canonical" href="https://example.org/2024/07/30/x">')
    )
    for sentence in SENTENCES:
        assert sentence in document.text
    assert "\n\n" in document.text
    assert "Home" not in document.text
    assert document.title == "Ministers meet"
    assert document.author == "Ann Berg, Bo Lund"
    assert document.outlet == "The Example"
    assert document.url == "https://example.org/2024/07/30/x"
    assert document.published == "2024-07-28T09:30:00+02:00"
    assert document.published_basis == "metadata"


def test_page_with_open_graph() -> None:
    head = (
        '<meta property="og:title" content="Talks"><meta property="og:site_name" content="Ex">'
        '<meta property="article:published_time" content="2024-07-28">'
        '<meta name="author" content="By Ann Berg"><script type="application/ld+json">{bad</script>'
    )
    document = html_document(page(head))
    assert (document.title, document.outlet, document.author) == ("Talks", "Ex", "Ann Berg")
    assert document.published == "2024-07-28"


def test_page_with_a_time_element() -> None:
    body = '<time datetime="2024-07-28" pubdate>28 July</time>' + "".join(
        f"<p>{line}</p>" for line in SENTENCES
    )
    assert html_document(page(body=body)).published == "2024-07-28"


def test_page_in_another_charset() -> None:
    data = page().replace(b"utf-8", b"windows-1252").replace(b"Oslo", b"Troms\xf8")
    assert "Tromsø" in html_document(data).text


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
        page(
            body="<p>Please enable JavaScript to read this page on your device, thank you.</p>" * 2
        ),
        b"<",
        b"plain words",
        b"<html>" + b"<div>" * 20_000,
        b"\x00\x00",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
    ],
)
def test_page_without_an_article(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        html_document(data)
    assert caught.value.place == "a.html"


# PDF


def pdf(lines: list[str], encrypted: str | None = None) -> bytes:
    """A PDF of one page, written by hand."""
    from pypdf import PdfReader, PdfWriter

    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    if encrypted is None:
        return out
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out)))
    writer.encrypt(encrypted, "owner", algorithm="RC4-128")
    sealed = io.BytesIO()
    writer.write(sealed)
    return sealed.getvalue()


LINES = ["The foreign ministers of both coun-", "tries met in Oslo on Monday, to talk", "about it."]


def pdf_document(data: bytes, limits: Limits | None = None) -> Document:
    return make_document(Raw("a.pdf", "pdf", data), limits)


def test_pdf() -> None:
    expected = "The foreign ministers of both countries met in Oslo on Monday, to talk about it."
    assert pdf_document(pdf(LINES)).text == expected
    assert pdf_document(pdf(LINES, encrypted="")).text == expected


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (pdf(LINES, encrypted="secret"), "encrypted"),
        (pdf([]), "no text in the PDF"),
        (b"%PDF-1.4 broken", "not a readable PDF"),
        (b"", "not a readable PDF"),
        (pdf(LINES)[:300], "PDF"),
    ],
)
def test_pdf_that_cannot_be_read(data: bytes, cause: str) -> None:
    with pytest.raises(DocumentError, match=cause):
        pdf_document(data)


def test_pdf_over_limits() -> None:
    with pytest.raises(LimitExceeded):
        pdf_document(pdf(LINES), Limits(document_chars=10))
    with pytest.raises(LimitExceeded):
        pdf_document(pdf(LINES), Limits(seconds=0))


def test_lines_are_joined() -> None:
    page_one = [
        "Head",
        "A long-term agree-",
        "ment was signed on the long-",
        "term plan by",
        "all.",
        "1",
    ]
    pages = ["\n".join(page_one), "Head\nNext page text.\n2", "Head\nMore.\n3"]
    assert join_lines(without_running_lines(pages)).split("\n\n") == [
        "A long-term agreement was signed on the long-term plan by all.",
        "Next page text. More.",
    ]


@settings(deadline=None, max_examples=25)
@given(st.binary(max_size=40), st.integers(0, 700))
def test_damaged_pages_and_files(noise: bytes, at: int) -> None:
    for media, whole in (("html", page()), ("pdf", pdf(LINES))):
        data = whole[:at] + noise + whole[at + len(noise) :]
        with contextlib.suppress(SourceError):
            assert make_document(Raw("x", media, data)).text
