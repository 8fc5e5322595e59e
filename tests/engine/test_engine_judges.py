"""Outside judges on a file in which the engine did all it can do: the SDK validator, LibreOffice, openpyxl."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.engine.test_engine_rules import png, shape
from tests.support.libreoffice import Office
from tests.support.raw_workbooks import STRICT, sheet_xml, workbook_bytes
from tests.support.validator import validate
from xlscore.engine import apply_style, draw, engine, open_book, set_formula, set_page
from xlscore.ooxml.opc.blank import blank_workbook

CHART = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea><c:layout/><c:barChart>
<c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/>
<c:val><c:numRef><c:f>Sheet1!$B$2:$B$4</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/>
</c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>
<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>
</c:plotArea></c:chart></c:chartSpace>"""
CHART_ANCHOR = """<xdr:twoCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="0" name="map chart"/>
<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="@chart"/>
</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"""


def everything(book: xw.Book, picture: Path) -> None:
    """Do to the first sheet of a book all that the engine can do; a second time must change nothing."""
    sheet = book.sheets[0]
    sheet["A1:B4"].value = [["Force", "Rate"], ["Essex", 1.5], ["Kent", 2], ["Norfolk", 3]]
    set_formula(sheet["C2:C4"], "=B2*2", [3.0, 4.0, 6.0])
    if not len(sheet.tables):
        sheet.tables.add(sheet["A1:B4"], name="Forces")
    sheet["K1:K3"].formula_array = "=B2:B4*10"
    sheet["B2:B4"].number_format = "0.00"
    sheet["A1:B1"].font.set(bold=True, color="#FFFFFF", size=12, name="Arial")
    sheet["A1:B1"].color = "#1F3864"
    sheet["A1:B4"].borders.set("all", line_style="continuous", color="#BFBFBF")
    sheet["A1:B1"].horizontal_alignment = "center"
    sheet["A1:B1"].wrap_text = True
    sheet["A:A"].column_width = 24
    sheet["1:1"].row_height = 30
    sheet["E1:F1"].columns.hidden = True
    sheet["A6:C6"].merge()
    sheet["A6"].value = "Merged title"
    sheet["D2:D4"].data_validation.set_list(["Good", "Requires Improvement"])
    sheet["B2:B4"].conditional_formats.add_cell_value("greater_than", 2, fill_color="#C00000", font_bold=True)
    sheet["B2:B4"].conditional_formats.add_color_scale(["#FF0000", "#00FF00"])
    sheet["B2:B4"].conditional_formats.add_data_bar("#0000FF")
    sheet["B2:B4"].conditional_formats.add_icon_set("4_arrows")
    if sheet["A2"].note is None:
        sheet["A2"].add_note("County force")
    sheet["A3"].add_hyperlink("https://example.org/?a=1&b=2", "Kent")
    book.names.add("Rates", f"='{sheet.name}'!$B$2:$B$4")
    sheet.page_setup.print_area = "A1:D20"
    set_page(
        sheet,
        landscape=True,
        paper="A3",
        pages_wide=1,
        pages_tall=0,
        title_rows=(1, 1),
        title_columns=(1, 1),
        header="&LForce & <grades>",
        footer="&RPage &P of &N",
        margins={"left": 0.4},
        centred=True,
    )
    sheet.freeze_panes.freeze_at("A1")
    sheet.show_gridlines = False
    apply_style(sheet["C2:C4"], "Computed", italic=True, font_colour="404040")
    sheet.pictures.add(picture, name="Logo", anchor=sheet["H2"], update="Logo" in sheet.pictures)
    draw(
        sheet,
        [shape("map 1", "North &amp; South"), CHART_ANCHOR],
        replaces=lambda name: name.startswith("map"),
        charts={"chart": CHART.replace("Sheet1", sheet.name)},
    )
    if "Notes" not in book.sheet_names:
        book.sheets.add("Notes", after=sheet)["A1"].formula = f"='{sheet.name}'!B2"
        sheet.copy(name="Copy")
        book.sheets["Copy"].visible = False
    sheet.activate()


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of 40 by 20 pixels."""
    path = tmp_path_factory.mktemp("pictures") / "logo.png"
    path.write_bytes(png(40, 20))
    return path


@pytest.fixture(scope="module", params=["new", "strict"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, picture: Path) -> Path:
    """A file in which everything was done, starting from a new book and from a strict one."""
    path = tmp_path_factory.mktemp("judged") / f"{request.param}.xlsx"
    path.write_bytes(
        blank_workbook()
        if request.param == "new"
        else workbook_bytes(sheet_xml("", main=STRICT), main=STRICT)
    )
    with open_book(path) as book:
        everything(book, picture)
        book.save()
    return path


@pytest.mark.validator
def test_the_sdk_finds_no_error(made: Path) -> None:
    assert validate(made) == []


def test_openpyxl_reads_what_was_written(made: Path) -> None:
    if made.stem == "strict":
        pytest.skip("openpyxl sees no sheet in a strict workbook.")
    sheet = openpyxl.load_workbook(made)["Sheet1"]

    assert [[cell.value for cell in row] for row in sheet["A1:B4"]] == [
        ["Force", "Rate"],
        ["Essex", 1.5],
        ["Kent", 2],
        ["Norfolk", 3],
    ]
    assert sheet["C3"].value == "=B3*2"
    assert sheet.tables["Forces"].ref == "A1:B4"
    assert sheet["A2"].comment.text == "County force"
    assert sheet["A3"].hyperlink.target == "https://example.org/?a=1&b=2"
    assert str(sheet.merged_cells) == "A6:C6"
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.print_title_rows == "$1:$1"
    assert len(sheet.conditional_formatting) == 1
    assert sheet["B2"].number_format == "0.00"
    assert sheet["C2"].style == "Computed"
    assert sheet["A1"].font.b


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_computes_the_same(made: Path, office: Office) -> None:
    with office.open(made) as opened:
        rows = opened.read("Sheet1")

        assert [row[:3] for row in rows[:4]] == [
            ["Force", "Rate", None],
            ["Essex", 1.5, 3.0],
            ["Kent", 2.0, 4.0],
            ["Norfolk", 3.0, 6.0],
        ]
        assert [row[10] for row in rows[:3]] == [15.0, 20.0, 30.0]
        assert opened.read("Notes")[0][0] == 1.5


def test_doing_it_all_again_changes_no_byte(made: Path, picture: Path) -> None:
    before = made.read_bytes()

    with open_book(made) as book:
        everything(book, picture)
        book.save()

    assert made.read_bytes() == before


def test_a_user_part_that_nobody_asked_for_keeps_its_bytes(made: Path) -> None:
    with open_book(made) as book:
        package = book.impl.workbook.package
        before = {name: package.read(name) for name in package.names()}
        book.sheets["Notes"]["A5"].value = "one more"
        book.impl.workbook.flush()

        changed = {name for name in package.names() if package.read(name) != before[name]}
        assert changed == {book.sheets["Notes"].impl.file.part}


def test_the_engine_needs_no_licence_key() -> None:
    assert engine().type == "desktop"
