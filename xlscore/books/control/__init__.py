"""Control charts of the month's counts: which measure and place is more than chance, and whether that is new."""
