"""The plane, the paper, routes and fonts."""
