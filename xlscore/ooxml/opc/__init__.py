"""A workbook as a package of parts: zip, relationships, content types, saving."""
