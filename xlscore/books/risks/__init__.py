"""The risk register: risks scored, and those over the Policy's limit as redlines of their area or command."""
