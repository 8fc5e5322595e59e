"""Conditions that the last Board set: read from words, tested from the figures."""
