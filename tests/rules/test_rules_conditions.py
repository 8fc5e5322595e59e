"""Conditions: what their words ask, which measure they mean, whether the figures fulfil them, and when they are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.conditions.boards import Applied, Due, Promise, judge_promise, read_then, when_due
from xlscore.rules.conditions.grammar import HOW_TO, read_condition
from xlscore.rules.conditions.judging import ConditionOutcome, judge_condition
from xlscore.rules.conditions.measures import AreaFacts, GapTo, MeasureFacts, find_measures
from xlscore.rules.conditions.targets import judge_target
from xlscore.rules.conditions.words import (
    Clause,
    Comparison,
    GroupBenchmark,
    Joint,
    Move,
    Quantity,
    Since,
    TargetKind,
)
from xlscore.rules.figures import Blank, Figure, Source
from xlscore.rules.figures_units import Unit
from xlscore.rules.grades import FIVE, FOUR, Grade
from xlscore.rules.problems import RuleError
from xlscore.rules.series import Series, SeriesPoint

pytestmark = pytest.mark.cases

AT = Source("MSG", "B2")
AVERAGE, QUARTILE = GroupBenchmark.AVERAGE, GroupBenchmark.TOP_QUARTILE
VALUE, POSITION, GAP, REDLINE = Quantity.VALUE, Quantity.POSITION, Quantity.GAP, Quantity.REDLINE


def level(subject: str, comparison: Comparison, figure: Any, unit: Unit | None = None, **more: Any) -> Clause:
    return Clause(subject, more.pop("quantity", VALUE), comparison, F(figure), unit, **more)


def move(subject: str, moved: Move, **more: Any) -> Clause:
    return Clause(subject, more.pop("quantity", VALUE), move=moved, **more)


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("burglary falls below 3,000", level("burglary", Comparison.BELOW, 3000)),
        ("If burglary is under 3,000.", level("burglary", Comparison.BELOW, 3000)),
        ("Burglary stays fewer than 3000", level("burglary", Comparison.BELOW, 3000)),
        ("burglary < 3,000", level("burglary", Comparison.BELOW, 3000)),
        ("burglary falls to 3,000", level("burglary", Comparison.AT_OR_BELOW, 3000)),
        ("burglary no more than 3,000", level("burglary", Comparison.AT_OR_BELOW, 3000)),
        ("burglary at 3,000 or fewer", level("burglary", Comparison.AT_OR_BELOW, 3000)),
        ("response at or above 80 %", level("response", Comparison.AT_OR_ABOVE, "0.8", Unit.PERCENT)),
        ("response ≥ 80%", level("response", Comparison.AT_OR_ABOVE, "0.8", Unit.PERCENT)),
        ("the response is at least 80 per cent", level("response", Comparison.AT_OR_ABOVE, "0.8", Unit.PERCENT)),
        ("response 80% or better", level("response", Comparison.AT_OR_BETTER, "0.8", Unit.PERCENT)),
        ("response rises to 80%", level("response", Comparison.AT_OR_ABOVE, "0.8", Unit.PERCENT)),
        ("response exceeds 80%", level("response", Comparison.ABOVE, "0.8", Unit.PERCENT)),
        ("response does not fall below 80%", level("response", Comparison.BELOW, "0.8", Unit.PERCENT, negated=True)),
        ("response is not below 80%", level("response", Comparison.BELOW, "0.8", Unit.PERCENT, negated=True)),
        ("sickness no worse than 5 days", level("sickness", Comparison.AT_OR_BETTER, 5, Unit.DAYS)),
        ("burglary below 3,000 in the last 12 months", level("burglary", Comparison.BELOW, 3000, months=12)),
        ("burglary over the last three months under 700", level("burglary", Comparison.BELOW, 700, months=3)),
        ("below 3,000", level("", Comparison.BELOW, 3000)),
        ("confidence improves", move("confidence", Move.IMPROVES)),
        ("Confidence has improved since last quarter", move("confidence", Move.IMPROVES, since=Since.QUARTER)),
        ("confidence is better than last year", move("confidence", Move.IMPROVES, since=Since.YEAR)),
        ("confidence worsens", move("confidence", Move.WORSENS)),
        ("confidence is maintained", move("confidence", Move.HOLDS)),
        ("child abuse and sexual exploitation improves", move("child abuse and sexual exploitation", Move.IMPROVES)),
        ("burglary continues to fall", move("burglary", Move.FALLS)),
        ("burglary does not rise", move("burglary", Move.RISES, negated=True)),
        ("violence falls by at least 5%", move("violence", Move.FALLS, comparison=Comparison.AT_OR_ABOVE, figure=F("0.05"), unit=Unit.PERCENT)),
        ("violence falls by more than 100", move("violence", Move.FALLS, comparison=Comparison.ABOVE, figure=F(100))),
        ("confidence improves by 2 points", move("confidence", Move.IMPROVES, comparison=Comparison.AT_OR_ABOVE, figure=F("0.02"), unit=Unit.POINTS)),
        ("MSG position better than 5th", level("", Comparison.BETTER, 5, quantity=POSITION)),
        ("MSG position of confidence is 5th or better", level("confidence", Comparison.AT_OR_BETTER, 5, quantity=POSITION)),
        ("confidence rank better than 5", level("confidence", Comparison.BETTER, 5, quantity=POSITION)),
        ("confidence at least 6th in its MSG", level("confidence", Comparison.AT_OR_BETTER, 6, quantity=POSITION)),
        ("confidence above 5th", level("confidence", Comparison.BETTER, 5, quantity=POSITION)),
        ("confidence in the top 3", level("confidence", Comparison.AT_OR_BETTER, 3, quantity=POSITION)),
        ("confidence position improves", move("confidence", Move.IMPROVES, quantity=POSITION)),
        ("confidence better than the MSG average", Clause("confidence", VALUE, Comparison.BETTER, benchmark=AVERAGE)),
        ("solved rate above average", Clause("solved rate", VALUE, Comparison.ABOVE, benchmark=AVERAGE)),
        ("solved rate reaches the top quartile", Clause("solved rate", VALUE, Comparison.AT_OR_BETTER, benchmark=QUARTILE)),
        ("confidence in the top quartile", Clause("confidence", VALUE, Comparison.AT_OR_BETTER, benchmark=QUARTILE)),
        ("gap to average narrows", move("", Move.IMPROVES, quantity=GAP, benchmark=AVERAGE)),
        ("the gap to the MSG average for confidence has narrowed", move("confidence", Move.IMPROVES, quantity=GAP, benchmark=AVERAGE)),
        ("confidence gap to the top quartile widens", move("confidence", Move.WORSENS, quantity=GAP, benchmark=QUARTILE)),
        ("gap to average falls", move("", Move.IMPROVES, quantity=GAP, benchmark=AVERAGE)),
        ("gap to average is closed", level("", Comparison.EQUAL, 0, quantity=GAP, benchmark=AVERAGE)),
        ("confidence gap to average below 5 points", level("confidence", Comparison.BELOW, "0.05", Unit.POINTS, quantity=GAP, benchmark=AVERAGE)),
        ("gap to the MSG average narrows to below 5 points", level("", Comparison.BELOW, "0.05", Unit.POINTS, quantity=GAP, benchmark=AVERAGE)),
        ("position in MSG better than 5th", level("", Comparison.BETTER, 5, quantity=POSITION)),
        ("MSG position improves to 5th or better", level("", Comparison.AT_OR_BETTER, 5, quantity=POSITION)),
        ("MSG rank of 4th or better", level("", Comparison.AT_OR_BETTER, 4, quantity=POSITION)),
        ("response>=80%", level("response", Comparison.AT_OR_ABOVE, "0.8", Unit.PERCENT)),
        ("burglary is lower than last year", move("burglary", Move.FALLS, since=Since.YEAR)),
        ("burglary down by 100", move("burglary", Move.FALLS, comparison=Comparison.AT_OR_ABOVE, figure=F(100))),
        ("both redlines met", Clause("", REDLINE)),
        ("redline met", Clause("", REDLINE)),
        ("All redline measures are met", Clause("", REDLINE)),
        ("red line is not met", Clause("", REDLINE, negated=True)),
        ("response meets its minimum", Clause("response", REDLINE)),
        ("response redline met", Clause("response", REDLINE)),
    ],
)  # fmt: skip
def test_a_condition_is_read_as_what_it_asks(typed: str, clause: Clause) -> None:
    assert read_condition(typed).clauses == (clause,)


@pytest.mark.parametrize(
    ("typed", "subject", "kind", "negated"),
    [
        ("target met", "", TargetKind.ANY, False),
        ("the target is not met", "", TargetKind.ANY, True),
        ("meets target", "", TargetKind.ANY, False),
        ("burglary meets its target", "burglary", TargetKind.ANY, False),
        ("If burglary does not meet the target.", "burglary", TargetKind.ANY, True),
        ("burglary fails to meet its hard target", "burglary", TargetKind.HARD, True),
        ("burglary target is achieved", "burglary", TargetKind.ANY, False),
        ("Target for burglary has been reached", "burglary", TargetKind.ANY, False),
        ("burglary reaches its target", "burglary", TargetKind.ANY, False),
        ("burglary hits target", "burglary", TargetKind.ANY, False),
        ("burglary is on target", "burglary", TargetKind.ANY, False),
        ("burglary not on target", "burglary", TargetKind.ANY, True),
        ("burglary stretch target met", "burglary", TargetKind.STRETCH, False),
        ("confidence meets its aspiration", "confidence", TargetKind.ASPIRATION, False),
        ("the aspiration of confidence is met", "confidence", TargetKind.ASPIRATION, False),
        ("year-end target for burglary met", "burglary", TargetKind.ANY, False),
    ],
)
def test_a_target_is_met_or_not(typed: str, subject: str, kind: TargetKind, negated: bool) -> None:
    (clause,) = read_condition(typed).clauses

    assert (clause.quantity, clause.subject, clause.target, clause.negated) == (
        Quantity.TARGET,
        subject,
        kind,
        negated,
    )


def test_of_a_measure_in_several_tables_the_scorecards_target_goes_first() -> None:
    at = [Source(sheet, "A2") for sheet in ("Areas", "MSG", "Scorecard")]
    met = [
        {TargetKind.MINIMUM: True},
        {TargetKind.ASPIRATION: True},
        {TargetKind.HARD: False, TargetKind.STRETCH: False},
    ]
    facts = [MeasureFacts("Burglary", place, targets=targets) for place, targets in zip(at, met, strict=True)]

    assert judge_target(TargetKind.ANY, facts) == (False, "Burglary: hard target not met (Scorecard!A2)")
    assert judge_target(TargetKind.ASPIRATION, facts)[0] is True
    assert judge_target(TargetKind.ANY, facts[:2]) == (True, "Burglary: aspiration met (MSG!A2)")


@pytest.mark.parametrize(
    ("typed", "subjects", "joint"),
    [
        ("burglary falls and confidence improves", ["burglary", "confidence"], Joint.AND),
        ("burglary falls, and robbery falls, and redline met", ["burglary", "robbery", ""], Joint.AND),
        ("burglary falls or robbery falls", ["burglary", "robbery"], Joint.OR),
        ("KSI under 1,000 and falling", ["ksi", "ksi"], Joint.AND),
        ("burglary falls and target met", ["burglary", "burglary"], Joint.AND),
        ("child abuse and sexual exploitation falls and robbery falls", ["child abuse and sexual exploitation", "robbery"], Joint.AND),
    ],
)  # fmt: skip
def test_clauses_are_joined_by_and_or_by_or(typed: str, subjects: list[str], joint: Joint) -> None:
    asked = read_condition(typed)

    assert ([clause.subject for clause in asked.clauses], asked.joint) == (subjects, joint)


@pytest.mark.parametrize(
    "typed",
    [
        "", "burglary", "burglary is low", "things get nicer", "the Board is content", "gap narrows", "gap to average closes",
        "position below 5", "position falls", "at least 5 commands at Good", "no more than 10 areas RI", "improvement in confidence",
        "there is evidence of improvement in confidence", "burglary falls and robbery falls or arson falls", "burglary narrows",
        "burglary below many", "confidence at most 5th", "gap below 5 points", "burglary below 3,000 since last year",
        "position below 5 in the last 12 months", "confidence stays the same by 5%", "redline improves", "target improves", "target below 5", "burglary target",
        "MSG position better than 5th in two cycles", "confidence improves for two quarters", "burglary between 2,000 and 3,000",
        "burglary below 3,000 in two cycles", "no increase in burglary", "response at 80%", "burglary falls in each of the last three months",
    ],
)  # fmt: skip
def test_what_the_grammar_does_not_hold_is_refused_with_how_to_write_it(typed: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_condition(typed)

    assert caught.value.do == HOW_TO


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        told = "read" if read_condition(typed).clauses else ""
    except RuleError as error:
        told = error.do

    assert told in ("read", HOW_TO)


CONFIDENCE = MeasureFacts(
    "Public Confidence (CSEW)", AT, higher_is_better=True, share=True, value=F("0.508"), previous=F("0.5"), since=Since.QUARTER,
    position=8, previous_position=7, gaps={AVERAGE: GapTo(F("0.088")), QUARTILE: GapTo(F("0.167"))},
    previous_gaps={AVERAGE: GapTo(F("0.07"))},
)  # fmt: skip
SOLVED = MeasureFacts(
    "All Crime Solved Rate, %", AT, higher_is_better=True, share=True, value=F("0.138"), gaps={AVERAGE: GapTo(None), QUARTILE: GapTo(F(0))},
    previous_gaps={AVERAGE: GapTo(F("0.01"))}, since=Since.QUARTER,
)  # fmt: skip
OFFENCES = MeasureFacts(
    "All Crime Offences",
    AT,
    higher_is_better=False,
    share=False,
    value=F("91.6"),
    gaps={AVERAGE: GapTo(F(-22112))},
)
BURGLARY = MeasureFacts(
    "Burglary, Recorded Crime", AT, called=("Burglary", "Burglary Recorded Crime"), higher_is_better=False, share=False,
    value=F(1903), previous=F(2076), since=Since.YEAR,
)  # fmt: skip
OUTCOMES = MeasureFacts("Burglary, Crime Outcome Rate", AT, called=("Burglary Crime Outcome Rate",), higher_is_better=True, share=True, value=F("0.182"))  # fmt: skip
RESPONSE = MeasureFacts("Emergency response within target", Source("Areas", "C2"), area="Keeping People Safe", higher_is_better=True, value=F("0.736"), met=False)  # fmt: skip
HARM = MeasureFacts("High Harm Solved rate", Source("Areas", "C3"), area="Keeping People Safe", met=True)
OTHERS = MeasureFacts(
    "Solved rate", Source("Areas", "C4"), area="Violence", met=False, value=F("0.1"), higher_is_better=True
)
SERIES = MeasureFacts(
    "Robbery, Recorded Crime", AT, called=("Robbery",), higher_is_better=False, share=False,
    months=Series.of("Robbery", [SeriesPoint(date(2024, n, 1), Figure(F(30 - n), AT)) for n in range(1, 13)]),
)  # fmt: skip
ALL = (CONFIDENCE, SOLVED, OFFENCES, BURGLARY, OUTCOMES, RESPONSE, HARM, OTHERS, SERIES)


@pytest.mark.parametrize(
    ("subject", "area", "found"),
    [
        ("confidence", "Community", CONFIDENCE),
        ("public confidence", "Community", CONFIDENCE),
        ("All Crime Solved Rate", "Community", SOLVED),
        ("the offences", "Community", OFFENCES),
        ("burglaries", "Community", BURGLARY),
        ("burglary", "Community", BURGLARY),
        ("burglary outcome rate", "Community", OUTCOMES),
        ("response", "Keeping People Safe", RESPONSE),
        ("emergency response", "Community", RESPONSE),
        ("solved rate", "Violence", OTHERS),
        ("solved", "Keeping People Safe", HARM),
        ("", "Violence", OTHERS),
        ("", "Robbery", SERIES),
    ],
)
def test_a_measure_is_meant_by_its_name_or_by_words_that_no_other_has(
    subject: str, area: str, found: MeasureFacts
) -> None:
    assert find_measures(subject, area, ALL) == (found,)


@pytest.mark.parametrize(
    ("subject", "area", "what"),
    [
        ("knife crime", "Community", "No measure of this workbook is called 'knife crime'."),
        ("crime", "Community", "'crime' could be 'All Crime Solved Rate, %', 'All Crime Offences'"),
        ("", "Keeping People Safe", "it has 'Emergency response within target' and 'High Harm Solved rate'"),
        ("", "Gangs", "does not say which measure of 'Gangs' is meant"),
    ],
)
def test_a_measure_that_is_not_known_or_could_be_several_is_never_guessed(
    subject: str, area: str, what: str
) -> None:
    with pytest.raises(RuleError) as caught:
        find_measures(subject, area, ALL)

    assert what in caught.value.what


def test_a_standard_that_only_other_areas_have_twice_is_asked_about() -> None:
    known = [MeasureFacts("Solved rate", AT, area=area, met=True) for area in ("Burglary", "Robbery")]

    with pytest.raises(RuleError, match="of Burglary' or 'Solved rate of Robbery"):
        find_measures("solved rate", "Gangs", known)


@pytest.mark.parametrize(
    ("condition", "area", "fulfilled", "says"),
    [
        ("burglary falls below 2,000", "Burglary", True, "Burglary, Recorded Crime: 1,903 (MSG!B2)"),
        ("burglary below 1,903", "Burglary", False, "1,903"),
        ("burglary at or below 1,903", "Burglary", True, "1,903"),
        ("burglary falls", "Burglary", True, "1,903, 2,076 last year"),
        ("burglary improves", "Burglary", True, "1,903, 2,076 last year"),
        ("burglary rises", "Burglary", False, "1,903, 2,076 last year"),
        ("burglary does not rise", "Burglary", True, "1,903, 2,076 last year"),
        ("burglary falls by at least 8%", "Burglary", True, "1,903, 2,076 last year"),
        ("burglary falls by at least 9%", "Burglary", False, "1,903, 2,076 last year"),
        ("burglary falls by 173", "Burglary", True, "1,903"),
        ("burglary falls by more than 173", "Burglary", False, "1,903"),
        ("burglary falls since last year", "Burglary", True, "1,903"),
        ("burglary better than 2,000", "Burglary", True, "1,903"),
        ("response at or above 80%", "Keeping People Safe", False, "Emergency response within target: 73.6% (Areas!C2)"),
        ("response at or above 73.6%", "Keeping People Safe", True, "73.6%"),
        ("response meets its minimum", "Keeping People Safe", False, "Emergency response within target: not met (Areas!C2)"),
        ("confidence improves", "Community", True, "50.8%, 50% last quarter"),
        ("confidence improves by 2 points", "Community", False, "50.8%, 50% last quarter"),
        ("confidence improves by 0.8 points", "Community", True, "50.8%, 50% last quarter"),
        ("confidence is maintained", "Community", True, "50.8%"),
        ("MSG position of confidence better than 5th", "Community", False, "position 8 (MSG!B2)"),
        ("confidence 8th or better", "Community", True, "position 8"),
        ("confidence position worsens", "Community", True, "position 8, 7 last quarter"),
        ("confidence position improves", "Community", False, "position 8, 7 last quarter"),
        ("confidence better than the MSG average", "Community", False, "8.8 points from the MSG average"),
        ("confidence below average", "Community", True, "8.8 points from the MSG average"),
        ("offences above the MSG average", "Community", True, "22,112 from the MSG average"),
        ("offences better than the MSG average", "Community", False, "22,112"),
        ("solved rate better than the MSG average", "All crime", True, "better than the MSG average already"),
        ("solved rate worse than the MSG average", "All crime", False, "better than the MSG average already"),
        ("solved rate in the top quartile", "All crime", True, "at the top quartile"),
        ("solved rate better than the top quartile", "All crime", False, "at the top quartile"),
        ("confidence gap to average narrows", "Community", False, "8.8 points from the MSG average, 7 points"),
        ("confidence gap to average widens", "Community", True, "8.8 points"),
        ("solved rate gap to average narrows", "All crime", True, "better than the MSG average already"),
        ("confidence gap to average below 9 points", "Community", True, "8.8 points"),
        ("gap of solved rate to average is closed", "All crime", None, ""),
        ("solved rate gap to average is closed", "All crime", True, "already"),
        ("redline met", "Violence", False, "Redline of Violence: Requires Improvement"),
        ("redline not met", "Violence", True, "Redline of Violence: Requires Improvement"),
        ("robbery falls", "Robbery", True, "the latest three months are below the three before"),
        ("robbery in the last 3 months below 58", "Robbery", True, "57 in the last 3 months"),
        ("robbery in the last 12 months below 282", "Robbery", False, "282 in the last 12 months"),
        ("burglary falls and response at or above 80%", "Keeping People Safe", False, "1,903"),
        ("burglary falls or response at or above 80%", "Keeping People Safe", True, "1,903"),
        ("knife crime falls and burglary rises", "Burglary", False, "knife crime"),
        ("knife crime falls or burglary falls", "Burglary", True, "knife crime"),
    ],
)  # fmt: skip
def test_a_condition_is_tested_from_the_figures(
    condition: str, area: str, fulfilled: bool | None, says: str
) -> None:
    measures = [each for each in ALL if each is not OTHERS and each is not HARM]
    facts = AreaFacts(area, Grade.REQUIRES_IMPROVEMENT, measures, F("0.05"))
    if fulfilled is None:
        with pytest.raises(RuleError):
            read_condition(condition)
        return

    outcome = judge_condition(read_condition(condition), facts)

    assert outcome.fulfilled is fulfilled
    assert says in outcome.says


@pytest.mark.parametrize(
    ("condition", "why", "do"),
    [
        ("knife crime falls", "No measure of this workbook is called 'knife crime'", "Call it as its table does"),
        ("response improves", "There is no earlier value of Emergency response within target (Areas!C2)", "earlier value"),
        ("burglary falls since last quarter", "is compared with last year", "against last year"),
        ("burglary outcome rate better than average", "no gap to the MSG average of Burglary, Crime Outcome Rate", "gap"),
        ("burglary position improves", "There is no position in the MSG of Burglary", "position"),
        ("confidence gap to top quartile narrows", "There is no earlier gap to the top quartile", "earlier gap"),
        ("response above 80", "may be per cent", "Write 80% in the condition"),
        ("burglary below 80%", "Burglary, Recorded Crime is 1,903, which is no percentage", "without %"),
        ("confidence improves by 5%", "could be points or a share of it", "'2 points'"),
        ("burglary falls by 5 points", "has no points", "as a number"),
        ("robbery below 300", "There is no value of Robbery", "in the last 12 months"),
        ("robbery in the last 24 months below 300", "has not a figure for each of its last 24 months", "months"),
        ("burglary in the last 3 months below 300", "There is no monthly series of Burglary", "monthly series"),
        ("harm solved rate improves", "There is no value of High Harm Solved rate", "value"),
        ("solved rate improves and confidence improves", "There is no earlier value of All Crime Solved Rate", "earlier"),
    ],
)  # fmt: skip
def test_what_the_figures_do_not_say_cannot_be_tested(condition: str, why: str, do: str) -> None:
    measures = [each for each in ALL if each is not OTHERS and (each is not HARM or "harm" in condition)]

    outcome = judge_condition(read_condition(condition), AreaFacts("Gangs", None, measures, F("0.05")))

    assert outcome.fulfilled is None
    assert why in outcome.says
    assert do in outcome.do


def test_a_direction_that_nobody_has_said_is_asked_for() -> None:
    measure = MeasureFacts("Stops", AT, value=F(5), previous=F(4))

    outcome = judge_condition(read_condition("stops improves"), AreaFacts("Stops", None, [measure], F(0)))

    assert (outcome.fulfilled, outcome.do) == (None, "Say so in its column Better.")


def test_an_area_without_a_redline_has_none_to_meet() -> None:
    outcome = judge_condition(read_condition("redline met"), AreaFacts("Gangs", None, [], F(0)))

    assert (outcome.fulfilled, outcome.says) == (None, "Gangs has no redline.")


def test_two_tables_that_say_different_things_of_a_measure_are_named() -> None:
    twice = [MeasureFacts("Solved rate", Source(sheet, "B2"), value=F(n), share=False) for sheet, n in (("Areas", 5), ("MSG", 9))]  # fmt: skip

    told = [
        judge_condition(read_condition(f"solved rate above {n}"), AreaFacts("Gangs", None, twice, F(0)))
        for n in (4, 7)
    ]

    assert [each.fulfilled for each in told] == [True, None]
    assert told[1].says == "The tables differ: Solved rate: 5 (Areas!B2) and Solved rate: 9 (MSG!B2)."


def test_a_gap_in_the_months_is_no_sum() -> None:
    points = [SeriesPoint(date(2024, n, 1), Blank(AT) if n == 5 else Figure(F(1), AT)) for n in range(1, 7)]
    measure = MeasureFacts("Arson", AT, share=False, months=Series.of("Arson", points))

    outcome = judge_condition(
        read_condition("arson in the last 3 months below 9"), AreaFacts("Arson", None, [measure], F(0))
    )

    assert outcome.fulfilled is None


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("Good", Grade.GOOD), ("RI", Grade.REQUIRES_IMPROVEMENT), ("upgrade to Good", Grade.GOOD), ("Grade becomes Outstanding", Grade.OUTSTANDING),
        ("improve to good.", Grade.GOOD), ("O", Grade.OUTSTANDING), ("Review", None), ("grade to be reviewed", None), ("review the grade", None),
        ("under review", None), ("to be reviewed", None),
    ],
)  # fmt: skip
def test_a_condition_promises_a_grade_or_a_review(typed: str, grade: Grade | None) -> None:
    assert read_then(typed, FOUR) == Promise(grade)


@pytest.mark.parametrize("typed", ["Fair", "N/A", "-", "better", "to", "Adequate", "Good or RI"])
def test_what_is_no_grade_of_the_scale_is_no_promise(typed: str) -> None:
    with pytest.raises(RuleError):
        read_then(typed, FOUR)


def test_a_scale_of_five_has_adequate() -> None:
    assert read_then("move up to Adequate", FIVE) == Promise(Grade.ADEQUATE)


@pytest.mark.parametrize(
    ("cycle", "current", "before", "others", "due"),
    [
        ("Cycle 12", "Cycle 13", {}, ["Cycle 12"], Due.NOW),
        ("12", "Cycle 13", {}, ["12"], Due.NOW),
        ("cycle  12", "CYCLE 13", {}, [], Due.NOW),
        ("", "Cycle 13", {}, [], Due.NOW),
        ("", "", {}, [], Due.NOW),
        ("Cycle 13", "Cycle 13", {}, [], Due.LATER),
        ("Cycle 14", "Cycle 13", {}, [], Due.LATER),
        ("Cycle 11", "Cycle 13", {}, [], Due.EARLIER),
        ("Q2 2019/20", "Q3 2019/20", {"q32019/20": "Q2 2019/20"}, [], Due.NOW),
        ("Q1 2019/20", "Q3 2019/20", {"q32019/20": "Q2 2019/20"}, [], Due.EARLIER),
        ("Q2 2019/20", "Q3 2019/20", {}, ["Q2 2019/20", "", "Q3 2019/20"], Due.NOW),
        ("Q2 2019/20", "Q3 2019/20", {}, ["Q2 2019/20", "Q1 2019/20"], Due.UNKNOWN),
        ("Cycle 12", "", {}, ["Cycle 12", "cycle 12"], Due.NOW),
        ("Cycle 12", "", {}, ["Cycle 12", "Cycle 11"], Due.UNKNOWN),
        ("Cycle 10", "Cycle 13", {"cycle13": "Cycle 10"}, [], Due.NOW),
    ],
)  # fmt: skip
def test_only_conditions_of_the_last_cycle_are_due(
    cycle: str, current: str, before: dict[str, str], others: Sequence[str], due: Due
) -> None:
    assert when_due(cycle, current, before, others) is due


@pytest.mark.parametrize(
    ("fulfilled", "promised", "given_grade", "reason", "applied"),
    [
        (True, Grade.GOOD, Grade.GOOD, False, Applied.YES),
        (True, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, False, Applied.NO),
        (True, Grade.GOOD, Grade.OUTSTANDING, False, Applied.NO),
        (True, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, True, Applied.WITH_REASON),
        (True, Grade.GOOD, None, False, None),
        (True, None, Grade.GOOD, False, None),
        (False, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, False, None),
        (None, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, False, None),
    ],
)
def test_a_fulfilled_condition_that_is_not_applied_needs_a_reason(
    fulfilled: bool | None,
    promised: Grade | None,
    given_grade: Grade | None,
    reason: bool,
    applied: Applied | None,
) -> None:
    assert (
        judge_promise(ConditionOutcome(fulfilled, ""), Promise(promised), given_grade, reason=reason)
        is applied
    )
