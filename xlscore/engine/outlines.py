"""Groups of rows and columns that fold away, on a file and in live Excel."""

from __future__ import annotations

import xlwings

from xlscore.engine.capabilities import native
from xlscore.engine.refusals import NotOnAFileError
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml.around import outline
from xlscore.ooxml.around.outline import COLUMNS, ROWS, Axis, OutlineGroup
from xlscore.ooxml.values.addresses import column_letters

__all__ = ["OutlineGroup", "column_groups", "group_columns", "group_rows", "row_groups", "set_summaries"]

_WHAT = "Groups"
# Values of Excel's constants xlSummaryAbove and Below, xlSummaryOnLeft and Right.
_ROW_SUMMARY = {False: 0, True: 1}
_COLUMN_SUMMARY = {False: -4131, True: -4152}


def row_groups(sheet: xlwings.Sheet) -> list[OutlineGroup]:
    """Return the groups of rows of a sheet of a file, from the first row on, the outer before the inner."""
    return _groups(sheet, ROWS)


def column_groups(sheet: xlwings.Sheet) -> list[OutlineGroup]:
    """Return the groups of columns of a sheet of a file, from the first column on, the outer before the inner."""
    return _groups(sheet, COLUMNS)


def _groups(sheet: xlwings.Sheet, axis: Axis) -> list[OutlineGroup]:
    impl = sheet.impl
    if not isinstance(impl, FileSheet):
        raise NotOnAFileError("Groups are read from a workbook file; Excel shows them beside the sheet.")
    return outline.groups(impl.file, axis)


def group_rows(
    sheet: xlwings.Sheet, first: int, last: int, level: int = 1, *, collapsed: bool | None = None
) -> None:
    """Let rows fold away together, at least at this level; 0 takes all groups of these rows away.

    `collapsed` folds or unfolds the group, None leaves it as a person has it. Rows that lie deeper stay there.
    """
    _group(sheet, ROWS, first, last, level, collapsed)


def group_columns(
    sheet: xlwings.Sheet, first: int, last: int, level: int = 1, *, collapsed: bool | None = None
) -> None:
    """Let columns, by their numbers, fold away together; as `group_rows` does for rows."""
    _group(sheet, COLUMNS, first, last, level, collapsed)


def _group(
    sheet: xlwings.Sheet, axis: Axis, first: int, last: int, level: int, collapsed: bool | None
) -> None:
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        impl.refuse_if_protected()
        outline.group(impl.file, axis, first, last, level, collapsed=collapsed)
        return
    api = native(sheet, _WHAT)
    names = [str(n) if axis is ROWS else column_letters(n) for n in range(first, last + 1)]
    lines = api.Rows if axis is ROWS else api.Columns
    for name in names:
        # Excel counts from 1, which is no group at all.
        line = lines(f"{name}:{name}")
        line.OutlineLevel = max(level + 1, int(line.OutlineLevel)) if level else 1
    if collapsed is not None:
        lines(f"{names[0]}:{names[-1]}").Hidden = collapsed


def set_summaries(sheet: xlwings.Sheet, *, below: bool | None = None, right: bool | None = None) -> None:
    """Say whether summaries stand below the rows that they sum up, or above; right of their columns, or left."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        impl.refuse_if_protected()
        for axis, after in ((ROWS, below), (COLUMNS, right)):
            if after is not None:
                outline.set_summaries(impl.file, axis, after)
        return
    api = native(sheet, _WHAT)
    if below is not None:
        api.Outline.SummaryRow = _ROW_SUMMARY[below]
    if right is not None:
        api.Outline.SummaryColumn = _COLUMN_SUMMARY[right]
