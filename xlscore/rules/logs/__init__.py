"""What a board asked for and who owes it: the action log, the briefing log, the forward plan, health and horizon."""
