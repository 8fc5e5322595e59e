"""The month: dashboards against last year, the crime tree, projections to the year's end and how well they would have done."""
