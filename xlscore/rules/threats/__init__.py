"""Threat and impact: a row of the scorecard judged, and its classes."""
