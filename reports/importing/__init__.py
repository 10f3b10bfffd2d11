"""Brings in reports that exist elsewhere: a document of any kind becomes a report file, and what was not understood is told."""
