"""The balanced scorecard: grid, changes, areas, returns, the next cycle."""
