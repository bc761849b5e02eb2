"""What a text is and what of it counts as changed. Pure Python."""
