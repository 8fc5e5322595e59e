"""Papers: what a workbook says, in words, tables and pictures that people go on editing."""
