"""Outside files into a workbook: what their names mean there, and their months in its table of monthly counts."""
