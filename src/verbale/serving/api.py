"""The desk over HTTP: read-only, JSON, one shape of error, pages by cursor, ETags.

FastAPI describes it at ``/openapi.json``. Nothing here writes to the desk.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from verbale.desk import Desk
from verbale.matcher.registry import Registry
from verbale.model import Record
from verbale.model.codec import document_to_json, record_to_json
from verbale.serving.answers import asked, between, brief_record
from verbale.serving.known import KnownStates
from verbale.views.exports import FORMS, Table, files
from verbale.views.reports import Paper, brief, dossier
from verbale.views.reports.writers import html, markdown
from verbale.views.stories import story_json

router = APIRouter(prefix="/api")

Kind = Literal["event", "statement", "undertaking", "expectation", "stance", "relation"]
Words = Annotated[str | None, Query(max_length=500, description='Words; "…" keeps them together')]
Who = Annotated[
    str | None, Query(max_length=200, description="An actor's id, a country's code, or a name")
]
_YEAR = "[12][0-9]{3}"
_LEAP = "([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)"
_DAYS = (
    "(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?",
    "(0[13-9]|1[0-2])-(29|30)",
    "(0[13578]|1[02])-31",
)
DAY = f"^({_YEAR}|{'|'.join(f'{_YEAR}-{days}' for days in _DAYS)}|{_LEAP}-02-29)$"
"""A day, month or year that there is, from 1000 to 2999."""

Day = Annotated[
    str | None,
    Query(pattern=DAY, description="A day, month or year: 2024-07-28, 2024-07 or 2024"),
]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most")]
Cursor = Annotated[
    str | None, Query(max_length=100, description="What `next` of the page before says")
]
Id = Annotated[str, Path(min_length=1, max_length=200)]


class Fault(BaseModel):
    """What every answer that is not 2xx or 304 looks like."""

    error: str = Field(description="What is wrong, and what was expected")
    status: int = Field(description="The HTTP status")


class Page(BaseModel):
    """Some of what was found; ``next`` is the cursor of those behind, null at the end."""

    items: list[dict[str, Any]]
    next: str | None = None


FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "A question that cannot be answered"},
    404: {"model": Fault, "description": "Nothing has that id"},
    422: {"model": Fault, "description": "A parameter of the wrong form"},
    503: {"model": Fault, "description": "The desk cannot be used now"},
}


def desk_of(request: Request) -> Desk:
    """The desk that is served."""
    desk: Desk = request.app.state.desk
    return desk


@router.get("/records", responses=FAULTS)
def records(
    request: Request,
    words: Words = None,
    actor: Who = None,
    kind: Kind | None = None,
    label: Annotated[str | None, Query(max_length=40)] = None,
    since: Day = None,
    until: Day = None,
    document: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page:
    """Records in few fields: best match first where words are asked for, else by publication."""
    offset, after = _place(cursor, words)
    found = desk_of(request).find(
        words, actor=actor, kind=kind, label=label, since=since, until=until, document=document,
        limit=limit + 1, offset=offset, after=after,
    )  # fmt: skip
    return _page([brief_record(record) for record in found], found, limit, words, offset)


def _place(cursor: str | None, words: str | None) -> tuple[int, str | None]:
    """Where a page begins: after how many, or behind which record."""
    if cursor is None:
        return 0, None
    if words is None:
        return 0, cursor
    return (int(cursor) if cursor.isascii() and cursor.isdigit() else 0), None


def _page(
    items: list[dict[str, Any]], found: list[Record], limit: int, words: str | None, offset: int
) -> Page:
    if len(found) <= limit:
        return Page(items=items)
    return Page(items=items[:limit], next=str(offset + limit) if words else found[limit - 1].id)


@router.get("/records/{id}", responses=FAULTS)
def record(request: Request, id: Id) -> dict[str, Any]:  # noqa: A002 - the name in the address
    """One record whole, by its id or a unique beginning."""
    return record_to_json(desk_of(request).record(id))


@router.get("/documents", responses=FAULTS)
def documents(
    request: Request,
    limit: Limit = 50,
    offset: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
) -> Page:
    """Documents without their texts, by publication, undated ones first."""
    found = desk_of(request).documents(limit + 1, offset)
    items = [
        {name: value for name, value in document_to_json(one).items() if name != "text"}
        for one in found[:limit]
    ]
    return Page(items=items, next=str(offset + limit) if len(found) > limit else None)


@router.get("/documents/{id}", responses=FAULTS)
def document(request: Request, id: Id) -> dict[str, Any]:  # noqa: A002 - the name that is asked by
    """One document with its text."""
    return document_to_json(desk_of(request).document(id))


@router.get("/stories", responses=FAULTS)
def stories(
    request: Request,
    since: Day = None,
    until: Day = None,
    least: Annotated[int, Query(ge=1, le=1000)] = 1,
    limit: Limit = 50,
    offset: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
) -> Page:
    """Stories of ``least`` documents or more, the one last told first."""
    found = desk_of(request).stories(limit + 1, offset, since=since, until=until, least=least)
    items = [story_json(one) for one in found[:limit]]
    return Page(items=items, next=str(offset + limit) if len(found) > limit else None)


@router.get("/stories/{id}", responses=FAULTS)
def story(request: Request, id: Id) -> dict[str, Any]:  # noqa: A002 - the name that is asked by
    """One story with its documents."""
    return story_json(desk_of(request).story(id))


Look = Literal["md", "html"]


@router.get("/brief", responses=FAULTS, response_class=Response)
def brief_of(
    request: Request,
    about: Who = None,
    since: Day = None,
    until: Day = None,
    lines: Annotated[int, Query(ge=1, le=200)] = 25,
    form: Annotated[Look, Query(alias="format")] = "md",
) -> Response:
    """A brief with numbered notes, on an actor, two as A--B, words, or everything."""
    scope, readings = asked(desk_of(request), about, since, until)
    return _shown(brief(readings, scope, most=lines, today=date.today()), form)


@router.get("/dossier", responses=FAULTS, response_class=Response)
def dossier_of(
    request: Request,
    a: Annotated[str, Query(min_length=1, max_length=200)],
    b: Annotated[str, Query(min_length=1, max_length=200)],
    since: Day = None,
    until: Day = None,
    lines: Annotated[int, Query(ge=1, le=200)] = 25,
    form: Annotated[Look, Query(alias="format")] = "md",
) -> Response:
    """What is between two actors."""
    scope = between(a, b, since, until)
    paper = dossier(desk_of(request).readings(), scope, most=lines, today=date.today())
    return _shown(paper, form)


def _shown(paper: Paper, form: Look) -> Response:
    if form == "html":
        return Response(html(paper), media_type="text/html; charset=utf-8")
    return Response(markdown(paper), media_type="text/markdown; charset=utf-8")


Form = Literal[
    "polecat", "icews", "dyad-month", "dyad-day", "plover", "ftm", "annotations", "schema-org",
    "csl-json", "bibtex", "json-feed", "atom",
]  # fmt: skip


@router.get("/export/{form}", responses=FAULTS, response_class=Response)
def export(
    request: Request,
    form: Form,
    words: Words = None,
    actor: Who = None,
    kind: Kind | None = None,
    since: Day = None,
    until: Day = None,
) -> Response:
    """Records in a form of other programs; tables as text with a line of column names."""
    chosen = FORMS[form]
    states = KnownStates(Registry.load())
    readings = desk_of(request).readings(words, actor=actor, kind=kind, since=since, until=until)
    if isinstance(chosen, Table):
        pieces = files.as_text(chosen, chosen.rows(readings, states))
        media = "text/tab-separated-values" if chosen.delimiter == "\t" else "text/csv"
    else:
        pieces, media = chosen.pieces(readings, states), "application/json"
    first = next(pieces, "")
    return StreamingResponse(_all(first, pieces), media_type=f"{media}; charset=utf-8")


def _all(first: str, rest: Any) -> Any:
    """The pieces, the first of which was made before the answer began: faults come with it."""
    yield first
    yield from rest
