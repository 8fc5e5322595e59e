"""Which numbers are too small to go out, and which others must not go out with them.

Counts of people under five are not shown, as the published tables on use of force and stop and search do it; nothing is
nobody, so a nought is shown. Where the others and the total are known a single hidden number could be worked out, so the next
smallest is hidden with it; and so are more as long as all that is hidden could only be ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

__all__ = ["hidden", "is_small"]


def is_small(count: Fraction | None, under: int) -> bool:
    """Return whether a count is too small to go out.

    >>> [is_small(Fraction(count), 5) for count in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return count is not None and 0 < count < under


def hidden(counts: Sequence[Fraction | None], under: int) -> frozenset[int]:
    """Return which of some numbers that add up to a known total are hidden, by their places.

    >>> sorted(hidden([Fraction(count) for count in (73, 2, 30)], under=5))
    [1, 2]
    >>> sorted(hidden([Fraction(count) for count in (73, 1, 1, 30)], under=5)), sorted(hidden([Fraction(3), Fraction(4), Fraction(90)], under=5))
    ([1, 2, 3], [0, 1])
    """
    found = [place for place, count in enumerate(counts) if is_small(count, under)]
    rest = sorted(
        (count, place) for place, count in enumerate(counts) if count is not None and count >= under
    )
    while found and _can_be_worked_out([counts[place] for place in found]) and rest:
        found.append(rest.pop(0)[1])
    return frozenset(found)


def _can_be_worked_out(counts: Sequence[Fraction | None]) -> bool:
    """Return whether numbers of which only the sum is known, and that none is nought, can be only these."""
    return len(counts) == 1 or sum(count or 0 for count in counts) == len(counts)
