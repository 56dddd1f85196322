"""Documents from inputs of every kind: what is kept, what becomes metadata, what is refused."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.documents import make_document
from verbale.documents.metadata import outlet_of, outlets
from verbale.errors import LimitExceeded, SourceError
from verbale.model import Document, Limits, Raw

SENTENCES = (
    "The foreign ministers of both countries met in Oslo on Monday to discuss the border.",
    "They agreed to open two crossings before the winter and to share the costs.",
    "A spokesman said that the talks had been frank and that a second round would follow.",
    "Opposition parties criticised the agreement as a gift to the neighbouring state.",
)
PROSE = "\n\n".join(SENTENCES)
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed-us-japan-alliance.txt"


def text_document(data: bytes | str, **fields: str) -> Document:
    return make_document(Raw("a.txt", "text", data, fields=fields))


def row(text: str, **fields: str) -> Document:
    return make_document(Raw("a.jsonl line 1", "row", text, fields=fields))


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared")
def test_seed() -> None:
    document = text_document(SEED.read_bytes())
    source = "https://www.nytimes.com/2024/07/28/world/asia/us-japan-military-alliance.html"
    assert document.url == source
    assert (document.published, document.published_basis) == ("2024-07-28", "url")
    assert document.outlet == "The New York Times"
    assert document.title is None
    assert document.language == "en"
    assert [span.text for span in document.skipped] == [f"Source:\n{source}"] * 2
    (repeat,) = document.repeats
    assert document.text[repeat.start :].startswith("Mr. Austin and Antony J. Blinken")
    assert (
        document.text[repeat.start : repeat.end] == (document.text[repeat.of_start : repeat.of_end])
    )
    assert repeat.end == len(document.text)


# Rows


def test_row_is_kept_exactly() -> None:
    text = "  Caf\u00c3\u00a9 “no” ﬁrst\r\nsecond \u0065\u0301 &amp;\u00a0x \x1b[0m "
    document = row(text, id="abc", title="T", outlet="O", author="A", published="2024-07-28")
    assert document.text == text
    assert (document.id, document.title, document.outlet, document.author) == ("abc", "T", "O", "A")
    assert (document.published, document.published_basis) == ("2024-07-28", "metadata")


def test_row_without_id_has_a_hash_and_a_given_date_says_so() -> None:
    document = row(PROSE, published="2024-07-28", basis="given")
    assert len(document.id) == 16
    assert document.published_basis == "given"


def test_what_cannot_be_stored_is_replaced_one_for_one() -> None:
    document = row("a\ud800b\0c", title="x\udfffy")
    assert document.text == "a\ufffdb\ufffdc"
    assert document.title == "x\ufffdy"
    assert document.notes


def test_dateline_field_of_a_row() -> None:
    assert row(PROSE, dateline="OSLO, July 28, 2024 -").published_basis == "dateline"


def test_ambiguous_date_is_null_with_a_note() -> None:
    document = row(PROSE, published="03/04/2024")
    assert document.published is None
    assert "ambiguous" in document.notes[0]


def test_too_long() -> None:
    with pytest.raises(LimitExceeded, match="11 characters"):
        make_document(Raw("x", "row", "x" * 11), Limits(document_chars=10))


# Text and markdown


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Café “no” naïve ﬁ ｆｕｌｌ e\u0301".encode(), "Café “no” naïve ﬁ ｆｕｌｌ e\u0301"),
        ("Café".encode("utf-8-sig"), "Café"),
        ("Café".encode("utf-16"), "Café"),
        ("Café".encode("utf-32"), "Café"),
        (f"{PROSE} Café “no” – 5 €".encode("cp1252"), f"{PROSE} Café “no” – 5 €"),
        (b"one\r\ntwo\n", "one\r\ntwo\n"),
        ("It’s".encode().decode("cp1252").encode(), "It’s"),
        ("CafÃ© and naÃ¯ve\nnaïve\n".encode(), "Café and naïve\nnaïve\n"),
        ("CafÃ© and naïve\n".encode(), "CafÃ© and naïve\n"),
        ("Ã is a letter, â too".encode(), "Ã is a letter, â too"),
        (b"&amp; stays", "&amp; stays"),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert text_document(data).text == expected


def test_declared_charset() -> None:
    assert text_document("Привет, мир".encode("koi8-r"), charset="koi8-r").text == "Привет, мир"
    assert text_document(b"caf\xe9", charset="iso-8859-1").text == "café"
    assert text_document("日本".encode("iso-2022-jp"), charset="iso-2022-jp").text == "日本"
    assert text_document("Café".encode(), charset="iso-8859-1").text == "Café"
    assert text_document(b"caf\xe9", charset="no-such-charset").text == "café"


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", b"text\x00text", bytes(range(1, 32)) * 20, b"", b" \n\t "]
)
def test_binary_and_empty(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        text_document(data)
    assert caught.value.place == "a.txt"


def test_heading_is_the_title() -> None:
    document = text_document(f"# Talks in Oslo\n\n{PROSE}")
    assert document.title == "Talks in Oslo"
    assert document.text.startswith("# Talks in Oslo")
    assert [span.text for span in document.skipped] == ["# Talks in Oslo"]


def test_front_matter() -> None:
    front = "---\ntitle: Talks\ndate: 2024-07-28\nauthor: [A, B]\nurl: https://reuters.com/x\n---\n"
    document = text_document(front + PROSE)
    assert (document.title, document.author) == ("Talks", "A, B")
    assert (document.published, document.published_basis) == ("2024-07-28", "metadata")
    assert (document.url, document.outlet) == ("https://reuters.com/x", "Reuters")
    assert document.skipped[0].text == front.strip()


@pytest.mark.parametrize(
    "front", ["---\n[broken\n---\n", "---\njust words\n---\n", "---\n" + "[" * 5000 + "\n---\n"]
)
def test_what_is_no_front_matter_is_text(front: str) -> None:
    document = text_document(front + PROSE)
    assert document.skipped == ()
    assert document.title is None


def test_language() -> None:
    german = "Die Außenminister beider Länder trafen sich am Montag in Oslo zu Gesprächen."
    assert row(german).language == "de"
    assert row(PROSE).language == "en"
    assert row(PROSE.upper()).language == "en"
    assert row("Short text.").language is None
    assert row("\n".join([PROSE * 2, german * 8, PROSE * 2])).language == "en"


# Source blocks and outlets


@pytest.mark.parametrize(
    "block",
    [
        "Source:\nhttps://www.reuters.com/2024/07/28/x",
        "Source: https://www.reuters.com/2024/07/28/x",
        "Sources:\n\nhttps://www.reuters.com/2024/07/28/x\nhttps://apnews.com/y",
        "SOURCE - https://www.reuters.com/2024/07/28/x",
        "Source: Reuters, https://www.reuters.com/2024/07/28/x",
        "Source: [Reuters](https://www.reuters.com/2024/07/28/x)",
        "**Source:** <https://www.reuters.com/2024/07/28/x>",
        "Retrieved from https://www.reuters.com/2024/07/28/x",
        "Link: https://www.reuters.com/2024/07/28/x.",
        "URL: https://www.reuters.com/2024/07/28/x",
        "Originally published at https://www.reuters.com/2024/07/28/x",
        "Source: https://www.reuters.com/2024/07/28/x (accessed July 30, 2024)",
        "Source: www.reuters.com/2024/07/28/x",
        "Source: reuters.com/2024/07/28/x",
    ],
)
@pytest.mark.parametrize("after", ["", "\n" + SENTENCES[0]])
def test_source_blocks(block: str, after: str) -> None:
    document = row(f"{PROSE}\n{block}{after}")
    assert document.url is not None
    assert document.url.removeprefix("https://").removeprefix("www.") == "reuters.com/2024/07/28/x"
    assert document.outlet == "Reuters"
    assert (document.published, document.published_basis) == ("2024-07-28", "url")
    (span,) = document.skipped
    assert span.text.strip("*.") == block.strip("*.")
    assert document.text == f"{PROSE}\n{block}{after}"


def test_source_in_the_line() -> None:
    document = row(f"{SENTENCES[0]} Source: https://www.reuters.com/x {SENTENCES[1]}")
    assert [span.text for span in document.skipped] == ["Source: https://www.reuters.com/x"]


@pytest.mark.parametrize(
    "text",
    [
        "Source: officials in the ministry said that talks went on.",
        "Sources said on Monday that https://example.org/x had been closed.",
        "The link to https://example.org/x was broken.",
        "Links between the two states go back to https://example.org/x and before.",
        "He named the source: https is not enough.",
        "Source:\n",
    ],
)
def test_no_source_block(text: str) -> None:
    document = row(text)
    assert document.skipped == ()
    assert document.url is None


def test_the_given_address_goes_first() -> None:
    document = row(f"{PROSE}\nSource: https://apnews.com/x", url="https://www.bbc.co.uk/news/1")
    assert (document.url, document.outlet) == ("https://www.bbc.co.uk/news/1", "BBC News")
    assert len(document.skipped) == 1


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.nytimes.com/x", "The New York Times"),
        ("https://cn.nytimes.com/x", "The New York Times"),
        ("https://asia.nikkei.com/x", "Nikkei Asia"),
        ("https://news.example.co.uk:8080/x", "example.co.uk"),
        ("https://a.b.example.org/x", "example.org"),
        ("https://127.0.0.1/x", None),
        ("http://localhost/x", None),
        ("https://[broken/x", None),
        ("nonsense", None),
        (None, None),
    ],
)
def test_outlets(url: str | None, outlet: str | None) -> None:
    assert outlet_of(url) == outlet


def test_outlet_list() -> None:
    assert len(outlets()) >= 150


# Whatever comes in

FRAGMENTS = st.sampled_from(
    [
        "Source:\n",
        "https://www.reuters.com/2024/07/28/x",
        "# ",
        "---\n",
        "title: x\n",
        SENTENCES[0],
        SENTENCES[1],
        " ",
        "\n",
        "\ud800",
        "\0",
        "\u2028",
        "😀",
    ]
)


def check(document: Document) -> None:
    for span in document.skipped:
        document.check(span)
    for repeat in document.repeats:
        assert 0 <= repeat.of_start < repeat.of_end <= repeat.start < repeat.end
        assert repeat.end <= len(document.text)
    document.text.encode("utf-8")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["text", "html", "pdf"]))
def test_any_bytes(data: bytes, media: str) -> None:
    with contextlib.suppress(SourceError):
        check(make_document(Raw("x", media, data)))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.text(max_size=30), FRAGMENTS), max_size=12), st.booleans())
def test_any_text(parts: list[str], as_row: bool) -> None:
    text = "".join(parts)
    try:
        document = make_document(Raw("x", "row" if as_row else "text", text))
    except SourceError:
        return
    check(document)
    if as_row:
        assert len(document.text) == len(text)
