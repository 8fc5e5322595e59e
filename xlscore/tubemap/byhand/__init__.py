"""What a person did to a drawing on its sheet: its shapes read back, and compared with those that were drawn."""
