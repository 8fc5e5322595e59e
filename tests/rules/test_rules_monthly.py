"""The month's rules: reporting years, the year to date, the crime tree, targets, projections of many series."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.monthly.month import MonthInputs, RowInputs, RowResult, judge_month
from xlscore.rules.monthly.projecting import ENOUGH_TRIALS, Projected, Subject, learn, past_of, project
from xlscore.rules.monthly.targets import TargetWay, YearTarget, read_target_way
from xlscore.rules.monthly.tree import crime_tree, round_trips
from xlscore.rules.monthly.year_to_date import YearToDate, record_of, slows_down, year_to_date
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.level import LevelRule
from xlscore.rules.statistics.projection import Method, year_end
from xlscore.rules.statistics.spread import TYPICAL

F = Fraction
RULE = LevelRule.of(DEFAULT)
Counts = dict[datetime.date, Fraction]
PLACE = Source("Targets", "E2")


def day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, 1)


def counts_from(first: datetime.date, *figures: int | None) -> Counts:
    """Return figures a month each from the first on; None is a month that is missing."""
    found, month = {}, first
    for figure in figures:
        if figure is not None:
            found[month] = F(figure)
        month = day(month.year + month.month // 12, month.month % 12 + 1)
    return found


def yearly(*levels: int, first: int = 2015) -> Counts:
    """Return years from April on, each of twelve equal months."""
    return counts_from(day(first, 4), *(level for level in levels for _ in range(12)))


@pytest.mark.parametrize(
    ("to", "begins", "first", "name"),
    [
        (day(2019, 3), 4, day(2018, 4), "2018/19"),
        (day(2019, 4), 4, day(2019, 4), "2019/20"),
        (day(1999, 12), 4, day(1999, 4), "1999/00"),
        (day(2019, 12), 1, day(2019, 1), "2019"),
        (datetime.date(2019, 10, 14), 4, day(2019, 4), "2019/20"),
    ],
)
def test_a_year_begins_with_its_month(
    to: datetime.date, begins: int, first: datetime.date, name: str
) -> None:
    year = ReportingYear.of(to, begins)

    assert (year.first, year.name) == (first, name)
    assert year.before.first == day(first.year - 1, first.month)
    assert len(year.every_month) == 12


def test_a_year_begins_with_no_thirteenth_month() -> None:
    with pytest.raises(RuleError):
        ReportingYear.of(day(2019, 3), 13)


def test_the_year_to_date_is_held_against_the_same_months() -> None:
    counts = counts_from(day(2018, 4), 10, 11, 12, 13) | counts_from(day(2019, 4), 20, 21)

    found = year_to_date(counts, ReportingYear.of(day(2019, 5), 4))

    assert (found.this, found.last, found.change, found.percent) == (41, 21, 20, F(20, 21))
    assert found.unusual is True


def test_a_month_missing_in_either_year_leaves_no_sum() -> None:
    counts = counts_from(day(2018, 4), 10, None, 12) | counts_from(day(2019, 4), 20, 21, 22)

    found = year_to_date(counts, ReportingYear.of(day(2019, 6), 4))

    assert (found.this, found.last, found.change, found.percent, found.unusual) == (None,) * 5
    assert found.missing == (day(2018, 5),)


def test_nothing_last_year_has_a_change_and_no_percentage() -> None:
    found = YearToDate(F(3), F(0))

    assert (found.change, found.percent, found.unusual) == (3, None, True)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((9, 8, 8, 8, 8, 8, 8, 8, 9), "highest in 8 months"),
        ((9, 8, 8, 8, 8, 8, 8, 9), "highest in 7 months"),
        ((1, 8, 8, 8, 8, 8, 8, 2), "lowest in 7 months"),
        ((3, 3, 3, 3, 3, 4), "highest of all 6 months known"),
        ((8, 8, 8, 8, 9), ""),
        ((5, 9, None, 3, 3, 3, 3, 4), ""),
    ],
)
def test_a_record_is_worth_a_word_from_six_months_on(figures: tuple[int | None, ...], said: str) -> None:
    counts = counts_from(day(2019, 1), *figures)

    assert record_of(counts, max(counts)) == said


def test_a_rise_slows_down_where_its_latest_months_rise_less() -> None:
    year = ReportingYear.of(day(2020, 6), 1)
    last = counts_from(day(2019, 1), *[100] * 12)

    assert slows_down(last | counts_from(day(2020, 1), 150, 150, 150, 120, 120, 120), year)
    assert not slows_down(last | counts_from(day(2020, 1), 120, 120, 120, 150, 150, 150), year)
    assert not slows_down(last | counts_from(day(2020, 1), 150, 150, 150, 90, 90, 90), year)
    assert not slows_down(last, year)


@pytest.mark.parametrize(("this", "slower"), [((160, 160), True), ((300, 300), False), ((90, 90), False)])
def test_in_a_years_first_months_a_rise_is_that_of_the_twelve_months(
    this: tuple[int, int], slower: bool
) -> None:
    """Essex Police, performance board minutes, 2019: the rate of increase is reducing; the year is the rolling one."""
    years = counts_from(day(2018, 1), *[100] * 12) | counts_from(day(2019, 1), *[150] * 12)

    assert slows_down(years | counts_from(day(2020, 1), *this), ReportingYear.of(day(2020, 2), 1)) is slower


LEICESTERSHIRE = {
    "Shoplifting": 594,
    "Cycle theft": 287,
    "Violence": 255,
    "Sexual offences": 100,
    "All else": -554,
}
"""The change from 1 April to 14 October 2013 by type: +682 in all, of which the paper names four."""


def test_a_change_is_made_of_its_types() -> None:
    parents = {"All crime": "", **dict.fromkeys(LEICESTERSHIRE, "All crime")}
    changes = {name: YearToDate(F(2000 + change), F(2000)) for name, change in LEICESTERSHIRE.items()}
    counts = {"All crime": YearToDate(F(10_000 + 682), F(10_000)), **changes}

    tree = crime_tree(parents, counts)

    assert [(branch.measure, branch.depth, branch.short) for branch in tree] == [
        ("All crime", 0, None),
        *((name, 1, None) for name in LEICESTERSHIRE),
    ]
    assert sum((branch.share or F(0) for branch in tree[1:]), F(0)) == 1
    assert tree[1].share == F(594, 682)


def test_parts_that_do_not_add_up_are_said_with_what_is_in_none_of_them() -> None:
    parents = {"All": "", "Theft": "All", "Violence": "All"}
    counts = {
        "All": YearToDate(F(100), F(90)),
        "Theft": YearToDate(F(60), F(50)),
        "Violence": YearToDate(F(35), F(40)),
    }

    assert crime_tree(parents, counts)[0].short == (5, 0)


def test_a_part_without_figures_has_no_share_and_is_not_said_to_be_missing_from_the_sum() -> None:
    parents = {"All": "", "Theft": "All"}
    counts = {"All": YearToDate(F(100), F(90)), "Theft": YearToDate(None, None, (day(2019, 4),))}

    root, child = crime_tree(parents, counts)

    assert (root.short, child.share) == (None, None)


def test_a_root_that_did_not_change_gives_no_shares() -> None:
    counts = {"All": YearToDate(F(90), F(90)), "Theft": YearToDate(F(50), F(40))}

    assert [branch.share for branch in crime_tree({"All": "", "Theft": "All"}, counts)] == [None, None]


def test_measures_that_are_their_own_parents_are_found() -> None:
    assert round_trips({"A": "B", "B": "C", "C": "A", "D": "A"}) == ["A", "B", "C"]


@pytest.mark.parametrize(("typed", "kind"), [("Change", TargetWay.CHANGE), (" level ", TargetWay.LEVEL)])
def test_a_target_is_a_change_or_a_level(typed: str, kind: TargetWay) -> None:
    assert read_target_way(typed) is kind


def test_another_kind_of_target_is_refused() -> None:
    with pytest.raises(RuleError, match="Change or Level"):
        read_target_way("Aspiration")


def judged(counts: Counts, target: YearTarget | None = None, higher: bool | None = False) -> RowResult:
    row = RowInputs("Burglary", "", counts, target=target, higher_is_better=higher)
    inputs = MonthInputs((row,), {"Burglary": ""}, ReportingYear.of(day(2018, 9), 4), DEFAULT)
    return judge_month(inputs).rows[0]


def test_short_by_is_whole_crimes_over_the_targets_share_of_last_year() -> None:
    # The paper's burglary: 1,903 after 2,076 at -10 % is 35 short.
    figures = [346] * 6 + [300] * 6
    counts = (
        counts_from(day(2016, 4), *figures)
        | counts_from(day(2017, 4), *figures)
        | counts_from(day(2018, 4), *[317] * 5, 318)
    )

    row = judged(counts, YearTarget(F(-1, 10), TargetWay.CHANGE, PLACE))

    assert (row.to_date.this, row.to_date.last) == (1903, 2076)
    assert row.short == 35
    assert row.rag is not None
    assert row.rag.value == "Amber"
    assert row.target == F(9, 10) * (2076 + 1800)


def test_neither_way_better_has_no_status_and_no_verdict() -> None:
    row = judged(yearly(10, 10, 10, 10), YearTarget(F(-1, 10), TargetWay.CHANGE, PLACE), higher=None)

    assert (row.rag, row.short, row.verdict) == (None, None, "")


@pytest.mark.parametrize(("level", "verdict"), [(100, "On course"), (60, "At risk"), (20, "Off course")])
def test_the_verdict_is_by_the_whole_range(level: int, verdict: str) -> None:
    row = judged(yearly(10, 10, 5, 5), YearTarget(F(level), TargetWay.LEVEL, PLACE))

    assert row.verdict == verdict


def test_more_is_better_turns_the_verdict_round() -> None:
    target = YearTarget(F(20), TargetWay.LEVEL, PLACE)

    assert judged(yearly(10, 10, 5, 5), target, higher=True).verdict == "On course"


def test_a_range_is_learnt_from_the_workbooks_own_years_where_there_are_enough() -> None:
    year = ReportingYear.of(day(2021, 9), 4)
    steady = yearly(*[50] * 7)
    many = [Subject(f"Type {n}", "", steady) for n in range(ENOUGH_TRIALS)]

    own, typical = learn(past_of(many, year), year, RULE), learn(past_of(many[:2], year), year, RULE)

    narrow, wide = (project(many[0], year, lesson, 0.8, RULE) for lesson in (own, typical))
    assert _width(narrow) < _width(wide) / 10
    assert typical[Method.LEVEL].spread == TYPICAL
    assert (
        narrow.method
        == "level over usual seasons; range from this workbook's past years, which it missed by 0% on average"
    )
    assert wide.method == "level over usual seasons; range as usual for such series"


def _width(found: Projected) -> float:
    assert found.projection is not None
    assert found.projection.low is not None
    assert found.projection.high is not None
    return float(found.projection.high - found.projection.low)


def test_a_short_history_says_why_there_is_no_projection() -> None:
    found = project(
        Subject("New type", "", yearly(10, first=2017) | counts_from(day(2018, 4), 10)),
        ReportingYear.of(day(2018, 4), 4), learn([], ReportingYear.of(day(2018, 4), 4), RULE), 0.8, RULE,
    )  # fmt: skip

    assert found.projection is None
    assert found.why_not == "It has 12 months before this year, and a projection needs 24."


def test_a_step_change_begins_the_level_anew() -> None:
    counts = yearly(100, 100, 100) | counts_from(day(2018, 4), 100, 40, 40, 40)
    year = ReportingYear.of(day(2018, 7), 4)
    learnt = learn([], year, RULE)

    before = project(Subject("Burglary", "", counts), year, learnt, 0.8, RULE)
    after = project(Subject("Burglary", "", counts, restarts=day(2018, 5)), year, learnt, 0.8, RULE)

    assert before.projection is not None
    assert after.projection is not None
    assert float(after.projection.total) == pytest.approx(220 + 8 * 40)
    assert after.projection.total < before.projection.total
    assert "from the latest break on" in after.method


def shared(counts: Counts, year: ReportingYear, restarts: datetime.date | None = None) -> Projected:
    subject = Subject("Burglary", "", counts, restarts=restarts, method=Method.SHARE)
    return project(subject, year, learn([], year, RULE), 0.8, RULE)


SUMMERY = (9, 9, 10, 14, 15, 14, 9, 9, 8, 8, 8, 7)
WINTRY = (8, 9, 8, 9, 9, 10, 11, 12, 13, 12, 11, 10)


def test_a_year_by_the_share_is_that_of_the_function_over_the_latest_five_whole_years() -> None:
    years = [SUMMERY, WINTRY, SUMMERY, WINTRY, SUMMERY, SUMMERY]
    so_far = counts_from(day(2021, 4), 11, 10, 12, 13)

    found = shared(
        counts_from(day(2015, 4), *(m for year in years for m in year)) | so_far,
        ReportingYear.of(day(2021, 7), 4),
    )

    months = [*map(F, (11, 10, 12, 13)), *[None] * 8]
    assert found.projection == year_end(months, [[F(m) for m in year] for year in years[1:]], 0.8)
    assert found.method == "share that the same months had of 5 years; range from how these differ"


def test_a_share_has_no_range_of_one_year_and_leaves_out_a_year_that_lacks_a_month() -> None:
    counts = counts_from(day(2016, 4), *SUMMERY, *WINTRY[:5], None, *WINTRY[6:], 10, 10)

    found = shared(counts, ReportingYear.of(day(2018, 5), 4))

    assert found.projection is not None
    assert (found.projection.low, found.projection.high) == (None, None)
    assert found.projection.total == F(20 * sum(SUMMERY), 18)
    assert found.method == "share that the same months had of 1 year; no range, as one year shows none"


def test_a_year_with_a_break_before_lends_no_share() -> None:
    counts = counts_from(day(2015, 4), *SUMMERY, *WINTRY, *SUMMERY, 10, 10)
    year = ReportingYear.of(day(2018, 5), 4)

    parted, whole = shared(counts, year, day(2016, 9)), shared(counts, year, day(2016, 4))

    assert parted.projection is not None
    assert parted.projection.total == F(20 * sum(SUMMERY), 18)
    assert "of 2 years, without that of a break" in parted.method
    assert "of 3 years; range" in whole.method


def test_a_break_within_the_year_is_projected_by_the_level_and_says_so() -> None:
    counts = yearly(100, 100, 100) | counts_from(day(2018, 4), 100, 40, 40, 40)

    found = shared(counts, ReportingYear.of(day(2018, 7), 4), day(2018, 5))

    assert found.projection is not None
    assert float(found.projection.total) == pytest.approx(220 + 8 * 40)
    assert "from the latest break on, as the share knows no break within the year" in found.method


def test_what_the_share_refuses_is_no_projection_and_says_why() -> None:
    found = shared(yearly(10, 10, 10) | counts_from(day(2018, 4), 0), ReportingYear.of(day(2018, 4), 4))

    assert (found.projection, found.why_not) == (
        None,
        "Nothing is recorded so far; a share of nothing projects nothing.",
    )


def test_each_method_says_how_its_own_past_years_did() -> None:
    year = ReportingYear.of(day(2021, 9), 4)
    # The level carries a rise within the year on; the share takes the months as usual.
    rising = counts_from(day(2015, 4), *(50 + 10 * (n % 12) + (n // 12) % 2 * 30 for n in range(78)))
    subjects = [
        Subject(f"Type {n}", "", rising, method=method) for n in range(ENOUGH_TRIALS) for method in Method
    ]

    lessons = learn(past_of(subjects, year), year, RULE)
    alone = learn(past_of([s for s in subjects if s.method is Method.SHARE], year), year, RULE)

    assert lessons[Method.LEVEL].error != lessons[Method.SHARE].error
    assert lessons[Method.SHARE].error == alone[Method.SHARE].error
    assert alone[Method.LEVEL].error is None
    assert f"; it missed past years by {lessons[Method.SHARE].error:.0%} on average" in (
        project(subjects[1], year, lessons, 0.8, RULE).method
    )


def test_a_series_without_a_method_of_its_own_has_the_policys() -> None:
    counts = counts_from(day(2015, 4), *SUMMERY, *WINTRY, *SUMMERY, 10, 10)
    inputs = MonthInputs(
        (RowInputs("Theft", "", counts), RowInputs("Arson", "", counts, method=Method.LEVEL)),
        {}, ReportingYear.of(day(2018, 5), 4), DEFAULT.with_setting("projection_method", "share"),
    )  # fmt: skip

    methods = [row.projected.method.split()[0] for row in judge_month(inputs).rows]

    assert methods == ["share", "level"]


def test_the_largest_movers_are_by_number_and_more_than_chance_and_no_sum() -> None:
    year = ReportingYear.of(day(2019, 5), 4)

    def of(last: int, this: int) -> Counts:
        return counts_from(day(2018, 4), last, last) | counts_from(day(2019, 4), this, this)

    rows = tuple(
        RowInputs(name, "", of(*figures))
        for name, figures in {
            "All": (1000, 1180),
            "Theft": (500, 560),
            "Violence": (490, 612),
            "Arson": (10, 8),
        }.items()
    )
    parents = {"All": "", "Theft": "All", "Violence": "All", "Arson": "All"}

    result = judge_month(MonthInputs(rows, parents, year, DEFAULT))

    assert [row.measure for row in result.movers] == ["Violence", "Theft"]


@pytest.mark.parametrize(
    ("higher", "best", "worst"), [(False, "South", "North"), (True, "North", "South"), (None, "", "")]
)
def test_the_best_and_the_worst_place_are_said_the_way_that_is_better(
    higher: bool | None, best: str, worst: str
) -> None:
    year = ReportingYear.of(day(2019, 4), 4)
    figures = {"North": (100, 130), "South": (100, 80), "East": (100, 100)}
    rows = tuple(
        RowInputs("Theft", place, {day(2018, 4): F(last), day(2019, 4): F(this)}, higher_is_better=higher)
        for place, (last, this) in figures.items()
    )

    said = {row.place: row.remarks for row in judge_month(MonthInputs(rows, {}, year, DEFAULT)).rows}

    expected: dict[str, tuple[str, ...]] = dict.fromkeys(figures, ())
    if best:
        expected[best], expected[worst] = (
            ("best of 3 places against last year",),
            ("worst of 3 places against last year",),
        )
    assert said == expected
