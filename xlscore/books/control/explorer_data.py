"""The sheet *Explorer data*: the lists to choose from, what is known of each series, and the steps of the chosen one's chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.books.control.explored import CountsTable, Explored
from xlscore.books.control.explorer_series import (
    HEAD,
    NOTES,
    PARTS,
    SERIES,
    TOP,
    day_held,
    placed_at,
    plan_lists,
    plan_series,
)
from xlscore.books.control.explorer_steps import OFF, STEPS, rendered
from xlscore.books.plan.agreement import squeezed
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.policy import BookPolicy
from xlscore.ooxml.values.addresses import Box, column_letters, quoted_sheet
from xlscore.rules.control.words import figure_said, share_said
from xlscore.rules.series import months_from, months_later

__all__ = ["ExplorerData", "plan_explorer_data"]

_TITLE: Final = "Explorer data: what the explorer chooses from and works out. Formulas over the table of counts; hide the sheet if you like."
_CHOSEN_HEAD, _CHOSEN = 3, 4
_BEFORE: Final = ("n", "month", "x", "value", "words")
_SAID: Final = "said"
"""What heads the words of notes: a measure beside a kind and words would be a table of notes."""
_COLUMNS: Final = (*_BEFORE, *(step.name for step in STEPS))
_ENDS: Final = ("part", "ends_at", "mean", "upper", "lower", "mean_at", "upper_at", "target", "target_at")
_LOOKED_UP: Final = tuple(name for name in SERIES if name not in {"measure", "place"})
_ENDS_AT: Final = len(_COLUMNS) + 2
_LISTS_AT: Final = _ENDS_AT + len(_ENDS) + 1
_SERIES_AT: Final = _LISTS_AT + 3
_STATIC_AT: Final = _SERIES_AT + len(SERIES) + 1


@dataclass(frozen=True)
class ExplorerData:
    """Where the explorer's figures stand, and what they come to for the series that is chosen."""

    sheet: str
    months: int
    title: str
    measures: str
    places: str
    facts: Mapping[str, tuple[str, Scalar]]
    """The formula and the value of what the page says."""
    notes: int = NOTES
    parts: int = PARTS

    def column(self, name: str) -> str:
        """Return the cells of a step."""
        return placed_at(self.sheet, Box(TOP, _column(name), TOP + self.months - 1, _column(name)))

    def ends(self, name: str, part: int) -> tuple[str, str]:
        """Return the cells of the two ends of a line of a part: across and up."""
        across = {"mean": "mean_at", "upper": "upper_at", "lower": "upper_at", "target": "target_at"}[name]
        top = TOP + 2 * part
        columns = [_ENDS_AT + _ENDS.index(each) for each in (across, name)]
        first, second = (placed_at(self.sheet, Box(top, column, top + 1, column)) for column in columns)
        return first, second

    def follow(self, planner: Planner, sheet: str, row: int, column: int, fact: str) -> None:
        """Plan a cell of the page that says a fact."""
        formula, value = self.facts[fact]
        _plan(planner, sheet, row, column, formula, value)


def _column(name: str) -> int:
    return _COLUMNS.index(name) + 1


def _plan(planner: Planner, sheet: str, row: int, column: int, formula: str, value: Scalar) -> None:
    """Plan a formula that does not stand there yet; what one that stands shows, its choice made, is its own matter."""
    there = planner.reading.formulas(sheet) if planner.reading.has_sheet(sheet) else None
    if squeezed((there or {}).get((row, column), "")) != squeezed(formula):
        planner.enter(sheet, row, column, value, formula)


