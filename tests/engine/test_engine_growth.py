"""Small edits, one after the other, cost each about the same: what is read again does not grow with what is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import xlwings as xw

from xlscore.ooxml.xml import splice


def add_link(sheet: xw.Sheet, number: int) -> None:
    sheet[f"A{number}"].add_hyperlink(f"https://example.org/{number}")


def add_note(sheet: xw.Sheet, number: int) -> None:
    sheet[f"A{number}"].add_note(f"note {number}")


def add_table(sheet: xw.Sheet, number: int) -> None:
    sheet[f"A{3 * number}"].value = [["Force", "Rate"], ["Essex", number]]
    sheet.tables.add(sheet[f"A{3 * number}:B{3 * number + 1}"])


def add_name(sheet: xw.Sheet, number: int) -> None:
    sheet.book.names.add(f"name_{number}", f"=Sheet1!$A${number}")


def add_sheet(sheet: xw.Sheet, number: int) -> None:
    sheet.book.sheets.add(f"S{number}")


@pytest.mark.parametrize("add", [add_link, add_note, add_table, add_name])
def test_what_is_parsed_grows_no_faster_than_the_edits(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch, add: Callable[[xw.Sheet, int], None]
) -> None:
    parsed, built = [0], splice._built

    def counted(data: bytes, part: str, depth: int) -> splice.Element:
        parsed[0] += len(data)
        return built(data, part, depth)

    monkeypatch.setattr(splice, "_built", counted)
    # What was read for other tests is kept, and some of them made the same edits.
    splice._kept.cache_clear()
    monkeypatch.setattr(splice, "_OUTLINES", {})
    sheet = book.sheets[0]
    sheet.clear()
    for number in range(1, 41):
        add(sheet, number)
    first = parsed[0]

    for number in range(41, 121):
        add(sheet, number)

    assert parsed[0] - first < 2.5 * first, f"{first} bytes for 40, {parsed[0] - first} for 80 more"


def test_many_of_everything_are_there_in_the_end(book: xw.Book, reopened: Callable[[], xw.Book]) -> None:
    book.sheets[0].clear()
    for number in range(1, 31):
        add_table(book.sheets[0], number)
        add_name(book.sheets[0], number)
    links = book.sheets.add("Links")
    for number in range(1, 31):
        add_link(links, number)
        add_note(links, 31 - number)
    links["A5:A9"].add_hyperlink("https://example.org/one")

    again = reopened()

    assert [table.name for table in again.sheets["Sheet1"].tables] == [f"Table{n}" for n in range(1, 31)]
    assert sorted(name.name for name in again.names) == sorted(f"name_{number}" for number in range(1, 31))
    found = [again.sheets["Links"][f"A{number}"].hyperlink for number in (4, 5, 9, 10)]
    assert found == [f"https://example.org/{number}" for number in (4, "one", "one", 10)]
    assert [note.text for note in again.sheets["Links"].impl.notes] == [f"note {n}" for n in range(1, 31)]


@pytest.mark.slow
def test_a_sheet_with_thousands_of_names_is_copied_with_its_own(book: xw.Book) -> None:
    sheet = book.sheets[0]
    listed = "".join(
        f'<definedName name="own_{number:04d}" localSheetId="0">Sheet1!$A${number}</definedName>'
        for number in range(1, 2001)
    )
    package, part = book.impl.workbook.package, book.impl.workbook.part
    xml = package.read(part).replace(b"</sheets>", f"</sheets><definedNames>{listed}</definedNames>".encode())
    package.write(part, xml)

    copied = sheet.copy(name="Copy")

    assert len(copied.names) == 2000
    assert copied.names["own_0007"].refers_to_range.get_address(external=False) == "$A$7"
    assert {name.refers_to.partition("!")[0] for name in copied.names} == {"=Copy"}


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        ("A1", "down", "A3"),
        ("A3", "down", "A7"),
        ("A4", "down", "A7"),
        ("A7", "down", "A9"),
        ("A9", "down", "A1048576"),
        ("A9", "up", "A7"),
        ("A7", "up", "A3"),
        ("A2", "up", "A1"),
        ("B2", "up", "B1"),
        ("A1", "right", "C1"),
        ("C1", "right", "XFD1"),
        ("C1", "left", "A1"),
        ("F1", "left", "C1"),
        ("C5", "left", "A5"),
    ],
)
def test_the_end_of_a_block_is_where_the_keys_go(
    sheet: xw.Sheet, start: str, direction: str, end: str
) -> None:
    sheet.clear()
    sheet["A1"].value = [["a", "b", "c"], ["d", None, None], ["e", None, None]]
    sheet["A7"].value = [["f"], [None], ["g"]]

    assert sheet[start].end(direction).get_address(False, False) == end
