"""Indicators of a plan: direction of travel, difference to the Most Similar Group, green shoots, each priority's picture."""
