"""The words of headings, labels and periods, and how they are compared."""