def plan_explorer_data(
    planner: Planner,
    sheet: str,
    page: str,
    explored: Sequence[Explored],
    table: CountsTable | None,
    chosen: Explored | None,
    to: date,
    months: int,
    policy: BookPolicy,
) -> ExplorerData:
    """Return where everything stands, having planned the sheet."""
    window = months_from(months_later(to, 1 - months), to)
    planner.enter(sheet, 1, 1, _TITLE)
    names = plan_lists(planner, sheet, explored, _LISTS_AT)
    plan_series(planner, sheet, explored, window, (_SERIES_AT, _STATIC_AT))
    settings = _plan_chosen(planner, sheet, page, table, len(explored), policy)
    values = _values(chosen, window) if chosen is not None else {}
    _plan_steps(planner, sheet, table, window, settings, values, len(explored))
    _plan_ends(planner, sheet, months, settings)
    facts = _facts(sheet, page, months, settings, chosen)
    planner.enter(sheet, _CHOSEN_HEAD, 1, "Title")
    _plan(planner, sheet, _CHOSEN, 1, *facts["title"])
    return ExplorerData(sheet, months, placed_at(sheet, Box(_CHOSEN, 1, _CHOSEN, 1)), *names, facts)


def _plan_chosen(
    planner: Planner,
    sheet: str,
    page: str,
    table: CountsTable | None,
    series: int,
    policy: BookPolicy,
) -> dict[str, str]:
    """Return the cells that hold what is chosen: the series' row, what is known of it, and the settings."""
    cells: dict[str, str] = {}
    last = TOP + series - 1

    def add(name: str, formula: str) -> None:
        column = 2 + len(cells)
        planner.enter(sheet, _CHOSEN_HEAD, column, name)
        _plan(planner, sheet, _CHOSEN, column, formula, None)
        cells[name] = Box(_CHOSEN, column, _CHOSEN, column).address(absolute=True)

    keys = Box(TOP, _SERIES_AT, last, _SERIES_AT).address(absolute=True)
    here = quoted_sheet(page)
    add("which", f'=IFERROR(MATCH({here}!$B$4&"|"&{here}!$B$5,{keys},0),0)')
    for name in _LOOKED_UP[1:]:
        column = _SERIES_AT + SERIES.index(name)
        whole = Box(TOP, column, last, column).address(absolute=True)
        text = name.startswith(("said", "on_"))
        found = f"INDEX({whole},{cells['which']})"
        blank = '""' if text or name == "kind" else "0"
        add(name, f"=IF({cells['which']}=0,{blank},{found}{'&' + chr(34) * 2 if text else ''})")
    for name, setting in (("limit", "spc_limits"), ("run", "spc_run"), ("fewest", "spc_fewest")):
        add(name, f"={policy.refer(setting, sheet)}")
    add("screen", f'=IF({policy.refer("spc_screen", sheet)}="yes",1,0)')
    if table is None:
        add("line", "=0")
    else:
        add("line", _line_formula(table, cells))
    return cells


def _line_formula(table: CountsTable, cells: Mapping[str, str]) -> str:
    """Return the formula that finds a series' line in the table of counts by its names, 0 where it has none."""
    top, bottom = table.rows

    def whole(column: int) -> str:
        return placed_at(table.sheet, Box(top, column, bottom, column))

    tests = [f'({whole(table.measure)}&""={cells["on_measure"]})']
    if table.place is not None:
        tests.append(f'({whole(table.place)}&""={cells["on_place"]})')
    first = f"{column_letters(table.measure)}{top}"
    lines = f"(ROW({whole(table.measure)})-ROW({quoted_sheet(table.sheet)}!${first.replace(str(top), '')}${top})+1)"
    return f"=IF({cells['is_own']}=0,0,SUMPRODUCT(MAX({'*'.join([*tests, lines])})))"


def _plan_steps(
    planner: Planner,
    sheet: str,
    table: CountsTable | None,
    window: Sequence[date],
    cells: Mapping[str, str],
    values: Mapping[tuple[str, int], Scalar],
    series: int,
) -> None:
    months = len(window)
    bottom = TOP + months - 1
    for number, heading in enumerate((*_BEFORE[:-1], _SAID, *(step.heading for step in STEPS)), 1):
        planner.enter(sheet, HEAD, number, heading)
    settings = {**cells, "x1": _first("x", bottom, OFF), "v1": _first("value", bottom, 0)}

    def whole(name: str) -> str:
        return Box(TOP, _column(name), bottom, _column(name)).address(absolute=True)

    for number, month in enumerate(window):
        row = TOP + number
        planner.enter(sheet, row, 1, number + 1)
        planner.enter(sheet, row, 2, day_held(month))
        planner.enter(sheet, row, 3, number + 1 - months)
        _plan(
            planner,
            sheet,
            row,
            4,
            _value_formula(table, month, row, number, cells, series),
            values.get(("value", number)),
        )
        _plan(planner, sheet, row, 5, _words_formula(row, cells), values.get(("words", number)))
        for step in STEPS:
            column = _column(step.name)
            formula = rendered(step.formula, row, lambda name: column_letters(_column(name)), whole, settings)
            _plan(planner, sheet, row, column, formula, values.get((step.name, number)))


