"""A paper refreshed: each region of a document that people have edited, merged with what the workbook says now."""
