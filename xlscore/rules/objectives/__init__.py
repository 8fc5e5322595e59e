"""The page of an objective: its figures in sentences, its units, what people wrote on it, what is missing."""
