"""What a line or cell of any source says by itself: a figure, a title, the number of a page."""
