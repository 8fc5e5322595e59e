"""Documents and cells as sentences with their places."""
