"""Tables read by their grid, and written cell by cell, whatever people merged, wrapped or coloured."""

from __future__ import annotations

import pytest

from tests.support.documents import body_of, document_with, para, run, sdt
from xlscore.ooxml.errors import EditRefusedError, UnsupportedValueError
from xlscore.word import Document, NewCell, NewParagraph, NewRow, NewTable, WordTable
from xlscore.word.file.blank import blank_document
from xlscore.word.made.tables import grid_widths
from xlscore.word.xml.names import value


def table(*rows: str, columns: int = 3) -> WordTable:
    grid = '<w:gridCol w:w="1000"/>' * columns
    (found,) = document_with(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>").tables
    return found


def row(*cells: str, more: str = "") -> str:
    return f"<w:tr>{more}{''.join(cells)}</w:tr>"


def cell(text: str, more: str = "", look: str = "") -> str:
    properties = f"<w:tcPr>{more}</w:tcPr>" if more else ""
    return f"<w:tc>{properties}{para(run(text, look))}</w:tc>"


def test_a_merged_cell_does_not_shift_the_columns_behind_it() -> None:
    found = table(row(cell("a"), cell("b"), cell("c")), row(cell("d", '<w:gridSpan w:val="2"/>'), cell("e")))

    assert [each.texts for each in found.rows] == [["a", "b", "c"], ["d", "", "e"]]
    assert [(each.column, each.span) for each in found.rows[1].cells] == [(0, 2), (2, 1)]
    assert [each.is_merged for each in found.rows] == [False, True]
    assert found.rows[1].at(1).text == "d"


def test_a_row_that_begins_later_is_read_in_its_columns() -> None:
    found = table(row(cell("b"), cell("c"), more='<w:trPr><w:gridBefore w:val="1"/></w:trPr>'))

    assert found.rows[0].texts == ["", "b", "c"]
    assert found.rows[0].at(0) is None


def test_a_cell_merged_with_the_one_above_is_known_and_not_written() -> None:
    found = table(
        row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b"), cell("c")),
        row(cell("", "<w:vMerge/>"), cell("e"), cell("f")),
    )

    assert [each.goes_on for each in found.rows[1].cells] == [True, False, False]
    with pytest.raises(EditRefusedError, match="merged"):
        found.rows[1].cells[0].set_text("x")


def test_rows_and_cells_in_controls_are_rows_and_cells() -> None:
    found = table(sdt(row(cell("a"), cell("b"), cell("c"))), row(sdt(cell("d")), cell("e"), cell("f")))

    assert [each.texts for each in found.rows] == [["a", "b", "c"], ["d", "e", "f"]]


def test_a_cell_keeps_its_look_and_its_colour_is_set_and_taken_away() -> None:
    found = table(
        row(
            cell("Good", '<w:tcW w:w="5" w:type="dxa"/><w:vAlign w:val="center"/>', "<w:b/>"),
            cell("b"),
            cell("c"),
        )
    )
    (first, *_) = found.rows[0].cells

    first.set_text("Inadequate")
    first.set_shade("b00020")
    first.set_colour("FFFFFF")

    names = [each.tag.rpartition("}")[2] for each in first.element[0]]
    assert (first.text, first.shade, first.colour) == ("Inadequate", "B00020", "FFFFFF")
    assert names == ["tcW", "shd", "vAlign"]
    first.set_shade("")
    first.set_colour("")
    assert (first.shade, first.colour) == ("", "")


def test_a_colour_of_the_theme_makes_way_for_ours() -> None:
    found = table(
        row(cell("a", '<w:shd w:val="clear" w:fill="AABBCC" w:themeFill="accent1"/>'), cell("b"), cell("c"))
    )
    first = found.rows[0].cells[0]

    first.set_shade("112233")

    assert first.shade == "112233"
    assert not any("theme" in name for name in first.element[0][0].attrib)


def test_a_new_row_looks_like_its_neighbour_and_is_no_heading() -> None:
    found = table(
        row(
            cell("a", look="<w:b/>"),
            cell("b"),
            cell("c"),
            more="<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        )
    )

    made = found.rows[0].insert_like_after(["1", "2\n3", "4"])

    assert found.rows[1].texts == ["1", "2\n3", "4"]
    assert (found.rows[0].is_head, made.is_head) == (True, False)
    assert made.cells[0].element.find(".//{*}b") is not None


def test_columns_are_put_in_and_taken_out_with_their_widths() -> None:
    found = table(row(cell("a"), cell("b"), cell("c")), row(cell("1"), cell("2"), cell("3")))

    found.insert_column(1, ["new", "0"])
    grown = [each.texts for each in found.rows]
    found.remove_column(0)

    assert grown == [["a", "new", "b", "c"], ["1", "0", "2", "3"]]
    assert [each.texts for each in found.rows] == [["new", "b", "c"], ["0", "2", "3"]]
    assert found.columns == 3


def test_columns_are_left_where_cells_are_merged() -> None:
    found = table(row(cell("a"), cell("b"), cell("c")), row(cell("d", '<w:gridSpan w:val="2"/>'), cell("e")))

    with pytest.raises(EditRefusedError, match="merged"):
        found.insert_column(1, ["x", "y"])
    with pytest.raises(EditRefusedError, match="merged"):
        found.remove_column(0)


def test_a_row_that_is_alone_in_a_control_goes_with_it() -> None:
    found = table(row(cell("a"), cell("b"), cell("c")), sdt(row(cell("d"), cell("e"), cell("f"))))

    found.rows[1].remove()

    assert [each.texts for each in found.rows] == [["a", "b", "c"]]
    assert next(found.element.iter("{*}sdt"), None) is None


def test_a_new_table_says_what_heads_it_what_it_is_called_and_fills_the_page() -> None:
    document = Document.open(blank_document())
    rows = (
        NewRow(("Area", "Now")),
        NewRow(("Crime", NewCell("Good", shade="2E7D32"))),
        NewRow((NewCell("All", span=2),)),
    )

    document.append(NewTable((2, 1), rows, title="Grades", description="One row per area."))
    (found,) = Document.open(document.to_bytes()).tables

    assert (found.title, found.description) == ("Grades", "One row per area.")
    assert [each.is_head for each in found.rows] == [True, False, False]
    assert [each.texts for each in found.rows] == [["Area", "Now"], ["Crime", "Good"], ["All", ""]]
    assert [each.get(each.keys()[0]) for each in found.element.iter("{*}gridCol")] == ["6425", "3213"]


@pytest.mark.parametrize(
    "new",
    [
        NewTable((1, 1), (NewRow(("a",)),)),
        NewTable((), ()),
        NewTable((1,), (NewRow((NewCell("a", shade="red"),)),)),
    ],
)
def test_a_table_that_does_not_fit_or_is_no_table_is_refused(new: NewTable) -> None:
    document = Document.open(blank_document())

    with pytest.raises(UnsupportedValueError):
        document.append(new)

    assert body_of(document) == body_of(Document.open(blank_document()))


def test_two_new_tables_stay_two() -> None:
    document = Document.open(blank_document())
    new = NewTable((1,), (NewRow(("a",)),))

    document.append(new, new)
    document.append(new)

    assert len(document.tables) == 3
    assert [each.tag.rpartition("}")[2] for each in document.body] == [
        "tbl",
        "p",
        "tbl",
        "p",
        "tbl",
        "sectPr",
    ]


def test_paragraphs_of_a_cell_are_lines() -> None:
    document = Document.open(blank_document())
    document.append(
        NewTable((1,), (NewRow((NewCell((NewParagraph("a"), NewParagraph("b"))),)),), header_rows=0)
    )
    (only,) = document.tables[0].rows[0].cells

    only.set_text("a\nc\nd")

    assert only.text == "a\nc\nd"
    assert len(only.paragraphs) == 3


@pytest.mark.parametrize(
    ("least", "widths"),
    [
        ([], [90, 60]),  # by their shares
        ([10, 10], [90, 60]),
        ([0, 100], [50, 100]),  # no word of the second is broken
        ([300, 100], [112.5, 37.5]),  # the page has no room for either: as they would need it
    ],
)
def test_columns_have_their_least_width_as_far_as_the_page_has_room(
    least: list[float], widths: list[float]
) -> None:
    document = Document.open(blank_document())
    text = sum(grid_widths(_put(document, NewTable([3, 2], [NewRow(["a", "b"])])).element))
    mm = text / 150

    made = _put(
        document, NewTable([3, 2], [NewRow(["a", "b"])], least_mm=[each * mm * 25.4 / 1440 for each in least])
    )

    assert grid_widths(made.element) == pytest.approx([each * mm for each in widths], abs=mm)


def _put(document: Document, table: NewTable) -> WordTable:
    document.append(table)
    return document.tables[-1]


def test_the_letters_of_a_table_have_a_style_that_a_template_may_have_of_its_own() -> None:
    document = Document.open(blank_document())

    made = _put(document, NewTable([1], [NewRow(["Area"])]))

    assert value(made.element, "tr", "tc", "p", "pPr", "pStyle") == "TableText"
    assert document.desk.styles.role_of("TableText") == "table text"
