"""Tables of a source become figures by address."""
