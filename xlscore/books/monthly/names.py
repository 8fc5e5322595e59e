"""What places are called, however they are spelt."""

from __future__ import annotations

from typing import Final

from xlscore.rules.threats.words import is_force
from xlscore.rules.words import name_key

__all__ = ["place_key"]

_A_PART: Final = "county"


def place_key(place: str) -> str:
    """Return what a place is called, however it is spelt; "" for the whole force.

    Beside a City a County is a part of the force, and not the whole of it as in a breakdown of one.

    >>> place_key("Force"), place_key(" North  LPA"), place_key("County")
    ('', 'northlpa', 'county')
    """
    called = name_key(place)
    return "" if not place or (is_force(place) and called != _A_PART) else called
