"""PDF files: the text of their pages, lines joined into paragraphs."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

from verbale.documents.body import Body
from verbale.errors import DocumentError, LimitExceeded
from verbale.model import Limits

if TYPE_CHECKING:
    from pypdf import PdfReader

_SHORTEST = 20
_SHORT_LINE = 0.75
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.I)
_HYPHENATED = re.compile(r"(\w+)-\Z")
_RUNNING = 3


def read_pdf(data: bytes, place: str, limits: Limits) -> Body:
    """The text of a PDF.

    Raises `DocumentError` for files that are broken, encrypted, or hold images and no text,
    `LimitExceeded` where that takes longer than ``limits.seconds`` or gives too long a text.
    """
    # Every oddity of a file is logged as a warning, on standard error if nobody listens.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages, title, author = _read(data, place, limits)
    except (DocumentError, LimitExceeded):
        raise
    # Broken files raise from every depth of the parser (KeyError, TypeError, RecursionError …).
    except Exception as error:
        raise DocumentError(place, f"not a readable PDF: {_cause(error)}") from error
    text = join_lines(without_running_lines(pages))
    if len(text) < _SHORTEST:
        raise DocumentError(place, "no text in the PDF: its pages hold images only, or nothing")
    # Titles in PDF properties are often file names; one that the text opens with is real.
    opening = " ".join(text[:2000].split()).casefold()
    real = title if title and " ".join(title.split()).casefold() in opening else None
    return Body(text, title=real, author=author)


def _cause(error: Exception) -> str:
    return (str(error).strip().split("\n")[0] or type(error).__name__)[:200]


def _read(data: bytes, place: str, limits: Limits) -> tuple[list[str], str | None, str | None]:
    from pypdf import PdfReader

    deadline = time.monotonic() + limits.seconds
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _opened(reader):
        raise DocumentError(place, "the PDF is encrypted and needs a password")
    pages: list[str] = []
    length = 0
    for number, page in enumerate(reader.pages, 1):
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > limits.document_chars:
            raise LimitExceeded(place, f"more than {limits.document_chars:,} characters of text")
        if time.monotonic() > deadline:
            raise LimitExceeded(place, f"page {number} after {limits.seconds:g} seconds")
    info = reader.metadata
    title = info.title if info else None
    author = info.author if info else None
    return pages, _text(title), _text(author)


def _opened(reader: PdfReader) -> bool:
    """True where the file opens with the empty password, as those that only forbid printing."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def without_running_lines(pages: list[str]) -> list[list[str]]:
    """The lines of each page without page numbers and heads or feet that recur."""
    split = [[line.strip() for line in page.splitlines()] for page in pages]
    split = [lines for lines in split if any(lines)]
    edges = Counter(line for lines in split for line in {lines[0], lines[-1]} if line)
    running = {line for line, count in edges.items() if count >= _RUNNING}
    return [
        [line for at, line in enumerate(page) if not _runs(page, at, running)] for page in split
    ]


def _runs(page: list[str], at: int, running: set[str]) -> bool:
    edge = at < 2 or at >= len(page) - 2
    return edge and (page[at] in running or bool(_PAGE_NUMBER.fullmatch(page[at])))


def join_lines(pages: list[list[str]]) -> str:
    """Lines joined into paragraphs, which blank lines part.

    A paragraph ends at a blank line, and where a sentence ends on a line well short
    of the usual width. A word broken at a line's end is joined; its hyphen stays
    where the text has the word with one elsewhere.
    """
    lines = [line for page in pages for line in page]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    words = set(re.findall(r"\w+(?:-\w+)*", " ".join(lines).casefold()))
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line:
            paragraphs.append([])
            continue
        paragraphs[-1].append(line)
        if _SENTENCE_END.search(line) and len(line) < _SHORT_LINE * usual:
            paragraphs.append([])
    return "\n\n".join(_joined(part, words) for part in paragraphs if part).strip()


def _joined(lines: list[str], words: set[str]) -> str:
    parts = [lines[0]]
    for line in lines[1:]:
        broken = _HYPHENATED.search(parts[-1])
        follows = re.match(r"[^\W\d_]+", line)
        if not broken or not follows or not line[0].islower():
            parts.extend((" ", line))
            continue
        whole = (broken.group(1) + follows.group()).casefold()
        compound = f"{broken.group(1)}-{follows.group()}".casefold()
        if compound not in words or whole in words:
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)
