"""The sheet *Control charts*: the charts that signal now, twelve to a printed page, each with its sentence beneath it.

Strict ones first, then those of the plan's areas on the sensitive level. A chart keeps its place as long as it signals. One that
no longer does goes, unless a person formatted or moved it: then it stays, goes on with its figures, and is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.control.chart_cells import DATA_TITLE, DrawnBlock, notes_of, plan_data
from xlscore.books.control.places import ACROSS, PER_PAGE, TOP, Place, heading_row, page_rows, places_for
from xlscore.books.plan.chart_sheets import draws_charts, standing_charts
from xlscore.books.plan.edits import Charted, GoneChart, PageLayout, PrintedPage
from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.own_rows import add_data_sheet, add_plain_sheet
from xlscore.books.plan.planner import Planner
from xlscore.charts.control import ControlCells, control_chart, days_between_chart, run_chart, stretch_names
from xlscore.charts.frames import ChartFrame
from xlscore.engine import FoundChart, NotOnAFileError, charts_of
from xlscore.ooxml.charts.new_charts import NewChart
from xlscore.ooxml.values.addresses import column_letters
from xlscore.rules.control.records import ChartKind, ControlResult, ControlRow, LimitLevel
from xlscore.rules.control.words import value_said
from xlscore.rules.series import month_name
from xlscore.rules.words import counted, key, stopped

__all__ = [
    "DATA_SHEET",
    "SHEET",
    "ChartPages",
    "chart_name",
    "chart_title",
    "described",
    "drawn_chart",
    "plan_chart_pages",
    "sheet_titled",
]

SHEET: Final = "Control charts"
DATA_SHEET: Final = "Chart data"
_TITLE: Final = "Charts that show more than chance"
_BEGINS: Final = "Control chart"
_STOOD, _AWAY = "control charts: places", "away"
_KEY: Final = (
    "● usual   ◆ concern   ■ improvement   ▲ high or low   ─ mean   ┄ limits   ▬ target   × a, b note"
)
_WIDTH, _BETWEEN = 31.0, 1.5
_CHART_HEIGHT, _SENTENCE_HEIGHT, _HEADING_HEIGHT, _TITLE_HEIGHTS = 13.75, 50.0, 16.0, (22.0, 11.0, 11.0, 13.0)
_TEXT_SIZE: Final = 7
_LEVELS: Final = {
    LimitLevel.STRICT: "Strict limits: every measure and place that shows more than chance now",
    LimitLevel.SENSITIVE: "Sensitive limits: areas of the plan that show more than chance now",
}
_NONE: Final = "No chart shows more than chance now."


@dataclass(frozen=True)
class ChartPages:
    """What was drawn on the pages."""

    sheet: str
    charts: tuple[str, ...]
    kept: tuple[str, ...] = ()
    """The charts that no longer signal and stay, since a person formatted them."""

    def sentences(self) -> list[str]:
        """Return what there is to say of the pages."""
        said = f"{counted(len(self.charts), 'chart')} on the sheet {self.sheet}."
        if not self.kept:
            return [said]
        stay = "; ".join(self.kept)
        return [
            said,
            f"No longer more than chance, and still there because somebody formatted or moved them: {stay}.",
        ]


def chart_name(row: ControlRow) -> str:
    """Return what a chart is called on its sheet."""
    level = " (sensitive)" if row.level is LimitLevel.SENSITIVE else ""
    return f"{_BEGINS}{level}: {row.series.title}"


def described(row: ControlRow) -> str:
    """Return the chart for somebody who does not see it: measure and place, what it shows, the last value and its variation."""
    place = row.series.place or "the force"
    value = value_said(row, row.last.value or 0.0)
    return f"{row.alternative_text} Place: {place}. Last value: {value}. Variation: {row.variation.value}."


def sheet_titled(planner: Planner, title: str) -> str | None:
    """Return the sheet of ours whose first cell begins with a title, whatever a person called it; None where there is none."""
    for block in planner.reading.blocks:
        held = block.at(1, 1)
        if isinstance(held, str) and held.startswith(title):
            return block.sheet
    return None


def plan_chart_pages(planner: Planner, result: ControlResult, after: str | None = None) -> ChartPages:
    """Return what is on the pages, having planned them behind a sheet, and the data of their charts at the end."""
    sheet, data = sheet_titled(planner, _TITLE), sheet_titled(planner, DATA_TITLE.partition(":")[0])
    known = {chart_name(row): row for row in result.rows}
    stood = {} if sheet is None else _stood(planner, sheet)
    shown = [name for name, row in known.items() if row.is_flagged]
    away = _taken_off(planner, sheet, stood, shown)
    flagged = [(name, known[name].level.value) for name in shown if name not in away]
    gone, kept = _ended(planner, sheet, stood, dict(flagged))
    places = places_for(flagged, stood, kept)
    name = sheet or add_plain_sheet(planner, SHEET, after)
    source = data or add_data_sheet(planner, DATA_SHEET)
    _plan_layout(planner, name, places, stood)
    for each in gone:
        planner.dress(GoneChart(name, each))
    stretches = _stretches(planner, name, known)
    blocks = {
        each: DrawnBlock(chart_title(known.get(each), each), known.get(each), stretches.get(each, 1))
        for each in places
    }
    cells = plan_data(planner, source, blocks)
    for each, place in places.items():
        title, drawn = cells[each]
        row = known.get(each)
        text = described(row) if row is not None else f"{each}: there are no figures any more."
        frame = ChartFrame(name=each, title_at=title, description=text, text_size=_TEXT_SIZE, legend=False)
        adds = tuple(
            n for number in range(2, stretches.get(each, 1) + 1) for n in stretch_names(number, _middle(row))
        )
        planner.chart(Charted(name, place.cells, drawn_chart(row, frame, drawn), adds))
    _write_words(planner, name, result, known, places, stood)
    _keep(planner, name, places, known, stretches, away)
    return ChartPages(name, tuple(n for n, _ in flagged), tuple(kept))


def _stood(planner: Planner, sheet: str) -> dict[str, tuple[int, str]]:
    """Return the place and level of each chart that the ledger has."""
    kept = planner.kept(_STOOD, sheet)
    names = {name for name, _ in kept}
    return {
        n: (int(str(kept[n, "place"])), str(kept.get((n, "level"), "")))
        for n in names
        if (n, "place") in kept
    }


def _taken_off(
    planner: Planner, sheet: str | None, stood: Mapping[str, tuple[int, str]], shown: Sequence[str]
) -> list[str]:
    """Return the charts that a person deleted: they stay away as long as they show more than chance."""
    if sheet is None or not draws_charts(planner):
        return []
    standing = standing_charts(planner, sheet, _BEGINS, shown)
    before = {name for name, what in planner.kept(_STOOD, sheet) if what == _AWAY}
    return [name for name in shown if (name in stood or name in before) and key(name) not in standing]


def _ended(
    planner: Planner, sheet: str | None, stood: Mapping[str, tuple[int, str]], flagged: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return the charts that no longer signal and go, and those of them that stay; where nobody can say, it is a person's."""
    ended = [name for name in stood if name not in flagged]  # a deleted one is no more there
    if sheet is None or not ended:
        return [], []
    try:
        found = {each.name: each for each in charts_of(planner.reading.book.sheets[sheet])}
    except NotOnAFileError:
        return [], ended
    there = [name for name in ended if name in found]
    kept = [name for name in there if not _is_ours(found[name], Place(stood[name][0]))]
    return [name for name in there if name not in kept], kept


