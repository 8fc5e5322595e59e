"""Reading many cells at once says of each what reading it alone says, however it is spelt and whatever was edited."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drawn_blocks import BLOCKS, VALUES, sheets
from tests.support.properties import examples
from tests.support.raw_workbooks import DATE, ELAPSED, MAIN, PERCENT, sheet_xml, workbook_bytes
from xlscore.ooxml import ErrorValue, Sheet, Workbook
from xlscore.ooxml.errors import DamagedFileError, UnsupportedValueError
from xlscore.ooxml.sheet.blocks import KEPT
from xlscore.ooxml.sheet.reach import used_box
from xlscore.ooxml.values.addresses import Box, cell_address

STRINGS = (
    "<si><t>Essex</t></si><si><t xml:space='preserve'> lone </t></si><si><t>R&amp;D _x0041_</t></si>"
    "<si><r><t>Red</t></r><r><t>line</t></r><rPh><t>x</t></rPh></si><si><t/></si><si><!--t--><t>a<![CDATA[<b>]]></t></si>"
)
# What stands behind the address in a cell, and the value that is meant.
SPELLINGS = [
    ("><v>12</v></c>", 12),
    ("><v>12.0</v></c>", 12.0),
    ("><v>-5</v></c>", -5),
    ("><v>-5.5</v></c>", -5.5),
    ("><v>--5</v></c>", "--5"),
    ("><v>-x</v></c>", "-x"),
    ("><v>+5</v></c>", 5.0),
    ("><v> 5 </v></c>", 5),
    ("><v>5\n</v></c>", 5),
    ("><v>.5</v></c>", 0.5),
    ("><v>1E3</v></c>", 1000.0),
    ("><v>1.2.3</v></c>", "1.2.3"),
    ("><v>&#49;.5</v></c>", 1.5),
    ("><v>٣</v></c>", 3),
    ("><v>nan</v></c>", math.nan),
    (f"><v>{'9' * 299}</v></c>", int("9" * 299)),
    (f"><v>{'9' * 400}</v></c>", math.inf),
    ("><v></v></c>", None),
    ("><v/></c>", None),
    ("></c>", None),
    ("/>", None),
    ("><v >7</v ></c>", 7),
    ("><v>7</v></c >", 7),
    (' s="0" ><v>7</v></c>', 7),
    (" s='0'><v>7</v></c>", 7),
    (' cm="1"><f t="array" ref="A1">B9</f><v>7</v></c>', 7),
    ('><f ca="1">B9&gt;1</f><v>2.5</v></c>', 2.5),
    ('><f t="shared" si="9"/><v>-3</v></c>', -3),
    ("><f>B9</f></c>", None),
    ("><f>B9</f><v></v></c>", None),
    (' t="str"><f>B9</f><v>a &amp; b</v></c>', "a & b"),
    (' t="str"><f>B9</f><v> a </v></c>', " a "),
    (' t="str"><f>B9</f><v></v></c>', ""),
    (' t="str"><v>_x0041_12</v></c>', "A12"),
    (f' t="str"><v>{"long " * 90}</v></c>', "long " * 90),
    (f' s="{PERCENT}"><v>0.5</v></c>', 0.5),
    (f' s="{DATE}"><v>45382</v></c>', dt.datetime(2024, 3, 31)),
    (f' s="{DATE}"><v>45382.25</v></c>', dt.datetime(2024, 3, 31, 6)),
    (f' s="{DATE}"><v>0.25</v></c>', dt.time(6)),
    (f' s="{DATE}"><v>60</v></c>', 60),
    (f' s="{DATE}"><v>59</v></c>', dt.datetime(1900, 2, 28)),
    (f' s="{DATE}"><v>-1</v></c>', -1),
    (f' s="{DATE}"><v>2958465.9999999999</v></c>', 2958466.0),
    (f' s="{DATE}"><v>2958465.5</v></c>', dt.datetime(9999, 12, 31, 12)),
    (f' s="{DATE}"><v>soon</v></c>', "soon"),
    (f' s="{DATE}"><v>1.2.3</v></c>', "1.2.3"),
    (f' s="{DATE}"/>', None),
    (f' s="{DATE}" t="s"><v>0</v></c>', "Essex"),
    (f' s="{ELAPSED}"><v>1.5</v></c>', dt.timedelta(days=1.5)),
    (' t="d"><v>2024-03-31</v></c>', dt.datetime(2024, 3, 31)),
    (' t="b"><v>1</v></c>', True),
    (' t="b"><v>0</v></c>', False),
    (' t="e"><v>#DIV/0!</v></c>', ErrorValue("#DIV/0!")),
    (' t="str"><v>#DIV/0!</v></c>', "#DIV/0!"),
    (' t="s"><v>0</v></c>', "Essex"),
    (' t="s"><v> 0</v></c>', "Essex"),
    (' t="s"><v>1</v></c>', " lone "),
    (' t="s"><v>2</v></c>', "R&D A"),
    (' t="s"><v>3</v></c>', "Redline"),
    (' t="s"><v>4</v></c>', ""),
    (' t="s"><v>5</v></c>', "a<b>"),
    (' t="inlineStr"><is><t>a &lt; b</t></is></c>', "a < b"),
    (' t="inlineStr"><is><t xml:space="preserve"> a\r\nb</t></is></c>', " a\nb"),
    (' t="inlineStr"><is><r><t>Red</t></r><r><t>line</t></r></is></c>', "Redline"),
    (' t="inlineStr"><is><t></t></is></c>', ""),
    (' t="inlineStr"><v>a</v></c>', "a"),
    (' t="n"><is><t>a</t></is></c>', None),
    (' s="999"><v>4</v></c>', 4),
    ('><v>6</v><extLst><ext uri="{1}"/></extLst></c>', 6),
    ('><!--7--><v>6</v></c>', 6),
]  # fmt: skip
ROWS, COLUMNS = 5, 6
spelled_rows = st.lists(
    st.lists(st.none() | st.sampled_from([spelled for spelled, _ in SPELLINGS]), max_size=COLUMNS),
    max_size=ROWS,
)


def sheet_of(rows: str, **more: str) -> Sheet:
    return Workbook.open(workbook_bytes(rows, strings=STRINGS, **more)).sheets[0]


def row_xml(number: int, cells: list[str | None], *, left: int = 1) -> str:
    inside = "".join(
        f'<c r="{cell_address(number, column)}"{spelled}'
        for column, spelled in enumerate(cells, left)
        if spelled is not None
    )
    return f'<row r="{number}">{inside}</row>'


def kinds(values: list[list[object]]) -> list[list[tuple[str, str]]]:
    """Return values so that 1, 1.0, True, a text and an error are told apart, and what is no number is equal to itself."""
    return [[(type(value).__name__, repr(value)) for value in row] for row in values]


def one_by_one(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> list[list[object]]:
    return [[sheet.value(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]


def box_of_cells(sheet: Sheet) -> tuple[int, int, int, int] | None:
    places = [(row, column) for row, column, _ in sheet.cells()]
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return (min(rows), min(columns), max(rows), max(columns)) if places else None


@pytest.mark.parametrize(("spelled", "value"), SPELLINGS)
def test_a_cell_reads_the_same_alone_and_among_others(spelled: str, value: object) -> None:
    sheet = sheet_of(row_xml(1, ["><v>1.5</v></c>", spelled, ' t="s"><v>0</v></c>']))

    assert kinds(sheet.values(1, 1, 1, 3)) == kinds([[1.5, value, "Essex"]])
    assert kinds([[sheet.value(1, 2)]]) == kinds([[value]])


@settings(max_examples=examples(120))
@given(rows=spelled_rows, left=st.sampled_from([1, 2, 25, 701]), data=st.data())
def test_any_box_reads_as_its_cells_do_before_and_after_edits(
    rows: list[list[str | None]], left: int, data: st.DataObject
) -> None:
    sheet = sheet_of("".join(row_xml(2 * at, row, left=left) for at, row in enumerate(rows, 1)))
    box = (
        data.draw(st.integers(1, 4)),
        left + data.draw(st.integers(-1, 2)) if left > 1 else 1,
        data.draw(st.integers(4, 2 * ROWS + 1)),
        left + data.draw(st.integers(2, COLUMNS)),
    )

    before = sheet.values(*box), one_by_one(sheet, *box)
    boxes = [(sheet.used, box_of_cells(sheet))]
    for row, column, value in data.draw(
        st.lists(
            st.tuples(
                st.integers(1, 2 * ROWS + 2),
                st.integers(left, left + COLUMNS),
                st.sampled_from([None, 7, "new"]),
            ),
            max_size=4,
        )
    ):
        sheet.set_value(row, column, value)
    boxes.append((sheet.used, box_of_cells(sheet)))
    after = sheet.values(*box), one_by_one(sheet, *box)

    assert kinds(before[0]) == kinds(before[1])
    assert kinds(after[0]) == kinds(after[1])
    assert [used for used, _ in boxes] == [cells for _, cells in boxes]


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c><v>1</v></c><c r="C1"><v>3</v></c><c><v>4</v></c></row><row><c t="s"><v>0</v></c></row>',
        '<row r="3"><c r="C3"><v>3</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
        '<row r="1"><c r="b1"><v>1</v></c><c  r="C1"><v>3</v></c><c s="1" r="D1"><v>4</v></c></row>',
        '<row r="2"/><row r="3"></row><row r="4"><c r="B4"/></row>',
        '<row r="2"><c r="D2"><v>1</v></c></row><row r="3"><c r="AB3"/><c r="AC3"><v>2</v></c></row><row r="4"><c r="A4"/></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="2"><c r="AA2"><v>1</v></c></row><row r="9"><c r="ZZ9" s="1"/></row>',
        '<row r="1"><c r="B1"><v>1</v></c></row><!-- <c r="J1"><v>9</v></c> --><row r="2"><c r="C2"><v>2</v></c></row>',
        "".join(f'<row r="{n}">{"".join(f"<c r={chr(34)}{cell_address(n, n)}{chr(34)}><v>{n}</v></c>")}</row>' for n in range(1, 150)),
    ],
    ids=["without addresses", "out of order", "odd addresses", "nothing", "blank far away", "last column", "comment", "stairs"],
)  # fmt: skip
def test_rows_that_no_program_writes_so_read_as_their_cells_do(rows: str) -> None:
    sheet = sheet_of(rows)
    used = sheet.used

    assert used == box_of_cells(sheet)
    box = used or (1, 1, 4, 4)
    assert kinds(sheet.values(*box)) == kinds(one_by_one(sheet, *box))


def test_a_sheet_with_a_prefix_reads_as_one_without() -> None:
    rows = [row_xml(n, [spelled for spelled, _ in SPELLINGS if "!--" not in spelled]) for n in (1, 2)]
    plain = sheet_of("".join(rows))
    xml = sheet_xml("".join(rows)).replace("</", "</x:").replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    for name in ("worksheet", "sheetData", "row", "c", "v", "f", "is", "t", "r", "extLst", "ext"):
        for end in (" ", ">", "/"):
            xml = xml.replace(f"<{name}{end}", f"<x:{name}{end}")

    prefixed = sheet_of(xml)

    assert prefixed.prefix == b"x:"
    assert prefixed.used == plain.used
    assert kinds(prefixed.values(*plain.used)) == kinds(plain.values(*plain.used))  # type: ignore[misc]


@settings(max_examples=examples(100))
@given(rows=spelled_rows)
def test_what_a_box_holds_is_what_its_cells_hold_with_dates_as_their_numbers(
    rows: list[list[str | None]],
) -> None:
    sheet = sheet_of("".join(row_xml(at, row) for at, row in enumerate(rows, 1)))

    held = dict(sheet.stored_rows(Box(1, 1, ROWS, COLUMNS)))

    assert kinds([held.get(row, [None] * COLUMNS) for row in range(1, ROWS + 1)]) == kinds(
        [[sheet.stored_value(row, column) for column in range(1, COLUMNS + 1)] for row in range(1, ROWS + 1)]
    )


def test_dates_from_1904_read_so_in_bulk() -> None:
    sheet = sheet_of(
        row_xml(1, [f' s="{DATE}"><v>43920</v></c>', f' s="{DATE}"><v>0.5</v></c>']),
        workbook='<workbookPr date1904="1"/>',
    )

    assert sheet.values(1, 1, 1, 2) == [[dt.datetime(2024, 3, 31), dt.time(12)]]


def test_a_damaged_cell_outside_the_box_does_not_disturb() -> None:
    sheet = sheet_of(row_xml(1, ["><v>1</v></c>", ' t="s"><v>99</v></c>']))

    assert sheet.values(1, 1, 1, 1) == [[1]]
    with pytest.raises(DamagedFileError, match="text 99"):
        sheet.values(1, 1, 1, 2)


@pytest.mark.parametrize("address", ["XFE1", "ZZZ1", "A12345678"])
def test_a_cell_where_no_sheet_has_one_is_refused(address: str) -> None:
    sheet = sheet_of(f'<row r="1"><c r="A1"><v>1</v></c><c r="{address}"><v>1</v></c></row>')

    with pytest.raises(DamagedFileError, match="save the workbook in Excel"):
        _ = sheet.used
    with pytest.raises(DamagedFileError, match="save the workbook in Excel"):
        sheet.values(1, 1, 1, 1)


PLACED = (st.integers(1, 9), st.integers(1, 6))
FORMULAS = st.sampled_from(["=1+1", "=A1*2", '="a"&B2'])
RESULTS = st.sampled_from([None, 7, 0.5, "ab", True, ErrorValue("#N/A"), dt.date(2024, 3, 31)])
# Rows that a block is written over at once; of `sheets()` every other one hides markup, and is written cell by cell.
PLAIN = st.lists(
    st.lists(
        st.sampled_from(
            [spelled for spelled, _ in SPELLINGS if "!--" not in spelled and "extLst" not in spelled]
        ),
        min_size=1,
        max_size=COLUMNS,
    ),
    min_size=1,
    max_size=ROWS,
).map(
    lambda rows: workbook_bytes(
        sheet_xml("".join(row_xml(at, row) for at, row in enumerate(rows, 1))), strings=STRINGS
    )
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("set_values"), st.integers(1, 9), st.integers(1, 6), BLOCKS),
        st.tuples(st.just("set_values"), st.integers(1, 9), st.integers(1, 4), BLOCKS),
        st.tuples(st.just("set_value"), *PLACED, VALUES.filter(lambda value: value is not KEPT)),
        st.tuples(st.just("clear"), *PLACED),
        st.tuples(st.just("set_style"), *PLACED, st.sampled_from([0, DATE, PERCENT, ELAPSED])),
        st.tuples(st.just("set_formula"), *PLACED, FORMULAS),
        st.tuples(st.just("set_formula"), *PLACED, FORMULAS, RESULTS),
        st.tuples(st.just("set_row_attributes"), st.integers(1, 9), st.just({"ht": "30"})),
        st.tuples(st.just("refused"), st.integers(1, 9), st.integers(1, 4), BLOCKS),
        st.tuples(st.just("read"), *PLACED),
        st.tuples(st.just("save")),
    ),
    min_size=1,
    max_size=6,
)


def edited(book: Workbook, edit: tuple[object, ...]) -> Workbook:
    """Return the workbook after an edit, opened anew where that was a save."""
    sheet, (what, *given) = book.sheets[0], edit
    if what == "save":
        return Workbook.open(book.to_bytes())
    if what == "refused":
        row, column, block = given
        with pytest.raises(UnsupportedValueError), book.package.as_one():  # noqa: PT012 - what was written before goes too
            sheet.set_values(row, column, block)
            sheet.set_value(row, column, "x" * 40_000)
    elif what == "read":
        sheet.value(*given)
        sheet.formula(*given)
    else:
        getattr(sheet, what)(*given)
    return book


def refuse_to_differ(sheet: Sheet) -> None:
    """Compare all ways of reading many cells of a sheet with reading its cells one by one."""
    box = Box(1, 1, 16, 9)
    alone = one_by_one(sheet, *box)
    held = [[sheet.stored_value(row, column) for column in range(1, 10)] for row in range(1, 17)]
    assert kinds(sheet.values(*box)) == kinds(alone)
    assert kinds(sheet.values(3, 2, 5, 4)) == kinds([row[1:4] for row in alone[2:5]])
    rows = dict(sheet.stored_rows(box))
    assert kinds([rows.get(row, [None] * 9) for row in range(1, 17)]) == kinds(held)
    assert kinds([[value for _, _, value in sheet.filled()]]) == kinds(
        [[sheet.value(row, column) for row, column, _ in sheet.cells()]]
    )
    assert sheet.used == used_box(sheet.grid) == box_of_cells(sheet)
    formulas = {place: text for place in box.places() if (text := sheet.formula(*place)) is not None}
    assert sheet.formulas() == formulas
    assert sheet.formulas(Box(2, 2, 5, 3)) == {
        p: text for p, text in formulas.items() if Box(2, 2, 5, 3).holds(*p)
    }


@settings(max_examples=examples(120))
@given(data=sheets() | PLAIN, edits=EDITS)
def test_bulk_reading_says_what_single_cells_say_after_each_of_any_edits(
    data: bytes, edits: list[tuple[object, ...]]
) -> None:
    book = Workbook.open(data)
    refuse_to_differ(book.sheets[0])

    for edit in edits:
        book = edited(book, edit)
        refuse_to_differ(book.sheets[0])

    unsaved = kinds(book.sheets[0].values(1, 1, 16, 9))
    again = Workbook.open(book.to_bytes()).sheets[0]
    refuse_to_differ(again)
    assert kinds(again.values(1, 1, 16, 9)) == unsaved


@pytest.mark.parametrize("save", [False, True], ids=["at once", "after saving"])
@pytest.mark.parametrize(
    ("top", "bottom"), [(1, 400), (301, 700), (501, 900)], ids=["over", "across", "below"]
)
def test_a_tall_block_is_read_back_and_not_what_stood_there(save: bool, top: int, bottom: int) -> None:
    sheet = sheet_of("".join(row_xml(row, ["><v>1</v></c>"] * 4) for row in range(1, 501)))
    _ = sheet.used
    block = [[f"text {row}", row / 7, None, row] for row in range(top, bottom + 1)]

    sheet.set_values(top, 1, block)
    if save:
        sheet = Workbook.open(sheet.workbook.to_bytes()).sheets[0]  # type: ignore[attr-defined]

    last = max(bottom, 500)
    expected = [block[row - top] if top <= row <= bottom else [1] * 4 for row in range(1, last + 1)]
    assert sheet.used == (1, 1, last, 4)
    assert sheet.values(1, 1, last, 4) == expected
    assert [value for _, _, value in sheet.filled()] == [v for row in expected for v in row if v is not None]


def test_formulas_beside_and_under_a_block_are_read_as_they_are_now() -> None:
    row = row_xml(1, ["><f>1+1</f><v>2</v></c>", "><f>2+2</f><v>4</v></c>", "><v>1</v></c>"])
    sheet = sheet_of(row + row.replace('1"', '2"'))
    before = sheet.formulas()

    sheet.set_values(1, 2, [[7, 8], [KEPT, 9], [KEPT, 9]])
    sheet.set_formula(3, 1, "=3+3", 6)

    assert before == {(1, 1): "=1+1", (1, 2): "=2+2", (2, 1): "=1+1", (2, 2): "=2+2"}
    assert sheet.formulas() == {(1, 1): "=1+1", (2, 1): "=1+1", (2, 2): "=2+2", (3, 1): "=3+3"}
    assert sheet.values(1, 1, 3, 3) == [[2, 7, 8], [2, 4, 9], [6, None, 9]]


@pytest.mark.parametrize(
    ("cells", "held"),
    [
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c>', [1, 3]),
        ('<c r="A1"><v>1</v></c><c r="B1"><v>3</v></c><c r="A1"><v>2</v></c>', [1, 3]),
        ('<c r="A1"/><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c>', [None, 3]),
        ('<c r="A1"><v>1</v></c><c r="A1"/><c r="B1"><v>3</v></c>', [1, 3]),
        ("<c r='A1'><v>1</v></c><c r='A1'><v>2</v></c><c r='B1'><v>3</v></c>", [1, 3]),
    ],
)
def test_of_two_cells_in_one_place_the_first_one_counts_in_bulk_as_singly(
    cells: str, held: list[object]
) -> None:
    sheet = Workbook.open(workbook_bytes(sheet_xml(f'<row r="1">{cells}</row>'))).sheets[0]

    assert [sheet.value(1, 1), sheet.value(1, 2)] == held
    assert sheet.values(1, 1, 1, 2) == [held]
    assert [value for _, _, value in sheet.filled()] == [each for each in held if each is not None]
