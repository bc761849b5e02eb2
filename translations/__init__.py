"""Staff look after all texts in all languages: what is missing or stale, and out to translators and back."""
