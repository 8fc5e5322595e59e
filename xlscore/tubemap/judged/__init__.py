"""A finished drawing read back and measured."""
