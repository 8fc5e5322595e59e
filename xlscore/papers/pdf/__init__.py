"""A paper as a PDF that a screen reader reads: LibreOffice writes it, its faults are repaired, and what people must do is said."""
