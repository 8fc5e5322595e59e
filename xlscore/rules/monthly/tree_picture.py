"""The crime tree as a picture: what each cell says, how large it is, and what somebody is told who does not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.tree import Branch

__all__ = ["IN_NO_PART", "Leaning", "TreeCell", "picture_of", "told"]

IN_NO_PART: Final = "in none of its parts"
_UNUSUAL: Final = "unusual"
"""What a cell says of a change by more than chance, in a word since it may be low."""
_MINUS: Final = "\N{MINUS SIGN}"


class Leaning(StrEnum):
    """Which way a count went against last year, and whether by more than chance."""

    MORE = "more, beyond chance"
    LESS = "less, beyond chance"
    WITHIN = "within chance"
    UNKNOWN = "not to be said"


@dataclass(frozen=True, slots=True)
class TreeCell:
    """A cell of the picture: this year's count is its size; its parts stand beside it."""

    measure: str
    count: Fraction
    lines: tuple[str, ...]
    """What it says: the measure, its count, its change."""
    leaning: Leaning
    parts: tuple[TreeCell, ...] = ()


def picture_of(tree: Sequence[Branch]) -> tuple[TreeCell, ...]:
    """Return the roots of the picture; a measure without a count this year, or with none, has no size and is left out.

    >>> from xlscore.rules.monthly.tree import crime_tree
    >>> from xlscore.rules.monthly.year_to_date import YearToDate
    >>> counts = {"All": YearToDate(Fraction(900), Fraction(800)), "Theft": YearToDate(Fraction(600), Fraction(590))}
    >>> root, = picture_of(crime_tree({"All": "", "Theft": "All"}, counts))
    >>> root.lines, [(part.measure, int(part.count)) for part in root.parts]
    (('All', '900', '▲ +100 (+12.5%)', 'unusual'), [('Theft', 600), ('in none of its parts', 300)])
    """
    below: dict[str, list[Branch]] = {}
    for branch in tree:
        if branch.depth:
            below.setdefault(branch.parent, []).append(branch)
    return tuple(_cells([branch for branch in tree if not branch.depth], below))


def told(tree: Sequence[Branch], to: str) -> str:
    """Return the picture in words: each root with its change, what of its parts went beyond chance, and what has no figure."""
    said = [f"Crime tree, year to date to {to}: each part is as high as this year's count."]
    roots = [branch for branch in tree if not branch.depth]
    said += [f"{_in_a_line(branch)}." for branch in roots if branch.counts.this is not None]
    for leaning, words in ((Leaning.MORE, "More"), (Leaning.LESS, "Less")):
        changed = [b for b in tree if b.depth and _leaning(b) is leaning and b.counts.this is not None]
        changed.sort(key=lambda branch: -abs(branch.counts.change or Fraction(0)))
        if changed:
            said.append(f"{words} than last year, beyond chance: {'; '.join(map(_in_a_line, changed))}.")
    blank = [branch.measure for branch in tree if branch.counts.this is None]
    if blank:
        said.append(f"Without a figure, and so not in the picture: {'; '.join(blank)}.")
    return " ".join(said)


def _cells(branches: Sequence[Branch], below: dict[str, list[Branch]]) -> Iterator[TreeCell]:
    for branch in branches:
        count = branch.counts.this
        if count is None or count <= 0:
            continue
        parts = tuple(_cells(below.get(branch.measure, ()), below))
        left = count - sum((part.count for part in parts), Fraction(0))
        if parts and left > 0:
            lines = (IN_NO_PART, _number(left))
            parts = (*parts, TreeCell(IN_NO_PART, left, lines, Leaning.UNKNOWN))
        yield TreeCell(branch.measure, count, _lines(branch), _leaning(branch), parts)


def _leaning(branch: Branch) -> Leaning:
    change, unusual = branch.counts.change, branch.counts.unusual
    if change is None or unusual is None:
        return Leaning.UNKNOWN
    if not unusual:
        return Leaning.WITHIN
    return Leaning.MORE if change > 0 else Leaning.LESS


def _lines(branch: Branch) -> tuple[str, ...]:
    counts = branch.counts
    said = [branch.measure, "" if counts.this is None else _number(counts.this)]
    if counts.change is not None:
        sign = "\N{BLACK UP-POINTING TRIANGLE}" if counts.change > 0 else "\N{BLACK DOWN-POINTING TRIANGLE}"
        said.append(f"{sign} {_changed(branch)}" if counts.change else "as last year")
    if counts.unusual:
        said.append(_UNUSUAL)
    return tuple(said)


def _in_a_line(branch: Branch) -> str:
    count = "" if branch.counts.this is None else f" {_number(branch.counts.this)}"
    if branch.counts.change is None:
        return f"{branch.measure}{count}"
    return f"{branch.measure}{count}, {_changed(branch) if branch.counts.change else 'as last year'}"


def _changed(branch: Branch) -> str:
    change, percent = branch.counts.change, branch.counts.percent
    assert change is not None
    share = "" if percent is None else f" ({_signed(to_float(percent), '.1%')})"
    return f"{_signed(to_float(change), ',.0f')}{share}"


def _signed(value: float, shown: str) -> str:
    return format(value, f"+{shown}").replace("-", _MINUS)


def _number(value: Fraction) -> str:
    return f"{round(to_float(value)):,}"
