"""Positions, gaps and aspirations in the Most Similar Group."""
