"""What fuzzing found, and a small fuzz on every run.

Two long runs over mutated copies of 150 published workbooks (attribute values swapped, markup inserted,
bytes changed, cut and repeated, in the XML and in the zip) preceded this file, and coverage-guided ones of
`benchmarks/fuzz_ooxml.py`; each case below is something they turned up.
"""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.fuzzed_course import course
from tests.support.fuzzed_workbooks import drawn, packed
from tests.support.properties import examples
from tests.support.raw_workbooks import DATE, MAIN, part, relationships, sheet_xml, workbook_parts, zipped
from xlscore.ooxml import ErrorValue, OoxmlError, Workbook
from xlscore.ooxml.around.conditional import Rule, add_rule, replace_rule
from xlscore.ooxml.around.drawings import rename_drawn
from xlscore.ooxml.around.filters import remove_filter, set_filter
from xlscore.ooxml.around.sheets import activate_sheet, shell_of
from xlscore.ooxml.around.sparklines import add_sparklines, point_sparkline
from xlscore.ooxml.around.tables import add_table, resize_table
from xlscore.ooxml.charts.found import add_charts
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart
from xlscore.ooxml.errors import ArrayCellError, DamagedFileError, UnsupportedValueError
from xlscore.ooxml.opc.zip_reading import ZipLimits
from xlscore.ooxml.sheet.arrays import set_array_formula
from xlscore.ooxml.values.addresses import Box

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "<si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r></si>"
ROWS = (
    '<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45382</v></c>'
    '<c r="C1"><f t="shared" ref="C1:C3" si="0">A1*2</f><v>1</v></c><c r="D1" t="b"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3" s="2" customFormat="1"><c r="C3"><f t="shared" si="0"/><v>3</v></c>'
    '<c r="E3" cm="1"><f t="array" ref="E3:E4">ROW(1:2)</f><v>1</v></c></row>'
)
AFTER = '<mergeCells count="1"><mergeCell ref="A8:B9"/></mergeCells><pageMargins left="1" right="1"/>'
PARTS = workbook_parts(
    sheet_xml(
        ROWS, before='<dimension ref="A1:E4"/><cols><col min="1" max="2" style="2"/></cols>', after=AFTER
    ),
    strings=STRINGS,
    after_sheets='<definedNames><definedName name="x">Sheet1!$A$1</definedName></definedNames><calcPr calcId="1"/>',
)


def exercise(data: bytes) -> None:
    """Read and edit a file as far as it lets us; only sentences may come of it."""
    book = Workbook.open(data, edit_protected=True, limits=ZipLimits(part=8 << 20))
    sheet = book.sheets[0]
    for row, column, _ in list(sheet.cells()):
        sheet.value(row, column)
        sheet.formula(row, column)
        sheet.style_id(row, column)
    for place, value in zip(
        [(1, 3), (2, 1), (3, 3), (9, 2), (700, 5)], [5, "x<&", None, ErrorValue("#N/A"), True], strict=True
    ):
        attempt(sheet.set_value, *place, value)
    attempt(sheet.set_value, 1, 2, dt.datetime(2024, 3, 31, 4))
    attempt(sheet.set_formula, 2, 3, "=A1+1", 7)
    attempt(sheet.set_row_attributes, 3, {"ht": "20"})
    again = Workbook.open(book.to_bytes())
    again.sheets[0].value(1, 1)


def attempt(action, *arguments) -> None:
    try:
        action(*arguments)
    except OoxmlError as error:
        sentence = error.sentence
    else:
        return
    assert sentence.endswith(".")


@settings(max_examples=examples(100))
@given(st.binary(min_size=40, max_size=250))
def test_twenty_edits_of_a_workbook_whole_or_damaged_are_refused_with_a_sentence_or_lose_nothing(data):
    course(data)


@settings(max_examples=100, derandomize=True)
@given(st.integers(0, 2**32))
def test_mutated_bytes_of_the_file_are_read_or_refused_with_a_sentence(seed):
    dice = random.Random(seed)
    data = bytearray(zipped(PARTS))
    for _ in range(dice.choice([1, 3, 10])):
        data[dice.randrange(len(data))] = dice.randrange(256)

    attempt(exercise, bytes(data))


