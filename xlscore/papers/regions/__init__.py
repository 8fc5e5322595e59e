"""The regions of a paper: where what the workbook says stands in a document, as it is written, edited and refreshed."""
