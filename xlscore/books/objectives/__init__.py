"""The report pages: what people wrote on each objective, and the sheet with a page per objective."""
