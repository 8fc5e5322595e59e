"""Which of the workbook's figures a sentence speaks of, where a name has several."""
