"""Figures that somebody published, beside the own ones of the same months, and what explains the difference.

Source: Cambridgeshire performance framework, 2015: figures published elsewhere (police recorded crime) stand beside the force's
own, the difference explained by their period. Own months are added up over exactly the published period: where one of them is
wanting there is no own figure, for eleven months beside twelve would be no comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.figures_dates import read_month
from xlscore.rules.periods import QUARTER, Span, read_period, read_span
from xlscore.rules.quarterly.quarters import read_quarter
from xlscore.rules.series import month_name, months_between, months_later
from xlscore.rules.words import listed, listed_up_to

__all__ = [
    "OwnMonths",
    "PublishedInputs",
    "PublishedResult",
    "RevisedMonth",
    "compare_published",
    "published_span",
    "released_in",
]

_LONGEST: Final = 60
"""A period of more months than that is no period that a figure is published for."""
_NEAR: Final = 12
"""So many months around the period are looked through for one that gives the published figure."""
_MOST_NAMED: Final = 3
_SAYS_HOW_LONG: Final = re.compile(
    r"\b(?:months?|year|ye|quarter|qe|ytd|fytd|r12|mat|rolling|half)\b", re.IGNORECASE
)
_A_YEAR: Final = re.compile(r"\d{4}[/-]\d{2,4}")
"""A year that is part of a release's name, 2018/19, and no month."""
_SHORT_SPAN: Final = re.compile(r"([a-z]+)\s*[-–—]\s*([a-z]+)\s+(\d{4})", re.IGNORECASE)
Months = Mapping[date, Fraction]


@dataclass(frozen=True, slots=True)
class RevisedMonth:
    """A month of which an earlier release said another figure."""

    month: date
    was: Fraction
    now: Fraction


@dataclass(frozen=True)
class OwnMonths:
    """The own months of a measure in a place, and those of its other places."""

    months: Months
    others: Mapping[str, Months]
    """By the place as it is spelt; "" for the force."""
    revised: tuple[RevisedMonth, ...] = ()
    notes: tuple[str, ...] = ()
    """What the notes say of the measure in the period, a sentence each."""


@dataclass(frozen=True, slots=True)
class PublishedInputs:
    """A published figure: of what, where, by whom, in which release, for which months."""

    measure: str
    place: str
    publisher: str
    release: str
    span: Span
    value: Fraction


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """A published figure beside the own one; None where the own one cannot be said."""

    inputs: PublishedInputs
    own: Fraction | None
    explained: tuple[str, ...]
    """What explains the difference, or why there is none, a clause each; empty where the two are the same."""
    missing: tuple[date, ...] = ()
    """The months of the period that the workbook has no figure of."""

    @property
    def difference(self) -> Fraction | None:
        """Return the own figure less the published one."""
        return None if self.own is None else self.own - self.inputs.value

    @property
    def percent(self) -> Fraction | None:
        """Return the difference as a fraction of the published figure, None of nothing."""
        gap = self.difference
        return None if gap is None or not self.inputs.value else gap / self.inputs.value

    @property
    def sentence(self) -> str:
        """Return the comparison in a sentence."""
        inputs = self.inputs
        who = f"{inputs.publisher or 'Published'}{f' ({inputs.release})' if inputs.release else ''}"
        where = f" in {inputs.place}" if inputs.place else ""
        said = f"{inputs.measure}{where}, {inputs.span.words}: {who} {_number(inputs.value)}"
        if self.own is None or self.difference is None:
            return f"{said}; {'; '.join(self.explained)}."
        if self.difference == 0:
            return f"{said}, as the workbook has it."
        more = "more" if self.difference > 0 else "fewer"
        share = "" if self.percent is None else f", {to_float(self.percent):+.1%}"
        own = f"the workbook has {_number(self.own)}: {_number(abs(self.difference))} {more}{share}"
        return f"{said}; {'; '.join([own, *self.explained])}."


def published_span(text: str) -> Span | None:
    """Return the months that a published figure covers, None for a text that does not say which.

    A month by itself is that month alone; a year ends as it says.

    >>> [published_span(text).words for text in ("Year ending March 2019", "2018/19", "Q1 2019/20", "Apr-Sep 2019", "Apr 2019")]
    ['Apr 2018 to Mar 2019', 'Apr 2018 to Mar 2019', 'Apr 2019 to Jun 2019', 'Apr 2019 to Sep 2019', 'Apr 2019']
    >>> [published_span(text) for text in ("last year", "2018/20", "Mar", "to Mar 2019")]
    [None, None, None, None]
    """
    quarter = read_quarter(text)
    if quarter is not None:
        return _ending(quarter, QUARTER)
    if short := _SHORT_SPAN.fullmatch(text.strip()):
        last = read_month(f"{short[2]} {short[3]}")
        first = None if last is None else read_month(f"{short[1]} {short[3]}")
        if first is not None and last is not None and first > last:
            first = date(first.year - 1, first.month, 1)
        return None if first is None or last is None else Span(first, last)
    found = read_span(text)
    if found is None and _SAYS_HOW_LONG.search(text):
        last, months = read_period(text)
        found = None if last is None else _ending(last, months)
    return found if found is not None and months_between(found.first, found.last) < _LONGEST else None


