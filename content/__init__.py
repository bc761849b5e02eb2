"""Holds what all texts that staff write share: registration, revision, seed files, history."""
