"""Styles: read, appended, never renumbered, equal ones used again, a missing part made."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.raw_workbooks import MAIN, STRICT, sheet_xml, workbook_bytes, workbook_parts, zipped
from xlscore.ooxml import Workbook
from xlscore.ooxml.looks.colours import resolve_colour, theme_colours
from xlscore.ooxml.looks.look import BorderLine, Changes
from xlscore.ooxml.looks.styles import Styles
from xlscore.ooxml.xml.tree import parse

FANCY = (
    f'<styleSheet xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
    '<numFmts count="1"><numFmt numFmtId="170" formatCode="0.000"/></numFmts>'
    '<fonts count="2" x14ac:knownFonts="1"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><u val="none"/><sz val="9"/><color theme="4" tint="-0.5"/><name val="Arial"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor indexed="10"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf fontId="1" numFmtId="170" fillId="2" borderId="0" xfId="0"><alignment wrapText="1" indent="2"/></xf>'
    '</cellXfs><!-- kept --><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    '<extLst><ext uri="{kept}"/></extLst></styleSheet>'
)


def styles_of(data: bytes) -> tuple[Workbook, Styles]:
    """A workbook and its styles."""
    workbook = Workbook.open(data)
    return workbook, workbook.styles


def fancy() -> bytes:
    """A workbook with styles that hold oddities."""
    return zipped(workbook_parts(sheet_xml(""), extra={"xl/styles.xml": FANCY}))


def test_a_look_is_read_with_theme_tint_and_indexed_colours() -> None:
    _, styles = styles_of(fancy())

    look = styles.look(1)

    assert (look.number_format, look.bold, look.underline, look.font_size) == ("0.000", True, False, 9.0)
    assert (look.font_colour, look.fill) == ("203864", "FF0000")
    assert (look.wrap, look.indent) == (True, 2)


@pytest.mark.parametrize(
    ("changes", "setting"),
    [
        ({"number_format": "0.0%"}, "number_format"),
        ({"number_format": "#,##0"}, "number_format"),
        ({"bold": True}, "bold"),
        ({"underline": True}, "underline"),
        ({"strike": True}, "strike"),
        ({"font_size": 14.5}, "font_size"),
        ({"font_name": "Arial"}, "font_name"),
        ({"font_colour": "C00000"}, "font_colour"),
        ({"fill": "FFF2CC"}, "fill"),
        ({"horizontal": "center"}, "horizontal"),
        ({"vertical": "top"}, "vertical"),
        ({"rotation": 90}, "rotation"),
        ({"locked": False}, "locked"),
        ({"borders": {"top": BorderLine("thin", "0000FF")}}, "borders"),
    ],
)
def test_a_changed_setting_reads_back_and_is_used_again(changes: Changes, setting: str) -> None:
    workbook, styles = styles_of(workbook_bytes(""))

    number = styles.with_changes(0, changes)

    assert getattr(styles.look(number), setting) == changes[setting]  # type: ignore[literal-required]
    _, again = styles_of(workbook.to_bytes())
    assert again.with_changes(0, changes) == number
    assert getattr(again.look(number), setting) == changes[setting]  # type: ignore[literal-required]


def test_old_formats_keep_their_numbers_and_unknown_content_stays() -> None:
    workbook, styles = styles_of(fancy())
    before = [styles.look(number) for number in range(2)]

    styles.with_changes(1, {"bold": False, "fill": None})

    again, after = styles_of(workbook.to_bytes())
    assert [after.look(number) for number in range(2)] == before
    xml = again.package.read("/xl/styles.xml").decode()
    for kept in ('mc:Ignorable="x14ac"', 'x14ac:knownFonts="1"', "<!-- kept -->", '<ext uri="{kept}"/>'):
        assert kept in xml


def test_nothing_is_written_when_nothing_is_new() -> None:
    workbook, styles = styles_of(fancy())

    styles.with_changes(1, {"bold": True, "wrap": True})
    styles.flush()

    assert not workbook.package.is_touched


def test_taking_everything_away_leads_back_to_the_plain_format() -> None:
    _, styles = styles_of(workbook_bytes(""))

    bold = styles.with_changes(0, {"bold": True, "fill": "FF0000"})
    plain = styles.look(styles.with_changes(bold, {"bold": False, "fill": None}))

    assert plain == styles.look(0)


@pytest.mark.parametrize("main", [MAIN, STRICT])
def test_a_missing_styles_part_is_made(main: str) -> None:
    parts: Mapping[str, str | bytes] = workbook_parts(sheet_xml("", main=main), main=main)
    without = {name: data for name, data in parts.items() if name != "xl/styles.xml"}
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        text = str(without[name])
        pieces = [piece for piece in text.split("<") if "styles" not in piece]
        without[name] = "<".join(pieces)
    workbook, styles = styles_of(zipped(without))

    workbook.sheets[0].set_value(1, 1, 0.5)
    workbook.sheets[0].set_style(1, 1, styles.with_changes(0, {"number_format": "0%", "bold": True}))

    again, after = styles_of(workbook.to_bytes())
    look = after.look(again.sheets[0].style_id(1, 1))
    assert (look.number_format, look.bold) == ("0%", True)


def test_a_named_style_rules_only_what_it_says() -> None:
    workbook, styles = styles_of(workbook_bytes(""))
    percent = styles.with_changes(0, {"number_format": "0.0%", "bold": True})

    styles.ensure_style("Computed", {"fill": "FFF2CC"})
    styles.ensure_style("computed", {"fill": "000000"})
    marked = styles.with_style(percent, "Computed")

    look = styles.look(marked)
    assert (look.fill, look.number_format, look.bold) == ("FFF2CC", "0.0%", True)
    _, again = styles_of(workbook.to_bytes())
    assert again.style_name(marked) == "Computed"
    assert again.style_name(percent) == "Normal"


def test_a_differential_format_says_only_what_changes() -> None:
    _, styles = styles_of(workbook_bytes(""))

    number = styles.differential({"fill": "C00000", "bold": False, "font_colour": "FFFFFF"})

    assert styles.differential_look(number) == {"fill": "C00000", "bold": False, "font_colour": "FFFFFF"}
    assert styles.differential({"fill": "C00000", "bold": False, "font_colour": "FFFFFF"}) == number


@pytest.mark.parametrize(
    ("xml", "colour"),
    [
        ('<c rgb="FF1F3864"/>', "1F3864"),
        ('<c theme="1"/>', "000000"),
        ('<c theme="0" tint="-0.5"/>', "808080"),
        ('<c theme="1" tint="0.5"/>', "808080"),
        ('<c indexed="64"/>', None),
        ('<c auto="1"/>', None),
    ],
)
def test_colours_resolve_as_excel_shows_them(xml: str, colour: str | None) -> None:
    assert resolve_colour(parse(xml.encode()), theme_colours(None)) == colour
