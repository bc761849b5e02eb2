"""Defines the forms: the figures of one period, and the upload of a sheet of many."""
