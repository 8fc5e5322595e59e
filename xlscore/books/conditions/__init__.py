"""The conditions that the last Board set: tested from the workbook's figures."""
