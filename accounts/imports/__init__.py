"""Reads what is uploaded to an account."""
