"""The looks of a document: its styles by their role, its lists and its pages."""
