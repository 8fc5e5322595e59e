"""Figures as the tables of a monthly report show them, each with its cells and what its colour means."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlscore.papers.model import PaperCell, Shade
from xlscore.papers.wording.sentences import places
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Entry, Figure, Source, Unread
from xlscore.rules.monthly.satisfaction_words import points
from xlscore.rules.objectives.amounts import count_words, level_words, noun_of, number_words, per_cent
from xlscore.rules.objectives.records import sources_of
from xlscore.rules.rag import Rag
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose

__all__ = [
    "change_cell",
    "figure_cell",
    "level_cell",
    "rag_cell",
    "short_cell",
    "signed_points",
    "target_cell",
    "word_cell",
]

UNREAD: Final = "cannot be read"
_SHADES: Final = {
    Rag.GREEN.value: Shade.GREEN,
    Rag.GREEN_STRETCH.value: Shade.GREEN, Rag.AMBER.value: Shade.AMBER, Rag.RED.value: Shade.RED,
    Level.LOW.value: Shade.GREEN, Level.MEDIUM.value: Shade.AMBER, Level.HIGH.value: Shade.RED,
}  # fmt: skip
_OUTCOME: Final = ("outcome", "outcomes")


def figure_cell(entry: Entry, inputs: ThreatInputs) -> PaperCell:
    """Return a figure of a row as it counts: 1,903, 18.2% or 9.4 days; one that cannot be read says so."""
    if isinstance(entry, Unread):
        return PaperCell(UNREAD, places(*sources_of(entry)))
    if not isinstance(entry, Figure):
        return PaperCell("")
    words = (
        _count(entry.value) if inputs.measures in (Purpose.CRIMES, None) else level_words(entry.value, inputs)
    )
    return PaperCell(words, places(*sources_of(entry)))


def target_cell(entry: Entry, inputs: ThreatInputs) -> PaperCell:
    """Return a target: of a count a change on last year, else a level."""
    if isinstance(entry, Figure) and inputs.measures is Purpose.CRIMES:
        sign = "-" if entry.value < 0 else "+" if entry.value else ""
        return PaperCell(f"{sign}{per_cent(entry.value, 2)}", places(*sources_of(entry)))
    return figure_cell(entry, inputs)


def change_cell(change: Fraction | None, inputs: ThreatInputs, cells: tuple[str, ...]) -> PaperCell:
    """Return a change on last year: of a count in per cent, of a rate in points, of an average in its unit."""
    if change is None:
        return PaperCell("")
    if inputs.measures in (Purpose.OUTCOMES, Purpose.SATISFACTION):
        return PaperCell(signed_points(change), cells)
    return PaperCell(f"{to_float(change):+.1%}".replace("-0.0%", "0.0%").replace("+0.0%", "0.0%"), cells)


def signed_points(change: Fraction) -> str:
    """Return a difference of two shares with its sign.

    >>> signed_points(Fraction(17, 1000)), signed_points(Fraction(-102, 1000)), signed_points(Fraction(0))
    ('+1.7 points', '-10.2 points', '0.0 points')
    """
    sign = "-" if change < 0 else "+" if change else ""
    return f"{sign}{points(abs(change))}"


def short_cell(short: int | None, inputs: ThreatInputs, cells: tuple[str, ...]) -> PaperCell:
    """Return how many crimes or outcomes a row is short of its target."""
    if short is None:
        return PaperCell("")
    if not short:
        return PaperCell("on target", cells)
    noun = _OUTCOME if inputs.measures is Purpose.OUTCOMES else noun_of(inputs.purpose)
    return PaperCell(count_words(short, noun), cells)


def rag_cell(rag: Rag | None, cells: tuple[str, ...]) -> PaperCell:
    """Return a status in its word, which its colour says too."""
    return PaperCell("") if rag is None else level_cell(rag.value, cells)


def level_cell(word: str, cells: tuple[str, ...]) -> PaperCell:
    """Return a word that a colour says too: a status, or a class of threat."""
    return PaperCell(word, cells, _SHADES.get(word))


def word_cell(word: str, source: Source | None) -> PaperCell:
    """Return a word as it stands in a cell."""
    return PaperCell(word, places(source) if word else ())


def _count(value: Fraction) -> str:
    return f"{'-' if value < 0 else ''}{number_words(value)}"