def _is_ours(chart: FoundChart, place: Place) -> bool:
    """Return whether a chart stands as we put it: not formatted, not moved."""
    return chart.as_put_in and chart.cells == place.cells


def _stretches(planner: Planner, sheet: str, known: Mapping[str, ControlRow]) -> dict[str, int]:
    """Return for how many stretches each chart has lines: once drawn, a line is pointed at blank cells rather than left."""
    before = {
        name: int(str(value))
        for (name, what), value in planner.kept(_STOOD, sheet).items()
        if what == "stretches"
    }
    return {**before, **{name: max(len(row.segments), before.get(name, 1)) for name, row in known.items()}}


def chart_title(row: ControlRow | None, name: str) -> str:
    """Return what stands above a chart: what it is of, what it shows, and its last value; the sentence beneath says when."""
    if row is None:
        return f"{name.partition(': ')[2]}: no figures any more"
    return f"{row.title}: {row.variation.value}, {value_said(row, row.last.value or 0.0)}"


def _middle(row: ControlRow | None) -> str:
    return "Median" if row is not None and row.kind is ChartKind.RUN else "Mean"


def drawn_chart(row: ControlRow | None, frame: ChartFrame, cells: ControlCells) -> NewChart:
    """Return the chart of a row as its kind is drawn."""
    if row is not None and row.kind is ChartKind.DAYS_BETWEEN:
        return days_between_chart(frame, cells)
    return (run_chart if _middle(row) == "Median" else control_chart)(frame, cells)


