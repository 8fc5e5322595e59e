"""Claims of kinds that are said in words of their own: one place beside another, states that a table names, days."""
