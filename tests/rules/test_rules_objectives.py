"""The sentences of an objective's page, on the printed figures of the Leicestershire performance report of October 2013."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from xlscore.rules.figures import Blank, Entry, Figure, Source, Unread
from xlscore.rules.objectives.areas import areas_in_words
from xlscore.rules.objectives.compared import performance
from xlscore.rules.objectives.control import control_row, drawn_row, movement
from xlscore.rules.objectives.pages import pages_of
from xlscore.rules.objectives.records import ObjectiveInputs, PurposeInputs, UnitOf
from xlscore.rules.policy import Policy
from xlscore.rules.series import Series, SeriesPoint, months_from
from xlscore.rules.threats.against import short_between
from xlscore.rules.threats.card import ThreatCard, UnitInputs, judge_card
from xlscore.rules.threats.inputs import Counts, ThreatInputs
from xlscore.rules.threats.row import judge_row
from xlscore.rules.threats.units import standouts

AT = Source("Scorecard", "B2")
CRIME, RATE = "Recorded Crime", "Crime Outcome Rate"


def _at(cell: str, value: float | str | None) -> Entry:
    return None if value is None else Figure(Fraction(str(value)), Source("Scorecard", cell))


def _row(
    purpose: str,
    actual: float | str | None,
    previous: float | str | None,
    target: float | str | None,
    stretch: float | str | None = None,
    counts: tuple[int, int] | None = None,
    objective: str = "Burglary",
) -> PurposeInputs:
    behind = Counts() if counts is None else Counts(_at("H2", counts[0]), _at("I2", counts[1]))
    inputs = ThreatInputs(
        objective, purpose, AT, _at("E2", actual), _at("F2", previous), _at("C2", target), _at("D2", stretch), counts=behind
    )  # fmt: skip
    return judged(inputs)


def judged(inputs: ThreatInputs) -> PurposeInputs:
    result = judge_row(inputs, Policy())
    between = short_between(inputs, inputs.hard_target) if result.shortfall is not None else None
    return PurposeInputs(inputs, result, short_between=between)


def _words(row: PurposeInputs) -> str:
    return " ".join(said.words for said in performance(row))


@pytest.mark.parametrize(
    ("actual", "previous", "target", "told"),
    [
        (1903, 2076, "-0.1", "1,903 crimes, 173 fewer than the 2,076 of last year (-8.3%), which is 35 crimes short of the 10% reduction."),
        (588, 567, "-0.12", "588 crimes, 21 more than the 567 of last year (+3.7%), which is 90 crimes above the level of the 12% reduction."),
        (2896, 2720, "-0.14", "2,896 crimes, 176 more than the 2,720 of last year (+6.5%), which is 557 crimes above the level of the 14% reduction."),
        (820, 797, "-0.12", "820 crimes, 23 more than the 797 of last year (+2.9%), which is 119 crimes above the level of the 12% reduction."),
        (2585, 2330, "-0.05", "2,585 crimes, 255 more than the 2,330 of last year (+10.9%), which is 372 crimes above the level of the 5% reduction."),
    ],
)  # fmt: skip
def test_recorded_crime_is_said_as_the_paper_counts_it(
    actual: int, previous: int, target: str, told: str
) -> None:
    row = _row(CRIME, actual, previous, target)

    assert performance(row)[0].words == told


@pytest.mark.parametrize(
    ("actual", "previous", "target", "told"),
    [
        (90, 100, "-0.1", "90 crimes, 10 fewer than the 100 of last year (-10.0%), which is exactly the 10% reduction."),
        (91, 100, "-0.1", "91 crimes, 9 fewer than the 100 of last year (-9.0%), which is 1 crime short of the 10% reduction."),
        (80, 100, "-0.1", "80 crimes, 20 fewer than the 100 of last year (-20.0%), which meets the 10% reduction with 10 crimes to spare."),
        (89, 100, "-0.1", "89 crimes, 11 fewer than the 100 of last year (-11.0%), which meets the 10% reduction with 1 crime to spare."),
        (92, 103, "-0.1", "92 crimes, 11 fewer than the 103 of last year (-10.7%), which meets the 10% reduction."),
        (1, 2, "-0.9", "1 crime, 1 fewer than the 2 of last year (-50.0%), which is 1 crime short of the 90% reduction."),
        (567, 567, "-0.12", "567 crimes, as many as last year, which is 69 crimes above the level of the 12% reduction."),
        (5, 0, "-0.1", "5 crimes, where last year had none, which is 5 crimes above the level of the 10% reduction."),
        (0, 0, "-0.1", "No crimes, as last year, which meets the 10% reduction."),
        (0, 4, "-0.1", "No crimes, 4 fewer than the 4 of last year (-100.0%), which meets the 10% reduction with 3 crimes to spare."),
        (103, 100, 0, "103 crimes, 3 more than the 100 of last year (+3.0%), which is 3 crimes above the target of no rise."),
        (103, 100, "0.02", "103 crimes, 3 more than the 100 of last year (+3.0%), which is 1 crime above the 2% rise that is allowed."),
        (101, 100, "0.02", "101 crimes, 1 more than the 100 of last year (+1.0%), which meets the 2% rise that is allowed with 1 crime to spare."),
        (93, 100, "-0.075", "93 crimes, 7 fewer than the 100 of last year (-7.0%), which is 1 crime short of the 7.5% reduction."),
    ],
)  # fmt: skip
def test_numbers_and_nouns_agree_in_both_directions(
    actual: int, previous: int, target: str, told: str
) -> None:
    assert performance(_row(CRIME, actual, previous, target))[0].words == told


@pytest.mark.parametrize(
    ("counts", "rate", "target", "told"),
    [
        ((1903, 347), "0.182", "0.25", "To reach the target of 25%, a further 129 outcomes are needed."),
        ((2896, 180), "0.062", "0.15", "To reach the target of 15%, a further 255 outcomes are needed."),
        ((588, 98), "0.167", "0.3", "To reach the target of 30%, a further 79 outcomes are needed."),
        ((820, 127), "0.155", "0.17", "To reach the target of 17%, a further 13 outcomes are needed."),
        ((2585, 1290), "0.499", "0.5", "To reach the target of 50%, a further 3 outcomes are needed."),
        ((466, 132), "0.283", "0.33", "To reach the target of 33%, a further 22 outcomes are needed."),
        ((100, 24), "0.24", "0.25", "To reach the target of 25%, one further outcome is needed."),
        ((100, 25), "0.25", "0.25", "The target of 25% is met exactly."),
        ((100, 27), "0.27", "0.25", "The target of 25% is met with 2.0 points to spare."),
        (None, "0.27", "0.25", "The target of 25% is met with 2.0 points to spare."),
        (None, "0.182", "0.25", "It is 6.8 points below the target of 25%. The counts of crimes and outcomes behind the rate are not known."),
        (None, "0.182", None, "No target is set."),
    ],
)  # fmt: skip
def test_outcomes_needed_are_the_papers(
    counts: tuple[int, int] | None, rate: str, target: str | None, told: str
) -> None:
    assert performance(_row(RATE, rate, "0.2", target, counts=counts))[1].words == told


def test_a_rate_is_said_with_the_counts_behind_it_and_its_change_in_points() -> None:
    row = _row(RATE, "0.182", "0.284", "0.25", counts=(1903, 347))

    assert (
        performance(row)[0].words == "18.2% (347 of 1,903 crimes), 10.2 points below the 28.4% of last year."
    )


def test_outcomes_that_follow_from_a_rounded_rate_are_a_range() -> None:
    inputs = replace(_row(RATE, "0.182", None, "0.25").inputs, counts=Counts(_at("H2", 1903)))

    said = performance(judged(inputs))

    assert said[0].words == "18.2%; there is no figure of last year to compare with."
    assert (
        said[1].words
        == "To reach the target of 25%, a further 129 to 130 outcomes are needed (the rate is rounded)."
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (_row("Satisfaction", "0.788", "0.8", "0.82"), "78.8%, 1.2 points below the 80% of last year. It is 3.2 points below the target of 82%."),
        (_row("Victim satisfaction", "0.853", "0.853", "0.85", "0.9"), "85.3%, as last year. The target of 85% is met with 0.3 points to spare. The stretch target, 90%, is 4.7 points away."),
        (_row("Average days lost", "9.4", "8.5", "8"), "9.4 days, 0.9 days above the 8.5 days of last year. It is 1.4 days above the target of 8 days."),
        (_row("Average days lost", 7, 8, 8, 7), "7 days, 1 day below the 8 days of last year. The target of 8 days is met with 1 day to spare. The stretch target, 7 days, is met too."),
        (_row("Satisfaction", "0.8", "0.8", "0.82", counts=(100, 80)), "80%, as last year. It is 2.0 points below the target of 82%."),
    ],
)  # fmt: skip
def test_satisfaction_and_averages_are_levels(row: PurposeInputs, told: str) -> None:
    assert _words(row) == told


def test_a_stretch_target_is_said_once_the_hard_one_is_met() -> None:
    met, missed = (_row(CRIME, actual, 100, "-0.1", "-0.15") for actual in (85, 88))

    assert _words(met).endswith("The stretch target, a 15% reduction, is met too.")
    assert _words(missed).endswith("The stretch target, a 15% reduction, is 3 crimes away.")
    assert "stretch" not in _words(_row(CRIME, 95, 100, "-0.1", "-0.15"))


@pytest.mark.parametrize(
    ("actual", "previous", "told"),
    [
        (49, 36, "more than chance would explain"),
        (4, 2, "no more than chance would explain"),
        (5, 20, "more than chance would explain"),
        (5, 5, ""),
    ],
)
def test_a_difference_of_counts_is_held_against_chance(actual: int, previous: int, told: str) -> None:
    said = _words(_row(CRIME, actual, previous, "-0.1"))

    assert ("chance" in said) is bool(told)
    assert not told or f"The difference from last year is {told}." in said


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (None, "There is no figure of this year yet."),
        (Blank(Source("Scorecard", "E2")), "There is no figure of this year yet."),
        (Unread(Source("Scorecard", "E2")), "The figure of this year cannot be read."),
    ],
)
def test_a_figure_that_is_not_there_is_said_and_never_nothing(entry: Entry, told: str) -> None:
    row = judged(replace(_row(CRIME, 1, 1, "-0.1").inputs, actual=entry))

    assert _words(row) == told


def test_last_year_and_target_that_are_not_there_are_said() -> None:
    assert (
        _words(_row(CRIME, 1, None, None))
        == "1 crime; there is no figure of last year to compare with. No target is set."
    )
    unread = replace(_row(CRIME, 5, 4, None).inputs, hard_target=Unread(AT), previous=Unread(AT))
    assert (
        _words(judged(unread))
        == "5 crimes; the figure of last year cannot be read. The target cannot be read."
    )


def test_every_sentence_knows_the_cells_that_it_is_said_from() -> None:
    first, chance = performance(_row(CRIME, 1903, 2076, "-0.1"))

    assert [source.cell for source in first.sources] == ["E2", "F2", "C2"]
    assert [source.cell for source in chance.sources] == ["E2", "F2"]


@pytest.mark.parametrize(
    ("purpose", "told"),
    [
        ("Recorded offences", "1 offence,"),
        ("Number of incidents", "1 incident,"),
        ("Casualties", "1 casualty,"),
    ],
)
def test_what_is_counted_is_called_as_the_purpose_calls_it(purpose: str, told: str) -> None:
    assert _words(_row(purpose, 1, 2, "-0.1")).startswith(told)


def test_what_a_person_entered_of_trend_and_control_is_said_as_entered() -> None:
    inputs = replace(_row(CRIME, 1, 1, "-0.1").inputs, trend="▲", control="Decreasing")

    said = movement(judged(inputs))

    assert [each.words for each in said] == [
        "As entered: rolling 3-month trend up (▲), level of control Decreasing."
    ]


def _unit(area: str, actual: int | None, previous: int | None, change: str | None = None) -> UnitOf:
    """Return a unit of the paper's dwelling burglary."""
    figures = ThreatInputs("Burglary", CRIME, AT, _at("E9", actual), _at("F9", previous))
    inputs = UnitInputs(area, figures)
    (result,) = judge_card(ThreatCard((), (inputs,)), Policy()).areas
    typed = None if change is None else Figure(Fraction(change), Source("Breakdown", "G9"))
    return UnitOf(inputs, result, typed)


