"""A row of quarterly counts in sentences, with nothing in them that must not go out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.quarterly.counts import QuarterChange, QuarterResult

__all__ = ["SUPPRESSED", "quarter_sentence", "times_words"]

SUPPRESSED = "suppressed"
"""What stands for a number that must not go out; the same for a small one and for one that is hidden with it."""


_TIMES: Final = ((3, "more than tripled"), (2, "more than doubled"))
"""What the words mean: so many times as many."""


def quarter_sentence(result: QuarterResult, results: Sequence[QuarterResult], quarter: str) -> str:
    """Return a row in sentences; `quarter` is the latest quarter as its heading calls it.

    >>> from datetime import date
    >>> from xlscore.rules.quarterly.counts import QuarterInputs, judge_quarters
    >>> counts = {date(2019, 9, 1): Fraction(4350), date(2019, 6, 1): Fraction(4158), date(2018, 9, 1): Fraction(1453)}
    >>> found = judge_quarters([QuarterInputs("Stop and search", "Searches", "", counts)], date(2019, 9, 1), 5, Fraction(5, 100))
    >>> print(quarter_sentence(found[0], found, "Q2 2019/20"))
    Stop and search, Searches: 4,350 in Q2 2019/20; 192 more than the quarter before (+4.6%), slightly up; 2,897 more than a year before (+199.4%), more than doubled.
    """
    inputs = result.inputs
    named = ", ".join(filter(None, (inputs.table, inputs.split, inputs.row)))
    if result.count is None:
        return f"{named}: no figure in {quarter}."
    if result.suppressed:
        return f"{named}: {SUPPRESSED} in {quarter}."
    said = [f"{named}: {_number(result.count)} in {quarter}{_share(result)}"]
    said += _changed(result.on_quarter, "the quarter before", hidden=result.quarter_suppressed)
    said += _changed(result.on_year, "a year before", hidden=result.year_suppressed)
    return ". ".join(["; ".join(said), *_ratio(result, results)]) + "."


def times_words(ratio: Fraction) -> str:
    """Return a large change in words, "" for any other.

    >>> times_words(Fraction(2)), times_words(Fraction(299, 100)), times_words(Fraction(31, 10)), times_words(Fraction(2, 5))
    ('', 'more than doubled', 'more than tripled', 'less than half')
    """
    return next(
        (words for times, words in _TIMES if ratio > times), "less than half" if 2 * ratio < 1 else ""
    )


def _number(count: Fraction) -> str:
    return f"{to_float(count):,.10g}"


def _share(result: QuarterResult) -> str:
    if result.share is None or result.whole is None:
        return ""
    year = (
        "" if result.year_share is None else f" ({to_float(result.year_share):.1%} of four quarters together)"
    )
    return f", {to_float(result.share):.1%} of {_number(result.whole)}{year}"


def _changed(change: QuarterChange | None, than: str, *, hidden: bool) -> list[str]:
    if change is None:
        return []
    if hidden:
        return [f"the change on {than} is {SUPPRESSED}"]
    if change.change == 0:
        return [f"as many as {than}"]
    way = "more" if change.change > 0 else "fewer"
    said = f"{_number(abs(change.change))} {way} than {than}"
    if change.percent is not None:
        said += f" ({to_float(change.percent):+.1%})"
        words = times_words(1 + change.percent)
        if change.slight:
            words = "slightly up" if change.change > 0 else "slightly down"
        said += f", {words}" if words else ""
    return [said if change.unusual else f"{said}, no more than chance would explain"]


def _ratio(result: QuarterResult, results: Sequence[QuarterResult]) -> list[str]:
    if result.ratio is None or result.reference is None:
        return []
    other = results[result.reference].inputs.row
    said = f"Per head {result.ratio.value:.2f} times as many as {other}"
    if result.ratio.lower is None or result.ratio.upper is None:
        return [said]
    chance = result.ratio.lower <= 1 <= result.ratio.upper
    return [
        f"{said} (95% range {result.ratio.lower:.2f} to {result.ratio.upper:.2f})"
        + (", no more than chance would explain" if chance else "")
    ]
