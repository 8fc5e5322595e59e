"""Figures that others publish for more than a month: years ending, quarters. They are no months, and stand in *Published*."""
