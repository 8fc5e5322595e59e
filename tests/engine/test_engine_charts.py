"""Native charts: put in, found again, and updated so that only references and caches change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw

from tests.support.libreoffice import Office
from tests.support.raw_workbooks import STRICT, sheet_xml, workbook_bytes
from tests.support.validator import validate
from xlscore.engine import (
    ChartSeries,
    NewChart,
    NotOnAFileError,
    chart_stands,
    charts_of,
    engine,
    move_charts,
    open_book,
    put_charts,
    refresh_charts,
    remove_charts,
)
from xlscore.engine.charting import in_excel
from xlscore.errors import XlscoreError
from xlscore.ooxml.opc.blank import blank_workbook
from xlscore.ooxml.values.cell import ErrorValue

CACHES = re.compile(rb"<c:(f|numCache|strCache)>.*?</c:\1>", re.DOTALL)


def at(column: str, last: int = 7) -> str:
    return f"'Chart data'!${column}$2:${column}${last}"


BURGLARY = NewChart(
    name="Burglary",
    kind="line",
    title_at="'Chart data'!$F$1",
    description="Burglary: concern in March",
    series=(
        ChartSeries(
            name="Crimes", name_at="'Chart data'!$B$1", values=at("B"), categories=at("A"), marker="circle"
        ),
        ChartSeries(name="Mean", values=at("C"), categories=at("A"), line="long_dash", colour="#566070"),
        ChartSeries(name="Concern", values=at("D"), categories=at("A"), line="none", marker="diamond"),
    ),
)


def fill(sheet: xw.Sheet) -> None:
    sheet.name = "Chart data"
    sheet["A1:D1"].value = ["Month", "Crimes", "Mean", "Concern"]
    sheet["A2:D8"].value = [
        [dt.datetime(2025, month, 1), 10 + month / 4, 11.5, 21 if month == 3 else None]
        for month in range(1, 8)
    ]
    sheet["E1:E4"].value = [["Area"], ["North"], ["South"], ["West & <east>"]]
    sheet["F1"].value = "Burglary: concern"


@pytest.fixture
def data() -> Iterator[xw.Sheet]:
    """A sheet of figures by month, in a new book."""
    made = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)
    fill(made.sheets[0])
    yield made.sheets[0]
    made.app.quit()


def put(sheet: xw.Sheet, cells: str, chart: NewChart, adds: Sequence[str] = ()) -> list[str]:
    return put_charts(sheet, {cells: chart}, adds=adds).get(chart.name, [])


def part_of(sheet: xw.Sheet, number: int = 0) -> bytes:
    return sheet.book.impl.workbook.package.read(charts_of(sheet)[number].part)


def rewrite(sheet: xw.Sheet, old: str, new: str) -> None:
    """Change a chart as a person would in Excel."""
    xml = part_of(sheet).decode()
    assert old in xml
    sheet.book.impl.workbook.package.write(charts_of(sheet)[0].part, xml.replace(old, new).encode())


def points(sheet: xw.Sheet, series: int, tag: str = "val") -> list[tuple[int, str]]:
    found = re.findall(r"<c:ser>.*?</c:ser>", part_of(sheet).decode(), re.DOTALL)[series]
    inside = re.search(rf"<c:{tag}>.*?</c:{tag}>", found, re.DOTALL)
    assert inside is not None
    return [(int(n), v) for n, v in re.findall(r'<c:pt idx="(\d+)"><c:v>(.*?)</c:v>', inside[0])]


def test_a_chart_is_found_with_its_title_text_and_references(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)

    (found,) = charts_of(data)
    assert (found.name, found.kinds, found.title, found.description) == (
        "Burglary", ("line",), "Burglary: concern", "Burglary: concern in March",
    )  # fmt: skip
    assert [(each.name, each.values, each.categories, each.name_at) for each in found.series] == [
        ("Crimes", at("B"), at("A"), "'Chart data'!$B$1"),
        ("Mean", at("C"), at("A"), ""),
        ("Concern", at("D"), at("A"), ""),
    ]
    shape = data.shapes["Burglary"]
    assert (shape.left, shape.top) == (data["H2"].left, data["H2"].top)
    assert (shape.width, shape.height) == (data["H2:P20"].width, data["H2:P20"].height)


def test_the_caches_show_what_the_cells_hold_and_blank_cells_have_no_point(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)

    assert points(data, 0)[:2] == [(0, "10.25"), (1, "10.5")]
    assert points(data, 2) == [(2, "21")]
    assert points(data, 2, "cat")[0] == (0, "45658")
    assert b'<c:baseTimeUnit val="months"/>' in part_of(data)


@pytest.mark.parametrize(
    ("column", "kept"),
    [("text", "0"), (True, "1"), (0.1, "0.1"), (3.0, "3"), (1e21, "1e+21"), ("", None)],
)
def test_what_a_cell_holds_is_kept_as_excel_draws_it(data: xw.Sheet, column: Any, kept: str | None) -> None:
    data["B2"].value = column

    put(data, "H2:P20", BURGLARY)

    assert dict(points(data, 0)).get(0) == kept


@pytest.mark.parametrize(
    ("kind", "axis", "categories", "tag"),
    [
        ("column", "", at("E", 4), b"<c:catAx>"),
        ("bar", "category", at("A"), b"<c:catAx>"),
        ("column", "date", at("A"), b"<c:dateAx>"),
    ],
)
def test_the_axis_goes_by_the_categories_unless_it_is_said(
    data: xw.Sheet, kind: str, axis: str, categories: str, tag: bytes
) -> None:
    series = ChartSeries(name="Crimes", values=at("B"), categories=categories)

    put(data, "H2:P20", NewChart(name="By area", kind=kind, axis=axis, series=(series,), title="A & <B>"))

    assert tag in part_of(data)
    assert charts_of(data)[0].kinds == (kind,)
    assert charts_of(data)[0].title == "A & <B>"


def test_an_axis_of_dates_may_wait_for_its_dates(data: xw.Sheet) -> None:
    data["A2:A7"].value = None

    put(data, "H2:P20", replace(BURGLARY, axis="date"))

    assert b"<c:dateAx>" in part_of(data)


def test_a_refused_chart_leaves_the_others_as_they_were(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    before = part_of(data)
    data["B2"].value = 50
    wrong = replace(BURGLARY, name="Other", series=(ChartSeries(name="a", values="Nowhere!A2:A7"),))

    with pytest.raises(XlscoreError, match="There is no sheet"):
        put_charts(data, {"H2:P20": BURGLARY, "H30:P40": wrong})

    assert part_of(data) == before


def test_many_are_put_in_at_once_and_none_where_one_is_refused(data: xw.Sheet) -> None:
    many = {f"H{2 + 10 * n}:P{10 + 10 * n}": replace(BURGLARY, name=f"Chart {n}") for n in range(5)}

    assert put_charts(data, many) == {}
    with pytest.raises(XlscoreError, match="already"):
        put_charts(data, {"A20:C30": replace(BURGLARY, name="New"), "A40:C50": replace(BURGLARY, name="NEW")})

    assert [each.name for each in charts_of(data)] == [f"Chart {n}" for n in range(5)]


def test_putting_it_a_second_time_changes_no_byte(data: xw.Sheet, tmp_path: Path) -> None:
    put(data, "H2:P20", BURGLARY)
    data.book.save(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()

    with open_book(tmp_path / "a.xlsx") as book:
        assert put(book.sheets[0], "A20:C30", BURGLARY) == []
        book.save()

    assert (tmp_path / "a.xlsx").read_bytes() == before


def test_an_update_changes_references_and_caches_and_nothing_that_a_person_formatted(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    rewrite(data, '<a:srgbClr val="566070"/>', '<a:srgbClr val="FF0000"/>')
    rewrite(data, '<c:axPos val="b"/>', '<c:axPos val="b"/><c:title><c:overlay val="0"/></c:title>')
    before = part_of(data)
    data["B8"].value = 99
    longer = tuple(
        replace(each, values=each.values.replace("$7", "$8"), categories=at("A", 8), colour="00FF00")
        for each in BURGLARY.series
    )

    assert put(data, "A20:C30", replace(BURGLARY, series=longer)) == []

    after = part_of(data)
    assert CACHES.sub(b"", after) == CACHES.sub(b"", before)
    assert [each.values for each in charts_of(data)[0].series] == [at("B", 8), at("C", 8), at("D", 8)]
    assert points(data, 0)[-1] == (6, "99")
    assert data.shapes["Burglary"].left == data["H2"].left


def test_a_title_follows_its_cell_until_a_person_types_over_it(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    data["F1"].value = "Burglary: as expected"
    put(data, "H2:P20", BURGLARY)
    followed = charts_of(data)[0].title
    linked = re.search(r"<c:title><c:tx>(.*?)</c:tx>", part_of(data).decode())
    assert linked is not None
    rewrite(data, linked[1], "<c:rich><a:bodyPr/><a:p><a:r><a:t>Homes</a:t></a:r></a:p></c:rich>")
    data["F1"].value = "Burglary: improvement"

    put(data, "H2:P20", BURGLARY)

    assert (followed, charts_of(data)[0].title) == ("Burglary: as expected", "Homes")


def test_alternative_text_of_ours_follows_and_a_persons_stays(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    put(data, "H2:P20", replace(BURGLARY, description="Second"))
    put(data, "H2:P20", replace(BURGLARY, description="Third"))
    ours = charts_of(data)[0].description
    package, drawing = data.book.impl.workbook.package, "/xl/drawings/drawing1.xml"
    package.write(drawing, package.read(drawing).replace(b'descr="Third"', b'descr="Homes, by month"'))

    put(data, "H2:P20", replace(BURGLARY, description="Fourth"))

    assert (ours, charts_of(data)[0].description) == ("Third", "Homes, by month")


def test_a_chart_and_a_series_that_a_person_renamed_are_found_by_our_mark(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    data.shapes["Burglary"].name = "Homes"
    rewrite(data, "<c:v>Mean</c:v>", "<c:v>Usual</c:v>")
    series = (replace(BURGLARY.series[1], values=at("C", 8)),)

    assert put(data, "H2:P20", replace(BURGLARY, series=series)) == []

    (found,) = charts_of(data)
    assert found.name == "Homes"
    assert (found.series[1].name, found.series[1].values) == ("Usual", at("C", 8))


def test_a_name_that_a_person_typed_over_its_cell_stays(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    linked = re.search(r"<c:tx>(<c:strRef><c:f>'Chart data'!\$B\$1.*?)</c:tx>", part_of(data).decode())
    assert linked is not None
    rewrite(data, linked[1], "<c:v>Homes</c:v>")
    before = part_of(data)

    assert put(data, "H2:P20", BURGLARY) == []

    assert part_of(data) == before


@pytest.mark.parametrize("code", ["0%", "#,##0"])
def test_the_points_keep_the_number_format_of_their_cells(data: xw.Sheet, code: str) -> None:
    put(data, "H2:P20", BURGLARY)
    data["B2:B7"].number_format = code

    refresh_charts(data)

    assert f"<c:formatCode>{code}</c:formatCode>".encode() in part_of(data)


def test_a_cell_that_becomes_blank_loses_its_point_and_an_error_is_kept_as_one(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    data["D4"].value = None
    data.impl.file.set_value(2, 2, ErrorValue("#N/A"))

    refresh_charts(data)

    assert points(data, 2) == []
    assert points(data, 0)[0] == (0, "#N/A")


def test_a_series_that_is_not_there_is_told_and_put_in_where_it_was_asked_for(data: xw.Sheet) -> None:
    put(data, "H2:P20", replace(BURGLARY, series=BURGLARY.series[:1]))

    missing = put(data, "H2:P20", BURGLARY, adds=["Concern"])

    assert missing == ["Mean"]
    assert [each.name for each in charts_of(data)[0].series] == ["Crimes", "Concern"]
    assert re.findall(rb'<c:order val="(\d+)"/>', part_of(data)) == [b"0", b"1"]


def test_charts_show_what_their_cells_hold_after_a_refresh(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    before = part_of(data)
    data["B2"].value = 77
    data["B1"].value = "Offences"

    refresh_charts(data)

    assert points(data, 0)[0] == (0, "77")
    assert charts_of(data)[0].series[0].name == "Offences"
    assert CACHES.sub(b"", part_of(data)) == CACHES.sub(b"", before)


def test_a_formula_that_was_never_calculated_leaves_the_points_as_they_were(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    before = part_of(data)
    data["B2"].formula = "=B3*2"

    refresh_charts(data)

    assert part_of(data) == before


def test_categories_of_several_kinds_are_kept_as_texts(data: xw.Sheet) -> None:
    data["G2:G7"].value = [["North"], [2.5], [3], [True], [dt.datetime(2025, 3, 1)], [None]]
    series = ChartSeries(name="Crimes", values=at("B"), categories=at("G"))

    put(data, "H2:P20", replace(BURGLARY, series=(series,)))

    assert points(data, 0, "cat") == [
        (0, "North"), (1, "2.5"), (2, "3"), (3, "TRUE"), (4, "01/03/2025"),
    ]  # fmt: skip


@pytest.mark.parametrize(("shown", "kept"), [("0", 6), ("1", 4)])
def test_a_chart_that_shows_visible_cells_alone_keeps_no_points_of_hidden_rows(
    data: xw.Sheet, shown: str, kept: int
) -> None:
    put(data, "H2:P20", BURGLARY)
    rewrite(data, '<c:plotVisOnly val="0"/>', f'<c:plotVisOnly val="{shown}"/>')
    data["3:4"].rows.hidden = True

    refresh_charts(data)

    assert len(points(data, 0)) == kept


def test_figures_typed_into_a_chart_give_way_to_the_cells_it_is_given(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    reference = re.findall(r"<c:val>.*?</c:val>", part_of(data).decode(), re.DOTALL)[1]
    typed = '<c:val><c:numLit><c:ptCount val="1"/><c:pt idx="0"><c:v>5</c:v></c:pt></c:numLit></c:val>'
    rewrite(data, reference, typed)
    refresh_charts(data)
    kept = typed in part_of(data).decode()

    put(data, "H2:P20", BURGLARY)

    assert kept
    assert reference in part_of(data).decode()


def test_a_chart_sheet_has_no_cells_to_draw(tmp_path: Path) -> None:
    drawn_by_another(tmp_path / "made.xlsx", "line")
    series = ChartSeries(name="a", values="Wall!A1:A2")

    with open_book(tmp_path / "made.xlsx") as book, pytest.raises(XlscoreError, match="Wall has no cells"):
        put(book.sheets["Chart data"], "A1", NewChart(name="b", kind="line", series=(series,)))


def drawn_by_another(path: Path, kind: str) -> None:
    """Make a workbook with a chart of another kind, with figures in B2:C9, and a chart sheet."""
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Chart data")
    for row in range(1, 9):
        sheet.write_row(row, 1, [row, row * 2])
    chart = workbook.add_chart({"type": kind})
    chart.add_series(
        {"name": "Rate", "categories": "='Chart data'!$B$2:$B$5", "values": "='Chart data'!$C$2:$C$5"}
    )
    sheet.insert_chart("E2", chart)
    wall = workbook.add_chart({"type": "line"})
    wall.add_series({"values": "='Chart data'!$C$2:$C$5"})
    workbook.add_chartsheet("Wall").set_chart(wall)
    workbook.close()


@pytest.mark.parametrize(("kind", "told"), [("scatter", "scatter"), ("pie", "pie"), ("area", "area")])
def test_a_chart_of_another_kind_is_pointed_elsewhere_too(tmp_path: Path, kind: str, told: str) -> None:
    drawn_by_another(tmp_path / "made.xlsx", kind)

    with open_book(tmp_path / "made.xlsx") as book:
        sheet = book.sheets[0]
        (found,) = charts_of(sheet)
        series = ChartSeries(name="Rate", values=at("C"), categories=at("B"))
        assert put(sheet, "A1", NewChart(name=found.name, kind="line", series=(series,))) == []
        (after,) = charts_of(sheet)

    assert (found.kinds, found.series[0].categories) == ((told,), "'Chart data'!$B$2:$B$5")
    assert (after.series[0].values, after.series[0].categories) == (at("C"), at("B"))


def test_a_series_is_put_beside_lines_and_columns_alone(tmp_path: Path) -> None:
    drawn_by_another(tmp_path / "made.xlsx", "pie")
    series = ChartSeries(name="New", values=at("C"))

    with open_book(tmp_path / "made.xlsx") as book:
        sheet = book.sheets[0]
        chart = NewChart(name=charts_of(sheet)[0].name, kind="line", series=(series,))
        before = part_of(sheet)

        with pytest.raises(XlscoreError, match="no lines, columns or bars"):
            put(sheet, "A1", chart, adds=["New"])

        assert part_of(sheet) == before


def test_a_chart_of_a_pivot_table_is_left_to_excel(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    rewrite(data, "<c:chart>", '<c:pivotSource><c:name>x</c:name><c:fmtId val="0"/></c:pivotSource><c:chart>')
    before = part_of(data)
    data["B2"].value = 50

    refresh_charts(data)
    with pytest.raises(XlscoreError, match="draws a pivot table"):
        put(data, "H2:P20", BURGLARY)

    assert part_of(data) == before


def test_a_title_typed_on_two_lines_is_read_as_two(data: xw.Sheet) -> None:
    put(data, "H2:P20", replace(BURGLARY, title_at="", title="Homes"))
    rewrite(
        data,
        "<a:t>Homes</a:t></a:r></a:p>",
        "<a:t>Homes</a:t></a:r></a:p><a:p><a:r><a:t>2025</a:t></a:r></a:p>",
    )

    assert charts_of(data)[0].title == "Homes\n2025"


def test_a_chart_made_by_another_program_is_pointed_elsewhere_by_the_names_of_its_series(
    tmp_path: Path,
) -> None:
    path = tmp_path / "made.xlsx"
    other = openpyxl.Workbook()
    other.active.title = "Chart data"
    for row in ([["Area", "Rate"]] + [[f"Area {n}", n] for n in range(1, 7)]):  # fmt: skip
        other.active.append(row)
    chart = openpyxl.chart.BarChart()
    chart.add_data(
        openpyxl.chart.Reference(other.active, min_col=2, min_row=1, max_row=3), titles_from_data=True
    )
    other.active.add_chart(chart, "E2")
    other.save(path)

    with open_book(path) as book:
        sheet = book.sheets[0]
        (found,) = charts_of(sheet)
        wanted = ChartSeries(name="Rate", values=at("B"), categories=at("A"))
        refresh_charts(sheet)
        put(sheet, "A1", NewChart(name=found.name, kind="column", series=(wanted,)))
        (after,) = charts_of(sheet)

    assert [(each.values, each.categories) for each in found.series] == [("'Chart data'!$B$2:$B$3", "")]
    assert [(each.values, each.categories) for each in after.series] == [(at("B"), at("A"))]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: replace(BURGLARY, kind="pie"), "A chart is one of"),
        (lambda: replace(BURGLARY, series=()), "series with a name of its own"),
        (lambda: replace(BURGLARY, series=BURGLARY.series[:1] * 2), "series with a name of its own"),
        (lambda: replace(BURGLARY, title="Both"), "not both"),
        (lambda: replace(BURGLARY, axis="time"), "axis of a chart"),
        (lambda: replace(BURGLARY, axis="date", series=(ChartSeries(name="a", values=at("B"), categories=at("E", 4)),)), "not all dates"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values="B2:B7"),)), "cells of this workbook"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values="[1]x!B2:B7"),)), "cells of this workbook"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values="'Chart data'!A2:B7"),)), "one row or one column"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values="Nowhere!A2:A7"),)), "There is no sheet"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values=at("B"), line="wavy"),)), "A series is drawn"),
        (lambda: replace(BURGLARY, name="a\x01"), "U\\+0001"),
        (lambda: replace(BURGLARY, kind="scatter", series=(ChartSeries(name="a", values=at("B"), kind="line"),)), "cannot draw line, scatter in one"),
        (lambda: replace(BURGLARY, kind="column", series=(ChartSeries(name="a", values=at("B"), kind="stacked_column"),)), "in one"),
        (lambda: replace(BURGLARY, kind="area", series=(ChartSeries(name="a", values=at("B"), labels_at=at("C")),)), "Words from cells"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values=at("B"), colour="red"),)), "six digits"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values=at("B"), pattern="stripes"),)), "pattern of"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values=at("B"), label_place="over"),)), "labelled above"),
        (lambda: replace(BURGLARY, series=(ChartSeries(name="a", values=at("B"), size=99),)), "a marker in the chart Burglary is from 2 to 72, not 99"),
        (lambda: replace(BURGLARY, gap=501), "gap between columns"),
        (lambda: replace(BURGLARY, overlap=-101), "overlap of columns"),
        (lambda: replace(BURGLARY, text_size=0.5), "a text"),
    ],
)  # fmt: skip
def test_what_is_no_chart_is_refused_and_nothing_made(
    data: xw.Sheet, wrong: Callable[[], NewChart], words: str
) -> None:
    package = data.book.impl.workbook.package
    before = sorted(package.names())

    with pytest.raises(XlscoreError, match=words):
        put(data, "H2:P20", wrong())

    assert sorted(package.names()) == before


def test_a_protected_sheet_takes_no_chart(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("", after='<sheetProtection sheet="1" objects="1"/>')))
    chart = NewChart(name="a", kind="line", series=(ChartSeries(name="a", values="Sheet1!A1:A2"),))

    with open_book(path) as book, pytest.raises(XlscoreError, match="protected"):
        put(book.sheets[0], "A1:C3", chart)


def test_an_engine_that_is_no_file_is_told_so(remote_book: xw.Book) -> None:
    with pytest.raises(NotOnAFileError):
        charts_of(remote_book.sheets[0])


def test_a_chart_says_which_cells_it_covers(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)

    assert [each.cells for each in charts_of(data)] == ["H2:P20"]


def test_a_chart_is_as_it_was_put_in_whatever_its_cells_and_series_do(data: xw.Sheet) -> None:
    put(data, "H2:P20", replace(BURGLARY, series=BURGLARY.series[:2]))
    data["B2"].value, data["F1"].value = 99, "Burglary: as expected"
    put(data, "H2:P20", BURGLARY, adds=["Concern"])
    text = data.book.impl.workbook.package.read("/xl/drawings/drawing1.xml").replace(b"March", b"May")
    data.book.impl.workbook.package.write("/xl/drawings/drawing1.xml", text)

    assert [each.as_put_in for each in charts_of(data)] == [True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<a:srgbClr val="566070"/>', '<a:srgbClr val="FF0000"/>'),
        ('<c:symbol val="diamond"/>', '<c:symbol val="star"/>'),
        ('<a:prstDash val="lgDash"/>', '<a:prstDash val="dot"/>'),
        ('<c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>', '<c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'),
        ('<c:legendPos val="b"/>', '<c:legendPos val="r"/>'),
        ('<c:marker val="1"/>', '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/></c:dLbls><c:marker val="1"/>'),
        ('w="25400"', 'w="38100"'),
        ("lineChart", "areaChart"),
    ],
)  # fmt: skip
def test_a_chart_that_a_person_formatted_is_seen_to_be(data: xw.Sheet, old: str, new: str) -> None:
    put(data, "H2:P20", BURGLARY)

    rewrite(data, old, new)

    assert [each.as_put_in for each in charts_of(data)] == [False]


def test_labels_that_excel_adds_and_does_not_show_are_no_format(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    rewrite(data, '<c:marker val="1"/>', '<c:dLbls><c:showVal val="0"/></c:dLbls><c:marker val="1"/>')

    assert [each.as_put_in for each in charts_of(data)] == [True]


def test_a_series_that_a_person_took_out_or_a_title_that_they_typed_is_a_format(data: xw.Sheet) -> None:
    many = {f"H{n}0:P{n}9": replace(BURGLARY, name=f"Chart {n}") for n in range(1, 3)}
    put_charts(data, many)
    package = data.book.impl.workbook.package
    for number, pattern in enumerate((r"<c:ser>.*?</c:ser>", r"<c:title>.*?</c:title>")):
        part = charts_of(data)[number].part
        package.write(
            part, re.sub(pattern, "", package.read(part).decode(), count=1, flags=re.DOTALL).encode()
        )

    assert [each.as_put_in for each in charts_of(data)] == [False, False]


def test_two_charts_that_are_alike_have_a_part_each(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    put(data, "H22:P40", replace(BURGLARY, name="Homes"))

    assert len({each.part for each in charts_of(data)}) == 2


def test_a_chart_that_is_taken_off_leaves_nothing_behind_and_others_as_they_were(data: xw.Sheet) -> None:
    package = data.book.impl.workbook.package
    put(data, "H22:P40", replace(BURGLARY, name="Homes"))
    before = sorted(package.names())
    put(data, "H2:P20", BURGLARY)
    (part,) = (each.part for each in charts_of(data) if each.name == "Burglary")
    package.add("/xl/charts/style1.xml", b"<x/>", "application/vnd.ms-office.chartstyle+xml")
    package.rels(part).add("chartStyle", "/xl/charts/style1.xml")
    kept = part_of(data)

    remove_charts(data, ["BURGLARY", "Nothing"])

    assert [each.name for each in charts_of(data)] == ["Homes"]
    assert sorted(package.names()) == before
    assert part_of(data) == kept


def test_a_chart_that_a_person_renamed_goes_and_one_in_a_group_stays(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    put(data, "H22:P40", replace(BURGLARY, name="Homes"))
    data.shapes["Burglary"].name = "Ours"
    package, drawing = data.book.impl.workbook.package, "/xl/drawings/drawing1.xml"
    xml = package.read(drawing).decode()
    frames = re.findall(r"<xdr:graphicFrame.*?</xdr:graphicFrame>", xml, re.DOTALL)
    group = '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9" name="Both"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>'
    package.write(drawing, xml.replace(frames[1], f"{group}{frames[1]}</xdr:grpSp>").encode())

    remove_charts(data, ["Burglary", "Homes"])

    assert [(each.name, each.cells) for each in charts_of(data)] == [("Homes", "")]


@pytest.mark.parametrize(
    ("stands", "now"),
    [("", "B31:J40"), ("H5:P23", "H34:P52"), ("C2:D9", "C31:D38")],
    ids=["where it was put", "dragged down", "elsewhere and smaller"],
)
def test_a_chart_moves_with_its_cells_and_keeps_its_looks(data: xw.Sheet, stands: str, now: str) -> None:
    put(data, "H2:P20", BURGLARY)
    if stands:
        move_charts(data, {"Burglary": ("H2:P20", stands)})
    rewritten = part_of(data).replace(b"E46C0A", b"00B050")
    package = data.book.impl.workbook.package
    package.write(charts_of(data)[0].part, rewritten)

    move_charts(data, {"Burglary": ("H2:P20", "B31:J40"), "Nothing": ("A1:B2", "A3:B4")})

    (chart,) = charts_of(data)
    assert (chart.cells, part_of(data)) == (now, rewritten)


def test_a_chart_in_a_group_stays_where_it_is(data: xw.Sheet) -> None:
    put(data, "H2:P20", BURGLARY)
    package, drawing = data.book.impl.workbook.package, "/xl/drawings/drawing1.xml"
    xml = package.read(drawing).decode()
    frame = re.findall(r"<xdr:graphicFrame.*?</xdr:graphicFrame>", xml, re.DOTALL)[0]
    group = '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9" name="Both"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>'
    package.write(drawing, xml.replace(frame, f"{group}{frame}</xdr:grpSp>").encode())
    before = package.read(drawing)

    move_charts(data, {"Burglary": ("H2:P20", "H12:P30")})

    assert package.read(drawing) == before


@pytest.mark.parametrize(
    ("top", "height", "moved"),
    [(15.0, 150.0, (45.0, 75.0)), (60.0, 150.0, (90.0, 150.0)), (15.0, 90.0, (45.0, 90.0))],
    ids=["where it was put", "dragged", "stretched"],
)
def test_live_excel_moves_a_chart_to_its_cells_or_as_far_as_they_went(
    top: float, height: float, moved: tuple[float, float]
) -> None:
    chart = SimpleNamespace(Name="Burglary", Left=48.0, Top=top, Width=96.0, Height=height)
    ranges = {
        "B2:C11": SimpleNamespace(Left=48.0, Top=15.0, Width=96.0, Height=150.0),
        "B4:C8": SimpleNamespace(Left=48.0, Top=45.0, Width=96.0, Height=75.0),
    }
    api = SimpleNamespace(
        ChartObjects=lambda: SimpleNamespace(Count=1, Item=lambda _: chart), Range=ranges.__getitem__
    )

    in_excel.move(SimpleNamespace(api=api), {"burglary": ("B2:C11", "B4:C8")})  # type: ignore[arg-type]

    assert (chart.Top, chart.Height) == moved


def test_whether_a_chart_stands_is_known_before_it_is_put(data: xw.Sheet) -> None:
    longer = replace(BURGLARY, series=(replace(BURGLARY.series[1], values=at("C", 8)),))
    nowhere = replace(BURGLARY, series=(replace(BURGLARY.series[1], values="Nowhere!$A$1:$A$2"),))
    answers = [chart_stands(data, BURGLARY)]
    put(data, "H2:P20", BURGLARY)
    answers += [
        chart_stands(data, each)
        for each in (BURGLARY, longer, nowhere, replace(BURGLARY, description="Other"))
    ]

    assert answers == [False, True, False, False, False]


@pytest.fixture(params=["new", "strict"])
def judged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workbook with charts of each kind, put in and updated with another series."""
    path = tmp_path / "charts.xlsx"
    strict = workbook_bytes(sheet_xml("", main=STRICT), main=STRICT)
    path.write_bytes(blank_workbook() if request.param == "new" else strict)
    with open_book(path) as book:
        sheet = book.sheets[0]
        fill(sheet)
        put(sheet, "H2:P20", replace(BURGLARY, series=BURGLARY.series[:2]))
        put(sheet, "H2:P20", replace(BURGLARY, description="Again & again"), adds=["Concern"])
        bars = ChartSeries(name="Crimes", values=at("B", 4), categories=at("E", 4))
        for number, kind in enumerate(("column", "bar")):
            cells = f"H{22 + 20 * number}:P{40 + 20 * number}"
            put(sheet, cells, NewChart(name=kind, kind=kind, series=(bars,), low=0, high=20, legend=False))
        book.save()
    return path


