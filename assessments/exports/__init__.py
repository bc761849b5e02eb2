"""Results to take along: data, spreadsheets, reports."""
