"""The update of a measure in words: how its position moved, how far it is from the benchmarks now and before, what it takes.

The verb follows the positions ("remains 8th", "has improved from 5th to 4th", "has fallen from 3rd to 5th"). A position
that improves while the own figure worsens, or the reverse, is said as a caveat: the others have moved.
Source of the wording: Essex Police MSG aspirations, January 2020 data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from xlscore.rules.figures import TextFigure
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.positions.gaps import is_ahead
from xlscore.rules.positions.msg import Movement
from xlscore.rules.positions.records import MeasureInputs, MeasureResult
from xlscore.rules.positions.units import is_percentage, per_population
from xlscore.rules.words import is_missing_mark

__all__ = [
    "ordinal",
    "printed_change",
    "printed_value",
    "rank_against_figure",
    "shown_change",
    "update_sentences",
    "update_words",
]

_AVERAGES: Final = {"peers": "the average of its peers", "median": "the MSG median"}
_AVERAGE: Final = "the MSG average"
_TOP: Final = "the top quartile rank"
_SIGN: Final = re.compile(r"^[+\-−–]\s*")
_ALREADY: Final = "already"
_NONE: Final = "N/A"


@dataclass(frozen=True, slots=True)
class _Gap:
    """A change required: how much in words, and which way; nothing where the benchmark is reached."""

    amount: str = ""
    up: bool = False

    @property
    def reached(self) -> bool:
        return not self.amount


def ordinal(number: int) -> str:
    """Return a number as its place is said.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 42)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '42nd']
    """
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def update_words(inputs: MeasureInputs, result: MeasureResult, average: str = "average") -> str:
    """Return the update of a measure in sentences, "" for one without a position; `average` is the Policy's.

    >>> from xlscore.rules.figures import Source
    >>> from xlscore.rules.positions.records import Entries, Stated
    >>> at = Source("MSG", "A2")
    >>> row = MeasureInputs("All Crime Solved Rate", at, "%", Stated(), Stated(), Entries(at))
    >>> update_words(row, MeasureResult(position=8, move=Movement.UNCHANGED, to_average="8.8% points", previous_to_average="7% points"))
    'The force remains 8th in its MSG for All Crime Solved Rate. It is 8.8% points below the MSG average (7% points previously). In order to reach the MSG average, it would need to rise by 8.8% points.'
    """
    return " ".join(update_sentences(inputs, result, average))


def update_sentences(
    inputs: MeasureInputs, result: MeasureResult, average: str = "average"
) -> tuple[str, ...]:
    """Return the update of a measure sentence by sentence, none for one without a position."""
    if result.position is None:
        return ()
    name = (
        _AVERAGE
        if result.typed and "to_average" not in result.from_data
        else _AVERAGES.get(average, _AVERAGE)
    )
    unit = inputs.unit
    higher = inputs.better.value
    now, before = _gap(result.to_average, unit, higher), _gap(result.previous_to_average, unit, higher)
    top, top_before = _gap(result.to_top_quartile, unit), _gap(result.previous_to_top_quartile, unit)
    said = [f"The force {_moved(result)} in its MSG for {inputs.measure}."]
    if now is not None:
        side = "below" if now.up else "above"
        where = f"already at or better than {name}" if now.reached else f"{now.amount} {side} {name}"
        said.append(f"It is {where}{_previously(before)}.")
    if top is not None and top.reached:
        said.append(f"It has reached {_TOP}{_previously(top_before)}.")
    aim, gap, back = (_TOP, top, _previously(top_before)) if top is not None else (name, now, "")
    if gap is not None and not gap.reached:
        way = "rise" if gap.up else "fall"
        said.append(f"In order to reach {aim}, it would need to {way} by {gap.amount}{back}.")
    return tuple(said)


def _moved(result: MeasureResult) -> str:
    now, before = ordinal(result.position or 0), ordinal(result.previous_position or 0)
    of = f" of {result.of}" if result.of else ""
    match result.move:
        case Movement.UNCHANGED:
            return f"remains {now}{of}"
        case Movement.IMPROVED:
            return f"has improved from {before} to {now}{of}"
        case Movement.DETERIORATED:
            return f"has fallen from {before} to {now}{of}"
    return f"is {now}{of}"


def _previously(gap: _Gap | None) -> str:
    if gap is None:
        return ""
    return f" ({gap.amount or 'already there'} previously)"


def _gap(change: float | str | None, unit: str, higher: bool | None = None) -> _Gap | None:
    """Return a change required in words, None where none is said; one that would make the figure worse is not required."""
    if change is None:
        return None
    if is_ahead(change, higher):
        return _Gap()
    if isinstance(change, str):
        found = read_figure(change)
        if found is None:
            return _Gap() if _ALREADY in change.lower() and not is_missing_mark(change) else None
        return _Gap(_typed(found, unit), found.value > 0) if found.value else _Gap()
    return _Gap(_amount(abs(change), unit), change > 0) if change else _Gap()


def _typed(found: TextFigure, unit: str) -> str:
    words = _SIGN.sub("", found.typed.rstrip("."))
    points = found.unit is Unit.PERCENT and is_percentage(unit)
    return f"{words} points" if points and words.endswith("%") else words


def _amount(size: float, unit: str) -> str:
    """Return a change without its sign, in what it is counted in; a part of an offence is left without a word.

    >>> _amount(22112, "per 1,000 population"), _amount(0.088, "%"), _amount(40, ""), _amount(0.4, "per 1,000 pop.")
    ('22,112 offences', '8.8% points', '40', '0.4')
    """
    if is_percentage(unit):
        return f"{_short(size * 100 if size <= 1 else size)}% points"
    offences = per_population(unit) is not None and float(size).is_integer()
    return f"{_short(size)} offence{'' if size == 1 else 's'}" if offences else _short(size)


def shown_change(change: float | str | None, unit: str) -> str | None:
    """Return a change required as a screen shows it: with its sign, and with the separators of the sheet.

    >>> shown_change(-22112.0, "per 1,000 population"), shown_change(0.088, "%"), shown_change("N/A", "%")
    ('-22,112', '+8.8% pts', 'N/A')
    """
    if change is None or isinstance(change, str):
        return change
    printed = printed_change(change, unit)
    return printed.removesuffix(" offences").removesuffix(" offence").replace("points", "pts")


def printed_change(change: float | str | None, unit: str) -> str:
    """Return a change required as a paper's table prints it: with its sign and its noun, words as they are typed.

    >>> printed_change(-22112.0, "per 1,000 population"), printed_change(0.088, "%"), printed_change(None, "%")
    ('-22,112 offences', '+8.8% points', 'N/A')
    """
    if change is None:
        return _NONE
    if isinstance(change, str):
        return change
    return f"{'+' if change > 0 else '-' if change < 0 else ''}{_amount(abs(change), unit)}"


def printed_value(value: float | None, unit: str, *, typed: bool) -> str:
    """Return a measure's own figure as a table prints it: a typed one with all its places, one worked out with two.

    >>> printed_value(0.1687, "%", typed=True), printed_value(1.287, "per 100 million vehicle km", typed=True)
    ('16.87%', '1.287')
    >>> printed_value(0.148471477897501, "%", typed=False), printed_value(None, "%", typed=True)
    ('14.85%', 'N/A')
    """
    if value is None:
        return _NONE
    share = is_percentage(unit)
    size = value * 100 if share and abs(value) <= 1 else value
    shown = f"{size:,.10g}" if typed else _short(size)
    return f"{shown}%" if share else shown


def _short(number: float) -> str:
    """Return a number in two places, a small one in two digits.

    >>> _short(22112.0), _short(1.9013), _short(0.0321)
    ('22,112', '1.9', '0.032')
    """
    small = 0 < abs(number) < 0.1
    return f"{number:.2g}" if small else f"{number:,.2f}".rstrip("0").rstrip(".")


def rank_against_figure(inputs: MeasureInputs, result: MeasureResult) -> str:
    """Return the caveat where position and own figure have moved opposite ways, "" where they have not.

    Source: Essex Police MSG aspirations: a rank may rise while performance falls.
    """
    now, before, higher = result.value, result.previous_value, inputs.better.value
    if now is None or before is None or higher is None or now == before or result.move is None:
        return ""
    share = is_percentage(inputs.unit)
    if share and (abs(now) <= 1) != (abs(before) <= 1):
        return ""  # one is a fraction and the other is not: nothing to be held against each other
    better = (now > before) is higher
    figures = " now, ".join(_figure(value, share) for value in (now, before)) + " before"
    match result.move, better:
        case Movement.IMPROVED, False:
            return (
                f"The position has improved although the figure is worse ({figures}): the others have moved."
            )
        case Movement.DETERIORATED, True:
            return (
                f"The position has fallen although the figure is better ({figures}): the others have moved."
            )
    return ""


def _figure(value: float, share: bool) -> str:
    return f"{_short(value * 100)}%" if share and abs(value) <= 1 else _short(value)
