"""The evidence for commands' grades, kept from their returns."""
