"""The Policy sheet: every setting with its meaning and source, the overall matrix, the grade lists.

Each value has a name (`xls_rag_tolerance`), which the live formulas refer to, so that a change here recalculates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from xlscore.books.plan.kind import Kind
from xlscore.books.tables.headings import OVERALL_MATRIX, OWN_FORCE, POLICY, policy_name
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import levels
from xlscore.books.templates.page import HEAD_ROW, Col, Page, Shown
from xlscore.books.templates.words import LEVELS, LIST_OF
from xlscore.rules.grades import NOT_GRADED, SCALES
from xlscore.rules.policy import DEFAULT, SETTINGS, Policy, Setting

__all__ = ["add_policy"]

OVERALL: Final = "overall_matrix"
_RIGHT: Final = 7
"""The column of the matrix and the lists; two narrow columns part them from the settings."""


def add_policy(book: Builder, kinds: Iterable[Kind], own_force: str = "", policy: Policy = DEFAULT) -> None:
    """Add the Policy sheet of a workbook for these kinds of work: only the settings that reach its cells stand on it."""
    wanted = {name for kind in kinds for name in kind.settings}
    page = book.page(POLICY.sheet, tab="#56657F")
    page.head(
        "Policy",
        "Every number that could be argued with. Change a value here and the scorecards follow; nothing is hidden in code.",
    )
    _settings(book, page, wanted, own_force, policy)
    for gap in (_RIGHT - 2, _RIGHT - 1):
        page.width(gap, 2)
    below = HEAD_ROW - 2
    if OVERALL in wanted:
        below = _matrix(book, page, policy) + 2
    if "scale" in wanted:
        _grade_lists(book, page, below)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))


def _settings(book: Builder, page: Page, wanted: set[str], own_force: str, policy: Policy) -> None:
    settings = [setting for setting in SETTINGS if setting.field in wanted]
    columns = [
        Col("setting", POLICY.heading("setting"), 31, "strong", fixed=True),
        Col("value", POLICY.heading("value"), 18, "setting"),
        Col("range", "May be", 32, "small", fixed=True),
        Col("meaning", POLICY.heading("meaning"), 54, fixed=True),
        Col("source", POLICY.heading("source"), 38, "small", fixed=True),
    ]
    of_group = "msg_average" in wanted
    own = {
        "setting": OWN_FORCE,
        "value": own_force or None,
        "range": "a name on the MSG data sheet" if of_group else "a name",
        "meaning": f"Your force, called as {'on the MSG data sheet' if of_group else 'files and tables call it'}.",
        "source": "yours",
    }
    rows = [own] * ("own_force" in wanted) + [
        {
            "setting": setting.label,
            "value": _value(setting, policy),
            "range": _range(setting),
            "meaning": setting.help,
            "source": setting.source,
        }
        for setting in settings
    ]
    placed = page.table("tblPolicy", columns, rows)
    column = placed.columns["value"]
    first = placed.first + len(rows) - len(settings)
    if "own_force" in wanted:
        book.define(policy_name("own_force"), f"'{page.name}'!$B${placed.first + 1}")
    for row, setting in enumerate(settings, start=first):
        book.define(policy_name(setting.field), f"'{page.name}'!$B${row + 1}")
        page.sheet.data_validation(row, column, row, column, _rule(setting))


def _value(setting: Setting, policy: Policy) -> object:
    value = getattr(policy, setting.field)
    if setting.percentage:
        return Shown(value, "0%" if round(value * 100, 6) % 1 == 0 else "0.0#%")
    return Shown(value, "0.00##") if isinstance(value, float) and value % 1 else value


def _range(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(setting.choices)
    shown = [_bound(setting, bound) for bound in (setting.least, setting.most) if bound is not None]
    kind = "a whole number" if setting.whole else "a percentage" if setting.percentage else "a number"
    return f"{kind}, {shown[0]} to {shown[1]}" if len(shown) == 2 else f"{kind}, {shown[0]} or more"


def _bound(setting: Setting, bound: float) -> str:
    return f"{bound:.0%}" if setting.percentage else f"{bound:g}"


def _rule(setting: Setting) -> dict[str, object]:
    said = {
        "input_title": setting.label[:32],
        "input_message": f"{setting.help} May be: {_range(setting)}."[:255],
        "error_title": setting.label[:32],
        "error_message": f"May be: {_range(setting)}."[:255],
    }
    if setting.choices:
        return {"validate": "list", "source": list(setting.choices), **said}
    kind = "integer" if setting.whole else "decimal"
    if setting.most is None:
        return {"validate": kind, "criteria": ">=", "value": setting.least, **said}
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": setting.least,
        "maximum": setting.most,
        **said,
    }


def _matrix(book: Builder, page: Page, policy: Policy) -> int:
    """Write the overall matrix; return its last row."""
    page.sheet.write_string(
        HEAD_ROW - 2,
        _RIGHT,
        "Overall classification: threat down, impact classification across",
        page.formats.of("label"),
    )
    help_text = "The overall classification where this threat meets this impact classification."
    columns = [
        Col("threat", OVERALL_MATRIX.heading("threat"), 14, "strong", fixed=True),
        *(
            Col(level.lower(), OVERALL_MATRIX.heading(level.lower()), 14, "word", help=help_text, choices=LEVELS, strict=True)
            for level in LEVELS
        ),
    ]  # fmt: skip
    rows = [
        {"threat": threat, **dict(zip(map(str.lower, LEVELS), words, strict=True))}
        for threat, words in zip(LEVELS, policy.overall_matrix, strict=True)
    ]
    placed = page.table("tblOverall", columns, rows, at=(HEAD_ROW, _RIGHT))
    page.colour(placed, [level.lower() for level in LEVELS], levels(book.formats))
    first, last = placed.range(LEVELS[0].lower()), placed.range(LEVELS[-1].lower())
    book.define(policy_name("overall_matrix"), f"{first.partition(':')[0]}:{last.partition(':')[2]}")
    return placed.last


def _grade_lists(book: Builder, page: Page, row: int) -> None:
    """Write the two lists that the grade drop-downs choose between, side by side."""
    page.sheet.write_string(
        row, _RIGHT, "Grades that the drop-downs offer, by grade scale", page.formats.of("label")
    )
    for number, (name, scale) in enumerate(SCALES.items()):
        column = Col(name, f"{name} grades", 22, "word", fixed=True)
        rows = [{name: word} for word in (*(grade.value for grade in scale.grades), NOT_GRADED)]
        placed = page.table(f"tblGrades{name.capitalize()}", [column], rows, at=(row + 1, _RIGHT + number))
        book.define(LIST_OF[name], placed.range(name))
