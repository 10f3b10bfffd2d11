"""Report files: reading, writing, importing, exporting and the headless commands. Knows no terminal widgets."""

PART_OF = "nianbao"
"""Start-up compares this mark, because other packages called ``reports`` exist (see docs/decisions/0001)."""
