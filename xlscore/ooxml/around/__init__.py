"""What stands around the cells: tables, names, notes, links, drawings, print setup."""
