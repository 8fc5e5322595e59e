"""Quarterly counts planned: what is written beside each row, live where its figures may be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.quarterly.inputs import QuarterRow, QuarterSheet
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.formulas import cell_of
from xlscore.ooxml.values.addresses import cell_address, parse_box
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure
from xlscore.rules.quarterly.counts import QuarterChange, QuarterResult, is_total_row
from xlscore.rules.quarterly.quarters import quarter_before, year_before
from xlscore.rules.quarterly.words import SUPPRESSED, quarter_sentence

__all__ = ["plan_counts", "row_as_dict"]

_WRITTEN: Final = (
    "quarter_change", "quarter_percent", "year_change", "year_percent", "share", "ratio", "ratio_low", "ratio_high", "publish", "words",
)  # fmt: skip


def plan_counts(
    planner: Planner, found: QuarterSheet, results: Sequence[QuarterResult], reader: Reader
) -> None:
    """Plan what stands beside each row; what a person put there stays, and is compared."""
    planned = [
        (row, _answers(found, row, result, results)) for row, result in zip(found.rows, results, strict=True)
    ]
    for name in _WRITTEN:
        if any(answers[name].value is not None for _, answers in planned):
            planner.column(found.table, name)
    for row, answers in planned:
        for name, answer in answers.items():
            planner.answer(found.table, row.row, name, answer, None if name == "words" else reader)


def _answers(
    found: QuarterSheet, row: QuarterRow, result: QuarterResult, results: Sequence[QuarterResult]
) -> dict[str, Answer]:
    here = found.table.sheet
    now = row.figures.get(result.quarter)
    on_quarter = None if result.quarter_suppressed else result.on_quarter
    on_year = None if result.year_suppressed else result.on_year
    quarter, year = (
        row.figures.get(quarter_before(result.quarter)),
        row.figures.get(year_before(result.quarter)),
    )
    published: Any = (
        SUPPRESSED if result.suppressed else None if result.count is None else to_float(result.count)
    )
    return {
        **_change("quarter", on_quarter, now, quarter, here),
        **_change("year", on_year, now, year, here),
        "share": _share(found, row, result),
        **_ratio(found, row, result),
        "publish": Answer(published),
        "words": Answer(quarter_sentence(result, results, found.name)),
    }


def _change(
    name: str, change: QuarterChange | None, now: Figure | None, before: Figure | None, here: str
) -> dict[str, Answer]:
    if change is None or now is None or before is None:
        return {f"{name}_change": Answer(None), f"{name}_percent": Answer(None)}
    one, other = cell_of(now.source, here), cell_of(before.source, here)
    percent = None if change.percent is None else to_float(change.percent)
    return {
        f"{name}_change": Answer(
            to_float(change.change), f"={one}-{other}" if now.native and before.native else ""
        ),
        f"{name}_percent": Answer(
            percent, f"=YOY({one},{other})" if percent is not None and now.sound and before.sound else ""
        ),
    }


def _share(found: QuarterSheet, row: QuarterRow, result: QuarterResult) -> Answer:
    if result.share is None:
        return Answer(None)
    here, value = found.table.sheet, to_float(result.share)
    now = row.figures[result.quarter]
    if result.whole_row is not None:
        whole = found.rows[result.whole_row].figures[result.quarter]
        live = now.native and whole.native
        return Answer(value, f"={cell_of(now.source, here)}/{cell_of(whole.source, here)}" if live else "")
    parts = [
        each.figures[result.quarter]
        for each in found.rows
        if each.inputs.group == row.inputs.group and not is_total_row(each.inputs.row)
    ]
    boxes = sorted(parse_box(part.source.cell).top for part in parts)
    together = boxes == list(range(boxes[0], boxes[0] + len(boxes))) and all(part.native for part in parts)
    if not together:
        return Answer(value)
    column = parse_box(now.source.cell).left
    first, last = (cell_address(at, column, absolute=True) for at in (boxes[0], boxes[-1]))
    return Answer(value, f"={cell_of(now.source, here)}/SUM({first}:{last})")


def _ratio(found: QuarterSheet, row: QuarterRow, result: QuarterResult) -> dict[str, Answer]:
    names = ("ratio", "ratio_low", "ratio_high")
    if result.ratio is None or result.reference is None:
        return {name: Answer(None) for name in names}
    here, other = found.table.sheet, found.rows[result.reference]
    told = [
        row.figures.get(result.quarter), row.population, other.figures.get(result.quarter), other.population,
    ]  # fmt: skip
    cells = [cell_of(figure.source, here) for figure in told if figure is not None and figure.sound]
    live = f"RATE_RATIO({','.join(cells)})" if len(cells) == len(told) else ""
    values = (result.ratio.value, result.ratio.lower, result.ratio.upper)
    return {
        name: Answer(value, f"=INDEX({live},1,{place})" if live and value is not None else "")
        for place, (name, value) in enumerate(zip(names, values, strict=True), 1)
    }


def row_as_dict(result: QuarterResult, results: Sequence[QuarterResult], quarter: str) -> dict[str, Any]:
    """Return a row as JSON has it; what must not go out is null there."""
    ratio = result.ratio
    reference = None if result.reference is None else results[result.reference].inputs.row
    return {
        "table": result.inputs.table,
        "row": result.inputs.row,
        "split": result.inputs.split,
        "quarter": quarter,
        "count": None if result.suppressed or result.count is None else to_float(result.count),
        "suppressed": result.suppressed,
        **_change_as_dict("quarter", None if result.quarter_suppressed else result.on_quarter),
        **_change_as_dict("year", None if result.year_suppressed else result.on_year),
        "share": None if result.share is None else to_float(result.share),
        "share_of_year": None if result.year_share is None else to_float(result.year_share),
        "rate_ratio": None if ratio is None else ratio.value,
        "ratio_low": None if ratio is None else ratio.lower,
        "ratio_high": None if ratio is None else ratio.upper,
        "reference": reference,
        "sentence": quarter_sentence(result, results, quarter),
    }


def _change_as_dict(name: str, change: QuarterChange | None) -> Mapping[str, Any]:
    percent = None if change is None or change.percent is None else to_float(change.percent)
    return {
        f"change_on_{name}": None if change is None else to_float(change.change),
        f"percent_on_{name}": percent,
        f"unusual_on_{name}": None if change is None else change.unusual,
    }
