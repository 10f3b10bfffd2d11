"""The terminal app: screens, widgets, keys, and the session that they ask and tell.

Importing this package loads nothing; Textual is imported only when a screen opens.
"""

PART_OF = "nianbao"
"""Start-up compares this mark, because other packages called ``tui`` exist."""
