"""The tube maps: their tables, their sheets, drawing them."""
