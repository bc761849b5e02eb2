"""Computes when a job that failed runs again, in plain Python."""
