"""The pages of control charts: who stands on them and where, what stays of a person's, and what each chart tells who does not see it."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.excel.engine_lane_client import in_excel
from xlscore.books import ControlCharts, draw_control_charts
from xlscore.books.control.control import explore
from xlscore.books.control.explorer_worked import worked
from xlscore.engine import ChartSeries, FoundChart, NewChart, charts_of, open_book, put_charts, remove_charts
from xlscore.rules.statistics.spc import Direction, Options, control_chart

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]
DoneBook = Callable[[Callable[[], Sheets], Callable[[xw.Book], object]], xw.Book]
DoneFile = Callable[[Callable[[], Sheets], Callable[[xw.Book], object]], Path]

QUIET: Final = [100, 103, 98, 101, 99, 104, 97, 102, 100, 98, 103, 101] * 2 + [100, 103, 98, 101, 99, 104]
NAMES: Final = [f"Crime {n:02}" for n in range(1, 16)]
FLAGGED: Final = (3, 4, 5)
"""Whose charts stand in the workbook that most tests begin with."""


def months(number: int = 30) -> list[datetime.date]:
    return [datetime.date(2019 + n // 12, n % 12 + 1, 1) for n in range(number)]


def workbook(last: dict[str, int], names: list[str] = NAMES, **more: Any) -> Sheets:
    """Return counts of crimes that end with other figures, the first two of them areas of the plan."""
    rows = [[name, "", *QUIET[:-1], last.get(name, 100)] for name in names]
    measures = [[name, "Lower", "Yes" if name in NAMES[:2] else "No", ""] for name in names]
    return {
        "Series": [["Measure", "Place", *months()], *rows],
        "Measures": [["Measure", "Better", "Plan area", "Chart"], *measures],
        **more,
    }


def flagged(*numbers: int) -> dict[str, int]:
    return {NAMES[n]: 200 - n for n in numbers}


def steps_noted() -> Sheets:
    """Return a chart's counts, and the note of a step change in their midst."""
    notes = [
        ["Measure", "Place", "Kind", "Note", "From"],
        ["Crime 04", "", "Step change", "New unit.", months()[15]],
    ]
    return workbook(flagged(3), NAMES[:8], Notes=notes)


def eight_crimes() -> Sheets:
    return workbook(flagged(*FLAGGED), NAMES[:8])


@pytest.fixture
def drawn(done_book: DoneBook) -> xw.Book:
    """Eight crimes, the charts of three of them drawn."""
    return done_book(eight_crimes, draw_control_charts)


def on_page(book: xw.Book, sheet: str = "Control charts") -> dict[str, FoundChart]:
    return {
        each.name.partition(": ")[2]: each for each in charts_of(book.sheets[sheet]) if "(" not in each.name
    }


def next_month(book: xw.Book, last: dict[str, int]) -> ControlCharts:
    """Add a month to the counts and draw again."""
    sheet = book.sheets["Series"]
    sheet.range((1, 33)).value = datetime.date(2021, 7, 1)
    for row, name in enumerate(sheet.range("A2").expand("down").value, 2):
        sheet.range((row, 33)).value = last.get(name, 100)
    return draw_control_charts(book)


def rewrite(book: xw.Book, chart: FoundChart, old: str, new: str) -> None:
    package = book.impl.workbook.package
    xml = package.read(chart.part).decode()
    assert old in xml
    package.write(chart.part, xml.replace(old, new).encode())


@pytest.mark.slow
def test_twelve_stand_on_a_page_and_the_sensitive_ones_begin_a_new_one(make_book: MakeBook) -> None:
    book = make_book(workbook(flagged(*range(13))))

    found = draw_control_charts(book)

    charts = charts_of(book.sheets["Control charts"])
    rows = [int(re.findall(r"\d+", each.cells)[0]) for each in charts]
    assert len(charts) == 13 + 2
    assert [sum(start <= row < start + 41 for row in rows) for start in (6, 47, 88)] == [12, 1, 2]
    assert [each.name for each in charts][-2:] == [
        "Control chart (sensitive): Crime 01", "Control chart (sensitive): Crime 02",
    ]  # fmt: skip
    assert "15 charts on the sheet Control charts." in found.sentences()


