"""The life of a questionnaire for staff: drafts, structure, differences, preview, publishing, starting content."""
