"""Shows staff all texts in all languages, and takes translations from pages and files."""
