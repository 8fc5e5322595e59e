"""The month in pictures: what is drawn of a measure's year and of the crime tree, and what is said of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Source
from xlscore.rules.monthly.fan import Fan, fan_of, worth_a_fan
from xlscore.rules.monthly.month import MonthInputs, MonthResult, RowInputs, judge_month
from xlscore.rules.monthly.targets import TargetWay, YearTarget
from xlscore.rules.monthly.tree import crime_tree
from xlscore.rules.monthly.tree_picture import IN_NO_PART, Leaning, TreeCell, picture_of, told
from xlscore.rules.monthly.unusual import what_is_unusual
from xlscore.rules.monthly.year_to_date import YearToDate
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import DEFAULT
from xlscore.rules.series import months_from

PLACE = Source("Targets", "E2")
YEAR = ReportingYear.of(date(2019, 1, 1), 4)
MONTHS = months_from(date(2014, 4, 1), date(2019, 1, 1))


def row(
    measure: str = "Robbery",
    place: str = "",
    *,
    without: tuple[date, ...] = (),
    level: int = 10,
    target: YearTarget | None = None,
) -> RowInputs:
    counts = {month: Fraction(level + month.month % 3) for month in MONTHS if month not in without}
    return RowInputs(measure, place, counts, target=target)


def judged(*rows: RowInputs, year: ReportingYear = YEAR) -> MonthResult:
    return judge_month(MonthInputs(rows, {}, year, DEFAULT))


def fan(given: RowInputs, year: ReportingYear = YEAR) -> Fan:
    return fan_of(given, judged(given, year=year).rows[0], year)


def known(points: tuple[Fraction | None, ...]) -> list[float]:
    return [round(float(point), 6) for point in points if point is not None]


def test_the_fan_begins_where_what_is_known_ends_and_ends_with_the_projection() -> None:
    found = fan(row())
    projection = judged(row()).rows[0].projected.projection

    assert projection is not None
    assert None not in found.so_far[:10]
    assert found.so_far[10:] == (None, None)
    assert found.total[:9] == (None,) * 9
    assert found.total[9] == found.low[9] == found.high[9] == found.so_far[9]
    assert known(found.total)[-1] == round(float(projection.total), 6)
    assert known(found.high)[-1] == round(float(projection.high or 0), 6)


@given(level=st.integers(0, 500))
def test_no_line_of_a_fan_ever_falls_and_the_range_holds_the_projection(level: int) -> None:
    found = fan(row(level=level))

    for line in (found.so_far, found.last_year, found.total, found.low, found.high):
        assert known(line) == sorted(known(line))
    assert all(low <= total <= high for low, total, high in zip(*map(known, (found.low, found.total, found.high)), strict=True))  # fmt: skip


def test_a_missing_month_ends_the_line_and_is_projected() -> None:
    found = fan(row(without=(date(2018, 9, 1),)))

    assert [point is not None for point in found.so_far] == [True] * 5 + [False] * 7
    assert [point is not None for point in found.total] == [False] * 4 + [True] * 8


def test_a_year_that_is_over_has_no_fan() -> None:
    given = row()
    given = RowInputs("Robbery", "", given.counts | {date(2019, 2, 1): Fraction(9), date(2019, 3, 1): Fraction(9)})  # fmt: skip
    found = fan(given, ReportingYear.of(date(2019, 3, 1), 4))

    assert found.so_far[-1] is not None
    assert known(found.total) == []
    assert found.title.startswith("Robbery: ")
    assert found.title.endswith("in the year")


@pytest.mark.parametrize(
    ("level", "verdict"), [(200, "On course"), (90, "Off course")], ids=["far above", "far below"]
)
def test_the_title_carries_the_verdict_and_the_text_measure_place_and_figures(
    level: int, verdict: str
) -> None:
    target = YearTarget(Fraction(level), TargetWay.LEVEL, PLACE)
    found = fan(row("Robbery", "Camden", target=target))

    assert found.title.startswith(f"Robbery, Camden: {verdict}, projected 1")
    assert found.title.endswith(f", target {level}")
    for words in ("Robbery in Camden, 2018/19.", "Recorded to Jan 2019: 110, 110 by then last year.", "Last year's total: 132.", f"Target: {level}: {verdict}."):  # fmt: skip
        assert words in found.sentence


def test_the_forces_measures_with_a_target_come_first_and_places_only_with_one() -> None:
    target = YearTarget(Fraction(100), TargetWay.LEVEL, PLACE)
    rows = (
        row("A"),
        row("A", "North"),
        row("A", "South", target=target),
        row("B", target=target),
        RowInputs("C", "", {date(2019, 1, 1): Fraction(1)}),
    )

    found = worth_a_fan(judged(*rows).rows)

    assert [(each.measure, each.place) for each in found] == [("B", ""), ("A", ""), ("A", "South")]


def counts(this: int | None, last: int | None) -> YearToDate:
    return YearToDate(None if this is None else Fraction(this), None if last is None else Fraction(last))


PARENTS = {"All": "", "Theft": "All", "Bikes": "Theft", "Violence": "All", "Arson": "All", "Fraud": "All"}
COUNTS = {
    "All": counts(1000, 900), "Theft": counts(600, 450), "Bikes": counts(600, 450), "Violence": counts(300, 380),
    "Arson": counts(40, 38), "Fraud": counts(None, 3),
}  # fmt: skip


def test_each_cell_says_its_count_and_change_and_which_way_it_leans() -> None:
    (root,) = picture_of(crime_tree(PARENTS, COUNTS))

    assert [(part.measure, part.leaning) for part in root.parts] == [
        ("Theft", Leaning.MORE),
        ("Violence", Leaning.LESS),
        ("Arson", Leaning.WITHIN),
        (IN_NO_PART, Leaning.UNKNOWN),
    ]
    assert root.parts[0].lines == ("Theft", "600", "▲ +150 (+33.3%)", "unusual")
    assert root.parts[1].lines == ("Violence", "300", "▼ −80 (−21.1%)", "unusual")
    assert root.parts[2].lines == ("Arson", "40", "▲ +2 (+5.3%)")


def _every(root: TreeCell) -> list[TreeCell]:
    return [root, *(each for part in root.parts for each in _every(part))]


def test_the_parts_of_a_cell_are_never_narrower_than_it_where_they_add_up() -> None:
    (root,) = picture_of(crime_tree(PARENTS, COUNTS))

    for each in _every(root):
        assert not each.parts or sum(part.count for part in each.parts) == each.count


def test_what_is_told_names_the_root_what_went_beyond_chance_and_what_has_no_figure() -> None:
    text = told(crime_tree(PARENTS, COUNTS), "Jan 2019")

    assert "All 1,000, +100 (+11.1%)." in text
    assert "More than last year, beyond chance: Theft 600, +150 (+33.3%); Bikes 600, +150 (+33.3%)." in text
    assert "Less than last year, beyond chance: Violence 300, −80 (−21.1%)." in text
    assert text.endswith("not in the picture: Fraud.")
    assert "Arson" not in text


@pytest.mark.parametrize("this", [None, 0])
def test_a_measure_without_a_count_has_no_cell(this: int | None) -> None:
    tree = crime_tree({"All": "", "Theft": "All"}, {"All": counts(this, 3), "Theft": counts(1, 1)})

    assert picture_of(tree) == ()


def test_what_is_unusual_names_the_largest_changes_first_and_how_many_more() -> None:
    changed = [(f"M{n}", counts(1000 - 20 * n, 500)) for n in range(7)]

    said = what_is_unusual([*changed, ("Quiet", counts(4, 3)), ("Unknown", counts(None, 3))], "May")

    assert said.startswith("More than chance in May: M0 +500 (+100.0%); M1 +480 (+96.0%); ")
    assert said.endswith("; M4 +420 (+84.0%); and 2 more.")
    assert what_is_unusual([("Unknown", counts(None, 3))], "May") == ""


def test_a_measure_that_stands_as_last_year_says_so() -> None:
    (root,) = picture_of(
        crime_tree({"All": "", "Theft": "All"}, dict.fromkeys(("All", "Theft"), counts(5, 5)))
    )

    assert root.lines == ("All", "5", "as last year")
