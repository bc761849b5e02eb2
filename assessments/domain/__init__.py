"""Computes with frozen values in pure Python: no Django, no database."""
