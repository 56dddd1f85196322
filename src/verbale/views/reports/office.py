"""Papers as Word documents and as PDF (the extra ``papers``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verbale.errors import VerbaleError
from verbale.views.reports.paper import Line, Paper, Section
from verbale.views.reports.writers import left_out, place, reference
from verbale.views.words import clean

_GREY = 0x5C


class PaperError(VerbaleError):
    """A paper that cannot be written in the form that was asked for."""


def write_docx(paper: Paper, path: Path) -> None:
    """Write a Word document. Raises `PaperError` where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise PaperError("docx needs python-docx: pip install 'verbale[papers]'") from None
    book: Any = docx.Document()
    book.core_properties.title = clean(paper.title)
    book.add_heading(clean(paper.title), 0)
    for name, value in paper.facts:
        book.add_paragraph(f"{name}: {value}")
    for section in paper.sections:
        _docx_section(book, section)
    book.add_heading("Notes", 1)
    for note in paper.notes:
        paragraph = book.add_paragraph(f"[{note.number}] {reference(note)}: “{note.words}” ")
        if note.document.url:
            paragraph.add_run(clean(note.document.url) + " ")
        paragraph.add_run(f"({place(note)})").italic = True
    book.save(str(path))


def _docx_section(book: Any, section: Section) -> None:
    book.add_heading(clean(section.heading), 1)
    for line in section.lines:
        paragraph = book.add_paragraph(style="List Bullet")
        for text, style in pieces(line):
            run = paragraph.add_run(text)
            run.bold, run.italic = style == "strong", style == "status"
    if section.table is not None:
        table = book.add_table(rows=0, cols=len(section.table.columns), style="Light Grid")
        for row in (section.table.columns, *section.table.rows):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    if section.left_out:
        book.add_paragraph().add_run(left_out(section)).italic = True


def pieces(line: Line) -> list[tuple[str, str]]:
    """A line as words with their styles: its date first, quotation marks and notes set."""
    found = [(f"{line.when} · ", "plain")] if line.when else []
    for run in line.runs:
        lead = " " if run.text[:1].isspace() else ""
        tail = " " if run.text[-1:].isspace() and run.text.strip() else ""
        words = clean(run.text)
        found.append((f"{lead}{f'“{words}”' if run.style == 'quoted' else words}{tail}", run.style))
    found.append((" " + "".join(f"[{number}]" for number in line.notes), "status"))
    return found


def write_pdf(paper: Paper, path: Path) -> None:
    """Write a PDF, A4. Raises `PaperError` where fpdf2 and its font are not installed."""
    pdf = _pdf(clean(paper.title))
    pdf.set_font("sans", "B", 18)
    _words(pdf, 9, clean(paper.title))
    pdf.set_font("sans", "", 10)
    for name, value in paper.facts:
        _words(pdf, 5, f"{name}: {value}")
    for section in paper.sections:
        _pdf_section(pdf, section)
    _heading(pdf, "Notes")
    pdf.set_font("sans", "", 8.5)
    for note in paper.notes:
        _words(pdf, 4.2, f"[{note.number}] {reference(note)}: “{note.words}” ({place(note)})")
        if note.address and note.address.startswith(("https://", "http://")):
            pdf.set_text_color(11, 79, 138)
            pdf.cell(0, 4.2, _held(pdf, clean(note.document.url or "")[:110]), link=note.address)
            pdf.ln(5.5)
            pdf.set_text_color(0)
    pdf.output(str(path))


def _pdf(title: str) -> Any:
    try:
        import font_source_sans_pro as fonts
        from fpdf import FPDF
    except ImportError:
        raise PaperError("pdf needs fpdf2: pip install 'verbale[papers]'") from None
    files = {p.stem.rpartition("-")[2]: p for p in Path(fonts.__file__).parent.rglob("*.ttf")}
    pdf: Any = FPDF(format="A4")
    pdf.set_title(title)
    pdf.set_lang("en")
    for style, name in (("", "Regular"), ("B", "Bold"), ("I", "It")):
        pdf.add_font("sans", style, str(files[name]))
    pdf.set_auto_page_break(True, 18)
    pdf.set_margins(20, 18)
    pdf.add_page()
    return pdf


def _held(pdf: Any, words: str) -> str:
    """Words with � for letters that the font has not."""
    known = pdf.current_font.cmap
    return "".join(letter if ord(letter) in known else "�" for letter in words)


def _words(pdf: Any, height: float, words: str) -> None:
    pdf.multi_cell(0, height, _held(pdf, words), align="L", new_x="LMARGIN", new_y="NEXT")


def _heading(pdf: Any, words: str) -> None:
    pdf.ln(3)
    pdf.set_font("sans", "B", 13)
    _words(pdf, 7, words)


def _pdf_section(pdf: Any, section: Section) -> None:
    _heading(pdf, clean(section.heading))
    for line in section.lines:
        for text, style in pieces(line):
            pdf.set_font("sans", {"strong": "B", "status": "I"}.get(style, ""), 10)
            pdf.set_text_color(_GREY if style == "status" else 0)
            pdf.write(5, _held(pdf, text))
        pdf.set_text_color(0)
        pdf.ln(6.5)
    pdf.set_font("sans", "", 10)
    if section.table is not None:
        with pdf.table() as table:
            for row in (section.table.columns, *section.table.rows):
                table.row([_held(pdf, cell) for cell in row])
    if section.left_out:
        pdf.set_font("sans", "I", 9)
        _words(pdf, 5, left_out(section))
