"""The policy: every arguable number, checked on construction."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import math
import pkgutil
from fractions import Fraction

import pytest

import xlscore.rules
from xlscore.rules.policy import DEFAULT, SETTINGS, Policy, read_setting
from xlscore.rules.problems import PolicyError
from xlscore.rules.statistics.level import LevelRule
from xlscore.rules.threats.classes import OVERALL_MATRIX


def test_every_field_is_a_setting_with_its_source_and_the_matrix() -> None:
    fields = {field.name for field in dataclasses.fields(Policy)}

    assert fields == {setting.field for setting in SETTINGS} | {"overall_matrix"}
    assert all(setting.source and setting.help and setting.label for setting in SETTINGS)


def test_no_rule_has_a_number_of_its_own_that_could_be_argued_with() -> None:
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(xlscore.rules.__path__, "xlscore.rules.")
        if not found.name.endswith(".policy")
    ]
    own = {
        f"{module.__name__.rpartition('.')[2]}.{name}({parameter.name}={parameter.default})"
        for module in modules
        for name, thing in vars(module).items()
        if getattr(thing, "__module__", "") == module.__name__
        if inspect.isfunction(thing) or (inspect.isclass(thing) and dataclasses.is_dataclass(thing))
        for parameter in inspect.signature(thing).parameters.values()
        if isinstance(parameter.default, (int, float, Fraction)) and not isinstance(parameter.default, bool)
    }

    # No run of cycles where no history is kept; no places where none are typed; no rank where a benchmark or a test is no position; the ordinary level of limits and of a test; the trim of the published funnel; the twelve months that a figure covers where nobody says otherwise; no row where a deep dive stands in no table; how an action's number is written; places of a printed percentage; the financial year, where a text of two years is read without a workbook.
    assert own == {
        "area_change.AreaChange(run=0)",
        "benchmark.Benchmark(rank=0)",
        "change.TypedChange(places=0)",
        "records.TypedTest(last=0)",
        "spc.Options(level=1.0)",
        "msg_trend.MsgPoint(months=12)",
        "difference.group_difference(level=0.05)",
        "funnel.funnel(trim=0.1)",
        "deep_dives.DiveInputs(row=0)",
        "numbers.LogNumber(digits=1)",
        "numbers.LogNumber(end_digits=0)",
        "numbers.LogNumber(year_digits=2)",
        "numbers.Numbering(begins=4)",
        "amounts.per_cent(places=1)",
        "periods.read_period(year_begins=4)",
        "periods.read_span(year_begins=4)",
        "periods.year_of_two_halves(year_begins=4)",
    }


NUMBERS = {
    "between._POWER": "the scale of the t chart, Nelson 1994",
    "between._SIGMAS": "the g chart's limit, Benneyan 2001",
    "between._AS_PUBLISHED": "how many mean moving ranges three sigma are, to which the Policy's limits are held",
    "between._FEWEST_GAPS": "of one gap there is no middle",
    "counted.RARE_A_MONTH": "where days are not looked at for speed: whether events are rare is the Policy's spc_rare",
    "counted._MONTHS": "a year",
    "false_alarms.RATES": "measured, and a test measures them again",
    "runs.RUN_SHIFT": "the run chart's rule, Perla, Provost and Murray 2011: of another length it would be another rule",
    "runs.RUN_TREND": "the same",
    "seasons.FEWEST_YEARS": "of one year its season is its own figures",
    "seasons._OWN_SEASONS": "whole weights: each calendar month by its own history alone",
    "words._RECORD": "a year: what is the highest of fewer months has not seen every season",
    "words._LARGE": "how a figure is printed",
    "words._WHOLE": "how a figure is printed",
    "areas._MOST": "how many areas a line of the page holds",
    "areas._FEWEST": "how many areas are worth counting in a sentence: no figure depends on it",
    "narrative._ALIKE": "how near a name is asked about as mistyped: nothing is taken over by it",
    "ranked._AS_MUCH": "how far rounding on paper takes a rate from its count over its base",
}
"""Every number of the charts, the pages of objectives and the ranks that is no setting, with the reason why."""


def test_every_number_of_the_charts_and_pages_is_a_setting_or_has_its_reason() -> None:
    rooms = ("xlscore.rules.control.", "xlscore.rules.objectives.", "xlscore.rules.positions.ranked")
    found = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in map(importlib.import_module, _modules())
        if module.__name__.startswith(rooms)
        for line in ast.parse(inspect.getsource(module)).body
        if isinstance(line, (ast.Assign, ast.AnnAssign)) and any(map(_is_number, ast.walk(line)))
        for name in (each.id for each in ast.walk(line) if isinstance(each, ast.Name))
        if isinstance(vars(module).get(name), (int, float, Fraction, dict, LevelRule)) and name.isupper()
    }

    assert found == set(NUMBERS)


def _modules() -> list[str]:
    return [found.name for found in pkgutil.walk_packages(xlscore.rules.__path__, "xlscore.rules.")]


def _is_number(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and not isinstance(node.value, bool)
    )


def test_the_default_policy_is_the_published_practice() -> None:
    assert DEFAULT.overall == OVERALL_MATRIX
    assert [g.value for g in DEFAULT.grade_scale.grades] == [
        "Outstanding",
        "Good",
        "Requires Improvement",
        "Inadequate",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scale", "six"),
        ("force_grade_rule", "best"),
        ("rag_tolerance", -0.01),
        ("rag_tolerance", 5),
        ("rag_tolerance", "5%"),
        ("rag_tolerance", math.nan),
        ("rag_tolerance", math.inf),
        ("rag_tolerance", True),
        ("impact_medium_from", 14),
        ("target_floor", 0.5),
        ("spc_run", 6.5),
        ("spc_run", 2),
        ("spc_run", 21),
        ("expected_adjust", "rc"),
        ("overall_matrix", (("Low",) * 3,) * 2),
        ("overall_matrix", (("Low", "Low", "Huge"),) * 3),
    ],
)
def test_a_setting_no_scorecard_could_be_judged_by_is_refused(field: str, value: object) -> None:
    with pytest.raises(PolicyError) as caught:
        Policy(**{field: value})  # type: ignore[arg-type]

    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "settings",
    [
        {"target_floor": 0.15},
        {"target_ceiling": 0.05},
        {"impact_medium_from": 13},
        {"spc_run": 3},
        {"spc_run": 20},
        {"rag_tolerance": 0},
        {"risk_redline_over": 100},
        {"impact_step": 1},
    ],
)
def test_a_setting_at_the_edge_of_its_range_is_taken(settings: dict[str, float]) -> None:
    policy = Policy(**settings)  # type: ignore[arg-type]

    assert {field: getattr(policy, field) for field in settings} == settings


def test_a_policy_cannot_be_changed_only_replaced() -> None:
    changed = DEFAULT.with_setting("rag_tolerance", 0.02)

    assert (changed.rag_tolerance, DEFAULT.rag_tolerance) == (0.02, 0.05)
    with pytest.raises(dataclasses.FrozenInstanceError):
        DEFAULT.rag_tolerance = 0.1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("scale", " FIVE", "five"),
        ("force_grade_rule", "Lead Capped", "lead capped"),
        ("rag_tolerance", 0.1, 0.1),
    ],
)
def test_a_typed_choice_is_read_in_any_spelling(field: str, typed: object, value: object) -> None:
    setting = next(setting for setting in SETTINGS if setting.field == field)

    assert read_setting(setting, typed) == value
