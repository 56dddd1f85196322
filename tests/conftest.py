"""What tests of several rooms share: one reading made by hand, and the material outside."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from verbale.model import (
    ActorReference,
    Analysis,
    Date,
    Document,
    Event,
    Expectation,
    Likelihood,
    Link,
    Magnitude,
    Place,
    Reading,
    Reason,
    Relation,
    Repeat,
    Span,
    Stance,
    Statement,
    Undertaking,
)
from verbale.pipeline import Reader

ROOT = Path(__file__).resolve().parents[1]

PUBLISHED = "2025-03-14"
"""The day (a Friday) on which the sentences of the tests are read."""

SAMPLE = (
    "TOKYO — Lloyd J. Austin III, the U.S. secretary of defense, said at a news conference on "
    "Sunday that Japan and the United States would most likely strengthen their alliance. "
    "France condemned Iran over the launch in Paris."
)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository that holds the design and labelled data."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("../shared is not here")
    return path


def _actors(at: Callable[[str], Span]) -> dict[str, ActorReference]:
    named = {
        "Japan": ("country:JPN", "Japan", "JPN"),
        "USA": ("country:USA", "the United States", "USA"),
        "France": ("country:FRA", "France", "FRA"),
        "Iran": ("country:IRN", "Iran", "IRN"),
    }
    actors = {
        key: ActorReference(id_, words, at(words), country=code)
        for key, (id_, words, code) in named.items()
    }
    actors["Austin"] = ActorReference(
        "person:lloyd-austin",
        "Lloyd J. Austin III",
        at("Lloyd J. Austin III"),
        country="USA",
        sectors=("GOV", "MIL"),
        role="secretary of defense",
    )
    actors["both"] = ActorReference(
        "nominal:their",
        "Japan and the United States",
        at("their"),
        via="pronoun",
        members=(actors["Japan"], actors["USA"]),
    )
    return actors


def _said(document: Document, at: Callable[[str], Span]) -> tuple[Statement, Relation]:
    who = _actors(at)
    common: dict[str, Any] = {
        "source": document,
        "sentence": at(SAMPLE[: SAMPLE.index(" France")]),
        "because": (Reason("say.say", "cue ‘said’"),),
        "date": Date("2024-07-28", at("Sunday")),
        "confidence": 0.7,
    }
    statement = Statement(
        evidence=(at("said"),),
        speakers=(who["Austin"],),
        cue=at("said"),
        manner="indirect",
        content=(at("Japan and the United States would most likely strengthen their alliance"),),
        occasion=at("news conference"),
        about=(who["Japan"], at("alliance")),
        **common,
    )
    relation = Relation(
        evidence=(at("secretary of defense"),),
        subject=who["Austin"],
        relation="holds-office",
        object=ActorReference("office:defense", "secretary of defense", at("secretary of defense")),
        since=Date("2021-01"),
        **common,
    )
    return statement, relation


def _planned(
    document: Document, at: Callable[[str], Span], statement: Statement
) -> tuple[Undertaking, Expectation]:
    who = _actors(at)
    common: dict[str, Any] = {"source": document, "sentence": statement.sentence}
    undertaking = Undertaking(
        evidence=(at("strengthen"),),
        parties=(who["both"],),
        action=at("strengthen their alliance"),
        status="announced",
        head="strengthen",
        object=at("their alliance"),
        said_by=(who["Austin"],),
        auxiliary=("future",),
        links=(Link("content-of", statement.id),),
        **common,
    )
    expectation = Expectation(
        evidence=(at("most likely"),),
        holders=(who["Austin"],),
        attitude="expect",
        proposition=at("Japan and the United States would most likely strengthen their alliance"),
        about=(who["Japan"], who["USA"]),
        likelihood=Likelihood("likely", at("most likely")),
        alternatives=(who["Japan"], at("alliance")),
        **common,
    )
    return undertaking, expectation


def _done(document: Document, at: Callable[[str], Span]) -> tuple[Event, Stance]:
    who = _actors(at)
    common: dict[str, Any] = {"source": document, "sentence": at(SAMPLE[SAMPLE.index("France") :])}
    event = Event(
        evidence=(at("condemned"),),
        event_type="ACCUSE",
        trigger=at("condemned"),
        mode=("disapprove",),
        actors=(who["France"],),
        recipients=(who["Iran"],),
        score=-2.0,
        cameo="111",
        magnitude=(Magnitude("launch", 1.0, at("the launch")),),
        date=Date("2024-07"),
        place=Place(
            "Paris", at("Paris"), country="FRA", lat=48.85341, lon=2.3488, geonames=2988507
        ),
        **common,
    )
    stance = Stance(
        evidence=(at("condemned"),),
        holders=(who["France"],),
        target=who["Iran"],
        valence="criticise",
        grounds=at("over the launch"),
        **common,
    )
    return event, stance


def build_reading(number: int = 0, title: str = "Allies meet") -> Reading:
    """A reading of `SAMPLE` with one record of each kind; ``number`` tells documents apart."""
    document = Document(
        text=SAMPLE,
        title=title,
        url=f"https://news.example/{number}",
        published="2024-07-28",
        published_basis="given",
        language="en",
        repeats=(Repeat(10, 12, 0, 2),),
        skipped=(Span(0, 5, "TOKYO"),),
    )

    def at(words: str) -> Span:
        start = SAMPLE.index(words)
        return Span(start, start + len(words), words)

    statement, relation = _said(document, at)
    records = (
        statement,
        relation,
        *_planned(document, at, statement),
        *_done(document, at),
    )
    return Reading(document, records)


@pytest.fixture(scope="session")
def make_reading() -> Callable[..., Reading]:
    """Builds a reading with one record of each kind: ``make_reading(number, title=…)``."""
    return build_reading


@pytest.fixture
def reading() -> Reading:
    """A reading with one record of each kind."""
    return build_reading()


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader with its models loaded, once a session."""
    made = Reader()
    assert made.analyser.lexicon.frames
    return made


@pytest.fixture(scope="session")
def analyse(reader: Reader) -> Callable[..., Analysis]:
    """The layers of a text that was published on `PUBLISHED`: ``analyse(text)``."""
    return lambda text, published=PUBLISHED: reader.analyse(text, published=published)


@pytest.fixture(scope="session")
def find(reader: Reader) -> Callable[..., list[Any]]:
    """The records of one kind in a text: ``find("event", text)``."""

    def found(kind: str, text: str, published: str = PUBLISHED) -> list[Any]:
        return [r for r in reader.read(text, published=published).records if r.kind == kind]

    return found


settings.register_profile("verbale", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("verbale")


SERVER = "VERBALE_TEST_POSTGRESQL"
"""The variable with the address of a database in which tests may make schemas."""


def schema_of_its_own(server: str) -> Iterator[str]:
    """The address of a new schema, dropped at the end."""
    from sqlalchemy import create_engine, make_url, text

    name = f"verbale_{uuid.uuid4().hex}"
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield (
        make_url(server)
        .update_query_dict({"options": f"-csearch_path={name}"})
        .render_as_string(hide_password=False)
    )
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(scope="session")
def server() -> str:
    """The address of the test server; the test is skipped where there is none."""
    given = os.environ.get(SERVER)
    if not given:
        pytest.skip(f"no PostgreSQL: {SERVER} names none (.ci/with_postgresql starts one)")
    return given


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for a new desk: a file, then a schema on a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "desk.db")
    else:
        yield from schema_of_its_own(request.getfixturevalue("server"))
