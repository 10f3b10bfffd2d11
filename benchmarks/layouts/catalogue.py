"""Every layout that the importer is measured with: those met in published reports, and what happens to them on the way."""

from __future__ import annotations

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
COPY = text(tabs)

WHOLE = (
    Layout("HTML, official merged cells", "html", PAGE),
    Layout("HTML, cells in paragraphs, entities, broken labels", "html", page(html_pages.entities)),
    Layout("HTML of Word, split spans", "html", page(html_pages.word)),
    Layout("HTML, heads blank instead of merged", "html", page(html_pages.blank_heads)),
    Layout("HTML, nothing merged, blanks", "html", page(html_pages.unmerged(repeat=False))),
    Layout("HTML, nothing merged, texts repeated", "html", page(html_pages.unmerged(repeat=True))),
    Layout("HTML, tags not closed", "html", page(html_pages.unclosed)),
    Layout("HTML, tables in layout tables", "html", html_pages.nested),
    Layout("HTML, extra tables", "html", PAGE, extras=True),
    Layout("HTML, over pages", "html", PAGE, (marring.over_pages(headed=False),)),
    Layout("HTML, over pages, heads again", "html", PAGE, (marring.over_pages(headed=True),)),
    Layout("HTML, edition of 2019", "html", PAGE, editions=OLDER),
    Layout("Markdown, our pipe tables", "md", exported("gfm")),
    Layout("Markdown, our HTML tables", "md", exported("html")),
    Layout("Markdown of converters, ragged rows", "md", markdown(markdown_pages.converted)),
    Layout("Markdown, blanks for merged cells", "md", markdown(markdown_pages.filled)),
    Layout("Markdown, rows without a rule", "md", markdown(markdown_pages.headless)),
    Layout("Markdown, a table in many pieces", "md", markdown(markdown_pages.in_pieces)),
    Layout("Markdown, extra tables", "md", markdown(markdown_pages.converted), extras=True),
    Layout("text, tabs as a browser copies", "txt", COPY),
    Layout("text, tabs as Word copies", "txt", text(text_pages.all_tabs)),
    Layout("text, tabs, over pages", "txt", COPY, (marring.over_pages(headed=False),)),
    Layout("text, tabs, over pages, heads again", "txt", COPY, (marring.over_pages(headed=True),)),
    Layout("text, tabs, extra tables", "txt", COPY, extras=True),
    Layout("text, blanks between cells", "txt", text(text_pages.runs, "\n"), blanks=False),
    Layout("text, a cell a line", "txt", text(text_pages.cell_lines, "\n"), blanks=False),
    Layout("text, a cell a paragraph", "txt", text(text_pages.cell_paragraphs), blanks=False),
    Layout(
        "text, a cell a line, over pages", "txt", text(text_pages.cell_lines, "\n"),
        (marring.over_pages(headed=True),), blanks=False,
    ),
    Layout("text, lone pipes", "txt", text(text_pages.lone_pipes(0), "\n")),
    Layout("text, lone pipes, phantom columns", "txt", text(text_pages.lone_pipes(2), "\n")),
    Layout("text, a lone pipe before each row", "txt", text(text_pages.leading_lone_pipes(2), "\n")),
    Layout("text, trailing pipes", "txt", text(text_pages.trailing_pipes(0), "\n")),
    Layout("text, trailing pipes, phantom columns", "txt", text(text_pages.trailing_pipes(1), "\n")),
    Layout("text, pipe rows", "txt", text(text_pages.pipe_rows(0), "\n")),
    Layout("text, pipe rows, phantom columns", "txt", text(text_pages.pipe_rows(2, "| "), "\n")),
    Layout("text, pdftotext -layout", "txt", pdf_text, blanks=False),
    Layout("text, pdftotext -layout, over pages", "txt", pdf_text, (marring.over_pages(headed=True),), blanks=False),
)  # fmt: skip
"""Layouts of documents that print everything."""

