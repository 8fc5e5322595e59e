"""What the table of MSG averages knows: the own rate and the average of each year, and how far they were apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlscore.books.monthly.msg_averages import KeptPeriod, read_kept
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.narrative.facts.gathering import Gathering
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Period
from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure
from xlscore.rules.monthly.days import last_day
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key

__all__ = ["add_averages"]


def add_averages(reading: Reading, found: Gathering) -> None:
    """Gather the rates of past years, which a sentence has to name by their last month."""
    rates = {
        fact.name for fact in found.facts if fact.unit is ClaimUnit.PERCENT and fact.kind is ClaimKind.LEVEL
    }
    shares = {name_key(name) for name in rates}
    for kept in read_kept(reading, shares, Reader()):
        if name_key(kept.measure) not in shares:
            found.dated += _facts(kept, found.name(NameKind.MEASURE, kept.measure))


def _facts(kept: KeptPeriod, name: str) -> Iterator[Fact]:
    # "In March 2018" and "in the year to March 2018" are as right of a rate of that year.
    period = Period(f"to {month_name(kept.month)}", None, last_day(kept.month))
    own, average = _known(kept.own), _known(kept.average)
    standing = StandingFigures(name, ClaimUnit.RATE, own, level=average, period=period)
    for fact in standing.facts():
        # The average stands where a target would: what is said of it is said of the average.
        yield replace(fact, reference=ComparedWith.AVERAGE) if fact.reference is ComparedWith.TARGET else fact
    if average is not None:
        mean = standing.made(ClaimKind.LEVEL, average, ClaimUnit.RATE)
        yield replace(mean, reference=ComparedWith.AVERAGE)


def _known(figure: Figure | None) -> KnownFigure | None:
    return None if figure is None else KnownFigure(exact(figure.value), (figure.source,))