def _first(name: str, bottom: int, otherwise: int) -> str:
    """Return what gives a column's cell in the first row that has a figure."""
    whole, known = (
        Box(TOP, _column(each), bottom, _column(each)).address(absolute=True) for each in (name, "known")
    )
    return f"IFERROR(INDEX({whole},MATCH(1,{known},0)),{otherwise})"


def _value_formula(
    table: CountsTable | None, month: date, row: int, number: int, cells: Mapping[str, str], series: int
) -> str:
    static = Box(TOP, _STATIC_AT + number, TOP + series - 1, _STATIC_AT + number).address(absolute=True)
    kept = f"INDEX({static},{cells['which']})"
    found = f'IF(ISNUMBER({kept}),{kept},"")'
    column = None if table is None else table.months.get(month)
    if table is not None:
        here = '""'
        if column is not None:
            counts = f"INDEX({placed_at(table.sheet, Box(table.rows[0], column, table.rows[1], column))},{cells['line']})"
            here = f'IF(ISNUMBER({counts}),{counts},"")'
        found = f"IF({cells['line']}>0,{here},{found})"
    return f'=IF({cells["which"]}=0,"",IF(OR(A{row}<{cells["first"]},A{row}>{cells["last"]}),"",{found}))'


def _words_formula(row: int, cells: Mapping[str, str]) -> str:
    said = '""'
    for number in range(1, NOTES + 1):
        said = f"IF(B{row}={cells[f'day{number}']},{cells[f'said{number}']},{said})"
    return f'=IF(D{row}="","",{said})'


