"""Paragraphs of a source become prose, agency, year and publication data."""
