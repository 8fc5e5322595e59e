"""Charts of known anatomies: references to cells in, a native chart out; knows no figure and nobody's words."""
