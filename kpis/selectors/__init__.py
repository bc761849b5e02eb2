"""Reads KPI texts and entries."""
