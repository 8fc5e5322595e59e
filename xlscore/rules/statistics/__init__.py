"""Control charts, limits, expected ranges and projections, worked in floating point."""
