"""Creates a sample company, so that history, comparison and reports can be tried at once."""
