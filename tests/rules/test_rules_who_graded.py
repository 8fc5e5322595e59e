"""Who graded an area how, in the words of the papers: groups of commands as one where they graded alike."""

from __future__ import annotations

import pytest

from xlscore.rules.force.who_graded import who_graded
from xlscore.rules.grades import FIVE, Grade, read_grade

O, G, A, RI, I = FIVE.grades  # noqa: E741  # the officers' own letters
ESSEX = ("North LPA", "South LPA", "West LPA", "PPU", "CJ", "OPC", "SSD", "SCD")
LPAS = dict.fromkeys(ESSEX[:3], "LPA")


def essex(letters: str) -> dict[str, Grade | None]:
    return dict(zip(ESSEX, map(read_grade, letters.split()), strict=True))


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("G G G G G G G G", "all eight commands Good"),
        ("G G G RI - - - RI", "all three LPAs Good; PPU and SCD RI"),
        ("RI RI RI G - - - -", "all three LPAs RI; PPU Good"),
        ("RI RI RI - - G - G", "all three LPAs RI; OPC and SCD Good"),
        ("G G G - - O - -", "all three LPAs Good; OPC Outstanding"),
        ("G G G - - - - -", "all three LPAs Good"),
        ("G RI G - - - - -", "two of three LPAs Good; South LPA RI"),
        ("G - G - - - - -", "two of three LPAs Good"),
        ("G RI - - - - - -", "North LPA Good; South LPA RI"),
        ("- - - - - - - RI", "SCD RI"),
        ("- - - - - - - -", ""),
    ],
)
def test_the_rows_of_the_essex_grid_are_said_by_local_policing_areas(letters: str, said: str) -> None:
    assert who_graded(essex(letters), LPAS) == said


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("LPA", "both LPAs Good"),
        ("LPAs", "both LPAs Good"),
        ("local policing area", "both local policing areas Good"),
        ("County", "both Counties Good"),
        ("county", "both counties Good"),
        ("branch", "both branches Good"),
        ("Crime", "both Crime commands Good"),
        ("Specialist operations", "both Specialist operations Good"),
    ],
)
def test_a_groups_name_is_said_of_several_of_it(group: str, said: str) -> None:
    grades = {"North": G, "South": G, "SCD": None}

    assert who_graded(grades, {"North": group, "South": group}) == said


def test_without_groups_every_command_is_named() -> None:
    assert who_graded({"North": G, "PPU": RI, "SCD": G}, {}) == "North and SCD Good; PPU RI"


def test_a_group_of_one_command_is_that_command() -> None:
    assert who_graded({"North": G, "PPU": RI}, {"North": "LPA", "PPU": "Crime"}) == "North Good; PPU RI"