@pytest.mark.parametrize("number", ["nan", "-1", "1.5", "", "99999999999", "²"])
@pytest.mark.parametrize("attribute", ["numFmtId", "fontId", "fillId", "borderId", "xfId"])
def test_a_format_that_points_nowhere_reads_as_the_default(attribute, number):
    styles = str(PARTS["xl/styles.xml"]).replace(f'{attribute}="0"', f'{attribute}="{number}"')

    exercise(zipped(PARTS | {"xl/styles.xml": styles}))
    book = Workbook.open(zipped(PARTS | {"xl/styles.xml": styles}))
    assert styles != str(PARTS["xl/styles.xml"])
    assert book.styles.look(0).number_format == "General"


@pytest.mark.parametrize("style", ["nan", "-1", "99999", "²", ""])
def test_a_cell_whose_format_does_not_exist_is_read_and_edited(style):
    sheet = str(PARTS[SHEET]).replace('s="1"', f's="{style}"')
    book = Workbook.open(zipped(PARTS | {SHEET: sheet}))

    assert book.sheets[0].value(1, 2) == 45382
    exercise(zipped(PARTS | {SHEET: sheet}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('min="1" max="2" style="2"', 'min="x" max="" style="-2"'),
        ('s="2" customFormat="1"', 's="x" customFormat="1"'),
        ('ref="A1:E4"', 'ref=""'),
        ('ref="A8:B9"', 'ref="A1:ZZZZ99999999"'),
        ('ref="E3:E4"', 'ref="#REF!"'),
        ('ref="C1:C3" si="0"', 'ref="C1" si=""'),
        ('spans="1:4"', 'spans="4:1:x"'),
        ("<v>45382</v>", "<v>1e999</v>"),
        ("<v>45382</v>", f"<v>{'9' * 5000}</v>"),
        ('<c r="A1" t="s"><v>0</v>', f'<c r="A1" t="s"><v>{"9" * 5000}</v>'),
        ("<t>x</t>", f"<t>&#{'0' * 5000}65;</t>"),
        ('spans="1:4"', f'spans="1:{"9" * 5000}"'),
        ("<v>45382</v>", "<v>-99999999</v>"),
        ("<v>45382</v>", "<v>not a number</v>"),
        ('<c r="A1" t="s"><v>0</v>', '<c r="A1" t="s"><v>\u00b2</v>'),
        ('<f t="shared" si="0"/>', '<f t="shared" si="7"/>'),
    ],
)
def test_an_odd_detail_is_lived_with(old, new):
    assert old in str(PARTS[SHEET])

    attempt(exercise, zipped(PARTS | {SHEET: str(PARTS[SHEET]).replace(old, new)}))


def test_a_list_of_content_types_without_an_entry_is_opened_for_the_first():
    book = Workbook.open(zipped(PARTS))
    book.package.write("/[Content_Types].xml", b'<Types xmlns="urn:t"/>')

    book.package.add("/xl/new.xml", b"<n/>", "application/xml")

    assert part(book.package.to_bytes(), "[Content_Types].xml").startswith('<Types xmlns="urn:t"><Override ')


def test_a_sheet_that_two_tabs_share_is_one_sheet_twice():
    links = relationships([("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml")])
    workbook = str(PARTS["xl/workbook.xml"]).replace(
        "</sheets>", '<sheet name="Twin" sheetId="2" r:id="rId2"/></sheets>'
    )
    book = Workbook.open(zipped(PARTS | {"xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": links}))

    attempt(book.sheets[0].set_value, 1, 4, False)

    assert Workbook.open(book.to_bytes()).sheets[1].value(1, 4) is False


UNSPEAKABLE = "a\x01b", "half \ud83d of a character"
WRITERS = {
    "a drawn name": lambda book, text: rename_drawn(book.package, book.sheets[0].part, "Rates", text),
    "a sparkline": lambda book, text: add_sparklines(book.sheets[0], {(1, 1): text}),
    "another source": lambda book, text: point_sparkline(book.sheets[0], 2, 8, text),
    "a rule": lambda book, text: replace_rule(
        book.sheets[0],
        add_rule(book.sheets[0], [Box(1, 1, 1, 1)], Rule("expression", ("TRUE",))),
        Rule("expression", (text,)),
    ),
    "a chart": lambda book, text: add_charts(
        book, book.sheets[0], [(Box(1, 1, 9, 9), NewChart(name=text, kind="line", series=(SERIES,)))]
    ),
}
SERIES = ChartSeries(name="Rate", values="Sheet1!$B$2:$B$3")


@pytest.mark.parametrize("text", UNSPEAKABLE)
@pytest.mark.parametrize("writer", WRITERS)
def test_what_xml_cannot_hold_is_refused_beside_the_cells_too(writer, text):
    book = Workbook.open(packed(drawn()))

    with pytest.raises(UnsupportedValueError, match=r"U\+(0001|D83D)"):
        WRITERS[writer](book, text)