@pytest.mark.validator
def test_office_s_own_schema_accepts_them(judged: Path) -> None:
    assert validate(judged) == []


@pytest.mark.libreoffice
def test_libreoffice_keeps_the_charts_and_their_references(
    judged: Path, tmp_path: Path, office: Office
) -> None:
    with open_book(office.resaved(judged, tmp_path / "again")) as book:
        found = charts_of(book.sheets[0])

    assert [(each.kinds, each.title) for each in found] == [
        (("line",), "Burglary: concern"), (("column",), ""), (("bar",), ""),
    ]  # fmt: skip
    assert [each.values.replace("'", "").replace("$", "") for each in found[0].series] == [
        "Chart data!B2:B7", "Chart data!C2:C7", "Chart data!D2:D7",
    ]  # fmt: skip


@pytest.mark.parametrize("judged", ["new"], indirect=True)  # openpyxl sees no sheet in a strict workbook
def test_openpyxl_reads_the_charts(judged: Path) -> None:
    found = openpyxl.load_workbook(judged).worksheets[0]._charts

    assert [type(each).__name__ for each in found] == ["LineChart", "BarChart", "BarChart"]
    assert [len(each.series) for each in found] == [3, 1, 1]


@pytest.mark.slow
@pytest.mark.shared
def test_published_charts_keep_every_byte_unless_their_cells_changed(shared_dir: Path) -> None:
    seen, changed = 0, {}
    for path in sorted((shared_dir / "corpus").glob("*.xls[xm]")):
        try:
            with open_book(path, edit_protected=True) as book:
                package = book.impl.workbook.package
                for sheet in book.sheets:
                    for chart in charts_of(sheet):
                        seen += 1
                        before = package.read(chart.part)
                        sheet.used_range.offset(sheet.used_range.rows.count + 1)[0, 0].value = "elsewhere"
                        refresh_charts(sheet)
                        if package.read(chart.part) != before:
                            changed[path.name] = chart.part
        except XlscoreError:
            continue

    assert seen > 30
    assert changed == {}


