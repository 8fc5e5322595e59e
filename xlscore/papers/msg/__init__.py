"""The paper on positions in the Most Similar Group: aspirations met and not met, movement, gaps, what is required."""
