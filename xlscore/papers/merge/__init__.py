"""The three-way merge: what was last written, what stands, what the workbook says now. Plain values, no document."""
