"""The redline measures of the Areas sheet beyond met or not: gap, the last board's figure, what is said of each."""
