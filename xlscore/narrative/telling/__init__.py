"""What came of a paper, said to an officer: a summary, problems, comments in the document, JSON."""
