"""What needs Excel is refused in a sentence, whatever is asked of whichever object."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw
from xlwings import base_classes

from tests.support.raw_workbooks import sheet_xml, workbook_bytes
from xlscore.engine import NotOnAFileError, open_book
from xlscore.errors import XlscoreError
from xlscore.ooxml.errors import LockedCellError


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: s.api.Range("A1"),
        lambda s: setattr(s["A1"].api, "Value", 1),
        lambda s: s["A1"].insert("down"),
        lambda s: s["1:1"].delete(),
        lambda s: s["A1:B3"].sort(1),
        lambda s: s["A1"].find("x"),
        lambda s: s["A1"].add_comment("x"),
        lambda s: s["A1"].characters,
        lambda s: s["A1:B3"].autofilter.apply_values(1, ["x"]),
        lambda s: s["A1"].to_png("x.png"),
        lambda s: s["1:3"].group(),
        lambda s: s["A1"].copy(),
        lambda s: s["A1"].paste(),
        lambda s: s.charts.add(),
        lambda s: s.pivot_tables,
        lambda s: s.comments[0],
        lambda s: s.to_html("x.html"),
        lambda s: s.book.json(),
        lambda s: s.book.macro("Run")(),
        lambda s: s.tables.add(s["A1:B3"], has_headers=False),
    ],
)
def test_what_needs_excel_is_refused_in_one_sentence(sheet: xw.Sheet, ask: object) -> None:
    with pytest.raises(NotImplementedError) as refused:
        ask(sheet)  # type: ignore[operator]

    assert isinstance(refused.value, XlscoreError)
    assert str(refused.value).endswith(".")


def test_every_member_of_xlwings_interface_answers_or_refuses(book: xw.Book) -> None:
    sheet = book.sheets[0]
    sheet.tables.add(sheet["A1:B3"])
    sheet["A1"].add_note("x")
    book.names.add("one", "=Sheet1!$A$1")
    sheet["B2"].conditional_formats.add_custom("=TRUE", font_bold=True)
    asked = [
        (book.app.impl, base_classes.App),
        (book.impl, base_classes.Book),
        (sheet.impl, base_classes.Sheet),
        (sheet["A1"].impl, base_classes.Range),
        (sheet["A1"].font.impl, base_classes.Font),
        (sheet["A1"].borders.impl, base_classes.Borders),
        (sheet["A1"].data_validation.impl, base_classes.DataValidation),
        (sheet["B2"].conditional_formats[0].impl, base_classes.ConditionalFormat),
        (sheet.tables[0].impl, base_classes.Table),
        (sheet["A1"].note.impl, base_classes.Note),
        (book.names[0].impl, base_classes.Name),
        (sheet.page_setup.impl, base_classes.PageSetup),
    ]
    strangers = []

    for impl, interface in asked:
        for name, _ in inspect.getmembers(interface, lambda each: isinstance(each, property)):
            try:
                getattr(impl, name)
            except NotOnAFileError as refused:
                if not str(refused).endswith("."):
                    strangers.append(f"{interface.__name__}.{name}: {refused}")
            except Exception as error:
                strangers.append(f"{interface.__name__}.{name}: {error!r}")

    assert [each for each in strangers if "hyperlink" not in each] == []


def test_an_unknown_attribute_is_refused_too(sheet: xw.Sheet) -> None:
    with pytest.raises(NotOnAFileError, match=r"Sheet\.something_new needs Excel"):
        _ = sheet.impl.something_new
    with pytest.raises(AttributeError):
        _ = sheet.impl._private


LAYOUT = [
    lambda s: s["D1:E1"].merge(),
    lambda s: setattr(s["A1"], "column_width", 20),
    lambda s: setattr(s["A1"], "row_height", 20),
    lambda s: setattr(s["A1"].columns, "hidden", True),
    lambda s: s["A1"].data_validation.set_list(["a"]),
    lambda s: s["A1"].conditional_formats.add_custom("=TRUE", font_bold=True),
    lambda s: s.tables.add(s["A1:B3"]),
    lambda s: s["A1"].add_note("x"),
    lambda s: setattr(s["A1"].font, "bold", True),
    lambda s: setattr(s["A1"], "value", 1),
]


def protected(path: Path, switches: str, **options: bool) -> xw.Book:
    """A book whose sheet is protected."""
    protection = f'<sheetProtection sheet="1" {switches}/>'
    path.write_bytes(workbook_bytes(sheet_xml("", after=protection)))
    return open_book(path, **options)


@pytest.mark.parametrize("change", LAYOUT)
def test_a_protected_sheet_is_left_alone_unless_asked(
    tmp_path: Path, change: Callable[[xw.Sheet], object]
) -> None:
    with protected(tmp_path / "a.xlsx", 'objects="1"') as book, pytest.raises(LockedCellError):
        change(book.sheets[0])
    with protected(tmp_path / "b.xlsx", 'objects="1"', edit_protected=True) as book:
        book.sheets[0]["A1"].value = [["a", "b"], [1, 2], [3, 4]]
        change(book.sheets[0])


def test_a_protection_that_permits_a_change_lets_it_pass(tmp_path: Path) -> None:
    with protected(tmp_path / "a.xlsx", 'formatColumns="0"') as book:
        sheet = book.sheets[0]
        sheet["A1"].column_width = 20
        sheet["A1"].add_note("objects are not protected")

        assert sheet["A1"].column_width == 20.0
        assert sheet["A1"].note.text == "objects are not protected"
