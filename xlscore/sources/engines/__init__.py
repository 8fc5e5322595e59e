"""What counts rows where they lie: the queries, and the database that answers them."""
