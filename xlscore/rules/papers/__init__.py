"""What a force keeps for its papers beside the figures: front sheet, marking, part, recipients, standing sections."""
