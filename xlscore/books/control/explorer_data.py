"""The sheet *Explorer data*: the lists to choose from, what is known of each series, and the steps of the chosen one's chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from xlscore.books.control.explored import CountsTable, Explored
from xlscore.books.control.explorer_steps import OFF, STEPS, rendered
from xlscore.books.plan.agreement import squeezed
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.policy import BookPolicy
from xlscore.ooxml.values.addresses import Box, column_letters, quoted_sheet
from xlscore.rules.control.records import ChartKind
from xlscore.rules.control.words import figure_said
from xlscore.rules.series import months_from, months_later

__all__ = ["ExplorerData", "plan_explorer_data"]

_TITLE: Final = "Explorer data: what the explorer chooses from and works out. Formulas over the table of counts; hide the sheet if you like."
_NOTES, _PARTS = 6, 4
_CHOSEN_HEAD, _CHOSEN = 3, 4
_HEAD, _TOP = 7, 10
"""The row of the headings, and the first month's: two blank rows stand above it."""
_BEFORE: Final = ("n", "month", "x", "value", "words")
_COLUMNS: Final = (*_BEFORE, *(step.name for step in STEPS))
_ENDS: Final = ("part", "ends_at", "mean", "upper", "lower", "mean_at", "upper_at", "target", "target_at")
_SERIES: Final = (
    "key", "measure", "place", "kind", "control", "better", "first", "last", "step1", "step2", "step3", "from", "to", "own", "low",
    "middle", "high", "parts", "target", "has_target", "on_measure", "on_place", "is_own",
    *(f"{what}{number}" for number in range(1, _NOTES + 1) for what in ("day", "words")),
)  # fmt: skip
_LOOKED_UP: Final = tuple(name for name in _SERIES if name not in {"measure", "place"})
_ENDS_AT: Final = len(_COLUMNS) + 2
_LISTS_AT: Final = _ENDS_AT + len(_ENDS) + 1
_SERIES_AT: Final = _LISTS_AT + 3
_STATIC_AT: Final = _SERIES_AT + len(_SERIES) + 1


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
    notes: int = _NOTES
    parts: int = _PARTS

    def column(self, name: str) -> str:
        """Return the cells of a step."""
        return _at(self.sheet, Box(_TOP, _column(name), _TOP + self.months - 1, _column(name)))

    def ends(self, name: str, part: int) -> tuple[str, str]:
        """Return the cells of the two ends of a line of a part: across and up."""
        across = {"mean": "mean_at", "upper": "upper_at", "lower": "upper_at", "target": "target_at"}[name]
        top = _TOP + 2 * part
        columns = [_ENDS_AT + _ENDS.index(each) for each in (across, name)]
        first, second = (_at(self.sheet, Box(top, column, top + 1, column)) for column in columns)
        return first, second

    def follow(self, planner: Planner, sheet: str, row: int, column: int, fact: str) -> None:
        """Plan a cell of the page that says a fact."""
        formula, value = self.facts[fact]
        _plan(planner, sheet, row, column, formula, value)


def _at(sheet: str, box: Box) -> str:
    return f"{quoted_sheet(sheet)}!{box.address(absolute=True)}"


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
    names = _plan_lists(planner, sheet, explored)
    _plan_series(planner, sheet, explored, window)
    settings = _plan_chosen(planner, sheet, page, table, len(explored), policy)
    values = _values(chosen, window) if chosen is not None else {}
    _plan_steps(planner, sheet, table, window, settings, values, len(explored))
    _plan_ends(planner, sheet, months, settings)
    facts = _facts(sheet, page, months, settings, chosen)
    planner.enter(sheet, _CHOSEN_HEAD, 1, "Title")
    _plan(planner, sheet, _CHOSEN, 1, *facts["title"])
    return ExplorerData(sheet, months, _at(sheet, Box(_CHOSEN, 1, _CHOSEN, 1)), *names, facts)


def _plan_lists(planner: Planner, sheet: str, explored: Sequence[Explored]) -> tuple[str, str]:
    """Return where the lists stand from which measure and place are chosen."""
    found = []
    for column, (heading, each) in enumerate(
        (("Measures", [e.row.series.measure for e in explored]), ("Places", [e.place for e in explored])),
        _LISTS_AT,
    ):
        words = list(dict.fromkeys(each))
        planner.enter(sheet, _HEAD, column, heading)
        for row, text in enumerate(words, _TOP):
            planner.enter(sheet, row, column, text)
        _clear(planner, sheet, column, _TOP + len(words))
        found.append(_at(sheet, Box(_TOP, column, _TOP + len(words) - 1, column)))
    return found[0], found[1]


