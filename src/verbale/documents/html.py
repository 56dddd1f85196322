"""HTML pages: the body of the article, its title, author, outlet and date."""

from __future__ import annotations

import re
from typing import Any

from verbale.documents.body import Body
from verbale.documents.encoding import declared_charset, decode, repair
from verbale.documents.page_metadata import PageMetadata, Tree, read_page_metadata
from verbale.errors import DocumentError

# Shorter bodies are consent walls, error pages and lists of links.
_SHORTEST = 80
_WALL = re.compile(
    r"enable javascript|javascript is (?:disabled|required)|are you a robot|captcha|access denied"
    r"|page (?:not|cannot be|could not be) found|subscribe to (?:continue|read)",
    re.I,
)
_WALL_LENGTH = 400


def read_html(data: bytes | str, place: str, charset: str | None) -> Body:
    """The article of a page, paragraphs parted by blank lines.

    Raises `DocumentError` where the page holds no article.
    """
    notes: tuple[str, ...] = ()
    if isinstance(data, bytes):
        data, notes = decode(data, place, charset or declared_charset(data))
    page, repaired = repair(data)
    tree = _tree(page, place)
    meta = read_page_metadata(tree)
    found = _article(page, place)
    text = re.sub(r"\n+", "\n\n", (found.text or "").strip()) if found is not None else ""
    if len(text) < _SHORTEST or (len(text) < _WALL_LENGTH and _WALL.search(text)):
        raise DocumentError(place, "no article in the page")
    return Body(
        text,
        title=meta.title or _clean(found.title),
        author=meta.author or _clean(found.author),
        outlet=meta.outlet,
        url=meta.url,
        published=_published(meta, tree),
        notes=notes + repaired,
    )


def _tree(page: str, place: str) -> Tree:
    import trafilatura

    tree = trafilatura.load_html(page)
    if tree is None:
        raise DocumentError(place, "no article in the page: not readable as HTML")
    return tree


def _article(page: str, place: str) -> Any:
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    # Broken pages raise from every depth of the extractor and of lxml; whatever it is,
    # this page has no article and the next one is read.
    except Exception as error:
        cause = f"no article in the page: {type(error).__name__} while reading it"
        raise DocumentError(place, cause) from error


def _published(meta: PageMetadata, tree: Tree) -> str | None:
    if meta.published:
        return meta.published
    from htmldate import find_date

    try:
        date: str | None = find_date(tree, extensive_search=False, original_date=True)
    except Exception:  # noqa: BLE001  whatever fails, the page is worth more than its date
        return None
    return date


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
