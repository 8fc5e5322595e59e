"""What commands' returns hold besides grades and evidence: their redlines and their risks, carried into the force's tables."""