CHANGED = (
    Layout("digits of full width", "html", PAGE, (changes.full_width,)),
    Layout("digits of full width, tabs", "txt", COPY, (changes.full_width,)),
    Layout("blanks that do not break", "html", PAGE, (changes.no_break_blanks,)),
    Layout("blanks that do not break, tabs", "txt", COPY, (changes.no_break_blanks,)),
    Layout("thousands separators", "html", PAGE, (changes.thousands,)),
    Layout("thousands separators, tabs", "txt", COPY, (changes.thousands,)),
    Layout("units behind numbers", "html", PAGE, (marring.with_units,)),
    Layout("remarks in cells", "html", PAGE, (marring.annotated,)),
    Layout("remarks in cells, tabs", "txt", COPY, (marring.annotated,)),
    Layout("signs in words (2019)", "html", PAGE, (marring.signs_in_words,), editions=OLDER),
    Layout("signs in words (2019), a cell a line", "txt", text(text_pages.cell_lines, "\n"), (marring.signs_in_words,), editions=OLDER, blanks=False),
    Layout("amounts in yuan", "html", PAGE, (marring.amounts_in_yuan,)),
    Layout("no column of totals", "html", PAGE, (changes.without_totals,)),
    Layout("no column of totals, tabs", "txt", COPY, (changes.without_totals,)),
    Layout("no column of totals, a cell a line", "txt", text(text_pages.cell_lines, "\n"), (changes.without_totals,), blanks=False),
    Layout("columns in another order", "html", PAGE, (changes.columns_moved,)),
    Layout("columns in another order, tabs", "txt", COPY, (changes.columns_moved,)),
    Layout("labels misspelt", "html", PAGE, (changes.labels_garbled,)),
    Layout("labels misspelt, tabs", "txt", COPY, (changes.labels_garbled,)),
    Layout("labels misspelt, a cell a line", "txt", text(text_pages.cell_lines, "\n"), (changes.labels_garbled,), blanks=False),
    Layout("a row missing", "html", PAGE, (changes.row_missing,)),
    Layout("a row missing, tabs", "txt", COPY, (changes.row_missing,)),
    Layout("a row missing, pdftotext -layout", "txt", pdf_text, (changes.row_missing,), blanks=False),
    Layout("two rows swapped", "html", PAGE, (changes.rows_swapped,)),
    Layout("two rows swapped, tabs", "txt", COPY, (changes.rows_swapped,)),
    Layout("a row twice", "html", PAGE, (changes.row_twice,)),
    Layout("a row twice, tabs", "txt", COPY, (changes.row_twice,)),
    Layout("table four in rows", "html", PAGE, (changes.laid_in_rows,)),
    Layout("table four in rows, tabs", "txt", COPY, (changes.laid_in_rows,)),
    Layout("table four transposed", "html", PAGE, (changes.transposed,)),
    Layout("table four transposed, tabs", "txt", COPY, (changes.transposed,)),
    Layout("a heading printed as one row", "html", PAGE, (marring.group_as_row,), editions=NEWEST, blanks=False),
    Layout("a heading printed as one row, tabs", "txt", COPY, (marring.group_as_row,), editions=NEWEST, blanks=False),
    Layout("right edge cut off", "html", PAGE, cut=marring.right_edge_cut(2)),
    Layout("right edge cut off, tabs", "txt", text(text_pages.all_tabs), cut=marring.right_edge_cut(1)),
    Layout("all but eight cells of a row cut off, tabs", "txt", COPY, cut=marring.cut_to(8)),
)  # fmt: skip
"""Layouts in which tables are printed otherwise than the form has them, row by row."""

BROKEN = (
    Layout("a row twice, differing", "html", PAGE, (changes.row_twice_differing,), keeps_rows=False),
    Layout("a row twice, differing, tabs", "txt", COPY, (changes.row_twice_differing,), keeps_rows=False),
    Layout("a cell too few", "html", PAGE, (marring.cell_lost,), keeps_rows=False),
    Layout("a cell too few, tabs", "txt", COPY, (marring.cell_lost,), keeps_rows=False),
    Layout("a cell too few, a cell a line", "txt", text(text_pages.cell_lines, "\n"), (marring.cell_lost,), keeps_rows=False, blanks=False),
    Layout("a cell too few, pdftotext -layout", "txt", pdf_text, (marring.cell_lost,), keeps_rows=False, blanks=False),
    Layout("a cell too many", "html", PAGE, (marring.cell_added,), keeps_rows=False),
    Layout("a cell too many, tabs", "txt", COPY, (marring.cell_added,), keeps_rows=False),
    Layout("a cell too many, a cell a line", "txt", text(text_pages.cell_lines, "\n"), (marring.cell_added,), keeps_rows=False, blanks=False),
    Layout("merged digits", "html", PAGE, (marring.digits_merged,), keeps_rows=False, blanks=False),
    Layout("merged digits, tabs", "txt", COPY, (marring.digits_merged,), keeps_rows=False, blanks=False),
    Layout("merged digits, pdftotext -layout", "txt", pdf_text, (marring.digits_merged,), keeps_rows=False, blanks=False),
    Layout("labels before their numbers", "md", markdown(markdown_pages.converted), cut=marring.labels_before_numbers, keeps_rows=False),
    Layout("labels before their numbers, a cell a line", "txt", text(text_pages.cell_lines, "\n"), cut=marring.labels_before_numbers, keeps_rows=False, blanks=False),
    Layout("blank cells unseen, a cell a line", "txt", text(text_pages.cell_lines, "\n"), keeps_rows=False),
    Layout("blank cells unseen, pdftotext -layout", "txt", pdf_text, keeps_rows=False),
)  # fmt: skip
"""Layouts in which rows cannot be told for certain: here only honesty is asked for."""

LAYOUTS = (*WHOLE, *CHANGED, *BROKEN)
