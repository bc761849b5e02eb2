"""Reads translators' files and plans what they change; nothing is written before a preview."""
