"""A sheet of periods that is read, held to the form's rules, shown, and only then written."""
