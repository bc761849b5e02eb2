"""What every page of staff shares: who may what, edits that do not overwrite each other, and the history of edits."""
