"""The logs: what a board asked for and who owes it, the forward plan, deep dives, health and the week's threats."""
