"""What the workbook knows, as its own actions read and judge it: names, facts with their cells, problems."""
