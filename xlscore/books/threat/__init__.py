"""The threat and impact scorecard and its breakdown."""
