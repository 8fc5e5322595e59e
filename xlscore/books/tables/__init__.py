"""How a sheet is read: finding tables by their headings, and reading their cells."""
