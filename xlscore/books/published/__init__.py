"""Figures that somebody else published: what a release says of a measure and a period."""
