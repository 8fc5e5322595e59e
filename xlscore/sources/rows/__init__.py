"""Files of rows, a row for each crime or count: their columns, their dates, what becomes of each row."""
