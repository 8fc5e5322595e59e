"""Tables with a column for each month: the blocks on a page, what their columns mean, the rows and their counts."""
