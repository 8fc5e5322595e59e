"""XML read and changed without rewriting what is not touched."""
