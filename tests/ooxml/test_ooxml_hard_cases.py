"""The hard cases of real workbooks, each treated on purpose."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from tests.support.raw_workbooks import (
    MAIN,
    PACKAGE,
    SPREADSHEET,
    STRICT,
    UNLOCKED,
    compressed_parts,
    part,
    relationships,
    sheet_xml,
    workbook_bytes,
    workbook_parts,
    zipped,
)
from xlscore.ooxml import ErrorValue, Package, Workbook
from xlscore.ooxml.errors import (
    ArrayCellError,
    EditRefusedError,
    LockedCellError,
    MergedCellError,
    UnsupportedValueError,
)

SHEET = "xl/worksheets/sheet1.xml"
SHARED = (
    '<row r="1"><c r="A1"><f>Z1</f><v>0</v></c><c r="B1"><f t="shared" ref="B1:B4" si="0" ca="1">A1*$C$1+C:C</f><v>1</v></c></row>'
    '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="B3"><f t="shared" si="0"></f><v>3</v></c></row>'
    '<row r="4"><c r="B4"><f t="shared" si="0"/><v>4</v></c></row>'
)


def book_of(*sheets: str, **more) -> Workbook:
    return Workbook.open(workbook_bytes(*sheets, **more))


def saved(book: Workbook) -> Workbook:
    return Workbook.open(book.to_bytes())


def read_by_openpyxl(book: Workbook):
    return openpyxl.load_workbook(io.BytesIO(book.to_bytes()))["Sheet1"]


# Shared formulas


def test_a_cell_that_points_to_a_shared_formula_reads_as_its_own_formula():
    sheet = book_of(SHARED).sheets[0]

    assert [sheet.formula(row, 2) for row in (1, 2, 3, 4)] == [
        "=A1*$C$1+C:C",
        "=A2*$C$1+C:C",
        "=A3*$C$1+C:C",
        "=A4*$C$1+C:C",
    ]


def test_overwriting_the_master_of_a_shared_formula_moves_it_to_the_next_cell():
    book = book_of(SHARED)

    book.sheets[0].set_value(1, 2, 10)

    sheet = saved(book).sheets[0]
    assert [sheet.formula(row, 2) for row in (1, 2, 3, 4)] == [
        None,
        "=A2*$C$1+C:C",
        "=A3*$C$1+C:C",
        "=A4*$C$1+C:C",
    ]
    assert '<f t="shared" ref="B2:B4" si="0">A2*$C$1+C:C</f><v>2</v>' in part(book.to_bytes(), SHEET)
    assert [read_by_openpyxl(book).cell(row, 2).value for row in (2, 3, 4)] == [
        "=A2*$C$1+C:C",
        "=A3*$C$1+C:C",
        "=A4*$C$1+C:C",
    ]


def test_overwriting_every_cell_of_a_shared_formula_one_after_the_other_keeps_the_rest():
    book = book_of(SHARED)
    sheet = book.sheets[0]

    for row, left in [(1, 4), (3, 4), (2, 4)]:
        sheet.set_formula(row, 2, f"=row{row}+1", 0)
        assert sheet.formula(left, 2) == f"=A{left}*$C$1+C:C"
    sheet.clear(4, 2)

    assert "shared" not in part(book.to_bytes(), SHEET)


def test_overwriting_a_pointing_cell_leaves_the_shared_formula_alone():
    book = book_of(SHARED)

    book.sheets[0].set_value(3, 2, "text")

    after = part(book.to_bytes(), SHEET)
    assert 'ref="B1:B4" si="0" ca="1">A1*$C$1+C:C</f>' in after
    assert saved(book).sheets[0].formula(4, 2) == "=A4*$C$1+C:C"


def test_a_shared_formula_with_line_feeds_and_strings_moves_intact():
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="3">IF(A1="A1",\r\n \'A 1\'!A1,LOG10(A1))</f><v>1</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="3"/><v>1</v></c></row>'
    )
    book = book_of(rows)

    book.sheets[0].set_value(1, 2, 0)

    assert saved(book).sheets[0].formula(2, 2) == "=IF(A2=\"A1\",\n 'A 1'!A2,LOG10(A2))"


# Arrays, spills, data tables, metadata


@pytest.mark.parametrize(
    "formula",
    [
        '<f t="array" ref="A1:A3">ROW(1:3)</f>',
        '<f t="dataTable" ref="A1:A3" dt2D="0" r1="C1"/>',
    ],
)
def test_part_of_an_array_or_data_table_is_refused(formula):
    sheet = book_of(
        f'<row r="1"><c r="A1" cm="1">{formula}<v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    ).sheets[0]

    for row in (1, 2, 3):
        with pytest.raises(ArrayCellError, match="A1:A3"):
            sheet.set_value(row, 1, 9)
    sheet.set_value(2, 1, 2)
    sheet.set_value(4, 1, 9)


def test_a_one_cell_dynamic_array_may_go_and_takes_its_metadata_along():
    rows = '<row r="1"><c r="A1" s="1" cm="1" vm="2"><f t="array" ref="A1">SUM(B:B)</f><v>1</v></c><c r="B1" cm="1"><v>2</v></c></row>'
    book = book_of(rows, extra={"xl/metadata.xml": "<metadata/>"})

    book.sheets[0].set_value(1, 1, 5)

    after = book.to_bytes()
    assert '<c r="A1" s="1"><v>5</v></c><c r="B1" cm="1"><v>2</v></c>' in part(after, SHEET)
    assert part(after, "xl/metadata.xml") == "<metadata/>"


# The calculation chain and calculation on load


def chained(rows: str, *more_sheets: str, **more) -> Workbook:
    return book_of(
        rows,
        *more_sheets,
        workbook_links=[("calcChain", "calcChain.xml")],
        overrides={"/xl/calcChain.xml": f"{SPREADSHEET}.calcChain+xml"},
        extra={"xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'},
        **more,
    )


def test_the_calculation_chain_goes_when_a_formula_goes_and_stays_otherwise():
    rows = '<row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><v>1</v></c></row>'
    kept, dropped = chained(rows), chained(rows)

    kept.sheets[0].set_value(1, 2, 2)
    kept.sheets[0].set_formula(2, 1, "=B1", 2)
    dropped.sheets[0].set_value(1, 1, 2)

    assert "/xl/calcChain.xml" in saved(kept).package.names()
    after = dropped.to_bytes()
    assert "/xl/calcChain.xml" not in Package.open(after).names()
    assert "calcChain" not in part(after, "[Content_Types].xml") + part(after, "xl/_rels/workbook.xml.rels")


@pytest.mark.parametrize(
    ("formula", "asks"),
    [
        ("A1*2", True),
        ("SUM(A:A)", True),
        ("SUM(1:1)", True),
        ("Sheet1!A1", True),
        ("SUM(Sheet1:Sheet2!A1)", True),
        ("INDIRECT(B9)+total", True),
        ("Table1[x]", True),
        ("B1*2", False),
        ("Sheet2!A1", False),
        ("[1]Sheet1!A1", False),
        ("TODAY()", False),
        ('"A1"&1', False),
    ],
)
def test_excel_is_asked_to_calculate_only_when_a_formula_may_depend_on_a_changed_cell(formula, asks):
    escaped = formula.replace("&", "&amp;")
    book = book_of(
        f'<row r="1"><c r="A1"><v>1</v></c><c r="C5"/></row><row r="5"><c r="C5"><f>{escaped}</f><v>1</v></c></row>',
        "",
    )

    book.sheets[0].set_value(1, 1, 2)

    assert ('fullCalcOnLoad="1"' in part(book.to_bytes(), "xl/workbook.xml")) == asks


def test_a_shared_formula_is_asked_about_all_its_cells():
    book = book_of(SHARED)

    book.sheets[0].set_value(4, 1, 9)

    assert 'fullCalcOnLoad="1"' in part(book.to_bytes(), "xl/workbook.xml")


@pytest.mark.parametrize("name", ["MSG.BAND", "OURS", "_xludf.MSGBAND", "SUM"])
def test_excel_is_not_asked_to_calculate_what_would_turn_an_add_in_function_into_an_error(name):
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c><c r="C1"><f>{name}(1)</f><v>1</v></c></row>'
    book = Workbook.open(workbook_bytes(rows), is_own_function=lambda each: each == "SUM")

    book.sheets[0].set_value(1, 1, 2)

    assert "fullCalcOnLoad" not in part(book.to_bytes(), "xl/workbook.xml")
    assert any(name.upper() in note and "F9" in note for note in book.notes)


def test_a_name_with_a_lambda_is_not_taken_for_an_add_in_function():
    names = '<definedNames><definedName name="Doubled">_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)</definedName></definedNames>'
    book = book_of(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>Doubled(A1)</f><v>2</v></c></row>', after_sheets=names
    )

    book.sheets[0].set_value(1, 1, 2)

    assert 'fullCalcOnLoad="1"' in part(book.to_bytes(), "xl/workbook.xml")


def test_the_flag_is_put_in_the_schemas_place_and_existing_settings_stay():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    absent = book_of(rows, after_sheets="<definedNames/><extLst/>")
    present = book_of(rows, after_sheets='<calcPr calcId="191029" iterate="1"/>')

    for book in (absent, present):
        book.sheets[0].set_value(1, 1, 2)

    assert '<definedNames/><calcPr fullCalcOnLoad="1"/><extLst/>' in part(
        absent.to_bytes(), "xl/workbook.xml"
    )
    assert '<calcPr calcId="191029" iterate="1" fullCalcOnLoad="1"/>' in part(
        present.to_bytes(), "xl/workbook.xml"
    )


# Formulas


def test_a_formula_is_written_with_the_result_it_shows():
    book = book_of('<row r="1"><c r="A1" s="2"/></row>')
    sheet = book.sheets[0]

    sheet.set_formula(1, 1, '=IF(Z1<2,"a&b",1)', "a&b")
    sheet.set_formula(1, 2, "=1/2", 0.5)
    sheet.set_formula(1, 3, "=1=1", True)
    sheet.set_formula(1, 4, "=NA()", ErrorValue("#N/A"))
    sheet.set_formula(1, 5, "=C9", None)

    again = saved(book).sheets[0]
    assert again.values(1, 1, 1, 5) == [["a&b", 0.5, True, "#N/A", None]]
    assert [again.formula(1, n) for n in (1, 5)] == ['=IF(Z1<2,"a&b",1)', "=C9"]
    assert again.style_id(1, 1) == 2
    assert "fullCalcOnLoad" not in part(book.to_bytes(), "xl/workbook.xml")


def test_the_same_formula_again_changes_no_byte_and_a_new_result_only_the_result():
    book = book_of('<row r="1"><c r="A1" cm="1"><f ca="1">B1+1</f><v>2</v></c></row>')
    before = book.to_bytes()

    book.sheets[0].set_formula(1, 1, "=B1+1", 2)
    assert book.to_bytes() == before
    book.sheets[0].set_formula(1, 1, "=B1+1", "two")
    assert '<c r="A1" cm="1" t="str"><f ca="1">B1+1</f><v>two</v></c>' in part(book.to_bytes(), SHEET)


def test_a_formula_without_result_asks_excel_to_calculate():
    book = book_of('<row r="1"/>')

    book.sheets[0].set_formula(1, 1, "=1+1")

    assert 'fullCalcOnLoad="1"' in part(book.to_bytes(), "xl/workbook.xml")


def test_a_function_newer_than_the_format_is_stored_with_its_prefix_and_shown_without():
    book = book_of('<row r="1"/>')

    book.sheets[0].set_formula(1, 1, "=XLOOKUP(A2,B:B,C:C)&SORT(D:D)", "x")

    assert "<f>_xlfn.XLOOKUP(A2,B:B,C:C)&amp;_xlfn._xlws.SORT(D:D)</f>" in part(book.to_bytes(), SHEET)
    assert saved(book).sheets[0].formula(1, 1) == "=XLOOKUP(A2,B:B,C:C)&SORT(D:D)"


@pytest.mark.parametrize(
    "formula",
    [
        "=",
        "  ",
        "=" + "1+" * 4096 + "1",
        "=LET(x,1,x)",
        "=SUM(A1",
        "=A1)",
        '="open',
        "={1,2)",
        "='Open sheet!A1",
        "=Crimes[Count",
        "=[Other.xlsx]Grid!A1",
        "='[Other file.xlsx]Grid'!A1",
    ],
)
def test_a_formula_excel_could_not_hold_is_refused(formula):
    with pytest.raises(UnsupportedValueError):
        book_of('<row r="1"/>').sheets[0].set_formula(1, 1, formula, 0)


# Merges


def test_a_cell_hidden_under_a_merge_is_refused_and_its_anchor_is_not():
    merges = '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="D1:D900"/></mergeCells>'
    sheet = book_of(sheet_xml('<row r="1"/>', after=merges)).sheets[0]

    for row, column, anchor in [(1, 2, "A1"), (2, 1, "A1"), (900, 4, "D1")]:
        with pytest.raises(MergedCellError, match=f"write to {anchor}"):
            sheet.set_value(row, column, 1)
    sheet.set_value(1, 1, 1)
    sheet.set_value(1, 4, 1)
    sheet.set_value(1, 3, 1)
    sheet.clear(2, 2)


@pytest.mark.slow
def test_fifty_thousand_merges_do_not_slow_a_thousand_edits():
    merges = "".join(f'<mergeCell ref="C{row}:D{row}"/>' for row in range(1, 50_001))
    sheet = book_of(sheet_xml("", after=f"<mergeCells>{merges}</mergeCells>")).sheets[0]

    sheet.set_values(1, 1, [[row, row] for row in range(1000)])

    assert sheet.value(1000, 2) == 999


# Protection, shared workbooks, signatures


PROTECTED = sheet_xml(
    f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="{UNLOCKED}"><v>1</v></c></row>',
    after='<sheetProtection password="CC1A" sheet="1" objects="1"/>'
    '<protectedRanges><protectedRange sqref="D1:D9 F1" name="free"/>'
    '<protectedRange sqref="E1:E9" name="asks" password="CC1A"/></protectedRanges>',
)


def test_a_locked_cell_of_a_protected_sheet_is_refused_unless_asked():
    data = workbook_bytes(PROTECTED)
    sheet = Workbook.open(data).sheets[0]

    for column in (1, 3, 5):
        with pytest.raises(LockedCellError, match="locked"):
            sheet.set_value(1, column, 2)
    with pytest.raises(LockedCellError, match="formatting"):
        sheet.set_style(1, 2, 2)
    for column in (2, 4, 6):
        sheet.set_value(1, column, 2)
    asked = Workbook.open(data, edit_protected=True)
    asked.sheets[0].set_value(1, 1, 2)
    assert 'password="CC1A" sheet="1"' in part(asked.to_bytes(), SHEET)


@pytest.mark.parametrize(
    ("more", "extra", "reason"),
    [
        ({"workbook_links": [("revisionHeaders", "revisions/revisionHeaders.xml")]}, {}, "log of revisions"),
        (
            {},
            {
                "_rels/.rels": relationships(
                    [
                        ("officeDocument", "xl/workbook.xml"),
                        (f"{PACKAGE}/digital-signature/origin", "_xmlsignatures/origin.sigs"),
                    ]
                )
            },
            "signed",
        ),
    ],
)
def test_shared_and_signed_workbooks_are_refused_unless_asked(more, extra, reason):
    data = workbook_bytes('<row r="1"/>', extra=extra, **more)

    with pytest.raises(LockedCellError, match=reason):
        Workbook.open(data).sheets[0].set_value(1, 1, 2)
    asked = Workbook.open(data, edit_protected=True)
    asked.sheets[0].set_value(1, 1, 2)
    assert saved(asked).sheets[0].value(1, 1) == 2


# Dialects and markup


def test_a_strict_file_stays_strict():
    sheet = sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>', main=STRICT)
    book = book_of(sheet, main=STRICT)

    book.sheets[0].set_value(1, 1, "new")

    after = book.to_bytes()
    assert saved(book).sheets[0].value(1, 1) == "new"
    assert MAIN not in part(after, SHEET) + part(after, "xl/workbook.xml")


def test_alternate_content_is_kept_and_edits_land_beside_it():
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice><mc:Fallback><x/></mc:Fallback></mc:AlternateContent>'
    )
    sheet = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', before=alternate, after=alternate)
    book = book_of(sheet)

    book.sheets[0].set_value(1, 1, 2)

    assert part(book.to_bytes(), SHEET) == sheet.replace("<v>1</v>", "<v>2</v>")


def test_a_cells_own_extensions_and_the_rows_stay():
    rows = (
        '<row r="1"><c r="A1"><v>1</v><extLst><ext uri="a"><y:c xmlns:y="y" r="B1"/></ext></extLst></c>'
        '<extLst><ext uri="b"/></extLst></row>'
    )
    book = book_of(rows)

    book.sheets[0].set_value(1, 1, "x")
    book.sheets[0].set_value(1, 2, 5)

    xml = part(book.to_bytes(), SHEET)
    assert '<is><t>x</t></is><extLst><ext uri="a"><y:c xmlns:y="y" r="B1"/></ext></extLst></c>' in xml
    assert '<c r="B1"><v>5</v></c><extLst><ext uri="b"/></extLst></row>' in xml


def test_what_looks_like_a_cell_in_a_comment_is_none():
    rows = '<!-- <row r="9"><c r="A9"><v>9</v></c></row> --><row r="1"><!-- <c r="A1"/> --><c r="A1"><v>1</v></c></row>'
    book = book_of(rows)

    book.sheets[0].set_value(1, 1, 2)

    assert part(book.to_bytes(), SHEET) == sheet_xml(rows.replace("<v>1</v>", "<v>2</v>"))
    assert book.sheets[0].value(9, 1) is None


def test_overwriting_rich_and_phonetic_text_leaves_the_shared_texts_alone():
    strings = (
        '<si><t>東京</t><rPh sb="0" eb="2"><t>ト</t></rPh></si><si><r><t>ri</t></r><r><t>ch</t></r></si>'
    )
    rows = '<row r="1"><c r="A1" t="s" ph="1"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    data = workbook_bytes(rows, strings=strings)
    book = Workbook.open(data)

    book.sheets[0].set_value(1, 1, "大阪")

    after = book.to_bytes()
    assert compressed_parts(after)["xl/sharedStrings.xml"] == compressed_parts(data)["xl/sharedStrings.xml"]
    assert saved(book).sheets[0].values(1, 1, 1, 2) == [["大阪", "rich"]]


# Sheets that are no worksheets, parts that are left alone


def test_a_chart_sheet_is_listed_and_its_cells_are_refused():
    parts = workbook_parts(sheet_xml(""), sheet_xml(""))
    links = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = links.replace('/worksheet"', '/chartsheet"', 1)
    book = Workbook.open(zipped(parts))

    assert [sheet.kind for sheet in book.sheets] == ["chart sheet", "worksheet"]
    with pytest.raises(EditRefusedError, match="chart sheet"):
        book.sheets[0].set_value(1, 1, 1)


def test_macros_their_signature_external_links_and_threaded_comments_are_copied_raw():
    extra = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 signed project",
        "xl/vbaProjectSignature.bin": b"\x00signature",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/threadedComments/threadedComment1.xml": "<ThreadedComments/>",
        "xl/persons/person.xml": "<personList/>",
        "xl/comments1.xml": "<comments/>",
    }
    data = workbook_bytes('<row r="1"/>', extra=extra)
    book = Workbook.open(data)

    book.sheets[0].set_value(1, 1, 1)

    old, new = compressed_parts(data), compressed_parts(book.to_bytes())
    assert all(old[name] == new[name] for name in extra)


def test_pivot_tables_are_left_alone_and_said_to_be_stale():
    data = workbook_bytes(
        '<row r="1"/>',
        workbook_links=[("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")],
        extra={"xl/pivotCache/pivotCacheDefinition1.xml": "<pivotCacheDefinition/>"},
    )
    book = Workbook.open(data)

    book.sheets[0].set_value(1, 1, 1)
    after = book.to_bytes()

    assert (
        compressed_parts(data)["xl/pivotCache/pivotCacheDefinition1.xml"]
        == compressed_parts(after)["xl/pivotCache/pivotCacheDefinition1.xml"]
    )
    assert any("Pivot tables" in note for note in book.notes)


def test_a_cell_inside_a_pivot_table_is_said_to_be_overwritten_by_it():
    pivot = f'<pivotTableDefinition xmlns="{MAIN}"><location ref="A3:B9" firstHeaderRow="1"/></pivotTableDefinition>'
    book = book_of(
        '<row r="3"><c r="A3"><v>1</v></c></row>',
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                [("pivotTable", "../pivotTables/pivotTable1.xml")]
            ),
            "xl/pivotTables/pivotTable1.xml": pivot,
        },
    )

    book.sheets[0].set_value(1, 1, 1)
    book.to_bytes()
    assert book.notes == []
    book.sheets[0].set_value(4, 2, 1)
    book.to_bytes()

    assert any("inside the pivot table Sheet1!A3:B9" in note for note in book.notes)


# Odd containers


def test_a_zip64_file_is_read_and_written():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in workbook_parts(sheet_xml('<row r="1"/>')).items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content.encode() if isinstance(content, str) else content)
    book = Workbook.open(buffer.getvalue())

    book.sheets[0].set_value(1, 1, 1)

    assert saved(book).sheets[0].value(1, 1) == 1
    assert zipfile.ZipFile(io.BytesIO(book.to_bytes())).testzip() is None


def test_members_with_data_descriptors_are_copied_whole():
    class Unseekable(io.BytesIO):
        def seekable(self):
            return False

        def tell(self):
            raise OSError

    buffer = Unseekable()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in workbook_parts(sheet_xml('<row r="1"/>')).items():
            archive.writestr(name, content)
    book = Workbook.open(buffer.getvalue())

    book.sheets[0].set_value(1, 1, 1)

    assert zipfile.ZipFile(io.BytesIO(book.to_bytes())).testzip() is None
    assert (
        compressed_parts(buffer.getvalue())["xl/styles.xml"]
        == compressed_parts(book.to_bytes())["xl/styles.xml"]
    )


@pytest.mark.parametrize(
    "spelling", ["xl\\worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml", "XL/Worksheets/SHEET1.XML"]
)
def test_odd_spellings_of_part_names_are_found_and_kept(spelling):
    parts = workbook_parts(sheet_xml('<row r="1"/>'))
    data = zipped([(spelling if name == SHEET else name, content) for name, content in parts.items()])
    book = Workbook.open(data)

    book.sheets[0].set_value(1, 1, 1)

    assert saved(book).sheets[0].value(1, 1) == 1
    assert spelling in zipfile.ZipFile(io.BytesIO(book.to_bytes())).namelist()


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/xl/worksheets/sheet1.xml", SHEET),
        ("../xl/worksheets/sheet1.xml", SHEET),
        ("worksheets/my%20sheet.xml", "xl/worksheets/my sheet.xml"),
        ("worksheets\\odd.xml", "xl/worksheets/odd.xml"),
        ("/elsewhere/tabelle.xml", "elsewhere/tabelle.xml"),
    ],
)
def test_a_sheet_is_found_where_its_relationship_points(target, name):
    parts = workbook_parts(sheet_xml('<row r="1"><c r="A1"><v>4</v></c></row>'))
    parts[name] = parts.pop(SHEET)
    links = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = links.replace("worksheets/sheet1.xml", target)

    assert Workbook.open(zipped(parts)).sheets[0].value(1, 1) == 4
