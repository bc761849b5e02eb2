"""What every translated, staff-edited text shares: registration, revision, seed files, history, conflict detection."""
