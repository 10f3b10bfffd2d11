"""The measure of the importer as Markdown: a row for each layout, then one for each published report."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.import_measure import Measured

LEAST_EXACT = 0.99
"""What a layout that keeps rows must reach."""

HEAD = "| {first} | figures | exact | missed, said | wrong, doubted | silently wrong | totals | notes | ms | bar |"
RULE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"


def table(first: str, rows: Sequence[Measured]) -> str:
    """The rows under a head whose first column is called so."""
    return "\n".join([HEAD.format(first=first), RULE, *map(line, rows)])


def line(row: Measured) -> str:
    """One layout or report."""
    cells = (
        row.name,
        str(row.shown),
        f"{row.exact:.2%}",
        str(row.counts["missed"]),
        str(row.counts["doubted"]),
        str(row.silent),
        kept(row.totals),
        kept(row.notes),
        f"{1000 * row.seconds / row.documents:.0f}",
        "; ".join(broken(row)) or ("refused" if row.refused else "met"),
    )
    return "| " + " | ".join(cells) + " |"


def kept(pair: tuple[int, int]) -> str:
    """How much of something was kept, "" where there was none."""
    return f"{pair[0] / pair[1]:.1%}" if pair[1] else ""


def broken(row: Measured) -> list[str]:
    """The bars that a row does not meet."""
    found = [f"**{row.silent} silently wrong**"] if row.silent else []
    if row.keeps_rows and row.exact < LEAST_EXACT:
        found.append(f"**below {LEAST_EXACT:.0%}**")
    return found


def total(name: str, rows: Sequence[Measured]) -> str:
    """A sentence about several rows."""
    shown = sum(row.shown for row in rows)
    exact = sum(row.counts["exact"] for row in rows)
    silent = sum(row.silent for row in rows)
    return f"{name}: {sum(row.documents for row in rows)} documents, {shown} figures, {exact / max(shown, 1):.2%} exact, {silent} silently wrong."
