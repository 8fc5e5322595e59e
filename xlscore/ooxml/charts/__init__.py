"""Native charts: what one is, its part as XML, found again on a sheet, and brought up to date."""
