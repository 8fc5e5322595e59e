"""What the explorer says of the chosen series in words and figures, each a formula and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from xlscore.books.control.explorer_chosen import ChosenCells
from xlscore.books.control.explorer_places import ExplorerSheets, Worked
from xlscore.books.control.explorer_series import NOTES
from xlscore.books.control.explorer_worked import Held, as_text, rounded
from xlscore.books.plan.edits import Scalar
from xlscore.ooxml.values.addresses import quoted_sheet
from xlscore.rules.control.words import share_said
from xlscore.rules.series import month_name

__all__ = ["facts_of"]

_WANTING: Final = "There are no figures of this measure in this place."
_DRAWN: Final = "Drawn as a "
_WITHOUT: Final = " on the sheet Control charts: here stand the figures, without limits."


def facts_of(
    at: ExplorerSheets,
    chosen: ChosenCells,
    columns: Mapping[str, Sequence[Held]],
    names: tuple[Scalar, Scalar],
) -> dict[str, Worked]:
    """Return what the page says of the series whose measure and place are chosen."""
    said = _Said(at, chosen, columns)
    measure, place = map(as_text, names)
    return {
        "last_value": said.where_found(f"IF({said.own('rate')}=1,TEXT({said.cell('value')},\"0.0%\"),{said.cell('value')})", said.shown("value") if said.is_rate else said.last("value")),
        "shows": said.where_found(said.cell("shows"), said.last("shows")),
        "mean": said.where_found(f'IF(ISNUMBER({said.cell("mean")}),{said.text("mean")},"")', said.shown("mean")),
        "limits": said.where_found(
            f'IF({said.cell("upper")}="","none yet",{said.text("lower")}&" to "&{said.text("upper")})',
            "none yet" if said.last("upper") == "" else f"{as_text(said.shown('lower'))} to {as_text(said.shown('upper'))}",
        ),
        "remark": _remark(said),
        "title": said.where_found(
            f'{quoted_sheet(at.page)}!$B$4&", "&{quoted_sheet(at.page)}!$B$5&": "&{said.cell("shows")}&", "&{said.text("value")}',
            f"{measure}, {place}: {said.last('shows')}, {as_text(said.shown('value'))}",
            f'"{_WANTING}"',
        ),
        **{f"note {number}": _note(said, number) for number in range(1, NOTES + 1)},
    }  # fmt: skip


class _Said:
    """How the last month of the chosen series is named in formulas, and what it holds: every series ends with a figure."""

    def __init__(
        self, at: ExplorerSheets, chosen: ChosenCells, columns: Mapping[str, Sequence[Held]]
    ) -> None:
        self.at, self.chosen, self.columns = at, chosen, columns
        self.is_found = bool(chosen.values["which"])
        self.is_rate = chosen.values["rate"] == 1

    def own(self, name: str) -> str:
        """Return a cell of what is chosen as the page names it."""
        return f"{quoted_sheet(self.at.sheet)}!{self.chosen.cells[name]}"

    def cell(self, name: str) -> str:
        """Return a step's cell of the last month."""
        return f"INDEX({self.at.placed(name)},{self.own('last')})"

    def last(self, name: str) -> Scalar:
        """Return what that cell holds."""
        held = self.chosen.values["last"]
        row = int(held) - 1 if isinstance(held, (int, float)) else -1
        value = self.columns[name][row] if self.is_found and row >= 0 else ""
        return "" if value is None else value

    def text(self, name: str) -> str:
        """Return what says a figure of the last month: that of a rate as a percentage."""
        return f'IF({self.own("rate")}=1,TEXT({self.cell(name)},"0.0%"),ROUND({self.cell(name)},1))'

    def shown(self, name: str) -> Scalar:
        """Return what that comes to."""
        value = self.last(name)
        if not isinstance(value, (int, float)):
            return ""
        return share_said(rounded(value, 3)) if self.is_rate else rounded(value)

    def where_found(self, formula: str, value: Scalar, otherwise: str = '""') -> Worked:
        """Return a formula that stands where a series is chosen."""
        nothing = otherwise.strip('"')
        return f"=IF({self.own('which')}=0,{otherwise},{formula})", value if self.is_found else nothing


def _remark(said: _Said) -> Worked:
    """Return what to say where nothing is chosen, or of a chart that formulas do not draw."""
    drawn = f'"{_DRAWN}"&{said.own("kind")}&"{_WITHOUT}"'
    formula = f'=IF({said.own("which")}=0,"{_WANTING}",IF({said.own("control")}=1,"",{drawn}))'
    if not said.is_found:
        return formula, _WANTING
    return formula, "" if said.chosen.values[
        "control"
    ] == 1 else f"{_DRAWN}{said.chosen.values['kind']}{_WITHOUT}"


def _note(said: _Said, number: int) -> Worked:
    day, words = said.own(f"day{number}"), said.own(f"said{number}")
    held, text = said.chosen.values[f"day{number}"], as_text(said.chosen.values[f"said{number}"])
    value = f"{month_name(held.date())}: {text}" if text and isinstance(held, datetime) else ""
    return f'=IF({words}="","",TEXT({day},"mmm yyyy")&": "&{words})', value