def _plan_ends(planner: Planner, sheet: str, months: int, cells: Mapping[str, str]) -> None:
    """Plan the two ends of each line of each part; a part that is not there stands where no axis reaches."""
    bottom = TOP + months - 1
    for number, name in enumerate(_ENDS):
        planner.enter(sheet, HEAD, _ENDS_AT + number, name)
    letter = {name: column_letters(_ENDS_AT + number) for number, name in enumerate(_ENDS)}

    def whole(name: str) -> str:
        return Box(TOP, _column(name), bottom, _column(name)).address(absolute=True)

    some = _first("value", bottom, 0)
    for line in range(2 * PARTS):
        row, last = TOP + line, line % 2
        planner.enter(sheet, row, _ENDS_AT, line // 2 + 1)
        part = f"${letter['part']}{row}"
        place = f"MATCH({part},{whole('part')},0)"
        count = f"+COUNTIF({whole('part')},{part})-1"
        ends = {
            "ends_at": f"=IFERROR(INDEX({whole('x')},{place}{count if last else ''}),{OFF})",
            **{
                name: f"=IFERROR(INDEX({whole(name)},{place})+0,{some})"
                for name in ("mean", "upper", "lower")
            },
            **{
                f"{name}_at": f'=IF(ISNUMBER(IFERROR(INDEX({whole(name)},{place}),"")),${letter["ends_at"]}{row},{OFF})'
                for name in ("mean", "upper")
            },
            "target": f"=IF({cells['has_target']}=1,{cells['target']},{some})",
            "target_at": f"=IF({cells['has_target']}=1,{0 if last else 1 - months},{OFF})",
        }
        for name, formula in ends.items():
            _plan(planner, sheet, row, _ENDS_AT + _ENDS.index(name), formula, None)


def _values(chosen: Explored, window: Sequence[date]) -> dict[tuple[str, int], Scalar]:
    """Return what the steps that are seen come to for the chosen series."""
    points = {point.month: point for point in chosen.row.points} if chosen.is_control else {}
    figures = chosen.figures
    found: dict[tuple[str, int], Scalar] = {}
    for number, month in enumerate(window):
        value, point = figures.get(month), points.get(month)
        found["value", number] = "" if value is None else value
        found["shows", number] = (
            "" if value is None else "common cause" if point is None else point.variation.value
        )
        if point is not None:
            for name, line in (("mean", point.mean), ("upper", point.upper), ("lower", point.lower)):
                found[name, number] = "" if line is None else line
    return found


def _facts(
    sheet: str, page: str, months: int, cells: Mapping[str, str], chosen: Explored | None
) -> dict[str, tuple[str, Scalar]]:
    """Return the formula and the value of what the page says of the chosen series."""
    bottom = TOP + months - 1
    here, own = quoted_sheet(page), f"{quoted_sheet(sheet)}!"
    which, last = f"{own}{cells['which']}", f"{own}{cells['last']}"

    def latest(name: str) -> str:
        """Return a step's cell in the row of the last figure: every series ends with one."""
        whole = placed_at(sheet, Box(TOP, _column(name), bottom, _column(name)))
        return f"INDEX({whole},{last})"

    def shown(cell: str) -> str:
        """Return a figure as the page says it: that of a rate as a percentage."""
        return f'IF({own}{cells["rate"]}=1,TEXT({cell},"0.0%"),ROUND({cell},1))'

    wanting = '"There are no figures of this measure in this place."'
    value, shows = latest("value"), latest("shows")
    low, high = latest("lower"), latest("upper")
    remark = (
        f'=IF({which}=0,{wanting},IF({own}{cells["control"]}=1,"",'
        f'"Drawn as a "&{own}{cells["kind"]}&" on the sheet Control charts: here stand the figures, without limits."))'
    )
    row = None if chosen is None else chosen.row
    said = "" if row is None else f"{row.series.measure}, {chosen.place if chosen else ''}"
    point = None if row is None or chosen is None or not chosen.is_control else row.last
    figure = None if row is None or chosen is None else list(chosen.figures.values())[-1]
    is_rate = row is not None and row.series.is_rate
    said_by = share_said if is_rate else lambda number: f"{round(number, 1):g}"
    variation = "common cause" if point is None else point.variation.value
    facts: dict[str, tuple[str, Scalar]] = {
        "last_value": (f'=IF({which}=0,"",IF({own}{cells["rate"]}=1,TEXT({value},"0.0%"),{value}))', share_said(figure) if is_rate and figure is not None else figure),
        "shows": (f'=IF({which}=0,"",{shows})', variation),
        "mean": (f'=IF({which}=0,"",IF(ISNUMBER({latest("mean")}),{shown(latest("mean"))},""))', "" if point is None or point.mean is None else share_said(point.mean) if is_rate else round(point.mean, 1)),
        "limits": (
            f'=IF({which}=0,"",IF({high}="","none yet",{shown(low)}&" to "&{shown(high)}))',
            "none yet" if point is None or point.upper is None or point.lower is None else f"{said_by(point.lower)} to {said_by(point.upper)}",
        ),
        "remark": (remark, "" if chosen is None or chosen.is_control else f"Drawn as a {chosen.row.kind.value} on the sheet Control charts: here stand the figures, without limits."),
        "title": (
            f'=IF({which}=0,{wanting},{here}!$B$4&", "&{here}!$B$5&": "&{shows}&", "&{shown(value)})',
            f"{said}: {variation}, {(share_said if is_rate else figure_said)(figure or 0.0)}",
        ),
    }  # fmt: skip
    for number in range(1, NOTES + 1):
        day, words = f"{own}{cells[f'day{number}']}", f"{own}{cells[f'said{number}']}"
        facts[f"note {number}"] = (f'=IF({words}="","",TEXT({day},"mmm yyyy")&": "&{words})', None)
    return facts