def _clear(planner: Planner, sheet: str, column: int, row: int) -> None:
    """Empty what stood in a list of ours below its new end."""
    while planner.current(sheet, row, column) is not None:
        planner.enter(sheet, row, column, None)
        row += 1


def _plan_series(planner: Planner, sheet: str, explored: Sequence[Explored], window: Sequence[date]) -> None:
    """Plan the table of what is known of each series, and the figures of those that no row of the counts holds."""
    for number, name in enumerate(_SERIES):
        planner.enter(sheet, _HEAD, _SERIES_AT + number, name)
    for row, each in enumerate(explored, _TOP):
        known = _known(each, window)
        for number, name in enumerate(_SERIES):
            planner.enter(sheet, row, _SERIES_AT + number, known.get(name))
        figures = {} if each.own is not None else each.figures
        for number, month in enumerate(window):
            planner.enter(sheet, row, _STATIC_AT + number, figures.get(month))
    _clear(planner, sheet, _SERIES_AT, _TOP + len(explored))


def _known(each: Explored, window: Sequence[date]) -> dict[str, Scalar]:
    row, series = each.row, each.row.series
    months = sorted(each.figures)
    inside = [n for n, month in enumerate(window, 1) if months and months[0] <= month <= months[-1]]
    if not row.kind.is_between:
        inside = [
            n for n, month in enumerate(window, 1) if row.points[0].month <= month <= row.points[-1].month
        ]
    steps = [row.points[part.start].month for part in row.segments[1:]] if each.is_control else []
    own, base = series.own_limits, series.baseline
    shown = [(day, words) for day, words in series.notes if window[0] <= day <= window[-1]][-_NOTES:]
    return {
        "key": f"{series.measure}|{each.place}", "measure": series.measure, "place": each.place,
        "kind": row.kind.value if each.is_control or row.kind is not ChartKind.CONTROL else "control chart of many parts",
        "control": int(each.is_control), "better": series.direction.value,
        "first": inside[0] if inside else 0, "last": inside[-1] if inside else 0,
        **{f"step{n}": _day(steps[n - 1]) if n <= len(steps) else 0 for n in range(1, _PARTS)},
        "from": _day(base[0]) if base else 0, "to": _day(base[1]) if base else 0,
        "own": int(own is not None), "low": own.lower if own else 0, "middle": own.mean if own else 0, "high": own.upper if own else 0,
        "parts": len(row.segments), "target": series.target or 0, "has_target": int(series.target is not None and each.is_control),
        "on_measure": _plain(each.own[0]) if each.own else None, "on_place": _plain(each.own[1]) if each.own else None, "is_own": int(each.own is not None),
        **{f"{what}{n}": value for n, (day, words) in enumerate(shown, 1) for what, value in (("day", _day(day)), ("words", words))},
    }  # fmt: skip


def _plain(value: object) -> Scalar:
    return value if isinstance(value, (str, float, int)) else None


def _day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


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
    last = _TOP + series - 1

    def add(name: str, formula: str) -> None:
        column = 2 + len(cells)
        planner.enter(sheet, _CHOSEN_HEAD, column, name)
        _plan(planner, sheet, _CHOSEN, column, formula, None)
        cells[name] = Box(_CHOSEN, column, _CHOSEN, column).address(absolute=True)

    keys = Box(_TOP, _SERIES_AT, last, _SERIES_AT).address(absolute=True)
    here = quoted_sheet(page)
    add("which", f'=IFERROR(MATCH({here}!$B$4&"|"&{here}!$B$5,{keys},0),0)')
    for name in _LOOKED_UP[1:]:
        column = _SERIES_AT + _SERIES.index(name)
        whole = Box(_TOP, column, last, column).address(absolute=True)
        text = name.startswith(("words", "on_"))
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
        return _at(table.sheet, Box(top, column, bottom, column))

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
    bottom = _TOP + months - 1
    for number, heading in enumerate((*_BEFORE, *(step.heading for step in STEPS)), 1):
        planner.enter(sheet, _HEAD, number, heading)
    settings = {**cells, "x1": _first("x", bottom, OFF), "v1": _first("value", bottom, 0)}

    def whole(name: str) -> str:
        return Box(_TOP, _column(name), bottom, _column(name)).address(absolute=True)

    for number, month in enumerate(window):
        row = _TOP + number
        planner.enter(sheet, row, 1, number + 1)
        planner.enter(sheet, row, 2, _day(month))
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
        Box(_TOP, _column(each), bottom, _column(each)).address(absolute=True) for each in (name, "known")
    )
    return f"IFERROR(INDEX({whole},MATCH(1,{known},0)),{otherwise})"


