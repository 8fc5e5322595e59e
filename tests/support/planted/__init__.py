"""A kind of scorecard work that xlscore does not have, for the test that plants it: what people say in surveys."""
