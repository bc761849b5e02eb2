"""All texts in all languages, read and judged."""
