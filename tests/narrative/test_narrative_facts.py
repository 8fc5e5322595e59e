"""What is known of a workbook: the figures that its own actions read and compute, by name, from our templates and from officers' own tables."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known
from xlscore import open_book
from xlscore.narrative.facts.knowing import knowledge_of
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind

K, U, R = ClaimKind, ClaimUnit, ComparedWith
F = Fraction
BURGLARY = "Burglary - Dwelling"
OUTCOMES = "solved"

PUBLISHED: list[tuple[str, str, ClaimKind, ClaimUnit, dict[str, Any], Any, str]] = [
    (ESSEX, "Gangs", K.GRADE, U.NONE, {}, "Requires Improvement", "Grid!N10"),
    (ESSEX, "Innovation", K.GRADE, U.NONE, {"previous": True}, "Outstanding", "Changes!B18"),
    (ESSEX, "Gangs", K.GRADE, U.NONE, {"command": "SCD"}, "Requires Improvement", "Grid!J10"),
    (ESSEX, "Gangs", K.GRADE, U.NONE, {"command": "PPU"}, None, "Grid!F10"),
    (ESSEX, "Digital Crime", K.CHANGE_OF_GRADE, U.NONE, {}, "better", "Grid!N17"),
    (ESSEX, "Emergency response within target", K.GAP, U.POINTS, {"reference": R.TARGET}, F("-0.064"), "Areas!H9"),
    (ESSEX, "Trafficking of Drugs Offences", K.MOVEMENT, U.PLACES, {}, F(-3), "MSG!F13"),
    (MSG, "Robbery", K.RANK, U.PLACES, {}, F(6), "MSG!F11"),
    (MSG, "All crime", K.CHANGE_REQUIRED, U.CRIMES, {"reference": R.AVERAGE}, F(-25355), "MSG!J7"),
    (MSG, "All crime", K.LEVEL, U.RATE, {"place": "Derbyshire"}, F("72.197707"), "MSG data!C9"),
    (LEICESTERSHIRE, BURGLARY, K.LEVEL, U.CRIMES, {}, F(1903), "Scorecard!E9"),
    (LEICESTERSHIRE, BURGLARY, K.LEVEL, U.CRIMES, {"previous": True}, F(2076), "Scorecard!F9"),
    (LEICESTERSHIRE, BURGLARY, K.CHANGE, U.CRIMES, {"reference": R.LAST_YEAR}, F(-173), "Scorecard!E9"),
    (LEICESTERSHIRE, BURGLARY, K.SHORTFALL, U.CRIMES, {"reference": R.TARGET}, F(35), "Scorecard!O9"),
    (LEICESTERSHIRE, BURGLARY, K.OUTCOMES_REQUIRED, U.OUTCOMES, {"outcomes": True}, F(129), "Scorecard!O8"),
    (LEICESTERSHIRE, "Overall vehicle crime", K.LEVEL, U.CRIMES, {}, F(3484), "Scorecard!E10"),
    (LEICESTERSHIRE, BURGLARY, K.LEVEL, U.CRIMES, {"place": "Hinckley LPU"}, F(201), "Breakdown!F12"),
    (LONDON, "Shoplifting", K.CHANGE, U.CRIMES, {"reference": R.LAST_YEAR}, F(-652), "Dashboard!C17"),
    (LONDON, "Robbery satisfaction", K.LEVEL, U.PERCENT, {}, F(329, 368), "Satisfaction!S19"),
    (LONDON, "Stop and search: Drugs", K.SHARE, U.PERCENT, {}, F(3095, 4350), "Quarterly counts!H8"),
    (LONDON, "Burglary in a dwelling", K.OUTCOMES_REQUIRED, U.OUTCOMES, {"outcomes": True}, F(130), "Outcome rates!K2"),
]  # fmt: skip


def _facts(knowledge: Knowledge, name: str, kind: ClaimKind, unit: ClaimUnit, **more: Any) -> list[Fact]:
    wanted = {"previous": False, "outcomes": False, "command": "", "place": "", "projected": False} | more
    if OUTCOMES in name.casefold():
        wanted["outcomes"] = True
    return [
        fact
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is kind
        and fact.unit is unit
        and all(getattr(fact, key) == value for key, value in wanted.items())
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("sample", "name", "kind", "unit", "more", "value", "cell"), PUBLISHED)
def test_published_figure_is_known_with_its_cell(sample, name, kind, unit, more, value, cell):
    first = _facts(known(sample), name, kind, unit, **more)[0]

    assert first.value == value
    assert cell in [source.place for source in first.sources]


@pytest.mark.slow
def test_a_month_is_known_only_where_it_is_named() -> None:
    knowledge = known(LONDON)

    january = [
        fact.value
        for fact in knowledge.dated_by_name["Robbery of personal property"]
        if fact.kind is K.LEVEL
        and not fact.place
        and fact.period is not None
        and fact.period.text == "Jan 2019"
    ]

    assert january == [530]
    assert 530 not in [fact.value for fact in knowledge.by_name["Robbery of personal property"]]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Knowledge]:
    """Return what is known of a workbook with these sheets."""

    def make(**sheets: list[list[Any]]) -> Knowledge:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook["Sheet"])
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / "book.xlsx")
        return knowledge_of(open_book(tmp_path / "book.xlsx"))

    return make


def test_an_officers_own_grid_is_known(book) -> None:
    knowledge = book(
        Performance=[
            ["Our scorecard, spring"],
            [],
            ["Priority area", "North LPA", "South LPA", "Crime", "Board decision", "Previous grade"],
            ["Burglary", "G", "RI", "n/a", "Good", "RI"],
            ["Rape", "Good", "Good", "Good", "RI", "RI"],
        ]
    )

    (now,) = _facts(knowledge, "Burglary", K.GRADE, U.NONE)
    (before,) = _facts(knowledge, "Burglary", K.GRADE, U.NONE, previous=True)
    (south,) = _facts(knowledge, "Burglary", K.GRADE, U.NONE, command="South LPA")
    assert (now.value, before.value, south.value) == ("Good", "Requires Improvement", "Requires Improvement")
    assert now.sources[0].place == "Performance!E4"
    assert [name.name for name in knowledge.named(NameKind.COMMAND)] == ["North LPA", "South LPA", "Crime"]


def test_a_suggested_grade_is_nobodys(book) -> None:
    knowledge = book(Grid=[["Area", "North", "South", "Final grade"], ["Burglary", "Good", "Good", None]])

    assert _facts(knowledge, "Burglary", K.GRADE, U.NONE) == []
    assert _facts(knowledge, "Burglary", K.GRADE, U.NONE, command="North")[0].value == "Good"


def test_an_officers_own_scorecard_is_known(book) -> None:
    knowledge = book(
        Dashboard=[
            ["Objective", "Purpose", "Target", "This year", "Last year", "Threat"],
            ["Robbery", "Recorded crime", -0.1, 90, 120, "High"],
            ["Robbery", "Solved rate", 0.3, 0.25, 0.2, "Low"],
        ]
    )

    (change,) = _facts(knowledge, "Robbery", K.CHANGE, U.PERCENT, outcomes=False)
    (rate,) = _facts(knowledge, "Robbery", K.CHANGE, U.POINTS, outcomes=True)
    (short,) = _facts(knowledge, "Robbery", K.SHORTFALL, U.CRIMES)
    assert (change.value, rate.value, short.value) == (F(-1, 4), F(1, 20), F(0))
    assert change.arithmetic == "(Dashboard!D2 90 − Dashboard!E2 120) ÷ 120 = -25%"


def test_an_officers_own_positions_are_known(book) -> None:
    knowledge = book(
        MSG=[
            ["Measure", "Unit", "Better", "Our rate", "Rank", "Out of", "Last rank", "Gap to average"],
            ["Robbery offences", "per 1000 population", "Lower", 0.9, "6th", 8, "7th", -120],
            [
                "Robbery solved rate",
                "%",
                "Higher",
                0.09,
                "3rd",
                8,
                "3rd",
                "N/A - already better than average",
            ],
        ]
    )

    (rank,) = _facts(knowledge, "Robbery offences", K.RANK, U.PLACES)
    (moved,) = _facts(knowledge, "Robbery solved rate", K.MOVEMENT, U.PLACES)
    assert (rank.value, rank.of, moved.value) == (6, 8, 0)
    assert "Robbery" in next(name.aliases for name in knowledge.names if name.name == "Robbery offences")


def test_two_tables_that_disagree_are_both_known(book) -> None:
    rows = [
        ["Objective", "Purpose", "Hard target", "Actual", "Previous year", "Threat"],
        ["Rape", "Recorded crime", 0.1, 50, 40, "High"],
    ]
    areas = [
        ["Objective", "Purpose", "Area", "Actual", "Previous year"],
        ["Rape", "Recorded crime", "Force total", 55, 40],
    ]

    knowledge = book(Scorecard=rows, Breakdown=areas)

    levels = _facts(knowledge, "Rape", K.LEVEL, U.CRIMES)
    assert sorted(fact.value for fact in levels) == [50, 55]


def test_an_empty_workbook_knows_nothing(book) -> None:
    knowledge = book(Notes=[["Nothing of a scorecard"]])

    assert knowledge == Knowledge()


def test_a_table_that_is_there_twice_is_a_problem_and_the_others_are_known(book) -> None:
    grid = [["Area", "North", "South", "Final grade"], ["Burglary", "Good", "Good", "Good"]]
    msg = [["Measure", "Unit", "Better", "Position", "Of"], ["Robbery", "%", "Higher", 3, 8]]

    knowledge = book(Grid=grid, Again=grid, MSG=msg)

    assert _facts(knowledge, "Robbery", K.RANK, U.PLACES)[0].value == 3
    assert _facts(knowledge, "Burglary", K.GRADE, U.NONE) == []
    assert "Again" in knowledge.problems[0].what


def test_an_officers_own_months_are_known_by_their_cells(book) -> None:
    months = [
        f"{name} {year}" for year in (2018, 2019) for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
    ]
    counts = [10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25]

    knowledge = book(
        Counts=[["Measure", "Place", *months], ["Robbery", "North", *counts], ["Robbery", "South", *counts]]
    )

    (north,) = _facts(knowledge, "Robbery", K.LEVEL, U.CRIMES, place="North")
    (force,) = _facts(knowledge, "Robbery", K.LEVEL, U.CRIMES)
    assert (north.value, force.value) == (23 + 24 + 25, 2 * (23 + 24 + 25))
    assert [source.place for source in north.sources] == ["Counts!C2", "Counts!N2"]
    assert [source.place for source in force.sources] == ["Counts!C2", "Counts!N2", "Counts!C3", "Counts!N3"]


def test_a_redline_of_before_and_its_movement_are_known(book) -> None:
    knowledge = book(
        Grid=[["Area", "North", "South", "Final grade"], ["Burglary", "Good", "Good", "Good"]],
        Redlines=[
            ["Area", "Redline measure", "Value", "Minimum", "Better", "Previous value", "Data to"],
            ["Burglary", "Solved rate", "8.1%", "10%", "Higher", "9%", "Feb 2019"],
        ],
    )

    (now,) = _facts(knowledge, "Burglary: Solved rate", K.LEVEL, U.PERCENT, outcomes=True)
    (before,) = _facts(knowledge, "Burglary: Solved rate", K.LEVEL, U.PERCENT, outcomes=True, previous=True)
    (moved,) = _facts(knowledge, "Burglary: Solved rate", K.CHANGE, U.POINTS, outcomes=True)
    assert (now.value, before.value, moved.value) == (F("0.081"), F("0.09"), F("-0.009"))
    assert before.sources[0].place == "Redlines!F2"


def test_a_figure_of_before_stands_beside_the_position(book) -> None:
    knowledge = book(
        MSG=[
            [
                "Measure",
                "Unit",
                "Better",
                "Value",
                "Previous value",
                "Position",
                "Of",
                "Previous position",
                "To average",
            ],
            ["Robbery", "%", "Higher", "50.8%", "48.5%", None, 8, 4, None],
            ["Fraud", "%", "Higher", "50.8%", "48.5%", 3, 8, 4, "8% points"],
        ]
    )

    (now,) = _facts(knowledge, "Robbery", K.LEVEL, U.PERCENT)
    (before,) = _facts(knowledge, "Robbery", K.LEVEL, U.PERCENT, previous=True)
    (then,) = _facts(knowledge, "Robbery", K.RANK, U.PLACES, previous=True)
    assert (now.value, before.value, then.value) == (F("0.508"), F("0.485"), 4)
    assert _facts(knowledge, "Robbery", K.RANK, U.PLACES) == []
    assert _facts(knowledge, "Robbery", K.MOVEMENT, U.PLACES) == []
    assert [fact.value for fact in _facts(knowledge, "Fraud", K.MOVEMENT, U.PLACES)] == [1]
