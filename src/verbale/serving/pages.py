"""Pages for people: made here, without scripts of others, each with an address of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BeforeValidator, Field
from starlette.responses import HTMLResponse

from verbale.desk import Desk
from verbale.model import Reading, Record
from verbale.serving.answers import asked, between
from verbale.serving.api import DAY, Cursor, Id, Kind, Who, Words, desk_of
from verbale.serving.marking import Mark, marked_text
from verbale.views import charts, flat
from verbale.views.explanation import Explanation
from verbale.views.reports import Paper, brief, dossier
from verbale.views.reports.lines import line
from verbale.views.reports.writers import place, reference, source
from verbale.views.stories import by_wording, numbers, title_of
from verbale.views.words import HEADINGS, clean, ordered, shorten, summary

router = APIRouter(include_in_schema=False)

ON_PAGE = 50
STATUSES = (
    "proposed", "announced", "agreed", "begun", "done", "delayed", "abandoned", "rejected",
)  # fmt: skip

AnyDay = Annotated[
    Annotated[str, Field(pattern=DAY)] | None, BeforeValidator(lambda given: given or None)
]
AnyKind = Annotated[Kind | None, BeforeValidator(lambda given: given or None)]
"""A kind; what a form sends where none is chosen is none."""

_templates = Environment(
    loader=PackageLoader("verbale.serving"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def web_address(url: str | None) -> str | None:
    """An address that a browser may be sent to: of the web, nothing that runs."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


_templates.globals |= {
    "line": lambda record: line(record, ()),
    "source": source,
    "clean": clean,
    "summary": summary,
    "headings": HEADINGS,
    "web_address": web_address,
    "reference": reference,
    "place": place,
    "by_wording": by_wording,
    "numbers": numbers,
    "title_of": title_of,
}


def page(request: Request, name: str, **values: Any) -> HTMLResponse:
    """A page from its template."""
    made = _templates.get_template(name).render(path=request.url.path, **values)
    return HTMLResponse(made.encode("utf-8", "replace"))


@router.get("/")
def home(request: Request) -> Response:
    """What is new: the latest records and stories."""
    desk = desk_of(request)
    records = desk.find(limit=20, newest=True)
    return page(request, "home.html", records=records, stories=desk.stories(8, least=2))


@router.get("/search")
def search(
    request: Request,
    words: Words = None,
    actor: Who = None,
    kind: AnyKind = None,
    label: Annotated[str | None, Query(max_length=40)] = None,
    since: AnyDay = None,
    until: AnyDay = None,
    cursor: Cursor = None,
) -> Response:
    """Records that fit, the newest first, or the best match where words are asked for."""
    asked_for = {
        "words": words, "actor": actor, "kind": kind, "label": label,
        "since": since, "until": until,
    }  # fmt: skip
    found, following = _listed(desk_of(request), asked_for, cursor)
    return page(
        request, "search.html", title="Search", asked=asked_for, records=found,
        following=following, table=_query("/search.csv", asked_for),
    )  # fmt: skip


def _listed(
    desk: Desk, asked_for: dict[str, Any], cursor: str | None, path: str = "/search"
) -> tuple[list[Record], str | None]:
    """A page of records and the address of the next."""
    given = {name: value or None for name, value in asked_for.items()}
    words = given.get("words")
    offset = int(cursor) if words and cursor and cursor.isascii() and cursor.isdigit() else 0
    found = desk.find(
        limit=ON_PAGE + 1, offset=offset, after=None if words else cursor, newest=True, **given
    )
    if len(found) <= ON_PAGE:
        return found, None
    behind = str(offset + ON_PAGE) if words else found[ON_PAGE - 1].id
    return found[:ON_PAGE], _query(path, asked_for | {"cursor": behind})


def _query(path: str, values: dict[str, Any]) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


@router.get("/search.csv")
def search_table(
    request: Request,
    words: Words = None,
    actor: Who = None,
    kind: AnyKind = None,
    label: Annotated[str | None, Query(max_length=40)] = None,
    since: AnyDay = None,
    until: AnyDay = None,
) -> Response:
    """The same as a table; 10,000 rows at most."""
    found = desk_of(request).find(
        words or None, actor=actor or None, kind=kind, label=label or None,
        since=since or None, until=until or None, limit=10_000, newest=True,
    )  # fmt: skip
    return _as_csv(found)


def _as_csv(records: Iterable[Record]) -> Response:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, flat.COLUMNS, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow(flat.row(Reading(record.source, ()), record))
    return _table(buffer.getvalue())


