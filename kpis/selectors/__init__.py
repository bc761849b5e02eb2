"""Every read that spans relations."""
