"""Satisfaction: rolling twelve months of each group against its target, its strands, and what the last month did."""
