"""The workbook, its sheets and their cells."""
