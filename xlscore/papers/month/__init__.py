"""The monthly performance report: chapters in the order of the Leicestershire report, from what the workbook's kinds judge."""
