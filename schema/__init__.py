"""What a report is: the form, its figures and equations, and what can be said about them.

Pure values, standard library only; the form itself is data in ``schema/formats``.
"""

PART_OF = "nianbao"
"""Start-up compares this mark, because other packages called ``schema`` exist (see docs/decisions/0001)."""
