"""The month: the year so far against last year, which types a change is made of, where the year will end."""
