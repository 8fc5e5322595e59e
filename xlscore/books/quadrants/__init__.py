"""The Rebalanced Scorecard: quadrants graded from their redlines, with the KPIs that move them."""
