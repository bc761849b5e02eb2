"""Holds the writes of more than one row or with a rule: keyword-only functions, atomic."""
