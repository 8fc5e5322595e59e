"""The sheets of the month that are looked at: dashboard, daily page, plan areas, crime tree, and the trends beside them."""
