"""The store of counts: what each release of a file said, in SQLite beside the workbook or in PostgreSQL for a unit."""
