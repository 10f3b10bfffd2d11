"""Bytes of any format become paragraphs and tables."""