def _plan_layout(
    planner: Planner, sheet: str, places: Mapping[str, Place], stood: Mapping[str, tuple[int, str]]
) -> None:
    """Plan the sizes and looks of the pages that are new; those that were there are as a person left them."""
    before = max((number // PER_PAGE for number, _ in stood.values()), default=-1) + 1
    laid = int(str(planner.kept(_STOOD, sheet).get(("", "pages"), before)))
    pages = range(laid, max((place.page for place in places.values()), default=0) + 1)
    if not pages:
        return
    heights = [(row, height) for row, height in enumerate(_TITLE_HEIGHTS, 1)] if not laid else []
    styles = [("A1", "title"), ("A2:A3", "small"), ("A4", "note")] if not laid else []
    for page in pages:
        charts, sentences = page_rows(page)
        heights += [(row, _CHART_HEIGHT) for row in charts] + [(row, _SENTENCE_HEIGHT) for row in sentences]
        heights.append((heading_row(page), _HEADING_HEIGHT))
        styles.append((f"A{heading_row(page)}", "heading"))
        styles += [
            (f"{column_letters(1 + 2 * n)}{row}", "sentence") for row in sentences for n in range(ACROSS)
        ]
    widths = [(1 + n, _BETWEEN if n % 2 else _WIDTH) for n in range(2 * ACROSS - 1)] if not laid else []
    begin = tuple(heading_row(page) for page in pages if page)
    area = f"A1:{column_letters(2 * ACROSS - 1)}{heading_row(pages[-1] + 1) - 1}"
    planner.dress(PageLayout(sheet, tuple(widths), tuple(heights), tuple(styles), begin, area))
    if not laid:
        planner.page(
            PrintedPage(
                sheet, paper="A4", landscape=False, title_rows=(1, TOP), centred=True, footer="&L&8&F&C&8&A&R&8Page &P of &N",
                margins=(("left", 0.3), ("right", 0.3), ("top", 0.45), ("bottom", 0.55), ("header", 0.25), ("footer", 0.25)),
            )
        )  # fmt: skip


def _write_words(
    planner: Planner,
    sheet: str,
    result: ControlResult,
    known: Mapping[str, ControlRow],
    places: Mapping[str, Place],
    stood: Mapping[str, tuple[int, str]],
) -> None:
    last = max((row.last.month for row in result.rows), default=None)
    planner.enter(sheet, 1, 1, f"{_TITLE}, to {month_name(last)}" if last else _TITLE)
    shown = [row for row in result.rows if row.is_flagged]
    told = [*(result.false_alarms if shown else [_NONE]), None, None]
    for row, text in enumerate((*told[:2], _KEY), 2):
        planner.enter(sheet, row, 1, text)
    levels = {places[chart_name(row)].page: row.level for row in result.rows if chart_name(row) in places}
    pages = max(
        [place.page for place in places.values()] + [number // PER_PAGE for number, _ in stood.values()],
        default=0,
    )
    for page in range(pages + 1):
        planner.enter(sheet, heading_row(page), 1, _LEVELS.get(levels[page]) if page in levels else None)
    said = {place.sentence: _said(known.get(name)) for name, place in places.items()}
    for number, _ in stood.values():
        said.setdefault(Place(number).sentence, None)
    for (row, column), text in said.items():
        planner.enter(sheet, row, column, text)


def _said(row: ControlRow | None) -> str | None:
    """Return what stands beneath a chart: its sentence, and the words of the notes by their letters."""
    if row is None:
        return "There are no figures any more; the chart is kept because somebody formatted it."
    notes = [
        stopped(f"{letter} {month_name(row.points[n].month)}: {words}")
        for n, (letter, words) in notes_of(row).items()
    ]
    said = " ".join([row.sentence, *notes])
    if not row.is_flagged:
        return f"No longer more than chance; kept because somebody formatted or moved it. {said}"
    return said


def _keep(
    planner: Planner,
    sheet: str,
    places: Mapping[str, Place],
    known: Mapping[str, ControlRow],
    stretches: Mapping[str, int],
    away: Sequence[str],
) -> None:
    before = planner.kept(_STOOD, sheet)
    kept: Entries = {(name, _AWAY): True for name in away}
    pages = max((place.page for place in places.values()), default=0) + 1
    kept["", "pages"] = max(pages, int(str(before.get(("", "pages"), 0))))
    for name, place in places.items():
        row = known.get(name)
        kept[name, "place"] = place.number
        kept[name, "level"] = row.level.value if row is not None else str(before.get((name, "level"), ""))
        kept[name, "stretches"] = stretches.get(name, 1)
    planner.keep_entries(_STOOD, sheet, kept)
