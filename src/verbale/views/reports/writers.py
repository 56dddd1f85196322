"""Papers as Markdown and as one HTML page that asks nothing of any other host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from verbale.model.document import Document
from verbale.views.reports.paper import Line, Note, Paper, Section, Table
from verbale.views.words import clean

_QUOTES = "“", "”"


def reference(note: Note) -> str:
    """Where a note's words stand, in words: outlet, title, date; the id where it has none."""
    return source(note.document) or f"document {note.document.id}"


def source(document: Document) -> str:
    """Outlet, title and date of a document, as far as they are known."""
    parts = [clean(document.outlet or ""), clean(document.title or "")]
    if parts[1]:
        parts[1] = f"{_QUOTES[0]}{parts[1]}{_QUOTES[1]}"
    parts.append((document.published or "")[:10])
    return ", ".join(part for part in parts if part)


def place(note: Note) -> str:
    """Document, offsets and record of a note, for `verbale explain` and programs."""
    return f"{note.document.id} {note.start}–{note.end}, {note.record}"


def left_out(section: Section) -> str:
    """What the limit kept away, in words."""
    return (
        f"{section.left_out:,} more with fewer sources are not shown." if section.left_out else ""
    )


# Markdown


_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~]|^[#+-](?=\s))")


def _md(words: str) -> str:
    """Words that Markdown takes as they stand; no line begins with what it would read as a list."""
    return _MARKDOWN.sub(r"\\\1", clean(words)) if words.strip() else words


def _md_run(text: str, style: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    words = _MARKDOWN.sub(r"\\\1", inner)
    shown = {
        "strong": f"**{words}**",
        "quoted": f"{_QUOTES[0]}{words}{_QUOTES[1]}",
        "status": f"*{words}*",
    }.get(style, words)
    return before + shown + after


def markdown(paper: Paper) -> str:
    """A paper as Markdown with footnotes (`[^1]`)."""
    return "\n".join(_markdown_lines(paper)) + "\n"


def _markdown_lines(paper: Paper) -> Iterator[str]:
    yield from (f"# {_md(paper.title)}", "")
    yield from (f"- {_md(name)}: {_md(value)}" for name, value in paper.facts)
    for section in paper.sections:
        yield from ("", f"## {_md(section.heading)}", "")
        yield from map(_markdown_line, section.lines)
        if section.table:
            yield from _markdown_table(section.table)
        if section.left_out:
            yield from ("", f"*{left_out(section)}*")
    yield from ("", "## Notes", "")
    for note in paper.notes:
        address = f" <{note.address}>" if note.address else ""
        words = f"{_QUOTES[0]}{_md(note.words)}{_QUOTES[1]}"
        yield f"[^{note.number}]: {_md(reference(note))}:{address} {words} ({_md(place(note))})"


def _markdown_line(line: Line) -> str:
    when = f"{line.when} · " if line.when else ""
    cited = "".join(f"[^{number}]" for number in line.notes)
    return f"- {when}{''.join(_md_run(run.text, run.style) for run in line.runs)} {cited}".rstrip()


def _markdown_table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(_md, table.columns))} |"
    yield f"|{' - |' * len(table.columns)}"
    yield from (f"| {' | '.join(map(_md, row))} |" for row in table.rows)


# HTML


def html(paper: Paper) -> str:
    """A paper as one HTML page: no script, nothing asked of other hosts, prints well."""
    return "".join(_html_parts(paper))


def _html_parts(paper: Paper) -> Iterator[str]:
    title = escape(clean(paper.title))
    style = files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<dl>\n"
    )
    for name, value in paper.facts:
        yield f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>\n"
    yield "</dl>\n"
    for section in paper.sections:
        yield f"<section>\n<h2>{escape(clean(section.heading))}</h2>\n"
        if section.lines:
            yield f"<ul>\n{''.join(map(_html_line, section.lines))}</ul>\n"
        if section.table:
            yield _html_table(section.table)
        if section.left_out:
            yield f'<p class="status">{left_out(section)}</p>\n'
        yield "</section>\n"
    yield "<section>\n<h2>Notes</h2>\n<ol>\n"
    yield from map(_html_note, paper.notes)
    yield "</ol>\n</section>\n</main>\n</body>\n</html>\n"


_HTML = {
    "strong": "<strong>{}</strong>",
    "quoted": "<q>{}</q>",
    "status": '<span class="status">{}</span>',
}


def _html_line(line: Line) -> str:
    when = f"<time>{escape(line.when)}</time> · " if line.when else ""
    words = "".join(
        _HTML.get(run.style, "{}").format(escape(_one_line(run.text))) for run in line.runs
    )
    cited = "".join(f'<a href="#note-{number}">[{number}]</a>' for number in line.notes)
    return f"<li>{when}{words} <sup>{cited}</sup></li>\n"


def _one_line(words: str) -> str:
    """Words in one line; a blank at an end, which sets runs apart, stays."""
    lead, tail = words[:1].isspace(), words[-1:].isspace()
    return f"{' ' if lead else ''}{clean(words)}{' ' if tail and words.strip() else ''}"


def _html_table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>\n"
        for row in table.rows
    )
    return (
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _html_note(note: Note) -> str:
    told = escape(reference(note))
    if note.address and note.address.startswith(("https://", "http://")):
        told = f'<a href="{escape(note.address, quote=True)}" rel="noreferrer">{told}</a>'
    return (
        f'<li id="note-{note.number}">{told}: <q>{escape(note.words)}</q> '
        f'<span class="place">{escape(place(note))}</span></li>\n'
    )
