"""How a force's grid is read: its columns, the commands' names, the Oversight Board's grades, the surveys beside it."""
