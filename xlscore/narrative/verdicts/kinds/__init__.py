"""Verdicts on the kinds of claim that are said in words of their own: one place beside another, states, days."""
