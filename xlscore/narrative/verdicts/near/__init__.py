"""What the words right beside a figure say of it."""
