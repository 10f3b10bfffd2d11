"""Every layout that the importer is measured with: those met in published reports, and what happens to them on the way."""

from __future__ import annotations

from functools import partial

from benchmarks.layouts import changes, html_pages, markdown_pages, marring, text_pages
from benchmarks.layouts.exports import exported
from benchmarks.layouts.html_pages import official, page
from benchmarks.layouts.markdown_pages import markdown
from benchmarks.layouts.pdf_text import pdf_text
from benchmarks.layouts.samples import Layout
from benchmarks.layouts.text_pages import tabs, text

NEWEST = ("ogi_2021",)
OLDER = ("ogi_2019",)
PAGE = page(official)
LINES = text(text_pages.cell_lines, "\n")

on_page = partial(Layout, suffix="html", write=PAGE)
in_tabs = partial(Layout, suffix="txt", write=text(tabs))
in_lines = partial(Layout, suffix="txt", write=LINES, blanks=False)
in_pdf = partial(Layout, suffix="txt", write=pdf_text, blanks=False)

WHOLE = (
    on_page("HTML, official merged cells"),
    Layout("HTML, cells in paragraphs, entities, broken labels", "html", page(html_pages.entities)),
    Layout("HTML of Word, split spans", "html", page(html_pages.word)),
    Layout("HTML, heads blank instead of merged", "html", page(html_pages.blank_heads)),
    Layout("HTML, nothing merged, blanks", "html", page(html_pages.unmerged(repeat=False))),
    Layout("HTML, nothing merged, texts repeated", "html", page(html_pages.unmerged(repeat=True))),
    Layout("HTML, tags not closed", "html", page(html_pages.unclosed)),
    Layout("HTML, tables in layout tables", "html", html_pages.nested),
    on_page("HTML, extra tables", extras=True),
    on_page("HTML, over pages", changes=(marring.over_pages(headed=False),)),
    on_page("HTML, over pages, heads again", changes=(marring.over_pages(headed=True),)),
    on_page("HTML, edition of 2019", editions=OLDER),
    Layout("Markdown, our pipe tables", "md", exported("gfm")),
    Layout("Markdown, our HTML tables", "md", exported("html")),
    Layout("Markdown of converters, ragged rows", "md", markdown(markdown_pages.converted)),
    Layout("Markdown, blanks for merged cells", "md", markdown(markdown_pages.filled)),
    Layout("Markdown, rows without a rule", "md", markdown(markdown_pages.headless)),
    Layout("Markdown, a table in many pieces", "md", markdown(markdown_pages.in_pieces)),
    Layout("Markdown, extra tables", "md", markdown(markdown_pages.converted), extras=True),
    in_tabs("text, tabs as a browser copies"),
    Layout("text, tabs as Word copies", "txt", text(text_pages.all_tabs)),
    in_tabs("text, tabs, over pages", changes=(marring.over_pages(headed=False),)),
    in_tabs("text, tabs, over pages, heads again", changes=(marring.over_pages(headed=True),)),
    in_tabs("text, tabs, extra tables", extras=True),
    Layout("text, blanks between cells", "txt", text(text_pages.runs, "\n"), blanks=False),
    in_lines("text, a cell a line"),
    Layout("text, a cell a paragraph", "txt", text(text_pages.cell_paragraphs), blanks=False),
    in_lines("text, a cell a line, over pages", changes=(marring.over_pages(headed=True),)),
    Layout("text, lone pipes", "txt", text(text_pages.lone_pipes(0), "\n")),
    Layout("text, lone pipes, phantom columns", "txt", text(text_pages.lone_pipes(2), "\n"), blanks=False),
    Layout("text, a lone pipe before each row", "txt", text(text_pages.leading_lone_pipes(2), "\n"), blanks=False),
    Layout("text, trailing pipes", "txt", text(text_pages.trailing_pipes(0), "\n")),
    Layout("text, trailing pipes, phantom columns", "txt", text(text_pages.trailing_pipes(1), "\n"), blanks=False),
    Layout("text, pipe rows", "txt", text(text_pages.pipe_rows(0), "\n")),
    Layout("text, pipe rows, phantom columns", "txt", text(text_pages.pipe_rows(2, "| "), "\n"), blanks=False),
    in_pdf("text, pdftotext -layout"),
    in_pdf("text, pdftotext -layout, over pages", changes=(marring.over_pages(headed=True),)),
)
"""Layouts of documents that print everything."""