def test_areas_are_said_by_command_and_by_what_stands_out() -> None:
    units = (
        _unit("Force total", 1903, 2076),
        _unit("City BCU", None, None, "-0.085"),
        _unit("Counties BCU", None, None, "-0.082"),
        _unit("Spinney Hill LPU", 137, 186),
        _unit("Hinckley LPU", 201, 161),
    )
    card = judge_card(ThreatCard((), tuple(unit.inputs for unit in units)), Policy())
    row = replace(_row(CRIME, 1903, 2076, "-0.1"), units=units)

    said = [each.words for each in areas_in_words(row, standouts(card))]

    assert said == [
        "City BCU down 8.5% and Counties BCU down 8.2%.",
        "By area: largest fall Spinney Hill LPU 186 to 137 (-26.3%, 49 fewer), largest rise Hinckley LPU 161 to 201 (+24.8%, 40 more).",
    ]


def test_how_many_areas_rose_is_counted_from_three_areas_on() -> None:
    units = tuple(_unit(f"LPU {n}", 100 + change, 100) for n, change in enumerate((5, -3, -4, 0)))
    row = replace(_row(CRIME, 398, 400, "-0.1"), units=units)

    assert areas_in_words(row, ())[0].words == "Of 4 areas 1 is above last year and 2 below."
    assert areas_in_words(replace(row, units=units[:2]), ()) == ()


