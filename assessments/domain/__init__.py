"""Pure Python: no Django, no database. Frozen values in, frozen values out."""
