"""What an action would change: a plan of edits, and carrying it out."""
