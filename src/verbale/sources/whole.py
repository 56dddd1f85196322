"""Reader of inputs that are one document: text, markdown, HTML, PDF."""

from __future__ import annotations

from typing import BinaryIO

from verbale.model import Limits
from verbale.sources.origin import Origin, Read
from verbale.sources.stream import read_whole


def read_text(stream: BinaryIO, origin: Origin, limits: Limits) -> Read:
    """A text or markdown file."""
    yield origin.raw("text", read_whole(stream, origin.place, limits.file_bytes))


def read_html(stream: BinaryIO, origin: Origin, limits: Limits) -> Read:
    """An HTML page."""
    limit = min(limits.page_bytes, limits.file_bytes)
    yield origin.raw("html", read_whole(stream, origin.place, limit))


def read_pdf(stream: BinaryIO, origin: Origin, limits: Limits) -> Read:
    """A PDF file."""
    yield origin.raw("pdf", read_whole(stream, origin.place, limits.file_bytes))
