"""The Policy sheet: every setting with its meaning and source, the overall matrix, the grade lists.

Each value has a name (`xls_rag_tolerance`), which the live formulas refer to, so that a change here recalculates.
"""

from __future__ import annotations

from typing import Final

from xlscore.books.headings import OVERALL_MATRIX, OWN_FORCE, POLICY, policy_name
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import levels
from xlscore.books.templates.page import A4, HEAD_ROW, Col, Page, Shown
from xlscore.books.templates.words import LEVELS, LIST_OF
from xlscore.rules.grades import NOT_GRADED, SCALES
from xlscore.rules.policy import DEFAULT, SETTINGS, Policy, Setting

__all__ = ["add_policy"]

_LAST: Final = 4


def add_policy(book: Builder, own_force: str = "", policy: Policy = DEFAULT) -> None:
    """Add the Policy sheet with these settings."""
    page = book.page(POLICY.sheet, tab="#56657F")
    page.head(
        "Policy",
        "Every number that could be argued with. Change a value here and the scorecards follow; nothing is hidden in code.",
    )
    last = _settings(book, page, own_force, policy)
    _matrix(book, page, last + 2, policy)
    page.print_on(A4, freeze=(HEAD_ROW + 1, 1))


def _settings(book: Builder, page: Page, own_force: str, policy: Policy) -> int:
    columns = [
        Col("setting", POLICY.heading("setting"), 32, "strong", computed=True),
        Col(
            "value",
            POLICY.heading("value"),
            20,
            "setting",
            help="Change the setting here; the scorecards follow.",
        ),
        Col("range", "May be", 34, "small", computed=True),
        Col("meaning", POLICY.heading("meaning"), 62, computed=True),
        Col("source", POLICY.heading("source"), 46, "small", computed=True),
    ]
    own = {
        "setting": OWN_FORCE,
        "value": own_force or None,
        "range": "a name on the MSG data sheet",
        "meaning": "Your force, as its name stands on the MSG data sheet.",
    }
    rows = [own] + [
        {
            "setting": setting.label,
            "value": _value(setting, policy),
            "range": _range(setting),
            "meaning": setting.help,
            "source": setting.source,
        }
        for setting in SETTINGS
    ]
    placed = page.table("tblPolicy", columns, rows)
    column = placed.columns["value"]
    names = [policy_name("own_force"), *(policy_name(setting.field) for setting in SETTINGS)]
    for row, name in enumerate(names, start=placed.first):
        book.define(name, f"'{page.name}'!$B${row + 1}")
    for row, setting in enumerate(SETTINGS, start=placed.first + 1):
        page.sheet.data_validation(row, column, row, column, _rule(setting))
    return placed.last


def _value(setting: Setting, policy: Policy) -> object:
    value = getattr(policy, setting.field)
    if setting.percentage:
        return Shown(value, "0.##%" if value * 100 % 1 else "0%")
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


def _matrix(book: Builder, page: Page, row: int, policy: Policy) -> None:
    page.section(row, 0, _LAST, "Overall classification by threat (down) and impact classification (across)")
    columns = [
        Col("threat", OVERALL_MATRIX.heading("threat"), 0, "strong", computed=True),
        *(
            Col(level.lower(), OVERALL_MATRIX.heading(level.lower()), 0, "word", choices=LEVELS, strict=True,
                help="The overall classification where this threat meets this impact classification.")
            for level in LEVELS
        ),
    ]  # fmt: skip
    rows = [
        {"threat": threat, **dict(zip(map(str.lower, LEVELS), words, strict=True))}
        for threat, words in zip(LEVELS, policy.overall_matrix, strict=True)
    ]
    placed = page.table("tblOverall", columns, rows, at=(row + 1, 0))
    page.colour(placed, [level.lower() for level in LEVELS], levels(book.formats))
    top, bottom = placed.first + 1, placed.last + 1
    book.define(policy_name("overall_matrix"), f"'{page.name}'!$B${top}:$D${bottom}")
    book.define(policy_name("overall_threats"), f"'{page.name}'!$A${top}:$A${bottom}")
    book.define(policy_name("overall_impacts"), f"'{page.name}'!$B${top - 1}:$D${top - 1}")
    _grade_lists(book, page, placed.last + 2)


def _grade_lists(book: Builder, page: Page, row: int) -> None:
    """Write the two lists that the grade drop-downs choose between, one to a row."""
    page.section(row, 0, _LAST, "Grades that the drop-downs offer, by grade scale")
    for number, (name, scale) in enumerate(SCALES.items(), start=row + 1):
        words = [*(grade.value for grade in scale.grades), NOT_GRADED]
        page.sheet.write_string(number, 0, f"{name} grades", page.formats.cell("strong", entry=False))
        for column, word in enumerate(words, start=1):
            page.sheet.write_string(number, column, word, page.formats.cell("word", entry=False))
        page.sheet.set_row(number, 18)
        letter = chr(ord("B") + len(words) - 1)
        book.define(LIST_OF[name], f"'{page.name}'!$B${number + 1}:${letter}${number + 1}")
    page.reach(row + len(SCALES), len(SCALES["five"].grades) + 1)
