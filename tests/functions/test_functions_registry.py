"""The registry: definitions that Excel can take, and one way of calling them all."""

from __future__ import annotations

import inspect
import re

import pytest

import xlscore.functions
from xlscore.functions.registry import LONGEST_HELP, REGISTRY, call, worksheet_function
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import CellError, ExcelError

# The contract: names and arguments are public API from day one. A changed line here breaks workbooks out there.
CONTRACT = [
    "",
    'FORCE_GRADE(grades, [redline], [lead], [rule="lead capped"])',
    'FORCE_GRADE_WHY(grades, [redline], [lead], [rule="lead capped"])',
    "GRADE_CHANGE(previous, current)",
    "GRADE_COUNT(grades, grade)",
    "REDLINE_GRADE(met)",
    "RISK_SCORE(likelihood, impact, [impact_step=4])",
    "RISK_REDLINE(score, [over=75])",
    "MSG_RANK(force, forces, values, [higher_is_better=FALSE])",
    'MSG_AVERAGE(values, [method="average"])',
    "MSG_POOLED(counts, populations, [per=1000])",
    'MSG_GAP(force, forces, values, [benchmark="average"], [higher_is_better=FALSE])',
    'MSG_CHANGE(force, forces, values, [benchmark="average"], [higher_is_better=FALSE], [population], [per=1000])',
    "MSG_STATUS(force, forces, values, aspiration, [higher_is_better=FALSE])",
    "MSG_MOVE(previous_rank, rank)",
    "MSG_QUARTILE(force, forces, values, [higher_is_better=FALSE])",
    'MSG_EXPECTED(force, forces, counts, bases, [kind="rate"], [adjust="none"])',
    "RATE_LIMITS(count, base, [per=1000], [confidence=0.95])",
    "PROPORTION_LIMITS(count, base, [confidence=0.95])",
    "RAG(actual, target, [higher_is_better=TRUE], [tolerance=0.05], [stretch])",
    "YOY(actual, previous)",
    "YOY_POINTS(actual, previous)",
    "SHORTFALL(actual, previous, target)",
    "OUTCOMES_NEEDED(outcomes, crimes, target, [from_rate=FALSE])",
    "TREND(series, [tolerance=0.05])",
    "CONTROL_LEVEL(series, [limits=2.66], [run=7], [screen=TRUE])",
    "IMPACT_CLASS(score, [medium_from=10], [high_from=13])",
    "OVERALL_CLASS(threat, impact_class)",
    "SPC(values, [higher_is_better], [target], [rebase_at], [screen=TRUE], [baseline], [limits=2.66], [run=7])",
    "SPC_VARIATION(values, [higher_is_better], [limits=2.66], [run=7])",
    "SPC_ASSURANCE(values, target, [higher_is_better], [limits=2.66], [run=7])",
    "HMIC_FLAG(rate, msg_rate, change, [excess=0.1], [fall=0.05])",
    "TARGET_SET(rate, msg_rates, [floor=0.05], [max_per_year=0.15], [higher_is_better=FALSE], [own_history])",
    'YEAR_END(months, previous_years, [target], [confidence=0.8], [method="level"], [rate=FALSE])',
    "TWO_COUNT(this, last)",
    "UNUSUAL(this, last)",
    "RATE_RATIO(a, base_a, b, base_b, [confidence=0.95])",
    "ROLLING(satisfied, asked, [months=12])",
    "",
][1:-1]


def test_the_registry_is_the_contract() -> None:
    assert sorted(function.signature for function in REGISTRY.values()) == sorted(CONTRACT)


def test_every_function_is_imported_by_its_excel_name() -> None:
    for name in REGISTRY:
        assert callable(getattr(xlscore.functions, name))


def test_the_package_offers_its_functions_and_these_names_in_order() -> None:
    beside = {"REGISTRY", "Argument", "CellError", "Example", "WorksheetFunction", "call"}

    assert xlscore.functions.__all__ == sorted(beside | REGISTRY.keys())
    assert xlscore.functions.CellError is CellError


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_a_definition_has_all_that_help_and_add_in_need(name: str) -> None:
    function = REGISTRY[name]

    texts = [function.summary, *(argument.help for argument in function.arguments)]
    assert all(0 < len(text) <= LONGEST_HELP for text in texts)
    assert function.source
    assert ">>>" in (inspect.getdoc(getattr(xlscore.functions, name)) or "")


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_the_example_of_the_help_is_true(name: str) -> None:
    example = REGISTRY[name].example

    assert _rounded(call(name, *example.arguments)) == _rounded(example.answer)


def _rounded(answer: object) -> object:
    if isinstance(answer, list):
        return [_rounded(member) for member in answer]
    return float(f"{answer:.12g}") if isinstance(answer, float) else answer


