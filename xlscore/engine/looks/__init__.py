"""How cells and pages look, and what may be entered: the parts of a range that are no values."""
