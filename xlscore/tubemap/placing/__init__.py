"""Tracks, lanes and names between the places."""
