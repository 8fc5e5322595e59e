"""Outside files as counts and problems, and the store of counts: extracts, published tables, data.police.uk."""
