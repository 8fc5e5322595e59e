"""What cells hold: addresses, numbers, dates, formulas."""
