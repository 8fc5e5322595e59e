"""What is read from the cells of a table that was found: figures, series, percentages, tolerances."""
