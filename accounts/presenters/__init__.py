"""Presents what users are told by mail."""
