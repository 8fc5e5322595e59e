"""Which aspiration holds, since when, and where registers disagree; how a gap has moved; lists and notes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import read_day_or_month
from xlscore.rules.positions.benchmark import Benchmark, read_aspiration
from xlscore.rules.positions.gaps import GapMove, gap_move
from xlscore.rules.positions.lists import boards_in, in_groups, period_note, unit_note
from xlscore.rules.positions.register import Aim, settle


def aim(said: str, on: tuple[int, int, int] | None, register: int = 0, **more: Any) -> Aim:
    day = None if on is None else date(*on)
    source = Source("Aspirations", f"B{more.pop('row', 2)}")
    return Aim(said, read_aspiration(said), source, register, day, "" if day is None else str(day), **more)


@pytest.mark.parametrize(
    ("rows", "current", "before"),
    [
        ([aim("5th", (2019, 4, 1)), aim("7th", (2020, 4, 6))], "7th", "5th"),
        ([aim("7th", (2020, 4, 6)), aim("5th", (2019, 4, 1))], "7th", "5th"),
        ([aim("7th", (2020, 4, 6), before="MSG Average"), aim("5th", (2019, 4, 1))], "7th", "MSG Average"),
        ([aim("7th", (2020, 4, 6)), aim("5th", None)], "7th", ""),
        ([aim("7th", None)], "7th", ""),
        ([aim("7th", (2020, 4, 6)), aim("N/A", (2021, 4, 6))], "N/A", "7th"),
    ],
)
def test_the_latest_aspiration_by_its_day_holds(rows: list[Aim], current: str, before: str) -> None:
    found = settle(rows)

    assert found.current is not None
    assert (found.current.said, found.before) == (current, before)


@pytest.mark.parametrize(
    ("rows", "conflicts"),
    [
        ([aim("7th", (2020, 4, 6)), aim("5th", (2020, 4, 6))], [("7th", "5th")]),
        ([aim("7th", (2020, 4, 6)), aim("7th in MSG.", (2020, 4, 6))], []),
        ([aim("5th", (2019, 4, 1)), aim("7th", (2020, 4, 6))], []),
        ([aim("5th", (2019, 4, 1), 1), aim("7th", (2020, 4, 6))], [("5th", "7th")]),
        ([aim("5th", (2019, 4, 1), 1), aim("7th", (2020, 4, 6)), aim("7th", (2020, 6, 1), 1)], []),
        ([aim("7th", None), aim("5th", None)], [("7th", "5th")]),
        ([aim("7th", None), aim("7th", None)], []),
    ],
)
def test_registers_that_cannot_both_hold_are_conflicts(
    rows: list[Aim], conflicts: list[tuple[str, str]]
) -> None:
    assert [(one.said, other.said) for one, other in settle(rows).conflicts] == conflicts


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (aim("7th", (2020, 4, 6), by="Commissioner"), "Sickness: the aspiration is 7th, set on 2020-04-06 by Commissioner."),
        (aim("7th", None, by="Commissioner", before="5th"), "Sickness: the aspiration is 7th, set by Commissioner, before: 5th."),
        (aim("", (2020, 4, 6)), "Sickness: the aspiration is none, set on 2020-04-06."),
    ],
)  # fmt: skip
def test_the_history_of_an_aspiration_is_a_sentence(row: Aim, sentence: str) -> None:
    assert settle([row]).sentence("Sickness") == sentence


def test_a_measure_without_a_row_has_no_sentence() -> None:
    assert settle([]).sentence("Sickness") == ""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6 April 2020", date(2020, 4, 6)),
        ("6th of April 2020", date(2020, 4, 6)),
        ("06.04.2020", date(2020, 4, 6)),
        ("6/4/20", date(2020, 4, 6)),
        ("2020-04-06", date(2020, 4, 6)),
        ("April 2020", date(2020, 4, 1)),
        ("31/02/2020", None),
        ("06/13/2020", None),
        ("last week", None),
    ],
)
def test_a_day_is_read_in_any_usual_form(typed: str, day: date | None) -> None:
    assert read_day_or_month(typed) == day


@pytest.mark.parametrize(
    ("now", "before", "unit", "move"),
    [
        ("8.8% points", "7% points", "%", GapMove.AWAY),
        ("-22,112 offences", "-22,669 offences", "per 1,000 pop.", GapMove.CLOSING),
        ("16.7% points", "14.3% points", "%", GapMove.AWAY),
        ("-32,801 offences", "-34,862 offences", "per 1,000 pop.", GapMove.CLOSING),
        ("0.6% points", "0.8% points", "%", GapMove.CLOSING),
        ("-1,668 offences", "-1,514 offences", "per 1,000 pop.", GapMove.AWAY),
        ("1.41% points", "1.8% points", "%", GapMove.CLOSING),
        (0.6, 0.8, "", GapMove.CLOSING),
        (-26, -26, "", GapMove.UNCHANGED),
        ("N/A - already better than average", -57, "", GapMove.REACHED),
        (-57, "N/A - already there", "", GapMove.LOST),
        ("N/A - already there", "N/A - already better than average", "", GapMove.UNCHANGED),
        (None, -57, "", None),
        (-57, "N/A", "", None),
        (8.8, 0.07, "%", None),
        (5, -5, "", None),
    ],
)
def test_a_gap_closes_or_moves_away_whatever_way_is_better(
    now: Any, before: Any, unit: str, move: GapMove | None
) -> None:
    assert gap_move(now, before, unit) is move


@pytest.mark.parametrize(
    ("typed", "boards"),
    [
        ("Victim Focus and Public Confidence Board", ("Victim Focus and Public Confidence Board",)),
        ("Synergy; ACC", ("Synergy", "ACC")),
        ("Synergy\nACC ;\n Synergy", ("Synergy", "ACC")),
        ("Crime, Harm and Risk Board", ("Crime, Harm and Risk Board",)),
        ("-", ()),
        ("", ()),
    ],
)
def test_a_cell_may_name_several_boards(typed: str, boards: tuple[str, ...]) -> None:
    assert boards_in(typed) == boards


def test_a_board_is_one_however_it_is_spelt() -> None:
    assert in_groups([("A", ["Synergy"]), ("B", []), ("C", ["SYNERGY "])]) == {"Synergy": ("A", "C")}


@pytest.mark.parametrize(
    ("ends", "note"),
    [
        (["Jan 2020", "Jan 2020", "Sep 2019"], "Data are to Jan 2020, with the exception of: C (Sep 2019)."),
        (["Jan 2020", "Jan 2020", ""], "Data are to Jan 2020, with the exception of: C (not said)."),
        (["12 months to Jan 2020", "YE Jan 2020"], "Data are for the 12 months to Jan 2020."),
        (["Jan 2020", "12 months to Jan 2020"], "Data are to Jan 2020."),
        (["Jan 2020", "Sep 2019"], "Data are to Jan 2020, with the exception of: B (Sep 2019)."),
        (["", ""], ""),
    ],
)
def test_the_period_of_most_measures_is_said_with_its_exceptions(ends: list[str], note: str) -> None:
    months = {"Jan 2020": date(2020, 1, 1), "Sep 2019": date(2019, 9, 1)}
    read = {name: (months.get(text[-8:]), text) for name, text in zip("ABC", ends, strict=False)}

    assert period_note(read) == note


def test_units_are_named_with_their_measures() -> None:
    assert unit_note({"A": "%", "B": "", "C": "%"}) == "Units: % (A; C)."
    assert unit_note({"A": ""}) == ""


def test_a_benchmark_of_none_is_no_aspiration() -> None:
    assert [read_aspiration(text) for text in ("N/A", "", "(Small numbers)", "4th")] == [None, None, None, Benchmark("rank", 4)]  # fmt: skip
