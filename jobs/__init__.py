"""Runs what happens after the response: background jobs, and every email is one."""
