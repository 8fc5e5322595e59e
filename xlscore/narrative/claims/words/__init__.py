"""The words of a sentence by themselves: numbers, periods, stems, and the tables that travel with the package."""
