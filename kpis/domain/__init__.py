"""Computes KPIs exactly, without Django and without a database.

Inputs are decimals, computation uses fractions, and nothing is rounded before a KPI is rated.
"""