def _table(text: str) -> Response:
    return Response(text.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8")


@router.get("/register")
def register(
    request: Request,
    status: Annotated[str | None, Query(max_length=40)] = None,
    actor: Who = None,
    cursor: Cursor = None,
) -> Response:
    """The register of undertakings, by status."""
    asked_for = {"kind": "undertaking", "label": status or None, "actor": actor}
    found, following = _listed(desk_of(request), asked_for, cursor)
    return page(
        request, "register.html", title="Register of undertakings", status=status or "",
        actor=actor or "", statuses=STATUSES, records=found, following=following,
        table=_query("/search.csv", asked_for),
    )  # fmt: skip


@router.get("/quotations")
def quotations(request: Request, actor: Who = None, cursor: Cursor = None) -> Response:
    """What was said in so many words."""
    asked_for = {"kind": "statement", "label": "direct", "actor": actor}
    found, following = _listed(desk_of(request), asked_for, cursor)
    return page(
        request, "quotations.html", title="Quotations", actor=actor or "", records=found,
        following=following, table=_query("/search.csv", asked_for),
    )  # fmt: skip


@router.get("/records/{id}")
def record(request: Request, id: Id) -> Response:  # noqa: A002 - the name in the address
    """One record: its words in the sentence, why it stands, what it is tied to."""
    desk = desk_of(request)
    found = desk.record(id)
    rows = list(Explanation(found, {}).rows())
    linked = [one for one in desk.find(document=found.document, limit=None) if _tied(found, one)]
    sentence = marked_text(found.source, [found], found.sentence.start, found.sentence.end)
    return page(
        request, "record.html", title=summary(found).label, record=found, rows=rows,
        linked=linked, sentence=sentence,
    )  # fmt: skip


def _tied(record: Record, other: Record) -> bool:
    return any(link.record == other.id for link in record.links) or any(
        link.record == record.id for link in other.links
    )


@router.get("/documents/{id}")
def document(request: Request, id: Id) -> Response:  # noqa: A002 - the name in the address
    """A document with the words of every record marked in place."""
    desk = desk_of(request)
    found = desk.document(id)
    records = desk.find(document=found.id, limit=None)
    text: list[list[Mark]] = [
        marked_text(found, records, start, end) for start, end in _paragraphs(found.text)
    ]
    return page(
        request, "document.html", document=found, text=text,
        title=clean(found.title or "") or shorten(found.text, 80),
        kinds=ordered(tuple(records)), copy_of=desk.copy_of(found.id),
    )  # fmt: skip


def _paragraphs(text: str) -> list[tuple[int, int]]:
    places, start = [], 0
    for part in text.split("\n"):
        if part.strip():
            places.append((start, start + len(part)))
        start += len(part) + 1
    return places


@router.get("/actors/{id:path}")
def actor(request: Request, id: Id, cursor: Cursor = None) -> Response:  # noqa: A002 - as above
    """Everything an actor stands in, the newest first."""
    found, following = _listed(desk_of(request), {"actor": id}, cursor, f"/actors/{id}")
    named = [one for r in found for one in _everybody(r) if one.actor == id]
    name = clean(named[0].name) if named else id
    return page(
        request, "actor.html", title=name, id=id, records=found, following=following,
        table=_query("/search.csv", {"actor": id}),
    )  # fmt: skip


def _everybody(record: Record) -> list[Any]:
    who, whom = flat.actors(record)
    return [*who, *whom]


@router.get("/stories")
def stories(request: Request, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    """Stories, the one last told first."""
    found = desk_of(request).stories(ON_PAGE + 1, offset)
    following = f"/stories?offset={offset + ON_PAGE}" if len(found) > ON_PAGE else None
    return page(
        request, "stories.html", title="Stories", stories=found[:ON_PAGE], following=following
    )


@router.get("/stories/{id}")
def story(request: Request, id: Id) -> Response:  # noqa: A002 - the name in the address
    """A story with its documents, copies behind their originals, and their records."""
    desk = desk_of(request)
    found = desk.story(id)
    originals = [one.document for one in found.originals][:20]
    records = [record for one in originals for record in desk.find(document=one, limit=100)]
    return page(
        request, "story.html", title=title_of(found), story=found, kinds=ordered(tuple(records))
    )


@router.get("/brief")
def brief_page(
    request: Request, about: Who = None, since: AnyDay = None, until: AnyDay = None
) -> Response:
    """A brief as a page."""
    scope, readings = asked(desk_of(request), about or None, since or None, until or None)
    return _paper(request, brief(readings, scope, today=date.today()), "brief", about=about or "")


@router.get("/dossier")
def dossier_page(
    request: Request,
    a: Annotated[str | None, Query(max_length=200)] = None,
    b: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """A dossier as a page; without two actors, the question for them."""
    if not a or not b:
        return page(request, "dossier.html", title="Dossier", paper=None, a=a or "", b=b or "")
    made = dossier(desk_of(request).readings(), between(a, b), today=date.today())
    return _paper(request, made, "dossier", a=a, b=b)


def _paper(request: Request, paper: Paper, name: str, **values: Any) -> Response:
    return page(request, f"{name}.html", title=paper.title, paper=paper, **values)


@router.get("/timeline")
def timeline_page(request: Request, about: Who = None) -> Response:
    """Events by month and quad class."""
    told = "Cooperation above the line, conflict below; hatched: material. One bar a month."
    return _chart(request, "Timeline", charts.timeline(_scoped(request, about)), about, told)


@router.get("/network")
def network_page(request: Request, about: Who = None) -> Response:
    """Actors and what took place between them."""
    told = "The 60 strongest ties; wider: more events; dashed: more against than with one another."
    return _chart(request, "Network", charts.network(_scoped(request, about)), about, told)


def _scoped(request: Request, about: str | None) -> Iterable[Reading]:
    """Readings with only the records in scope."""
    scope, readings = asked(desk_of(request), about or None, None, None)
    return (
        Reading(one.document, tuple(r for r in one.records if scope.takes(r))) for one in readings
    )


def _chart(
    request: Request, title: str, chart: charts.Chart, about: str | None, told: str
) -> Response:
    table = _query(f"{request.url.path}.csv", {"about": about})
    return page(
        request, "chart.html", title=title, chart=chart, about=about or "", told=told, table=table
    )


@router.get("/{name}.csv")
def chart_table(
    request: Request, name: Literal["timeline", "network"], about: Who = None
) -> Response:
    """The numbers of a chart."""
    made = {"timeline": charts.timeline, "network": charts.network}[name]
    chart = made(_scoped(request, about))
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([chart.columns, *chart.rows])
    return _table(buffer.getvalue())
