"""The police and crime plan's priorities, and which areas of the grid belong to each."""
