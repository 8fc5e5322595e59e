"""Quarterly counts and the staff survey: published changes, shares and ratios, and which numbers must not go out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.quarterly.counts import QuarterInputs, QuarterResult, judge_quarters
from xlscore.rules.quarterly.quarters import quarters_of, read_quarter
from xlscore.rules.quarterly.staff_survey import SurveyInputs, judge_survey, survey_sentences
from xlscore.rules.quarterly.suppressing import hidden
from xlscore.rules.quarterly.words import quarter_sentence

NOW, BEFORE, YEAR_AGO = date(2019, 9, 1), date(2019, 6, 1), date(2018, 9, 1)


def row(
    name: str, counts: Sequence[int | None], split: str = "Object", population: int | None = None
) -> QuarterInputs:
    """Return a row with the counts of the latest quarter, the one before and a year before."""
    known = {at: Fraction(n) for at, n in zip((NOW, BEFORE, YEAR_AGO), counts, strict=False) if n is not None}
    return QuarterInputs(
        "Stop and search", name, split, known, None if population is None else Fraction(population)
    )


def judged(*rows: QuarterInputs, under: int = 5) -> tuple[QuarterResult, ...]:
    return judge_quarters(rows, NOW, under, Fraction(0))


@pytest.mark.parametrize(
    ("counts", "quarter", "year"),
    [
        ((4350, 4158), (192, 0.0462), None),  # the minutes print 29 % beside these counts
        ((4350, None, 1453), None, (2897, 1.9938)),
        ((10, 0), (10, None), None),
    ],
    ids=["+192 is 4.6 %", "+2,897 is 199 %", "nothing has no percentage"],
)
def test_changes_are_a_count_and_a_percentage(
    counts: Sequence[int | None],
    quarter: tuple[int, float | None] | None,
    year: tuple[int, float | None] | None,
) -> None:
    """Essex Police, performance board minutes, 2019."""
    (found,) = judged(row("Searches", counts, ""))

    for change, expected in ((found.on_quarter, quarter), (found.on_year, year)):
        said = (
            None
            if change is None
            else (change.change, None if change.percent is None else round(float(change.percent), 4))
        )
        assert said == expected


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(131, 4350, 0.030), (73, 75, 0.973)], ids=["no grounds", "solved"]
)
def test_shares_are_of_the_total_of_the_split(part: int, whole: int, share: float) -> None:
    """Essex Police, performance board minutes, 2019."""
    found = judged(row("Total", [whole]), row("Part", [part]), under=1)

    assert round(float(found[1].share or 0), 3) == share


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ((10, 8, 10), "16 in Q2, 3.2% of 500 (2.2% of four quarters together)"),
        ((10, 3, 10), "16 in Q2, 3.2% of 500;"),
        ((10, None, 10), "16 in Q2, 3.2% of 500;"),
    ],
    ids=["rape solved 3.2 % v 2.2 %", "a small number could be worked out", "a quarter is wanting"],
)
def test_a_share_stands_beside_that_of_four_quarters(earlier: tuple[int, int | None, int], said: str) -> None:
    """Essex Police, performance board minutes, 2019."""
    quarters = (NOW, BEFORE, date(2019, 3, 1), date(2018, 12, 1))
    counts = {at: Fraction(n) for at, n in zip(quarters, (16, *earlier), strict=True) if n is not None}
    rows = [
        QuarterInputs("Rape", "Total", "Outcome", dict.fromkeys(quarters, Fraction(500))),
        QuarterInputs("Rape", "Solved", "Outcome", counts),
    ]

    found = judged(*rows)

    assert said in quarter_sentence(found[1], found, "Q2")


def test_shares_are_of_the_sum_where_there_is_no_total_and_of_nothing_where_a_row_is_wanting() -> None:
    whole = judged(row("Drugs", [60]), row("Weapons", [40]))
    part = judged(row("Drugs", [60]), row("Weapons", [None, 40]))

    assert [each.share for each in whole] == [Fraction(3, 5), Fraction(2, 5)]
    assert [each.share for each in part] == [None, None]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (200, "as many as the quarter before."),
        (240, "40 more than the quarter before (+20.0%)."),
        (205, "5 more than the quarter before (+2.5%), no more than chance would explain."),
        (401, "201 more than the quarter before (+100.5%), more than doubled."),
        (400, "200 more than the quarter before (+100.0%)."),
        (601, "401 more than the quarter before (+200.5%), more than tripled."),
        (99, "101 fewer than the quarter before (-50.5%), less than half."),
    ],
)
def test_a_change_in_words(now: int, said: str) -> None:
    found = judged(row("Searches", [now, 200], ""))

    assert quarter_sentence(found[0], found, "Q2").endswith(said)


@pytest.mark.parametrize(
    ("now", "words"),
    [(4158, ""), (4350, "(+4.6%), slightly up"), (3960, "(-4.8%), slightly down"), (4370, "(+5.1%)."), (4365, "(+5.0%), slightly up")],
)  # fmt: skip
def test_a_change_within_the_policy_s_number_is_slight(now: int, words: str) -> None:
    rows = [row("Searches", [now, 4158], "")]

    found = judge_quarters(rows, NOW, 5, Fraction(5, 100))

    assert words in quarter_sentence(found[0], found, "Q2")
    assert ("slightly" in quarter_sentence(found[0], found, "Q2")) is ("slightly" in words)


def test_rates_are_compared_with_white_and_else_with_the_largest_population() -> None:
    rows = [
        row("Total", [930], "Ethnicity", 1_700_000),
        row("Black", [90], "Ethnicity", 30_000),
        row("White British", [810], "Ethnicity", 1_600_000),
        row("White other", [30], "Ethnicity", 70_000),
    ]
    areas = [row("City", [90], "Area", 30_000), row("County", [810], "Area", 1_600_000)]

    white, largest = judged(*rows), judged(*areas)

    assert [each.reference for each in white] == [None, 2, 2, 2]
    assert white[1].ratio is not None
    assert round(white[1].ratio.value, 2) == 5.93
    assert white[2].ratio is None
    assert [each.reference for each in largest] == [1, 1]


def test_a_part_beside_a_total_alone_is_compared_with_the_total() -> None:
    found = judged(row("Black", [90], "Ethnicity", 30_000), row("Total", [930], "Ethnicity", 1_700_000))

    assert found[0].reference == 1


def test_numbers_under_five_are_hidden_and_one_alone_takes_the_next_smallest_with_it() -> None:
    found = judged(row("Drugs", [73]), row("Weapons", [2]), row("Stolen goods", [30]), row("Other", [0]))

    assert [each.suppressed for each in found] == [False, True, True, False]
    assert [each.share for each in found] == [Fraction(73, 105), None, None, 0]


def test_a_change_is_hidden_where_either_quarter_is() -> None:
    found = judged(row("Drugs", [73, 2]), row("Weapons", [30, 30]), row("Other", [90, 90]))

    assert [each.suppressed for each in found] == [False, False, False]
    assert [each.quarter_suppressed for each in found] == [True, True, False]
    assert "the change on the quarter before is suppressed" in quarter_sentence(found[0], found, "Q2")


def test_a_ratio_is_hidden_where_either_count_is() -> None:
    found = judged(
        row("White", [4], "Ethnicity", 1000),
        row("Black", [90], "Ethnicity", 500),
        row("Other", [60], "Ethnicity", 500),
    )

    assert [each.ratio for each in found] == [None, None, None]


def test_nothing_is_said_of_a_whole_that_is_small_itself() -> None:
    found = judged(row("Total", [3]), row("Drugs", [3]), row("Other", [0]))

    assert [each.suppressed for each in found] == [True, True, False]
    assert [each.share for each in found] == [None, None, None]


def test_rows_that_are_no_parts_do_not_hide_one_another() -> None:
    found = judged(row("Searches", [4350], ""), row("Complaints", [3], ""))

    assert [each.suppressed for each in found] == [False, True]


def test_a_limit_of_one_hides_nothing() -> None:
    assert [each.suppressed for each in judged(row("Drugs", [73]), row("Other", [1]), under=1)] == [
        False,
        False,
    ]


@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_no_hidden_number_can_be_worked_out_from_the_total(counts: list[int]) -> None:
    """Every way to fill the hidden places with ones or more that give the total is tried: there are two at least."""
    places = sorted(hidden([Fraction(count) for count in counts], 5))
    shown = sum(count for place, count in enumerate(counts) if place not in places)
    left = sum(counts) - shown

    assert all(place in places for place, count in enumerate(counts) if 0 < count < 5)
    if not places or sum(counts) == sum(counts[place] for place in places):
        return  # all that is not nought is hidden: so is what the total is made of
    ways = [way for way in itertools.product(range(1, left + 1), repeat=len(places)) if sum(way) == left]
    for each in range(len(places)):
        assert len({way[each] for way in ways}) > 1


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Q1 2019/20", date(2019, 6, 1)),
        ("Q4 2019-20", date(2020, 3, 1)),
        ("Quarter 3, 2019/2020", date(2019, 12, 1)),
        ("2019/20 Q2", date(2019, 9, 1)),
        ("Q2 19/20", date(2019, 9, 1)),
        ("FY 2019/20 Q2", date(2019, 9, 1)),
        ("Q3 2019", date(2019, 9, 1)),
        ("2019 Q3", date(2019, 9, 1)),
        ("Q3-2019", date(2019, 9, 1)),
        ("2019-Q3", date(2019, 9, 1)),
        ("July – September 2019", date(2019, 9, 1)),
        ("Dec 2018 to Feb 2019", date(2019, 2, 1)),
        ("Nov-Jan 2020", date(2020, 1, 1)),
        ("3 months to Sep 2019", date(2019, 9, 1)),
        ("Quarter ending 30 September 2019", date(2019, 9, 1)),
        ("Jul-Sep 2019 (p)", date(2019, 9, 1)),
        ("Q2 2019/21", None),
        ("Q0 2019/20", None),
        ("Q2", None),
        ("Apr-Sep 2019", None),
        ("12 months to Sep 2019", None),
        ("Total", None),
    ],
)
def test_a_quarter_is_read_in_its_usual_forms(text: str, last: date | None) -> None:
    assert read_quarter(text) == last


def test_months_stand_for_quarters_only_where_they_lie_so_far_apart() -> None:
    apart = [date(2019, 3, 1), date(2019, 6, 1), None]
    monthly = [date(2019, 3, 1), date(2019, 4, 1), None]

    assert quarters_of(["Mar 2019", "Jun 2019", "x"], apart) == apart
    assert quarters_of(["Mar 2019", "Apr 2019", "x"], monthly) == [None, None, None]


def survey(*pairs: tuple[str, int, int, int]) -> list[str]:
    return survey_sentences(
        judge_survey([SurveyInputs(n, Fraction(a), Fraction(b), Fraction(c), 40) for n, a, b, c in pairs])
    )


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ([("A", 6, 5, 5), ("B", 6, 5, 5), ("C", 4, 5, 5)], "All but one of 3 measures improved since the last survey; worse: C."),
        ([("A", 6, 5, 5), ("B", 6, 5, 5)], "All two measures improved since the last survey."),
        ([("A", 5, 5, 5), ("B", 6, 5, 5)], "One of 2 measures improved since the last survey."),
        ([("A", 4, 5, 5)], "None of 1 measure improved since the last survey; worse: A."),
    ],
)  # fmt: skip
def test_the_survey_says_how_many_measures_improved(
    measures: list[tuple[str, int, int, int]], said: str
) -> None:
    assert survey(*measures)[0] == said


def test_lower_may_be_better_and_the_best_of_all_is_named() -> None:
    rows = [
        SurveyInputs("Stress", Fraction(3), Fraction(4), Fraction(5), 40, higher_is_better=False, rank=1),
        SurveyInputs("Vision", Fraction(6), None, Fraction(5), 40),
    ]

    assert survey_sentences(judge_survey(rows)) == [
        "One of 1 measure improved since the last survey.",
        "All two measures are better than the mean of the other forces.",
        "Best of 40: Stress.",
    ]
