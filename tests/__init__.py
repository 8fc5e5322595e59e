"""The tests. They mirror xlscore/ one to one; what several of them share is in tests/support/."""