@pytest.mark.slow
@pytest.mark.shared
def test_a_published_chart_that_is_pointed_elsewhere_changes_in_references_and_caches_alone(
    shared_dir: Path,
) -> None:
    anything = re.compile(rb"<(\w+:)?(f|numCache|strCache)>.*?</(\w+:)?\2>", re.DOTALL)
    done = 0
    for path in sorted((shared_dir / "corpus").glob("*.xls[xm]")):
        try:
            with open_book(path, edit_protected=True) as book:
                package = book.impl.workbook.package
                others = {name: package.read(name) for name in package.names()}
                sheet = next(each for each in book.sheets if charts_of(each))
                chart = charts_of(sheet)[0]
                series = [
                    each
                    for each in chart.series
                    if each.name and "!" in each.values and "(" not in each.values
                ]
                if (
                    not series
                    or "scatter" in chart.kinds
                    or len({each.name for each in series}) < len(series)
                ):
                    continue
                shorter = replace(
                    series[0],
                    values=f"{series[0].values.rpartition('!')[0]}!$A$1:$A$2",
                    categories="",
                    name_at="",
                )
                put(sheet, "A1", NewChart(name=chart.name, kind="line", series=(shorter,)))
                assert charts_of(sheet)[0].series[chart.series.index(series[0])].values == shorter.values
        except (XlscoreError, StopIteration):
            continue
        done += 1
        now = {name: package.read(name) for name in package.names()}
        assert {name for name in now if now[name] != others[name]} <= {chart.part}, path.name
        assert anything.sub(b"", now[chart.part]) == anything.sub(b"", others[chart.part]), path.name

    assert done > 10
