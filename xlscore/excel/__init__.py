"""The Excel add-in: functions in cells and a Scorecard ribbon, built on any operating system, installed on Windows."""
