"""What stands in a paper by us, held against what the paper would say now."""
