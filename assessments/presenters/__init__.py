"""Presents results, trends and comparisons as words and charts."""
