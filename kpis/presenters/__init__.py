"""Entries as pages show them: computed by the domain, in the reader's words, with pictures."""
