"""How papers word things: numbers, lists and sentences with their cells, the same in every kind of paper."""
