"""Tables of other people: the cells of a sheet or a text file, the figures in them, and the rows that add others up."""
