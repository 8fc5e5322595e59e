"""The force grade: what is suggested for an area, what stands, and what must be explained."""
