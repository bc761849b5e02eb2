"""The sample company: eight quarters of assessments, so that history, comparison and reports can be seen at once."""
