"""Signs that say the same of a line, whatever document it stands in."""

from typing import Final

DASH: Final = r"[-—–－―·•\s]"
"""What stands around the number of a page, as a pattern."""

STOPS: Final = "。！？；："
"""A line that ends with one of these may be the last of its paragraph, however full it is."""