def _value_formula(
    table: CountsTable | None, month: date, row: int, number: int, cells: Mapping[str, str], series: int
) -> str:
    static = Box(_TOP, _STATIC_AT + number, _TOP + series - 1, _STATIC_AT + number).address(absolute=True)
    kept = f"INDEX({static},{cells['which']})"
    found = f'IF(ISNUMBER({kept}),{kept},"")'
    column = None if table is None else table.months.get(month)
    if table is not None:
        here = '""'
        if column is not None:
            counts = f"INDEX({_at(table.sheet, Box(table.rows[0], column, table.rows[1], column))},{cells['line']})"
            here = f'IF(ISNUMBER({counts}),{counts},"")'
        found = f"IF({cells['line']}>0,{here},{found})"
    return f'=IF({cells["which"]}=0,"",IF(OR(A{row}<{cells["first"]},A{row}>{cells["last"]}),"",{found}))'


def _words_formula(row: int, cells: Mapping[str, str]) -> str:
    said = '""'
    for number in range(1, _NOTES + 1):
        said = f"IF(B{row}={cells[f'day{number}']},{cells[f'words{number}']},{said})"
    return f'=IF(D{row}="","",{said})'


def _plan_ends(planner: Planner, sheet: str, months: int, cells: Mapping[str, str]) -> None:
    """Plan the two ends of each line of each part; a part that is not there stands where no axis reaches."""
    bottom = _TOP + months - 1
    for number, name in enumerate(_ENDS):
        planner.enter(sheet, _HEAD, _ENDS_AT + number, name)
    letter = {name: column_letters(_ENDS_AT + number) for number, name in enumerate(_ENDS)}

    def whole(name: str) -> str:
        return Box(_TOP, _column(name), bottom, _column(name)).address(absolute=True)

    some = _first("value", bottom, 0)
    for line in range(2 * _PARTS):
        row, last = _TOP + line, line % 2
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
    bottom = _TOP + months - 1
    here, own = quoted_sheet(page), f"{quoted_sheet(sheet)}!"
    which, last = f"{own}{cells['which']}", f"{own}{cells['last']}"

    def latest(name: str) -> str:
        """Return a step's cell in the row of the last figure: every series ends with one."""
        whole = _at(sheet, Box(_TOP, _column(name), bottom, _column(name)))
        return f"INDEX({whole},{last})"

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
    variation = "common cause" if point is None else point.variation.value
    facts: dict[str, tuple[str, Scalar]] = {
        "last_value": (f'=IF({which}=0,"",{value})', figure),
        "shows": (f'=IF({which}=0,"",{shows})', variation),
        "mean": (f'=IF({which}=0,"",IF(ISNUMBER({latest("mean")}),ROUND({latest("mean")},1),""))', "" if point is None or point.mean is None else round(point.mean, 1)),
        "limits": (
            f'=IF({which}=0,"",IF({high}="","none yet",ROUND({low},1)&" to "&ROUND({high},1)))',
            "none yet" if point is None or point.upper is None or point.lower is None else f"{round(point.lower, 1):g} to {round(point.upper, 1):g}",
        ),
        "remark": (remark, "" if chosen is None or chosen.is_control else f"Drawn as a {chosen.row.kind.value} on the sheet Control charts: here stand the figures, without limits."),
        "title": (
            f'=IF({which}=0,{wanting},{here}!$B$4&", "&{here}!$B$5&": "&{shows}&", "&ROUND({value},1))',
            f"{said}: {variation}, {figure_said(figure or 0.0)}",
        ),
    }  # fmt: skip
    for number in range(1, _NOTES + 1):
        day, words = f"{own}{cells[f'day{number}']}", f"{own}{cells[f'words{number}']}"
        facts[f"note {number}"] = (f'=IF({words}="","",TEXT({day},"mmm yyyy")&": "&{words})', None)
    return facts
