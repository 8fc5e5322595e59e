"""What a force says of its papers in the workbook: the table Paper."""
