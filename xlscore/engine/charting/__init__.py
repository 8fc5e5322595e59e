"""Native charts on a file and in live Excel: put in, found again, brought up to date, taken away."""
