"""Counts by quarter and the staff survey: changes, shares, rate ratios, small numbers hidden."""
