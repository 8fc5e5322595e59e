"""Control charts: what is on one, and what stays a person's when the figures go on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import xlwings as xw

from tests.support.charted import FRAME, at, control_cells, part_of, rewrite, series_part
from xlscore.charts.control import (
    ControlCells,
    StretchCells,
    control_chart,
    days_between_chart,
    run_chart,
    stretch_names,
)
from xlscore.engine import charts_of, put_charts

PLACE = "A30:H50"


def test_it_has_the_figures_each_stretch_the_signals_the_target_and_the_notes() -> None:
    chart = control_chart(FRAME, control_cells())

    assert [each.name for each in chart.series] == [
        "Mean", "Limits", "Lower limit", "Mean 2", "Limits 2", "Lower limit 2", "Target", "Crimes", "Concern", "Improvement",
        "High or low", "Notes",
    ]  # fmt: skip
    assert [each.name for each in chart.series if each.in_legend] == [
        "Mean", "Limits", "Target", "Crimes", "Concern", "Improvement", "High or low",
    ]  # fmt: skip


def test_what_has_no_cells_is_not_drawn() -> None:
    cells = ControlCells(
        dates=at("A"), values=at("B"), name="Crimes", stretches=(StretchCells(mean=at("C")),)
    )

    assert [each.name for each in control_chart(FRAME, cells).series] == ["Mean", "Crimes"]


def test_a_run_chart_has_a_median() -> None:
    chart = run_chart(FRAME, ControlCells(dates=at("A"), values=at("B"), name="Crimes", stretches=(StretchCells(mean=at("C")),)))  # fmt: skip

    assert [each.name for each in chart.series] == ["Median", "Crimes"]


def test_events_have_the_same_room_however_far_apart_they_lie(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: days_between_chart(FRAME, control_cells())})

    assert "<c:catAx>" in part_of(sheet)
    assert 'formatCode="d mmm yy"' in part_of(sheet)


@pytest.mark.parametrize(("size", "wide", "months"), [(9, "19050", 0), (7, "12700", 6)])
def test_small_charts_have_thin_lines_and_few_dates(
    sheet: xw.Sheet, size: int, wide: str, months: int
) -> None:
    put_charts(sheet, {PLACE: control_chart(replace(FRAME, text_size=size), control_cells())})

    assert f'<a:ln w="{wide}" cap="rnd">' in series_part(sheet, "Crimes")
    assert re.findall(r'<c:majorUnit val="(\d+)"/>', part_of(sheet)) == [str(months)] * bool(months)
    assert f'<a:defRPr sz="{size * 100}"/>' in part_of(sheet)


def test_repeated_stretches_are_left_out_of_the_legend(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})

    assert hidden(sheet) == [2, 3, 4, 5, 11]


def hidden(sheet: xw.Sheet) -> list[int]:
    """Return the places of the series that the legend leaves out."""
    found = re.findall(
        r'<c:legendEntry[^>]*><c:idx val="(\d+)"/><c:delete val="1"/></c:legendEntry>', part_of(sheet)
    )
    return [int(number) for number in found]


def test_words_of_notes_stand_beside_their_points_and_are_kept_with_the_chart(sheet: xw.Sheet) -> None:
    sheet["K2:K25"].value = [[None]] * 24
    sheet["K6"].value, sheet["K9"].value = "Step change", "New <rule>"

    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})

    notes = series_part(sheet, "Notes")
    assert re.findall(r'<c:dLbl><c:idx val="(\d+)"/>', notes) == ["4", "7"]
    assert (
        f'<c15:f>{at("K")}</c15:f><c15:dlblRangeCache><c:ptCount val="24"/>'
        '<c:pt idx="4"><c:v>Step change</c:v></c:pt><c:pt idx="7"><c:v>New &lt;rule&gt;</c:v></c:pt>'
    ) in notes
    assert charts_of(sheet)[0].series[-1].labels_at == at("K")


def test_another_note_gets_a_label_that_looks_like_the_last(sheet: xw.Sheet) -> None:
    sheet["K2:K25"].value = [[None]] * 24
    sheet["K6"].value = "Step change"
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells(last=24))})
    rewrite(sheet, '<c:dLblPos val="t"/>', '<c:spPr><a:noFill/></c:spPr><c:dLblPos val="b"/>')
    sheet["K3"].value, sheet["K25"].value = "Earlier", "Later"

    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})

    labels = re.findall(r'<c:dLbl><c:idx val="(\d+)"/>.*?</c:dLbl>', series_part(sheet, "Notes"))
    assert labels == ["1", "4", "23"]
    assert series_part(sheet, "Notes").count('<c:spPr><a:noFill/></c:spPr><c:dLblPos val="b"/>') == 3
    assert ">Later<" in series_part(sheet, "Notes")


def test_labels_that_a_person_took_out_stay_out(sheet: xw.Sheet) -> None:
    sheet["K6"].value = "Step change"
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})
    labels = re.search(r"<c:dLbls>.*</c:dLbls>", series_part(sheet, "Notes"))
    assert labels is not None
    rewrite(sheet, labels[0], "")

    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})

    assert "dLbls" not in part_of(sheet)


def test_a_later_stretch_is_added_and_left_out_of_the_legend_and_a_persons_colours_stay(
    sheet: xw.Sheet,
) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells(1))})
    rewrite(sheet, '<a:srgbClr val="404040"/>', '<a:schemeClr val="accent6"/>')

    missing = put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())}, adds=stretch_names(2))

    assert missing == {}
    assert [each.name for each in charts_of(sheet)[0].series][-3:] == list(stretch_names(2))
    assert '<a:schemeClr val="accent6"/>' in series_part(sheet, "Mean")
    assert hidden(sheet) == [2, 8, 9, 10, 11]


def test_charts_put_in_a_second_time_change_no_byte(sheet: xw.Sheet) -> None:
    sheet["K6"].value = "Step change"
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})
    before = part_of(sheet)

    assert put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())}, adds=stretch_names(2)) == {}

    assert part_of(sheet) == before


def test_the_cells_of_words_follow_a_sheet_that_is_renamed(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})

    sheet.name = "Figures"

    assert {each.values.partition("!")[0] for each in charts_of(sheet)[0].series} == {"Figures"}
    assert charts_of(sheet)[0].series[-1].labels_at == at("K").replace("'Chart data'", "Figures")


def test_a_copy_of_the_sheet_has_words_from_its_own_cells(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})

    copy = sheet.copy(name="Copy")

    assert {each.values.partition("!")[0] for each in charts_of(copy)[0].series} == {"Copy"}
    assert charts_of(copy)[0].series[-1].labels_at == at("K").replace("'Chart data'", "Copy")
