"""Edits with something of everything, for the engines that carry them out."""

from __future__ import annotations

from xlscore.books.plan.edits import CellEdit, Charted, Edits, GrownTable, NewColumn, NewSheet, PrintedPage
from xlscore.engine import ChartSeries, NewChart

__all__ = ["GRID", "some_chart", "some_edits"]

GRID = [["Area", "Final", "Count"], ["Burglary", "Good", 3.0], ["Robbery", "RI", 4.0]]


def some_chart(last: int, description: str) -> NewChart:
    """Return a chart of the figures of a grid down to a row: a line with dots, a mean and a signal."""
    across = f"Grid!$A$2:$A${last}"

    def series(name: str, column: str, line: str, marker: str = "none") -> ChartSeries:
        values = f"Grid!${column}$2:${column}${last}"
        return ChartSeries(
            name=name, values=values, categories=across, line=line, marker=marker, colour="566070"
        )

    drawn = (
        series("Crimes", "C", "solid", "circle"),
        series("Mean", "D", "dash"),
        series("Concern", "E", "none", "diamond"),
    )
    return NewChart(name="Burglary", kind="line", title="Burglary", description=description, series=drawn)


def some_edits() -> Edits:
    """Return edits of a grid: a new sheet, a column, values, formulas, a cell emptied, one handed over, and one that holds something else."""
    return Edits(
        (NewSheet("Problems", ("Sheet", "Cell"), (18.0, 10.0)),),
        (NewColumn("Grid", 4, 3, 1, 1, 3, "0.0%"),),
        (
            CellEdit("Grid", 1, 4, None, "", "Why"),
            CellEdit("Grid", 2, 4, None, "", "=2 of 3", marked=True),
            CellEdit("Grid", 3, 4, None, "", 0.25, marked=True),
            CellEdit("Grid", 2, 2, "Good", "", "RI"),
            CellEdit("Grid", 3, 2, "Good", "", "Inadequate"),
            CellEdit("Grid", 2, 3, 3.0, "", 5.0, "=2+3"),
            CellEdit("Grid", 3, 3, 4.0, "", None),
            CellEdit("Grid", 3, 1, "Robbery", "", "Robbery", handed_over=True),
            CellEdit("Problems", 2, 1, None, "", "Grid"),
            CellEdit("Problems", 2, 2, None, "", "B2"),
        ),
        (PrintedPage("Grid", paper="A3", landscape=True, pages_wide=1, pages_tall=0, title_rows=(1, 1), centred=True, footer="&C&A"),),
        grown=(GrownTable("Grid", 1, 1, 3, 4, 3),),
        charts=(Charted("Grid", "F2:M9", some_chart(3, "4 in March")),),
        ledger='<ledger xmlns="urn:xlscore:ledger" form="1">[]</ledger>',
    )  # fmt: skip