def test_command_units_of_a_rate_are_side_by_side_as_levels() -> None:
    rates = [replace(_unit(area, None, None), inputs=UnitInputs(area, ThreatInputs("Burglary", RATE, AT, _at("E9", rate))))
             for area, rate in (("City BCU", "0.185"), ("Counties BCU", "0.18"))]  # fmt: skip
    row = replace(_row(RATE, "0.182", None, "0.25"), units=tuple(rates))

    assert areas_in_words(row, ())[0].words == "City BCU 18.5% and Counties BCU 18%."


def _months(*values: int) -> Series:
    points = (
        SeriesPoint(month, Figure(Fraction(value), Source("Series", f"{chr(67 + n)}5")))
        for n, (month, value) in enumerate(
            zip(months_from(date(2012, 10, 1), date(2013, 10, 1)), values, strict=True)
        )
    )
    return Series.of("Burglary", points)


def test_months_say_their_trend_their_level_of_control_and_what_the_chart_shows() -> None:
    inputs = replace(_row(CRIME, 1, 1, "-0.1").inputs, series=_months(*(5, 6) * 6, 16))

    said = movement(replace(judged(inputs), chart=control_row(inputs, Policy())))

    assert said[0].words == (
        "The latest three months are above the three before; the latest month is a signal of an increase (Increasing)."
    )
    assert [source.cell for source in said[0].sources] == ["C5", "O5"]
    assert said[1].words.startswith("Burglary: 16 in Oct 2013")
    assert "forecast" not in said[1].words


