"""The redlines of an area in figures and words: how many are met, how far each is from its standard, how it has moved."""