@pytest.mark.slow
def test_each_chart_has_its_sentence_beneath_it_and_tells_all_in_its_text(make_book: MakeBook) -> None:
    book = make_book(workbook(flagged(0, 5), NAMES[:6]))

    found = draw_control_charts(book)

    for row in found.result.rows:
        if not row.is_flagged or row.level.value != "strict":
            continue
        chart = on_page(book)[f"{row.series.measure}"]
        corner = re.fullmatch(r"([A-Z]+)\d+:[A-Z]+(\d+)", chart.cells)
        assert corner is not None
        assert book.sheets["Control charts"][f"{corner[1]}{int(corner[2]) + 1}"].value == row.sentence
        for told in (
            row.series.measure,
            row.series.place,
            f"Last value: {row.last.value:g}",
            "Variation: concern",
        ):
            assert told in chart.description
        assert chart.title == f"{row.series.measure}: concern, {row.last.value:g}"


@pytest.mark.slow
def test_cells_of_signals_that_are_not_there_are_truly_blank(drawn: xw.Book) -> None:
    (concern,) = (each for each in on_page(drawn)["Crime 04"].series if each.name == "Concern")

    held = drawn.sheets["Chart data"].range(concern.values.rpartition("!")[2]).value

    assert held == [None] * 29 + [flagged(3)["Crime 04"]]


@pytest.mark.slow
def test_the_next_month_draws_more_cells_and_keeps_the_colours_of_a_person(drawn: xw.Book) -> None:
    chart = on_page(drawn)["Crime 04"]
    rewrite(drawn, chart, "E46C0A", "FF00FF")

    next_month(drawn, flagged(*FLAGGED))

    after = on_page(drawn)["Crime 04"]
    assert after.part == chart.part
    assert b"FF00FF" in drawn.impl.workbook.package.read(after.part)
    assert [each.cells for each in (chart, after)] == [chart.cells] * 2
    assert after.series[0].values != chart.series[0].values
    assert after.description.count("Jul 2021") >= 1


@pytest.mark.slow
def test_a_chart_that_no_longer_signals_goes_and_the_others_stay_in_their_places(drawn: xw.Book) -> None:
    before = {name: each.cells for name, each in on_page(drawn).items()}

    next_month(drawn, flagged(4, 5))

    after = {name: each.cells for name, each in on_page(drawn).items()}
    assert set(before) - set(after) == {"Crime 04"}
    assert after == {name: before[name] for name in after}
    assert drawn.sheets["Control charts"]["A15"].value is None


def test_a_new_chart_takes_the_place_that_came_free(drawn: xw.Book) -> None:
    freed = on_page(drawn)["Crime 04"].cells

    next_month(drawn, flagged(4, 5, 7))

    assert on_page(drawn)["Crime 08"].cells == freed


@pytest.mark.slow
@pytest.mark.parametrize("how", ["formatted", "moved"])
def test_one_that_a_person_formatted_or_moved_stays_and_is_named(drawn: xw.Book, how: str) -> None:
    chart = on_page(drawn)["Crime 04"]
    if how == "formatted":
        rewrite(drawn, chart, "E46C0A", "FF00FF")
    else:
        package = drawn.impl.workbook.package
        drawing = package.read("/xl/drawings/drawing1.xml")
        package.write(
            "/xl/drawings/drawing1.xml", drawing.replace(b"<xdr:col>0</xdr:col>", b"<xdr:col>7</xdr:col>", 1)
        )

    found = next_month(drawn, flagged(4, 5))

    assert "Crime 04" in on_page(drawn)
    assert any(
        "Control chart: Crime 04" in each and "formatted or moved" in each for each in found.sentences()
    )
    said = drawn.sheets["Control charts"]["A15"].value
    assert said.startswith("No longer more than chance; kept because somebody formatted or moved it.")
    assert next_month(drawn, flagged(4, 5)).sentences() == found.sentences()


@pytest.mark.slow
def test_a_persons_own_chart_shape_and_words_on_the_sheet_stay(drawn: xw.Book) -> None:
    sheet = drawn.sheets["Control charts"]
    own = ChartSeries(name="Own", values="Series!$C$2:$F$2")
    put_charts(sheet, {"H2:L12": NewChart(name="My chart", kind="line", series=(own,))})
    sheet["H14"].value = "My remark"

    next_month(drawn, {})

    assert [each.name for each in charts_of(sheet)] == ["My chart"]
    assert sheet["H14"].value == "My remark"


