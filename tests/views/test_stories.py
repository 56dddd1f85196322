"""Stories as they are shown."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from verbale.model import Document, Reading, Story, Telling
from verbale.views.stories import StoryTable, story_json
from verbale.views.table import ReadingTable

STORY = Story(
    "story-a",
    (
        Telling("a", "Ferry aground", None, "Agency", "2031-05-06"),
        Telling("b", "All \x1b[31msaved", None, "Vestmar Echo", "2031-05-06"),
        Telling("c", None, "https://post.example/1", "Morning Post", "2031-05-07", "a"),
        Telling("d", "No name", None, None, None, "b"),
    ),
)


def shown(what: object, width: int) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    console.print(what)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 200])
def test_a_story_with_its_copies_below_their_originals(width: int) -> None:
    text = shown(StoryTable(STORY), width)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= width
    lines = " ".join(text.split())
    for words in (
        "━━ Ferry aground",
        "2031-05-06 to 2031-05-07 · 4 documents · 2 wordings · 2 sources · 3 outlets · story-a",
        "2031-05-06 Agency Ferry aground",
        "2031-05-07 Morning Post └ copy: https://post.example/1",
        "— └ copy: No name",
    ):
        assert words in lines
    assert lines.index("post.example") < lines.index("Vestmar Echo")


def test_a_story_as_json() -> None:
    found = story_json(STORY)
    assert {name: found[name] for name in ("kind", "id", "wordings", "sources")} == {
        "kind": "story",
        "id": "story-a",
        "wordings": 2,
        "sources": 2,
    }
    assert found["documents"][2]["copy_of"] == "a"


def test_sources_without_a_name_count_as_one() -> None:
    tellings = tuple(Telling(name, None, None, None, None) for name in "abc")
    story = Story("story-a", tellings)
    assert (story.sources, story.outlets, story.first) == (1, (), None)
    assert "no date" in shown(StoryTable(story), 80)


def test_a_copy_says_so_in_the_table_of_its_reading() -> None:
    document = Document("Snow fell.", id="c", title="Snow", copy_of="a-17", language="en")
    assert "copy of a-17" in shown(ReadingTable(Reading(document, ())), 100)
