"""Reads sheets of periods and plans what they change; nothing is written before a preview."""