CHANGED = (
    on_page("digits of full width", changes=(changes.full_width,)),
    in_tabs("digits of full width, tabs", changes=(changes.full_width,)),
    on_page("blanks that do not break", changes=(changes.no_break_blanks,)),
    in_tabs("blanks that do not break, tabs", changes=(changes.no_break_blanks,)),
    on_page("thousands separators", changes=(changes.thousands,)),
    in_tabs("thousands separators, tabs", changes=(changes.thousands,)),
    on_page("units behind numbers", changes=(marring.with_units,)),
    on_page("remarks in cells", changes=(marring.annotated,)),
    in_tabs("remarks in cells, tabs", changes=(marring.annotated,)),
    on_page("signs in words (2019)", changes=(marring.signs_in_words,), editions=OLDER),
    in_lines("signs in words (2019), a cell a line", changes=(marring.signs_in_words,), editions=OLDER),
    on_page("amounts in yuan", changes=(marring.amounts_in_yuan,)),
    on_page("no column of totals", changes=(changes.without_totals,)),
    in_tabs("no column of totals, tabs", changes=(changes.without_totals,)),
    in_lines("no column of totals, a cell a line", changes=(changes.without_totals,)),
    on_page("columns in another order", changes=(changes.columns_moved,)),
    Layout("columns in another order, tabs of Word", "txt", text(text_pages.all_tabs), (changes.columns_moved,)),
    on_page("labels misspelt", changes=(changes.labels_garbled,)),
    in_tabs("labels misspelt, tabs", changes=(changes.labels_garbled,)),
    in_lines("labels misspelt, a cell a line", changes=(changes.labels_garbled,)),
    on_page("a row missing", changes=(changes.row_missing,)),
    in_tabs("a row missing, tabs", changes=(changes.row_missing,)),
    in_pdf("a row missing, pdftotext -layout", changes=(changes.row_missing,)),
    on_page("two rows swapped", changes=(changes.rows_swapped,)),
    in_tabs("two rows swapped, tabs", changes=(changes.rows_swapped,)),
    on_page("a row twice", changes=(changes.row_twice,)),
    in_tabs("a row twice, tabs", changes=(changes.row_twice,)),
    on_page("table four in rows", changes=(changes.laid_in_rows,)),
    in_tabs("table four in rows, tabs", changes=(changes.laid_in_rows,)),
    on_page("table four transposed", changes=(changes.transposed,)),
    in_tabs("table four transposed, tabs", changes=(changes.transposed,)),
    on_page("a heading printed as one row", changes=(marring.group_as_row,), editions=NEWEST, blanks=False),
    in_tabs("a heading printed as one row, tabs", changes=(marring.group_as_row,), editions=NEWEST, blanks=False),
    on_page("right edge cut off", cut=marring.right_edge_cut(2)),
    Layout("right edge cut off, tabs", "txt", text(text_pages.all_tabs), cut=marring.right_edge_cut(1)),
)
"""Layouts in which tables are printed otherwise than the form has them, row by row."""

BROKEN = (
    in_tabs("all but eight cells of a row cut off, tabs", cut=marring.cut_to(8), keeps_rows=False),
    in_tabs("columns in another order, tabs", changes=(changes.columns_moved,), keeps_rows=False),
    on_page("a row twice, differing", changes=(changes.row_twice_differing,), keeps_rows=False),
    in_tabs("a row twice, differing, tabs", changes=(changes.row_twice_differing,), keeps_rows=False),
    on_page("a cell too few", changes=(marring.cell_lost,), keeps_rows=False),
    in_tabs("a cell too few, tabs", changes=(marring.cell_lost,), keeps_rows=False),
    in_lines("a cell too few, a cell a line", changes=(marring.cell_lost,), keeps_rows=False),
    in_pdf("a cell too few, pdftotext -layout", changes=(marring.cell_lost,), keeps_rows=False),
    on_page("a cell too many", changes=(marring.cell_added,), keeps_rows=False),
    in_tabs("a cell too many, tabs", changes=(marring.cell_added,), keeps_rows=False),
    in_lines("a cell too many, a cell a line", changes=(marring.cell_added,), keeps_rows=False),
    on_page("merged digits", changes=(marring.digits_merged,), keeps_rows=False, blanks=False),
    in_tabs("merged digits, tabs", changes=(marring.digits_merged,), keeps_rows=False, blanks=False),
    in_pdf("merged digits, pdftotext -layout", changes=(marring.digits_merged,), keeps_rows=False),
    Layout(
        "labels before their numbers",
        "md",
        markdown(markdown_pages.converted),
        cut=marring.labels_before_numbers,
        keeps_rows=False,
    ),
    in_lines("labels before their numbers, a cell a line", cut=marring.labels_before_numbers, keeps_rows=False),
    in_lines("blank cells unseen, a cell a line", blanks=True, keeps_rows=False),
    in_pdf("blank cells unseen, pdftotext -layout", blanks=True, keeps_rows=False),
    Layout(
        "blank cells beside phantom columns, lone pipes", "txt", text(text_pages.lone_pipes(2), "\n"), keeps_rows=False
    ),
    Layout(
        "blank cells beside phantom columns, a lone pipe before each row",
        "txt",
        text(text_pages.leading_lone_pipes(2), "\n"),
        keeps_rows=False,
    ),
    Layout(
        "blank cells beside phantom columns, pipe rows",
        "txt",
        text(text_pages.pipe_rows(2, "| "), "\n"),
        keeps_rows=False,
    ),
)
"""Layouts in which rows cannot be told for certain: here only honesty is asked for."""

LAYOUTS = (*WHOLE, *CHANGED, *BROKEN)
