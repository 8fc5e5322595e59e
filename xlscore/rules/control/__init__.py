"""Control charts of every measure and place: which are more than chance, since when, and how much that comes to."""
