"""What a map shows: lines, stops, facts, style."""
