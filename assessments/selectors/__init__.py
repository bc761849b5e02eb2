"""Reads what spans relations."""
