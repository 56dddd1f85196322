"""Parsing: offsets count into the document's own text, whatever is not read or wraps."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import ModelError
from verbale.language.parsing import load_model, parse_texts, readable_text, sentences_of, unread
from verbale.model import Document, Repeat, Span


@pytest.fixture(scope="module")
def sentences() -> Callable[[Document], list[str]]:
    nlp = load_model()

    def split(document: Document) -> list[str]:
        (parse,) = parse_texts(nlp, [document])
        assert len(parse.text) == len(document.text)
        found = sentences_of(document, parse)
        for sentence in found:
            document.check(sentence.span)
            first = parse[sentence.first]
            assert first.idx == sentence.span.start
        return [sentence.span.text for sentence in found]

    return split


def skipping(text: str, *stretches: str) -> Document:
    spans = [Span(text.index(s), text.index(s) + len(s), s) for s in stretches]
    return Document(text=text, skipped=tuple(spans))


def test_sentences(sentences: Callable[[Document], list[str]]) -> None:
    text = "Mr. Smith met U.S. officials on Monday. They left.  He stayed."
    assert sentences(Document(text=text)) == [
        "Mr. Smith met U.S. officials on Monday.",
        "They left.",
        "He stayed.",
    ]


def test_skipped_stretches_are_blank(sentences: Callable[[Document], list[str]]) -> None:
    document = skipping(
        "France left.\n\nSource:\nhttps://a.example/x", "Source:\nhttps://a.example/x"
    )
    assert readable_text(document) == "France left.\n\n" + " " * 7 + "\n" + " " * 19
    assert sentences(document) == ["France left."]


def test_a_stretch_skipped_in_the_middle(sentences: Callable[[Document], list[str]]) -> None:
    document = skipping("France left. Advertisement. Spain stayed.", "Advertisement.")
    assert sentences(document) == ["France left.", "Spain stayed."]


def test_repeats_are_blank(sentences: Callable[[Document], list[str]]) -> None:
    text = "France left.\n\nSpain stayed.\n\nFrance left."
    document = Document(text=text, repeats=(Repeat(29, 41, 0, 12),))
    assert sentences(document) == ["France left.", "Spain stayed."]
    assert unread(document) == [(29, 41)]


def test_stretches_not_read_are_in_order() -> None:
    document = Document(text="a b c d", skipped=(Span(4, 5, "c"),), repeats=(Repeat(0, 1, 2, 3),))
    assert unread(document) == [(0, 1), (4, 5)]


def test_lines_wrapped_hard_are_one_sentence(sentences: Callable[[Document], list[str]]) -> None:
    text = (
        "The minister of foreign\naffairs said on Sunday that\nhe would go. Then he\nleft.\n\n"
        "He came."
    )
    assert sentences(Document(text=text)) == [
        "The minister of foreign\naffairs said on Sunday that\nhe would go.",
        "Then he\nleft.",
        "He came.",
    ]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n\n"])
def test_a_paragraph_ends_a_sentence(sentences: Callable[[Document], list[str]], gap: str) -> None:
    found = sentences(Document(text=f"A treaty without end{gap}The minister left the room"))
    assert found == ["A treaty without end", "The minister left the room"]


def test_a_line_end_behind_a_full_stop_ends_a_paragraph(
    sentences: Callable[[Document], list[str]],
) -> None:
    assert sentences(Document(text="France left.\nSpain stayed.")) == [
        "France left.",
        "Spain stayed.",
    ]


def test_a_hyphen_behind_a_prefix_splits_no_word() -> None:
    words = [t.text for t in load_model().make_doc("a co-production of re-elected vice-presidents")]
    assert words == ["a", "co-production", "of", "re-elected", "vice-presidents"]


@pytest.mark.parametrize("text", [".", "…", "—", "12 34", "“”", "\n\n", " "])
def test_no_word_is_no_sentence(sentences: Callable[[Document], list[str]], text: str) -> None:
    assert sentences(Document(text=text)) == []


def test_the_errors_of_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        load_model("no_such_model")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .\n\r\t“”é🇫"), max_size=60), st.data())
def test_what_is_read_is_as_long_as_the_text(text: str, data: st.DataObject) -> None:
    skipped = []
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        skipped = [Span(start, end, text[start:end])]
    document = Document(text=text, skipped=tuple(skipped))
    readable = readable_text(document)
    assert len(readable) == len(text)
    for number, (old, new) in enumerate(zip(text, readable, strict=True)):
        held = any(s.start <= number < s.end for s in skipped)
        assert new == old or (held and new == " ") or (old == "\n" and new == " ")


def test_a_document_can_be_sent_to_another_process() -> None:
    document = skipping("France left. Advertisement.", "Advertisement.")
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - made a line above
