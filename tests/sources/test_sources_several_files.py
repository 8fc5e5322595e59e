"""Several files of one call: a crime that is in two of them counts once where its reference tells, and is a problem where it might not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xlscore.sources.counted import FileCounts
from xlscore.sources.meanings import Meanings
from xlscore.sources.reading import read_files

TODAY = date(2019, 6, 30)
HEAD = "Ref,Date,Type,Area,Outcome"
MAY = ("1,30/04/2019,Arson,North,none", "2,02/05/2019,Arson,North,none", "3,03/05/2019,Robbery,North,charged")


def read(tmp_path: Path, *texts: str) -> tuple[FileCounts, ...]:
    """Return what texts come to as files of one call."""
    paths = []
    for at, text in enumerate(texts):
        paths.append(tmp_path / f"{at}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return read_files(paths, Meanings(today=TODAY))


def extract(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows)) + "\n"


def test_a_row_that_is_in_a_file_before_counts_once(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, extract(*MAY), extract(MAY[2], "4,04/05/2019,Arson,North,none", MAY[1], MAY[1])
    )

    assert (first.counted, first.left_out) == (3, {})
    assert (second.counted, second.left_out) == (1, {"duplicate": 3})
    assert dict(second.months) == {("Arson", "North", date(2019, 5, 1)): 1}
    assert (first.has_references, second.has_references, second.problems) == (True, True, ())


def test_a_row_in_two_files_before_is_taken_off_once(tmp_path: Path) -> None:
    found = read(tmp_path, extract(MAY[1]), extract(MAY[1], MAY[2]), extract(*MAY))

    assert [file.counted for file in found] == [1, 1, 1]
    assert [dict(file.left_out) for file in found] == [{}, {"duplicate": 1}, {"duplicate": 2}]


def test_a_reference_with_another_row_in_a_file_before_counts_twice_and_is_a_problem(tmp_path: Path) -> None:
    _, second = read(
        tmp_path, extract(*MAY), extract("2,02/05/2019,Arson,North,charged", "9,02/05/2019,Arson,North,none")
    )

    assert (second.counted, second.left_out) == (2, {})
    assert ["1 reference stands in '0.csv' too" in problem.what for problem in second.problems] == [True]


def test_files_of_different_months_and_kinds_are_not_held_against_each_other(tmp_path: Path) -> None:
    found = read(tmp_path, extract("1,30/04/2019,Arson,North,none"), extract("1,02/05/2019,Arson,North,none"))

    assert [file.counted for file in found] == [1, 1]
    assert [file.problems for file in found] == [(), ()]


@pytest.mark.parametrize("head", ["Ref,Date,Type,Area,Result", "Ref,Type,Date,Area,Outcome"])
def test_a_reference_in_a_file_with_other_columns_is_a_problem(head: str, tmp_path: Path) -> None:
    row = "2,02/05/2019,Arson,North,none" if "Date,Type" in head else "2,Arson,02/05/2019,North,none"

    _, second = read(tmp_path, extract(*MAY), extract(row, head=head))

    assert second.counted == 1
    assert ["1 reference stands in '0.csv' too" in problem.what for problem in second.problems] == [True]


def test_a_file_with_a_row_without_reference_is_none_with_references(tmp_path: Path) -> None:
    (found,) = read(tmp_path, extract(*MAY, ",04/05/2019,Arson,North,none"))

    assert (found.counted, found.has_references) == (4, False)