def released_in(text: str) -> date | None:
    """Return the month in which a release came out, None where its name says none.

    >>> released_in("Crime in England and Wales, July 2019"), released_in("First release")
    (datetime.date(2019, 7, 1), None)
    """
    words = text.replace(",", " ").split()
    tries = (" ".join(words[start:]) for start in range(len(words)) if not _A_YEAR.fullmatch(words[start]))
    return next((month for tried in tries if (month := read_month(tried)) is not None), None)


def _ending(last: date, months: int) -> Span:
    return Span(months_later(last, 1 - months), last)


def _total(months: Months, span: Span) -> Fraction | None:
    """Return the sum over exactly the months of a period, None where one is wanting."""
    wanted = span.months
    return sum((months[m] for m in wanted), Fraction(0)) if all(m in months for m in wanted) else None


def compare_published(inputs: PublishedInputs, own: OwnMonths | None) -> PublishedResult:
    """Return a published figure beside the own one of the same months, with what explains the difference.

    >>> months = {date(2018 + (n + 3) // 12, (n + 3) % 12 + 1, 1): Fraction(10) for n in range(13)}
    >>> ons = PublishedInputs("Burglary", "", "ONS", "July 2019", Span(date(2018, 4, 1), date(2019, 3, 1)), Fraction(118))
    >>> compare_published(ons, OwnMonths(months, {})).sentence
    'Burglary, Apr 2018 to Mar 2019: ONS (July 2019) 118; the workbook has 120: 2 more, +1.7%; months may have been revised since the release in Jul 2019.'
    """
    if own is None:
        return PublishedResult(inputs, None, ("the workbook has no months of it",))
    total = _total(own.months, inputs.span)
    if total is None:
        return _not_covered(inputs, own)
    if total == inputs.value:
        return PublishedResult(inputs, total, ())
    return PublishedResult(
        inputs, total, tuple(_explained(inputs, own)) or ("nothing in the workbook explains it",)
    )


def _not_covered(inputs: PublishedInputs, own: OwnMonths) -> PublishedResult:
    wanted = inputs.span.months
    missing = tuple(month for month in wanted if month not in own.months)
    names = [month_name(month) for month in missing]
    named = listed(names) if len(names) <= _MOST_NAMED else f"{names[0]} to {names[-1]}"
    said = f"the workbook does not cover the period: {len(wanted) - len(missing)} of {len(wanted)} months, without {named}"
    return PublishedResult(inputs, None, (said, *_same_elsewhere(inputs, own)), missing)


def _explained(inputs: PublishedInputs, own: OwnMonths) -> Iterable[str]:
    yield from _same_elsewhere(inputs, own)
    if own.revised:
        changed = sum((each.now - each.was for each in own.revised), Fraction(0))
        names = [f"{month_name(r.month)} {_number(r.was)} to {_number(r.now)}" for r in own.revised]
        told = listed_up_to(_MOST_NAMED, names)
        yield f"months revised since: {told}, together {to_float(changed):+,.10g}"
    else:
        month = released_in(inputs.release)
        if month is not None:
            yield f"months may have been revised since the release in {month_name(month)}"
    yield from (note.rstrip(".") for note in own.notes)


def _same_elsewhere(inputs: PublishedInputs, own: OwnMonths) -> Iterable[str]:
    """Yield where the workbook has just the published figure: in another period of the same length, in another place."""
    for step in sorted(range(-_NEAR, _NEAR + 1), key=abs):
        span = Span(months_later(inputs.span.first, step), months_later(inputs.span.last, step))
        if step and inputs.value and _total(own.months, span) == inputs.value:
            yield f"it is what the workbook has for another period, {span.words}"
            break
    for place, months in own.others.items():
        if inputs.value and _total(months, inputs.span) == inputs.value:
            yield f"it is what the workbook has for another place, {place or 'the force'}"
            break


def _number(value: Fraction) -> str:
    return f"{to_float(value):,.10g}"
