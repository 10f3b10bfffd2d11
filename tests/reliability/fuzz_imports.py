"""Foreign documents with faults in them, for everything that reads one: pages, Markdown, text, tables and sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from random import Random
from types import MappingProxyType

from benchmarks.layouts.catalogue import LAYOUTS
from benchmarks.layouts.samples import sample
from reports.faults import ReportFault
from reports.importing.contents import Contents
from reports.importing.readers.html_source import read_html
from reports.importing.readers.markdown_source import read_markdown
from reports.importing.readers.text_source import read_text
from reports.importing.report_text import report_text
from reports.importing.tables.table_finding import read_tables
from reports.importing.texts.text_reading import read_texts
from reports.reading import report_from
from tests.reliability.fuzz_target import Target, letters
from tests.reliability.random_edits import HERE

READERS: Mapping[str, Callable[[str], Contents]] = MappingProxyType(
    {"html": read_html, "md": read_markdown, "txt": read_text}
)


@lru_cache(maxsize=1)
def documents() -> tuple[str, ...]:
    """A document in every third layout."""
    return tuple(sample(layout, 1).text for layout in LAYOUTS[::3])


def bring_in(text: str, rng: Random) -> str:
    """A document by one of the readers, to the text of the report file, which reads back."""
    try:
        contents = READERS[rng.choice(tuple(READERS))](text)
    except ReportFault as fault:
        return str(fault)
    found = read_tables(contents)
    texts = read_texts(contents, found.read.form, found.used)
    report = report_from(report_text(found.read, texts, year=texts.year or 2024, agency=texts.agency or "某机关"), HERE)
    return letters(len(found.read.values) // 12, len(found.read.doubts) // 2, len(report.prose), len(texts.doubts))


IMPORT_TARGETS = {"import": Target(bring_in, documents, 3)}
