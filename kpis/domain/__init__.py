"""The ten KPIs as arithmetic: exact, frozen, without Django and without a database.

Decimals come in, fractions are computed with, and nothing is rounded before the verdict.
"""