def test_a_rate_has_no_chart_of_counts() -> None:
    rate = replace(_row(RATE, "0.2", None, "0.25").inputs, series=_months(*(5,) * 13))

    assert control_row(rate, Policy()) is None
    assert control_row(replace(rate, purpose=CRIME, series=None), Policy()) is None


def test_the_row_that_is_drawn_is_that_of_recorded_crime() -> None:
    crime = judged(replace(_row(CRIME, 1, 1, "-0.1").inputs, series=_months(*(5,) * 13)))
    rate = judged(replace(_row(RATE, "0.2", None, "0.25").inputs, series=_months(*(5,) * 13)))

    both, none = (pages_of([ObjectiveInputs("Burglary", rows)], {})[0] for rows in ((rate, crime), (rate,)))

    drawn = drawn_row(both)
    assert drawn is not None
    assert drawn.inputs.purpose == CRIME
    assert drawn_row(none) is None


@pytest.mark.parametrize("purpose", [CRIME, RATE])
@pytest.mark.parametrize(
    ("actual", "previous", "year"), [(-4, 10, "this"), (4, -10, "last"), (-4, None, "this")]
)
def test_a_figure_below_zero_is_said_to_be_none(
    purpose: str, actual: int, previous: int | None, year: str
) -> None:
    words = _words(_row(purpose, actual, previous, "-0.1"))

    assert words == f"The figure of {year} year is below zero, which no count or rate can be."
