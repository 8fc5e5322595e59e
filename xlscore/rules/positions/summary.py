"""What the measures of the group come to together, in sentences: aspirations met and not met, positions that moved.

Source: Essex Police MSG aspirations, January 2020 data, section 3.0: 3 of 10 aspirations met; lists of 3, 7, 3 and 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.rules.positions.msg import Movement
from xlscore.rules.words import counted_in_words, in_words

__all__ = ["SINCE_LAST", "aspirations_met", "aspirations_not_met", "positions_moved", "since_when"]

SINCE_LAST: Final = "the last report"
"""What the time before is called where nothing says its month."""


def aspirations_met(met: int, of: int) -> str:
    """Return how many aspirations have been met or exceeded, "" where none is set.

    >>> aspirations_met(3, 10), aspirations_met(0, 10), aspirations_met(10, 10), aspirations_met(1, 1)
    ('Three of the ten aspirations have been met or exceeded', 'None of the ten aspirations has been met or exceeded', 'All ten aspirations have been met or exceeded', 'The one aspiration has been met or exceeded')
    """
    done = "been met or exceeded"
    if not of:
        return ""
    if of == 1:
        return f"The one aspiration has {'' if met else 'not '}{done}"
    if not met:
        return f"{'Neither' if of == 2 else 'None'} of the {in_words(of)} aspirations has {done}"
    if met == of:
        return f"{'Both' if of == 2 else f'All {in_words(of)}'} aspirations have {done}"
    return f"{_capital(in_words(met))} of the {in_words(of)} aspirations {_has(met)} {done}"


def aspirations_not_met(below: int, of: int) -> str:
    """Return how many aspirations have not been met, "" where all have, or where none is set.

    >>> aspirations_not_met(7, 10), aspirations_not_met(1, 10), aspirations_not_met(10, 10), aspirations_not_met(0, 10)
    ('Seven of the ten aspirations have not been met', 'One of the ten aspirations has not been met', 'Ten aspirations have not been met', '')
    """
    if not below:
        return ""
    if below == of:  # "all ten have not" may be read as "not all ten"
        said = counted_in_words(below, "aspiration")
        return f"{_capital(said)} {_has(below)} not been met"
    return f"{_capital(in_words(below))} of the {in_words(of)} aspirations {_has(below)} not been met"


def positions_moved(move: Movement, number: int, since: str = SINCE_LAST) -> str:
    """Return how many positions have improved, deteriorated or stayed.

    >>> positions_moved(Movement.IMPROVED, 3, "Oct 2019"), positions_moved(Movement.DETERIORATED, 1), positions_moved(Movement.IMPROVED, 0)
    ('Three positions have improved since Oct 2019', 'One position has deteriorated since the last report', 'No position has improved since the last report')
    """
    done = {
        Movement.IMPROVED: "improved",
        Movement.DETERIORATED: "deteriorated",
        Movement.UNCHANGED: "not changed",
    }[move]
    if not number:
        return (
            f"No position has {done if move is not Movement.UNCHANGED else 'stayed as it was'} since {since}"
        )
    return f"{_capital(counted_in_words(number, 'position'))} {_has(number)} {done} since {since}"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def since_when(periods: Sequence[str | None]) -> str:
    """Return since when positions have moved: the period of all their positions before, where it is one and the same.

    >>> since_when(["Oct 2019", "Oct 2019"]), since_when(["Oct 2019", None]), since_when([])
    ('Oct 2019', 'the last report', 'the last report')
    """
    return periods[0] if periods and periods[0] and len(set(periods)) == 1 else SINCE_LAST
