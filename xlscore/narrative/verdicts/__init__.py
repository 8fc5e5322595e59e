"""Claims held against facts: agrees, contradicts, does not add up, or cannot tell and why."""
