"""Files of one call as one unit, and what it makes of the counts that stand: table tests of the rules of import."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.support.importer import file_of
from xlscore.sources.counted import FileCounts, Release
from xlscore.sources.meanings import Meanings, MeasureTold, PlaceTold, SourceLine
from xlscore.sources.merging import Brought, MergedFiles, MonthStanding, Settlement, settle, unite

JANUARY, FEBRUARY, MARCH = date(2019, 1, 1), date(2019, 2, 1), date(2019, 3, 1)
NOTHING = Meanings()


def counts(unit: MergedFiles) -> dict[tuple[str, str, date], Fraction]:
    return {mark: brought.value for mark, brought in unit.counts.items()}


def test_rows_of_several_files_add() -> None:
    north = file_of({("Burglary", "North", JANUARY): 3}, file="a.csv", has_references=True)
    more = file_of({("Burglary", "North", JANUARY): 4}, file="b.csv", has_references=True)

    unit = unite([north, more], NOTHING)

    assert counts(unit) == {("Burglary", "North", JANUARY): 7}
    assert unit.problems == ()


def test_the_same_month_in_two_files_without_references_is_a_problem_and_adds() -> None:
    one = file_of({("Burglary", "North", JANUARY): 3, ("Burglary", "South", JANUARY): 1}, file="a.csv")
    two = file_of({("Burglary", "North", JANUARY): 4, ("Burglary", "South", JANUARY): 2}, file="b.csv")

    unit = unite([one, two], NOTHING)

    assert counts(unit)["Burglary", "North", JANUARY] == 7
    (problem,) = unit.problems
    assert "'Burglary' in North in Jan 2019 and 1 more count are in 'a.csv' too" in problem.what


def test_two_files_of_different_places_are_no_problem_though_each_has_zeros_of_the_other() -> None:
    one = file_of({("Burglary", "North", JANUARY): 3, ("Robbery", "South", JANUARY): 1}, file="a.csv")
    two = file_of({("Burglary", "South", JANUARY): 4}, file="b.csv")

    unit = unite([one, two], NOTHING)

    assert counts(unit)["Burglary", "South", JANUARY] == 4
    assert unit.problems == ()


def test_rows_of_single_cases_give_0_for_what_they_name_in_the_months_that_they_cover() -> None:
    file = file_of(
        {("Burglary", "North", JANUARY): 3, ("Robbery", "South", FEBRUARY): 1}, covered=(JANUARY, FEBRUARY)
    )

    found = counts(unite([file], NOTHING))

    assert len(found) == 8
    assert found["Robbery", "North", JANUARY] == 0
    assert MARCH not in {month for _, _, month in found}


def test_a_table_gives_0_only_in_the_rows_that_it_has() -> None:
    file = file_of(
        {("Burglary", "North", JANUARY): 3, ("Robbery", "South", FEBRUARY): 1},
        covered=(JANUARY, FEBRUARY),
        is_table=True,
    )

    assert counts(unite([file], NOTHING)) == {
        ("Burglary", "North", JANUARY): 3,
        ("Burglary", "North", FEBRUARY): 0,
        ("Robbery", "South", JANUARY): 0,
        ("Robbery", "South", FEBRUARY): 1,
    }


def test_a_file_of_the_whole_force_says_nothing_of_its_places() -> None:
    file = file_of({("Burglary", "", JANUARY): 3, ("Robbery", "North", JANUARY): 1})

    assert set(counts(unite([file], NOTHING))) == {("Burglary", "", JANUARY), ("Robbery", "North", JANUARY)}


PARENTS = Meanings(
    measures=(
        MeasureTold("Theft"),
        MeasureTold("Shoplifting", parent="Theft"),
        MeasureTold("Cycle", parent="Theft"),
    ),
    places=(PlaceTold("County"), PlaceTold("North", "County"), PlaceTold("South", "County")),
)


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (("Theft", "North"), "'Theft' in North in Jan 2019 is 9 in the file, and its parts come to 5"),
        (("Shoplifting", "County"), "'Shoplifting' in County in Jan 2019 is 9 in the file, and its parts come to 7"),
        (("Shoplifting", ""), "'Shoplifting' in Jan 2019 is 9 in the file, and its parts come to 7"),
        (("Theft", ""), "'Theft' in Jan 2019 is 9 in the file, and its parts come to 9"),
    ],
)  # fmt: skip
def test_a_parent_is_not_written_and_held_against_its_parts(whole: tuple[str, str], said: str) -> None:
    parts = {
        ("Shoplifting", "North", JANUARY): 3,
        ("Cycle", "North", JANUARY): 2,
        ("Shoplifting", "South", JANUARY): 4,
    }
    file = file_of({**parts, (*whole, JANUARY): 9}, is_table=True)

    unit = unite([file], PARENTS)

    assert counts(unit) == parts
    assert unit.files[0].total == 9
    if whole == ("Theft", ""):
        assert unit.problems == ()
    else:
        assert said in unit.problems[0].what


def test_a_total_of_everything_is_held_against_all_its_parts() -> None:
    file = file_of(
        {("Burglary", "North", JANUARY): 3, ("Robbery", "North", JANUARY): 2},
        sums={("All crime", "North", JANUARY): Fraction(6)},
    )

    (problem,) = unite([file], NOTHING).problems

    assert "is 6 in the file, and its parts come to 5" in problem.what


def test_of_two_releases_that_an_officer_told_the_newer_holds() -> None:
    told = Meanings(
        sources=(SourceLine("a.csv", "", None, release="old"), SourceLine("b.csv", "", None, release="new"))
    )
    old = file_of({("Burglary", "North", JANUARY): 3, ("Burglary", "South", JANUARY): 8}, file="a.csv", release=Release("old", FEBRUARY))  # fmt: skip
    new = file_of({("Burglary", "North", JANUARY): 5}, file="b.csv", release=Release("new", MARCH))

    unit = unite([new, old], told)

    assert counts(unit) == {("Burglary", "North", JANUARY): 5, ("Burglary", "South", JANUARY): 8}
    assert unit.problems == ()


def test_a_month_that_is_cut_short_says_up_to_when() -> None:
    cut = date(2019, 1, 14)
    file = file_of({("Burglary", "North", JANUARY): 3}, part={JANUARY: cut})

    assert unite([file], NOTHING).counts["Burglary", "North", JANUARY] == Brought(Fraction(3), JANUARY, cut)


def test_what_the_store_keeps_has_the_zeros() -> None:
    file: FileCounts = file_of({("Burglary", "North", JANUARY): 3}, covered=(JANUARY, FEBRUARY))

    (kept,) = unite([file], NOTHING).kept

    assert kept.months == {("Burglary", "North", JANUARY): 3, ("Burglary", "North", FEBRUARY): 0}


def brought(value: int, release: date = FEBRUARY, until: date | None = None) -> Brought:
    return Brought(Fraction(value), release, until)


CUT = date(2019, 1, 14)


@pytest.mark.parametrize(
    ("now", "stands", "written", "outcome"),
    [
        (brought(5), None, None, Settlement.NEW),
        (brought(5), None, brought(4), Settlement.NEW),
        (brought(5), 5, None, Settlement.SAME),
        (brought(5), 4, None, Settlement.TYPED),
        (brought(5), 4, brought(6), Settlement.TYPED),
        (brought(5, MARCH), 4, brought(4), Settlement.REVISED),
        (brought(5), 4, brought(4), Settlement.REVISED),
        (brought(5, JANUARY), 4, brought(4), Settlement.OLDER),
        (brought(4, JANUARY), 4, brought(4), Settlement.SAME),
        (brought(5, MARCH), 4, brought(4, FEBRUARY, CUT), Settlement.COMPLETED),
        (brought(5, MARCH, date(2019, 1, 20)), 4, brought(4, FEBRUARY, CUT), Settlement.COMPLETED),
        (brought(5, MARCH, CUT), 4, brought(4, FEBRUARY, CUT), Settlement.REVISED),
    ],
)
def test_what_becomes_of_a_count(
    now: Brought, stands: int | None, written: Brought | None, outcome: Settlement
) -> None:
    assert settle(now, MonthStanding(None if stands is None else Fraction(stands), written)) is outcome


def test_a_formula_is_a_persons() -> None:
    assert settle(brought(5), MonthStanding(None, readable=False)) is Settlement.TYPED
