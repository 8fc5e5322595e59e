"""The map drawn: shapes, SVG, PNG, DrawingML."""
