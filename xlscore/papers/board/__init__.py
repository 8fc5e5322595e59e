"""The board paper: force grades, what has changed, the grid, the rationale of each grade, the tube maps."""