def test_what_a_person_wrote_beside_the_data_of_the_charts_stays(drawn: xw.Book) -> None:
    drawn.sheets["Chart data"]["Z2"].value = "Mine"

    next_month(drawn, flagged(4, 5))

    assert drawn.sheets["Chart data"]["Z2"].value == "Mine"


@pytest.mark.slow
def test_limits_break_at_a_step_change_and_its_words_stand_on_the_chart(
    done_book: DoneBook,
) -> None:
    book = done_book(steps_noted, draw_control_charts)

    names = [each.name for each in on_page(book)["Crime 04"].series]
    assert {"Mean", "Mean 2", "Limits 2", "Lower limit 2", "Notes"} <= set(names)
    part = book.impl.workbook.package.read(on_page(book)["Crime 04"].part).decode()
    assert "<c15:pt" in part or "<c:v>a</c:v>" in part
    assert book.sheets["Control charts"]["A15"].value.endswith("a Apr 2020: Step change: New unit.")


@pytest.mark.slow
def test_a_chart_that_a_person_deleted_stays_away_until_its_next_signal(drawn: xw.Book) -> None:
    remove_charts(drawn.sheets["Control charts"], ["Control chart: Crime 04"])

    still = next_month(drawn, flagged(*FLAGGED))
    after = [list(on_page(drawn)), drawn.sheets["Control charts"]["A15"].value]
    draw_control_charts(drawn)

    assert after == [["Crime 05", "Crime 06"], None]
    assert list(on_page(drawn)) == ["Crime 05", "Crime 06"]
    assert "2 charts on the sheet Control charts." in still.sentences()
    drawn.sheets["Series"].range("AG5").value = 100
    draw_control_charts(drawn)
    drawn.sheets["Series"].range("AG5").value = 200
    draw_control_charts(drawn)
    assert sorted(on_page(drawn)) == ["Crime 04", "Crime 05", "Crime 06"]


def test_a_step_that_is_taken_back_leaves_no_line_of_old_limits(
    done_book: DoneBook,
) -> None:
    book = done_book(steps_noted, draw_control_charts)
    book.sheets["Notes"]["C2"].value = "Comment"

    draw_control_charts(book)

    (second,) = (each for each in on_page(book)["Crime 04"].series if each.name == "Mean 2")
    held = book.sheets["Chart data"].range(second.values.rpartition("!")[2]).value
    assert held == [None] * 30


def test_a_second_run_changes_no_byte(done_file: DoneFile) -> None:
    path = done_file(eight_crimes, draw_control_charts)
    before = path.read_bytes()

    with open_book(path) as book:
        draw_control_charts(book)
        book.save()

    assert path.read_bytes() == before


@pytest.mark.slow
def test_sheets_that_a_person_renamed_are_found_again(drawn: xw.Book) -> None:
    for old, new in (("Control charts", "Signals"), ("Chart data", "Figures"), ("Explorer", "Look up")):
        drawn.sheets[old].name = new
    names = [sheet.name for sheet in drawn.sheets]

    next_month(drawn, flagged(*FLAGGED))

    assert [sheet.name for sheet in drawn.sheets] == names
    assert on_page(drawn, "Signals")["Crime 04"].series[0].values.startswith("Figures!")


def test_what_is_chosen_in_the_explorer_stays(drawn: xw.Book) -> None:
    drawn.sheets["Explorer"]["B4"].value = "Crime 07"

    next_month(drawn, flagged(*FLAGGED))

    assert drawn.sheets["Explorer"]["B4"].value == "Crime 07"
    (chart,) = charts_of(drawn.sheets["Explorer"])
    assert "Crime 07" in chart.description
    assert drawn.sheets["Explorer data"]["A4"].value == "Crime 07, Force: common cause, 100"


