"""Positions against the Most Similar Group."""
