"""Files of translators, read, judged row by row, shown, and only then written."""
