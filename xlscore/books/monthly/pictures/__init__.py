"""The month as pictures: a chart of each measure's year with its projection, and the crime tree in parts as high as its counts."""
