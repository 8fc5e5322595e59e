"""Names for sheets that are added."""

from __future__ import annotations

from typing import Final

__all__ = ["LONGEST_NAME", "numbered"]

LONGEST_NAME: Final = 31
"""So many letters a sheet's name may have, by Excel."""


def numbered(name: str, number: int) -> str:
    """Return a sheet's name with a number behind it, within the length that Excel allows.

    >>> numbered("Tube map", 2), numbered("Tube map - Keeping people safe ", 2)
    ('Tube map 2', 'Tube map - Keeping people saf 2')
    """
    behind = f" {number}"
    return name[: LONGEST_NAME - len(behind)].strip() + behind
