"""The scale of a page, its sections and answers as words and shapes."""
