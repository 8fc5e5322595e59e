"""Counts by quarter and surveys: changes, shares, rate ratios, and which numbers are too small to go out."""
