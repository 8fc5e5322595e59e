"""The agreed grades of the cycles as charts: each area's course, and how many areas of the force had each grade."""
