"""Numbers and counts as sentences say them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["counted", "tally"]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "area"), counted(14, "area")
    ('1 area', '14 areas')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def tally(counts: Mapping[str, int]) -> str:
    """Return counts by name, leaving out what nobody has.

    >>> tally({"Good": 7, "Adequate": 0, "Inadequate": 1})
    '7 Good, 1 Inadequate'
    """
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number)
