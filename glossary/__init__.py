"""Explains trade terms that a reader may not know, and marks them in the texts of other apps."""