def test_the_explorers_steps_come_to_what_the_rules_say() -> None:
    values = [100, 103, "", *QUIET[3:15], *(value + 9 for value in QUIET[15:]), 200]
    chart = control_chart(
        [None if value == "" else value for value in values],
        direction=Direction.LOWER,
        options=Options(screen=True, limit=2.66, run=7),
    )
    chosen = {"limit": 2.66, "run": 7, "fewest": 12, "screen": 1, "control": 1, "better": -1, "first": 1, "last": len(values), "parts": 1}  # fmt: skip
    unchosen = dict.fromkeys(("step1", "step2", "step3", "from", "to", "own", "low", "middle", "high"), 0)
    numbers = list(range(len(values)))
    given = {
        "n": [n + 1 for n in numbers],
        "month": numbers,
        "x": numbers,
        "value": values,
        "words": [""] * len(values),
    }

    steps = worked(given, {**chosen, **unchosen})

    limits = chart.segments[0].limits
    assert limits is not None
    assert steps["mean"] == pytest.approx([chart.segments[0].mean] * len(values), rel=1e-12)
    assert steps["upper"] == pytest.approx([limits.upper] * len(values), rel=1e-12)
    assert steps["shows"] == ["" if point.value is None else point.variation.value for point in chart.points]
    assert len(set(steps["shows"])) > 2


@pytest.mark.slow
@pytest.mark.xdist_group("recording-excel")
def test_live_excel_is_asked_to_draw_the_same() -> None:
    said, drawn, formulas, changed = in_excel("draw_control_charts")[0]

    assert "1 chart on the sheet Control charts." in said
    assert drawn["Control charts"] == ["Control chart: Burglary"]
    assert drawn["Explorer"] == ["Explorer chart"]
    assert formulas > 60 * 30
    assert "Series.Formula" not in changed
    assert "ChartObjects.Add" not in changed
    assert not any(call.startswith("CustomXMLPart") for call in changed)


@pytest.mark.slow
def test_the_charts_of_a_force_and_five_years_make_no_large_file(make_file: MakeFile) -> None:
    numbers = random.Random(1)
    rows = [
        [
            f"Crime {n}",
            f"Place {p}",
            *[round(numbers.gauss(60 + n, 7)) for _ in range(59)],
            200 if p == 0 else 60 + n,
        ]
        for n in range(8)
        for p in range(7)
    ]
    path = make_file({"Series": [["Measure", "Place", *months(60)], *rows]})

    with open_book(path) as book:
        found = draw_control_charts(book)
        book.save()
        flagged = charts_of(book.sheets["Control charts"])

    assert sum(bool(row.series.place) for row in found.result.rows) == 56
    assert len(flagged) >= 8
    assert path.stat().st_size <= 750_000


def test_the_pages_stand_behind_the_summary_and_their_figures_at_the_end(drawn: xw.Book) -> None:
    names = [sheet.name for sheet in drawn.sheets]

    first = names.index("Control summary")
    assert names[first : first + 3] == ["Control summary", "Control charts", "Explorer"]
    assert names[-2:] == ["Chart data", "Explorer data"]


@pytest.mark.slow
def test_the_explorer_alone_is_brought_up_to_date_by_its_button(make_book: MakeBook) -> None:
    book = make_book(workbook(flagged(3), NAMES[:4]))

    found = explore(book)

    assert found.sentences() == [
        "Choose a measure and a place in the yellow cells of the sheet Explorer: 4 charts."
    ]
    assert found.as_dict() == {"sheet": "Explorer", "charts": 4, "problems": []}
    assert "Control charts" not in [sheet.name for sheet in book.sheets]


def test_without_a_figure_there_is_nothing_to_explore(make_book: MakeBook) -> None:
    book = make_book({"Series": [["Measure", "Place", *months()], ["Burglary", "", *[None] * 30]]})

    found = explore(book)

    assert found.sentences() == ["No month has a figure yet."]


def test_pages_are_laid_out_once_and_what_a_person_changes_then_is_theirs(drawn: xw.Book) -> None:
    sheet = drawn.sheets["Control charts"]
    before = (sheet["A6"].row_height, sheet["A1"].column_width, sheet.page_setup.print_area)
    sheet["A6"].row_height = 30

    next_month(drawn, flagged(*FLAGGED))

    assert before == (13.75, 31, "$A$1:$E$45")
    assert sheet["A6"].row_height == 30
