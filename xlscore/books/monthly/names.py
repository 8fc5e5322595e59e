"""What places are called, however they are spelt."""

from __future__ import annotations

from xlscore.rules.threats.words import is_force
from xlscore.rules.words import name_key

__all__ = ["place_key"]


def place_key(place: str) -> str:
    """Return what a place is called, however it is spelt; "" for the whole force.

    >>> place_key("Force"), place_key(" North  LPA")
    ('', 'northlpa')
    """
    return "" if not place or is_force(place) else name_key(place)
