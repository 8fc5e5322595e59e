"""Risks: what a register's words say, the score, and which risk is a redline."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import AreaInputs, RedlineFrom, RedlineMeasure, judge_area
from xlscore.rules.force.command_redlines import judge_commands
from xlscore.rules.force.risk_words import IMPACT_STEP, read_impact, read_likelihood
from xlscore.rules.force.risks import (
    RiskInputs,
    RiskRedline,
    is_closed,
    judge_risk,
    risk_is_redline,
    risk_score,
    since_sentences,
)
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade, grade_name, read_grade
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError, Trouble

HERE = Source("Risks", "A2")
R3 = RiskRedline("R3", F(100), 75, HERE)


@pytest.mark.parametrize(
    ("likelihood", "impact", "score"), [(1, 1, 1), (5, 1, 5), (1, 20, 20), (5, 20, 100), (3, "2.5", "7.5")]
)
def test_a_risks_score_runs_from_the_least_to_the_most(
    likelihood: int, impact: int | str, score: int | str
) -> None:
    assert risk_score(F(likelihood), F(impact)) == F(score)


@pytest.mark.parametrize(
    ("score", "over", "redline"),
    [(75, 75, False), ("75.5", 75, True), (76, 75, True), (1, 1, False), (100, 99, True), (100, 100, False)],
)
def test_only_a_score_over_the_limit_is_a_redline(score: int | str, over: int, redline: bool) -> None:
    assert risk_is_redline(F(score), F(over)) is redline


@pytest.mark.parametrize(
    "ask",
    [
        lambda: risk_score(F(6), F(1)),
        lambda: risk_score(F(0), F(1)),
        lambda: risk_score(F(1), F("0.9")),
        lambda: risk_score(F("2.5"), F(1)),
        lambda: risk_score(F(1), F(21)),
        lambda: risk_is_redline(F(101), F(75)),
        lambda: risk_is_redline(F(0), F(75)),
        lambda: risk_is_redline(F(80), F(0)),
        lambda: risk_is_redline(F(80), F(101)),
    ],
)
def test_a_score_that_no_risk_can_have_is_refused(ask: object) -> None:
    with pytest.raises(RuleError) as caught:
        ask()  # type: ignore[operator]

    assert caught.value.trouble is Trouble.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("typed", "likelihood"),
    [
        ("1", 1), ("5", 5), (" 3 ", 3), ("4.0", 4), ("Remote", 1), ("rare", 1), ("Very unlikely", 1), ("UNLIKELY", 2),
        ("Possible", 3), ("Probable", 4), ("likely", 4), ("Almost\u00a0certain", 5), ("almost  Certain", 5),
        ("4 - Probable", 4), ("5: Almost certain", 5), ("Almost certain (5)", 5), ("Likely - 4", 4), ("3 Possible", 3),
        ("2 (Frequent)", 2),
    ],
)  # fmt: skip
def test_a_likelihood_is_a_number_a_usual_word_or_both(typed: str, likelihood: int) -> None:
    assert read_likelihood(typed) == likelihood


@pytest.mark.parametrize(
    ("typed", "impact"),
    [("1", 1), ("20", 20), ("7.5", F("7.5")), ("Catastrophic", 20), ("20 - catastrophic", 20), ("Major (15)", 15), ("10: Moderate", 10), ("Negligible", 4), ("minor", 8),
     ("MODERATE", 12), ("Major", 16), ("Severe", 20), ("Critical", 20), ("Very low", 4), ("4 - Major", 16), ("Moderate (3)", 12), ("16 (Major)", 16)],
)  # fmt: skip
def test_an_impact_is_a_number_a_usual_word_or_both(typed: str, impact: F) -> None:
    assert read_impact(typed, IMPACT_STEP) == impact


@pytest.mark.parametrize(
    ("typed", "step", "impact"), [("Major", 1, 4), ("Catastrophic", 1, 5), ("5 - Catastrophic", 2, 10), ("Minor", "2.5", 5), ("12", 1, 12)]
)  # fmt: skip
def test_the_words_of_impact_go_by_the_policys_step(typed: str, step: int | str, impact: int) -> None:
    assert read_impact(typed, F(step)) == impact


@pytest.mark.parametrize(
    "typed", ["perhaps", "4/5", "4-5", "4th", "80%", "5 - Probable", "high", "2 of 5", "#N/A"]
)
def test_a_likelihood_that_says_no_number_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="is not a likelihood") as caught:
        read_likelihood(typed)

    assert caught.value.trouble is Trouble.UNREADABLE


@pytest.mark.parametrize("typed", ["Terrible", "Likely", "15 - Catastrophic", "3 - Major", "10 to 15"])
def test_an_impact_that_says_no_number_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="is not an impact"):
        read_impact(typed, IMPACT_STEP)


@pytest.mark.parametrize("typed", ["0", "6", "2.5", "-1"])
def test_a_likelihood_outside_one_to_five_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="whole number from 1 to 5"):
        read_likelihood(typed)


@pytest.mark.parametrize("typed", ["0", "21", "100", "0.5"])
def test_an_impact_outside_the_scale_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="between 1 and 20"):
        read_impact(typed, IMPACT_STEP)


@pytest.mark.parametrize(
    ("likelihood", "impact", "typed", "closed", "score", "redline"),
    [
        (5, 20, None, False, 100, True),
        (4, 20, 60, False, 80, True),  # the figures count, not what was typed
        (3, 20, None, False, 60, False),
        (None, 20, 80, False, 80, True),
        (None, None, 75, False, 75, False),
        (5, 20, None, True, 100, None),
        (None, 20, None, False, None, None),
        (None, None, None, False, None, None),
    ],
)
def test_figures_count_before_a_typed_score_and_a_closed_risk_is_no_redline(
    likelihood: int | None,
    impact: int | None,
    typed: int | None,
    closed: bool,
    score: int | None,
    redline: bool | None,
) -> None:
    given = [None if value is None else F(value) for value in (likelihood, impact, typed)]

    judged = judge_risk(RiskInputs("R1", HERE, *given, closed=closed), F(75))

    assert (judged.score, judged.redline) == (score, redline)


@pytest.mark.parametrize(
    ("status", "closed"),
    [("Closed", True), ("closed: 4 May", True), ("Archived", True), ("Open", False), ("", False), ("To be closed", False)],
)  # fmt: skip
def test_a_closed_risk_says_so_first(status: str, closed: bool) -> None:
    assert is_closed(status) is closed


@pytest.mark.parametrize(
    ("in_grid", "met", "redline", "source"),
    [
        ("", (), "Requires Improvement", RedlineFrom.RISKS),
        ("Good", (), "Requires Improvement", RedlineFrom.RISKS),
        ("N/A", (), "Requires Improvement", RedlineFrom.RISKS),
        ("RI", (), "Requires Improvement", RedlineFrom.GRID),
        ("Inadequate", (), "Inadequate", RedlineFrom.GRID),
        ("", (True, True), "Requires Improvement", RedlineFrom.RISKS),
        ("", (True, False), "Requires Improvement", RedlineFrom.MEASURES),
    ],
)
def test_a_risk_over_the_limit_is_a_redline_of_its_area_that_is_not_met(
    in_grid: str, met: tuple[bool, ...], redline: str, source: RedlineFrom
) -> None:
    good = TypedGrade(Grade.GOOD, is_entered=True)
    entered = TypedGrade(read_grade(in_grid), HERE, is_entered=bool(in_grid))
    measures = tuple(RedlineMeasure("Solved rate", HERE, typed=each) for each in met)
    area = AreaInputs(
        "Burglary", HERE, commands={"North": good}, redline=entered, measures=measures, risks=(R3,)
    )

    result = judge_area(area, DEFAULT)

    assert (grade_name(result.redline), result.redline_from) == (redline, source)
    assert result.suggestion.grade is result.redline
    assert result.suggestion.why.endswith("risk R3 scores 100, over 75")


def test_the_reason_says_which_risks_hold_the_redline_down() -> None:
    good = TypedGrade(Grade.GOOD, is_entered=True)
    risks = (R3, RiskRedline("Risk 9", F("80.5"), 75, HERE))

    result = judge_area(AreaInputs("Burglary", HERE, commands={"North": good}, risks=risks), DEFAULT)

    assert result.suggestion.why == (
        "1 of 1 command Good; capped by the redline at RI; redline: RI because risk R3 scores 100, over 75, and Risk 9 scores"
        " 80.5, over 75"
    )


def test_a_commands_redline_names_the_areas_graded_above_it_and_changes_no_grade() -> None:
    typed = {"A": Grade.OUTSTANDING, "B": Grade.REQUIRES_IMPROVEMENT, "C": None, "D": Grade.ADEQUATE}
    areas = [
        AreaInputs(name, HERE, commands={"North": TypedGrade(g), "South": TypedGrade(g)})
        for name, g in typed.items()
    ]

    north, south = judge_commands(areas, ["North", "South"], {}, {"North": (R3,)})

    assert (north.grade, north.above) == (Grade.REQUIRES_IMPROVEMENT, ("A", "D"))
    assert north.sentence == "North: redline not met, risk R3 scores 100, over 75."
    assert (south.grade, south.above, south.sentence) == (None, (), "")


@pytest.mark.parametrize(
    ("met", "risks", "grade", "not_met"),
    [
        ((True, None), (), Grade.GOOD, ()),
        ((True, False), (), Grade.REQUIRES_IMPROVEMENT, ("Two",)),
        ((True, True), (R3,), Grade.REQUIRES_IMPROVEMENT, ("risk R3 scores 100, over 75",)),
        ((None, None), (), None, ()),
    ],
)
def test_a_commands_own_measures_are_redlines_of_it(
    met: tuple[bool | None, ...],
    risks: tuple[RiskRedline, ...],
    grade: Grade | None,
    not_met: tuple[str, ...],
) -> None:
    measures = tuple(
        RedlineMeasure(name, HERE, typed=each) for name, each in zip(("One", "Two"), met, strict=True)
    )
    area = AreaInputs("A", HERE, commands={"North": TypedGrade(Grade.GOOD)})

    (north,) = judge_commands([area], ["North"], {"North": measures}, {"North": risks})

    assert (north.grade, north.not_met, north.above) == (grade, not_met, ("A",) if not_met else ())
    assert north.met == tuple(name for name, each in zip(("One", "Two"), met, strict=True) if each)


@pytest.mark.parametrize(
    ("risk", "since"),
    [
        (RiskInputs("R1", HERE, F(5), F(20), previous=F(60)), "higher"),
        (RiskInputs("R1", HERE, F(3), F(10), previous=F(60)), "lower"),
        (RiskInputs("R1", HERE, F(3), F(20), previous=F(60)), "same"),
        (RiskInputs("R1", HERE, F(3), F(20), was_known=False), "new"),
        (RiskInputs("R1", HERE, was_known=False), "new"),
        (RiskInputs("R1", HERE, F(3), F(20)), None),
        (RiskInputs("R1", HERE, F(3), F(20), closed=True, previous=F(60)), None),
        (RiskInputs("R1", HERE, closed=True, was_known=False), None),
    ],
)
def test_a_risk_is_compared_with_last_cycle(risk: RiskInputs, since: str | None) -> None:
    result = judge_risk(risk, F(75))

    assert (None if result.since is None else result.since.value) == since
    assert bool(since_sentences([(risk, result)])) is (since in ("higher", "lower", "new"))
