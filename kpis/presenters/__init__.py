"""Turns computed entries into words and shapes for pages."""
