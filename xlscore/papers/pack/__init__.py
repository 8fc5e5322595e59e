"""The data pack: what a workbook's tables hold, as a spreadsheet that everybody can read, hear and count with."""
