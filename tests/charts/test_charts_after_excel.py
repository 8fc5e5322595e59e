"""A chart as Excel hands it back after a person formatted it: the next month changes references and caches, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
import xlwings as xw

from tests.support.charted import FRAME, anatomies, at, control_cells, fan_cells, part_of, series_part
from xlscore.charts.control import control_chart, stretch_names
from xlscore.charts.fan import fan_chart
from xlscore.engine import charts_of, put_charts
from xlscore.ooxml.opc.package import Package

PLACE = "A30:H50"
CHANGES = re.compile(
    r"<c:(f|numCache|strCache)>.*?</c:\1>|<c15:f>.*?</c15:f>|<c15:dlblRangeCache>.*?</c15:dlblRangeCache>|<c:dLbl>.*?</c:dLbl>",
    re.DOTALL,
)
STYLE = "http://schemas.microsoft.com/office/2011/relationships/chartStyle"
# What Excel adds to every chart that it saves, in the order in which it does.
SPACES = (
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:c16r2="http://schemas.microsoft.com/office/drawing/2015/06/chart">'
)
STYLED = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="c14"'
    ' xmlns:c14="http://schemas.microsoft.com/office/drawing/2007/8/2/chart"><c14:style val="102"/></mc:Choice><mc:Fallback>'
    '<c:style val="2"/></mc:Fallback></mc:AlternateContent><c:chart>'
)
LABELS = "".join(
    f'<c:show{what} val="0"/>' for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)
OF_PAPER = (
    '<c:printSettings><c:headerFooter/><c:pageMargins b="0.75" l="0.7" r="0.7" t="0.75" header="0.3" footer="0.3"/>'
    "<c:pageSetup/></c:printSettings></c:chartSpace>"
)


def handed_back(sheet: xw.Sheet, changes: dict[str, str]) -> None:
    """Write the first chart as Excel would, with what a person changed in it."""
    package: Package = sheet.book.impl.workbook.package
    part = charts_of(sheet)[0].part
    xml = part_of(sheet)
    usual = {
        "<c:chart>": STYLED,
        '<c:roundedCorners val="0"/>': '<c:lang val="en-GB"/><c:roundedCorners val="0"/>',
        '<c:marker val="1"/>': f'<c:dLbls>{LABELS}</c:dLbls><c:marker val="1"/>',
        "</c:chartSpace>": OF_PAPER,
    }
    for old, new in (usual | changes).items():
        assert old in xml, old
        xml = xml.replace(old, new, 1)
    xml = xml.replace(">", SPACES, 2).replace(SPACES, ">", 1)  # the first one ends the declaration
    package.write(part, xml.encode())
    for kind in ("style", "colors"):
        beside = f"/xl/charts/{kind}1.xml"
        package.add(beside, b"<cs:x xmlns:cs='urn:x'/>", f"application/vnd.ms-office.chart{kind}+xml")
        package.rels(part).add(
            STYLE.replace("Style", kind.title() if kind == "style" else "ColorStyle"), beside
        )


CHANGED = {
    # a person's colours, by their name in the theme, and a wider line
    '<a:srgbClr val="404040"/>': '<a:schemeClr val="accent2"><a:lumMod val="75000"/></a:schemeClr>',
    '<a:ln w="15875" cap="rnd">': '<a:ln w="38100" cap="rnd" cmpd="dbl">',
    # another marker
    '<c:symbol val="diamond"/><c:size val="9"/>': '<c:symbol val="star"/><c:size val="14"/>',
    # the axis begins and ends elsewhere, and counts in powers
    '<c:valAx><c:axId val="10010002"/><c:scaling><c:orientation val="minMax"/></c:scaling>': (
        '<c:valAx><c:axId val="10010002"/><c:scaling><c:logBase val="10"/><c:orientation val="minMax"/><c:max val="80"/>'
        '<c:min val="1"/></c:scaling>'
    ),
    # the title typed over, the legend at the right
    "<a:t>A title</a:t>": "<a:t>Homes broken into</a:t>",
    '<c:legendPos val="b"/>': '<c:legendPos val="r"/>',
}  # fmt: skip


def next_month(sheet: xw.Sheet) -> None:
    sheet["A26"].value = [dt.datetime(2026, 1, 1), *range(50, 61)]
    sheet["B1"].value = "Another heading"


def test_the_next_month_changes_references_and_caches_alone(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})
    handed_back(sheet, CHANGED)
    before = part_of(sheet)
    next_month(sheet)

    assert put_charts(sheet, {PLACE: control_chart(FRAME, control_cells(last=26))}) == {}

    after = part_of(sheet)
    assert CHANGES.sub("", after) == CHANGES.sub("", before)
    assert {each.values.rpartition("$")[2] for each in charts_of(sheet)[0].series} == {"26"}
    assert charts_of(sheet)[0].title == "Homes broken into"
    assert not charts_of(sheet)[0].as_put_in
    assert after.count("<c:v>50</c:v>") == 1
    assert {"/xl/charts/style1.xml", "/xl/charts/colors1.xml"} <= set(
        sheet.book.impl.workbook.package.names()
    )


@pytest.mark.parametrize("name", anatomies())
def test_each_anatomy_is_found_again_and_a_second_time_changes_no_byte(sheet: xw.Sheet, name: str) -> None:
    put_charts(sheet, {PLACE: anatomies()[name]})
    before = part_of(sheet)

    assert put_charts(sheet, {"A1:B2": anatomies()[name]}) == {}

    assert part_of(sheet) == before
    assert len(charts_of(sheet)) == 1
    assert charts_of(sheet)[0].as_put_in


def test_a_series_that_a_person_took_out_is_told_and_stays_out(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})
    handed_back(sheet, {series_part(sheet, "Target"): ""})

    assert put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())}) == {"A chart": ["Target"]}

    assert "Target" not in [each.name for each in charts_of(sheet)[0].series]


def test_a_chart_that_was_moved_and_made_larger_stays_there(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())})
    package, drawing = sheet.book.impl.workbook.package, "/xl/drawings/drawing1.xml"
    moved = package.read(drawing).replace(b"<xdr:row>29</xdr:row>", b"<xdr:row>2</xdr:row>")
    package.write(drawing, moved)

    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells(last=24))})

    assert package.read(drawing) == moved


def test_a_later_stretch_comes_into_a_chart_that_excel_saved(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: control_chart(FRAME, control_cells(1))})
    handed_back(sheet, CHANGED)

    missing = put_charts(sheet, {PLACE: control_chart(FRAME, control_cells())}, adds=stretch_names(2))

    assert missing == {}
    assert [each.name for each in charts_of(sheet)[0].series][-3:] == list(stretch_names(2))
    hidden = re.findall(r'<c:legendEntry[^>]*><c:idx val="(\d+)"/>', part_of(sheet))
    assert hidden == ["2", "8", "9", "10", "11"]
    assert '<a:ln w="38100" cap="rnd" cmpd="dbl">' in part_of(sheet)
    assert '<c:legendPos val="r"/>' in part_of(sheet)


def test_a_band_is_put_beneath_the_lines_and_what_the_legend_leaves_out_moves_on(sheet: xw.Sheet) -> None:
    whole = fan_chart(FRAME, fan_cells())
    band = {"Below the range", "Range"}
    put_charts(
        sheet, {PLACE: replace(whole, series=tuple(each for each in whole.series if each.name != "Range"))}
    )

    assert put_charts(sheet, {PLACE: whole}, adds=band) == {}

    assert [each.name for each in charts_of(sheet)[0].series] == [each.name for each in whole.series]
    hidden = re.findall(r'<c:legendEntry[^>]*><c:idx val="(\d+)"/>', part_of(sheet))
    assert hidden == ["0", "2", "3"]
    assert f"<c:f>{at('G')}</c:f>" in part_of(sheet)


def test_notes_that_come_into_a_chart_which_a_person_made_columns_ask_for_no_place_of_points(
    sheet: xw.Sheet,
) -> None:
    whole = control_chart(FRAME, control_cells())
    put_charts(sheet, {PLACE: replace(whole, series=tuple(e for e in whole.series if e.name != "Notes"))})
    xml = re.sub(r"<c:marker>.*?</c:marker>|<c:smooth val=\"0\"/>", "", part_of(sheet))
    xml = xml.replace("<c:lineChart>", '<c:barChart><c:barDir val="col"/>').replace(
        "</c:lineChart>", "</c:barChart>"
    )
    xml = xml.replace('<c:marker val="1"/>', "").replace('"standard"', '"clustered"')
    sheet.book.impl.workbook.package.write(charts_of(sheet)[0].part, xml.encode())

    assert put_charts(sheet, {PLACE: whole}, adds=["Notes"]) == {}

    assert charts_of(sheet)[0].kinds == ("column",)
    assert "<c15:datalabelsRange>" in series_part(sheet, "Notes")
    assert "dLblPos" not in part_of(sheet)
