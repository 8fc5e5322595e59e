"""Published figures beside the own ones: which months a period names, and what explains a difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from xlscore.rules.monthly.published import (
    OwnMonths,
    PublishedInputs,
    PublishedResult,
    RevisedMonth,
    compare_published,
    published_span,
    released_in,
)

APRIL = date(2018, 4, 1)


def months(values: list[int], first: date = APRIL) -> dict[date, Fraction]:
    start = first.year * 12 + first.month - 1
    return {date((start + n) // 12, (start + n) % 12 + 1, 1): Fraction(v) for n, v in enumerate(values)}


def compared(
    value: int,
    own: Mapping[date, Fraction] | None,
    period: str = "2018/19",
    release: str = "",
    **more: object,
) -> PublishedResult:
    span = published_span(period)
    assert span is not None
    inputs = PublishedInputs("Burglary", "", "ONS", release, span, Fraction(value))
    told = None if own is None else OwnMonths(own, **{"others": {}, **more})  # type: ignore[arg-type]
    return compare_published(inputs, told)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("Year ending March 2019", "Apr 2018 to Mar 2019"),
        ("YE Mar 19", "Apr 2018 to Mar 2019"),
        ("12 months to September 2019", "Oct 2018 to Sep 2019"),
        ("2018/19", "Apr 2018 to Mar 2019"),
        ("2019", "Jan 2019 to Dec 2019"),
        ("Q1 2019/20", "Apr 2019 to Jun 2019"),
        ("Quarter to June 2019", "Apr 2019 to Jun 2019"),
        ("Apr-Sep 2019", "Apr 2019 to Sep 2019"),
        ("Oct-Mar 2019", "Oct 2018 to Mar 2019"),
        ("April 2018 to September 2019", "Apr 2018 to Sep 2019"),
        ("YTD Sep 2019", "Apr 2019 to Sep 2019"),
        ("Apr 2019", "Apr 2019"),
    ],
)
def test_a_period_is_read_in_its_usual_forms(period: str, words: str) -> None:
    span = published_span(period)

    assert span is not None
    assert span.words == words


@pytest.mark.parametrize(
    "period", ["", "last year", "2018/20", "April", "to Mar 2019", "Q5 2019/20", "1066 to 2019"]
)
def test_a_period_that_names_no_months_is_none(period: str) -> None:
    assert published_span(period) is None


def test_the_difference_is_own_less_published_as_a_count_and_a_percentage() -> None:
    found = compared(1200, months([103] * 12))

    assert (found.own, found.difference, found.percent) == (1236, 36, Fraction(3, 100))
    assert (
        found.sentence
        == "Burglary, Apr 2018 to Mar 2019: ONS 1,200; the workbook has 1,236: 36 more, +3.0%; nothing in the workbook explains it."
    )


def test_the_same_figure_needs_no_explanation() -> None:
    found = compared(1200, months([100] * 12), release="July 2019")

    assert (found.difference, found.explained) == (0, ())
    assert found.sentence == "Burglary, Apr 2018 to Mar 2019: ONS (July 2019) 1,200, as the workbook has it."


def test_nine_months_are_not_held_against_twelve() -> None:
    found = compared(1200, months([100] * 9))

    assert (found.own, found.difference, found.percent) == (None, None, None)
    assert found.explained == (
        "the workbook does not cover the period: 9 of 12 months, without Jan 2019, Feb 2019 and Mar 2019",
    )


def test_a_published_figure_of_another_period_is_recognised() -> None:
    own = months([90, 95, *range(100, 112), 130])

    found = compared(sum([90, 95, *range(100, 110)]), own, period="12 months to May 2019")

    assert found.explained[0] == "it is what the workbook has for another period, Apr 2018 to Mar 2019"


def test_a_published_figure_of_another_place_is_recognised() -> None:
    found = compared(600, months([100] * 12), others={"North": months([50] * 12)})

    assert found.explained[0] == "it is what the workbook has for another place, North"


def test_months_that_were_revised_are_named_with_what_they_come_to() -> None:
    revised = tuple(RevisedMonth(date(2018, m, 1), Fraction(100), Fraction(100 + m)) for m in (4, 5, 6, 7))

    found = compared(1200, months([103] * 12), revised=revised)

    assert found.explained == (
        "months revised since: Apr 2018 100 to 104, May 2018 100 to 105, Jun 2018 100 to 106 and 1 more, together +22",
    )


def test_a_release_says_that_months_may_have_been_revised_and_notes_are_told() -> None:
    found = compared(
        1200,
        months([103] * 12),
        release="Statistical bulletin, July 2019",
        notes=("Sheds count as dwellings.",),
    )

    assert found.explained == (
        "months may have been revised since the release in Jul 2019",
        "Sheds count as dwellings",
    )


def test_without_months_there_is_nothing_to_compare() -> None:
    found = compared(1200, None)

    assert (found.own, found.explained) == (None, ("the workbook has no months of it",))


@pytest.mark.parametrize(
    ("release", "month"),
    [
        ("July 2019", date(2019, 7, 1)),
        ("18/07/2019", date(2019, 7, 1)),
        ("Outcomes 2018/19", None),
        ("", None),
    ],
)
def test_a_release_may_name_its_month(release: str, month: date | None) -> None:
    assert released_in(release) == month