@pytest.mark.parametrize(
    ("function", "argument", "field"),
    [
        ("RAG", "tolerance", "rag_tolerance"),
        ("TREND", "tolerance", "trend_tolerance"),
        ("IMPACT_CLASS", "medium_from", "impact_medium_from"),
        ("IMPACT_CLASS", "high_from", "impact_high_from"),
        ("RISK_REDLINE", "over", "risk_redline_over"),
        ("RISK_SCORE", "impact_step", "impact_step"),
        ("FORCE_GRADE", "rule", "force_grade_rule"),
        ("FORCE_GRADE_WHY", "rule", "force_grade_rule"),
        ("MSG_POOLED", "per", "rate_per"),
        ("MSG_CHANGE", "per", "rate_per"),
        ("RATE_LIMITS", "per", "rate_per"),
        ("MSG_EXPECTED", "adjust", "expected_adjust"),
        ("HMIC_FLAG", "excess", "hmic_excess"),
        ("HMIC_FLAG", "fall", "hmic_reduction"),
        ("TARGET_SET", "floor", "target_floor"),
        ("TARGET_SET", "max_per_year", "target_ceiling"),
        ("YEAR_END", "confidence", "projection_confidence"),
        ("CONTROL_LEVEL", "limits", "spc_limits"),
        ("CONTROL_LEVEL", "run", "spc_run"),
        ("SPC", "limits", "spc_limits"),
        ("SPC", "run", "spc_run"),
        ("SPC_VARIATION", "limits", "spc_limits"),
        ("SPC_VARIATION", "run", "spc_run"),
        ("SPC_ASSURANCE", "limits", "spc_limits"),
        ("SPC_ASSURANCE", "run", "spc_run"),
    ],
)
def test_a_function_left_to_itself_goes_by_the_default_policy(
    function: str, argument: str, field: str
) -> None:
    defaults = {a.name: a.default for a in REGISTRY[function].arguments}

    assert defaults[argument] == getattr(DEFAULT, field)


def test_a_function_takes_its_arguments_by_name_too() -> None:
    assert xlscore.functions.SHORTFALL(1903, target=-0.1, previous=2076) == 35


@pytest.mark.parametrize(
    ("cells", "said"),
    [((1, 2, 3), "Write it as MSG_MOVE(previous_rank, rank)"), ((1,), "'rank' is missing")],
)
def test_a_wrong_number_of_arguments_is_said(cells: tuple[int, ...], said: str) -> None:
    with pytest.raises(CellError, match=re.escape(said)):
        call("MSG_MOVE", *cells)


def test_an_unknown_argument_name_is_said() -> None:
    with pytest.raises(CellError, match="Write it as"):
        xlscore.functions.MSG_MOVE(previous_rank=1, position=2)


def test_an_unknown_function_is_a_name_error() -> None:
    with pytest.raises(CellError, match="Insert Function lists them") as caught:
        call("MSG_RANKS")

    assert caught.value.code is ExcelError.NAME


@pytest.mark.parametrize("blank", [None, "", "  ", [[None]], [[""]]])
def test_a_blank_optional_argument_takes_its_default(blank: object) -> None:
    assert call("RAG", 0.2, 0.25, blank, blank) == "Amber"


@pytest.mark.parametrize(
    ("name", "help_texts"),
    [
        ("R1C1", {"a": "x"}),
        ("MSG8", {"a": "x"}),
        ("lower", {"a": "x"}),
        ("MSG_RANK", {"a": "x"}),
        ("NO_HELP", {}),
        ("LONG", {"a": "x" * 256}),
    ],
)
def test_a_definition_that_excel_could_not_take_is_refused(name: str, help_texts: dict[str, str]) -> None:
    def rule(a: object) -> object:
        """Return the cell."""
        return a

    rule.__name__ = name
    before = dict(REGISTRY)

    with pytest.raises(ValueError, match=name):
        worksheet_function(family="Test", source="test", arguments=help_texts, example=((1,), 1))(rule)

    assert before == REGISTRY


def test_the_functions_that_spill_are_these() -> None:
    spilling = {name for name, function in REGISTRY.items() if function.spills}

    assert spilling == {
        "RATE_LIMITS",
        "RATE_RATIO",
        "ROLLING",
        "PROPORTION_LIMITS",
        "SPC",
        "TARGET_SET",
        "YEAR_END",
    }


# The statements, operators and literals of VBA's language specification; a parameter of that name does not compile.
WORDS_OF_VBA = frozenset(
    [
        "abs",
        "and",
        "any",
        "array",
        "as",
        "attribute",
        "boolean",
        "byref",
        "byte",
        "byval",
        "call",
        "case",
        "cbool",
        "cbyte",
        "ccur",
        "cdate",
        "cdbl",
        "cint",
        "clng",
        "close",
        "const",
        "csng",
        "cstr",
        "currency",
        "cvar",
        "date",
        "debug",
        "declare",
        "dim",
        "do",
        "double",
        "each",
        "else",
        "elseif",
        "empty",
        "end",
        "enum",
        "eqv",
        "erase",
        "error",
        "event",
        "exit",
        "false",
        "fix",
        "for",
        "friend",
        "function",
        "get",
        "global",
        "gosub",
        "goto",
        "if",
        "imp",
        "implements",
        "in",
        "input",
        "int",
        "integer",
        "is",
        "len",
        "let",
        "lib",
        "like",
        "line",
        "lock",
        "long",
        "loop",
        "lset",
        "me",
        "mod",
        "new",
        "next",
        "not",
        "nothing",
        "null",
        "on",
        "open",
        "option",
        "optional",
        "or",
        "paramarray",
        "preserve",
        "print",
        "private",
        "property",
        "public",
        "put",
        "raiseevent",
        "redim",
        "rem",
        "resume",
        "return",
        "rset",
        "scale",
        "seek",
        "select",
        "set",
        "sgn",
        "shared",
        "single",
        "spc",
        "static",
        "step",
        "stop",
        "string",
        "sub",
        "tab",
        "then",
        "to",
        "true",
        "type",
        "typeof",
        "ubound",
        "unlock",
        "until",
        "variant",
        "wend",
        "while",
        "with",
        "withevents",
        "write",
        "xor",
    ]
)


def test_no_argument_is_called_as_a_word_of_vba() -> None:
    taken = [
        (name, argument.name)
        for name, function in REGISTRY.items()
        for argument in function.arguments
        if argument.name in WORDS_OF_VBA
    ]

    assert taken == []