def test_a_cell_whose_format_comes_to_exist_later_reads_the_same_before_saving_and_after():
    sheet = sheet_xml(f'<row r="1"><c r="A1" s="{DATE}"><v>45382</v></c></row>')
    book = Workbook.open(
        zipped(workbook_parts(sheet, extra={"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'}))
    )
    assert book.sheets[0].value(1, 1) == 45382
    assert book.styles.look(DATE).number_format == "General"

    book.sheets[0].set_value(2, 1, dt.date(2024, 3, 31))
    in_hand = book.sheets[0].value(1, 1), book.styles.look(DATE).number_format

    again = Workbook.open(book.to_bytes())
    assert in_hand == (again.sheets[0].value(1, 1), again.styles.look(DATE).number_format)


def test_formats_are_kept_where_the_relationship_to_the_styles_says_no_part():
    parts = dict(PARTS)
    links = "xl/_rels/workbook.xml.rels"
    parts[links] = re.sub(r'Target="styles.xml"', 'Other="styles.xml"', parts[links])
    book = Workbook.open(zipped(parts))
    book.sheets[0].set_value(9, 9, dt.time(6, 30))
    again = Workbook.open(book.to_bytes())
    assert again.sheets[0].value(9, 9) == dt.time(6, 30)


def test_formats_are_kept_where_a_part_that_the_workbook_does_not_refer_to_has_their_name():
    links = relationships([("worksheet", "worksheets/sheet1.xml")])
    stranger = str(PARTS["xl/styles.xml"])
    book = Workbook.open(zipped(PARTS | {"xl/_rels/workbook.xml.rels": links}))

    book.sheets[0].set_value(9, 3, dt.time(6, 30))
    saved = book.to_bytes()

    assert part(saved, "xl/styles.xml") == stranger
    assert Workbook.open(saved).sheets[0].value(9, 3) == dt.time(6, 30)


def test_a_sheet_is_given_as_xml_before_anything_of_it_was_read():
    assert Workbook.open(zipped(PARTS)).sheets[0].xml().decode() == PARTS[SHEET]


def test_a_sheet_without_a_namespace_is_made_the_active_one_and_given_sparklines():
    bare = str(PARTS[SHEET]).replace(f'xmlns="{MAIN}"', 'xmlns=""')
    book = Workbook.open(
        zipped(
            workbook_parts(str(PARTS[SHEET]), sheet_xml(""), strings=STRINGS)
            | {"xl/worksheets/sheet2.xml": bare}
        )
    )

    activate_sheet(book, book.sheets[1])
    add_sparklines(book.sheets[1], {(1, 1): "Sheet1!A1:A3"})

    saved = part(book.to_bytes(), "xl/worksheets/sheet2.xml")
    assert '<sheetView workbookViewId="0" tabSelected="1"/>' in saved
    assert "<ext xmlns:x14=" in saved


def test_a_table_that_lists_no_columns_is_not_resized_and_says_so():
    book = Workbook.open(zipped(PARTS))
    sheet = book.sheets[0]
    table = add_table(book.package, sheet, sheet.part, shell_of(book), Box(1, 1, 3, 1), "Forces", ["rich"])
    text = re.sub("<tableColumns.*</tableColumns>", "", book.package.read(table.part).decode())
    book.package.write(table.part, text.encode())

    with pytest.raises(DamagedFileError, match="Forces lists no columns"):
        resize_table(book.package, sheet.part, table, Box(1, 1, 4, 1), ["rich"])


def test_a_filter_that_is_taken_off_again_after_a_save_is_gone_from_the_file():
    book = Workbook.open(zipped(PARTS))
    sheet = book.sheets[0]
    set_filter(book, sheet, Box(1, 1, 3, 3))
    assert "autoFilter" in part(book.to_bytes(), SHEET)

    remove_filter(book, sheet)

    assert "autoFilter" not in part(book.to_bytes(), SHEET)


@pytest.mark.parametrize("box", [Box(4, 1, 9, 5), Box(4, 5, 5, 6), Box(1, 1, 9, 9)])
def test_an_array_formula_over_blank_cells_of_another_is_refused(box):
    book = Workbook.open(zipped(PARTS))

    with pytest.raises(ArrayCellError, match="crosses the array or data table E3:E4"):
        set_array_formula(book.sheets[0], box, "=ROW(1:2)")

    assert not book.sheets[0].is_changed
