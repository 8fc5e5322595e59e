"""Text that travels in the workbook: in a file, in live Excel, and not on an engine that has no place for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.excel.engine_lane_client import in_excel
from xlscore.engine import open_book, read_custom_xml, save_book, write_custom_xml
from xlscore.ooxml.errors import UnsupportedValueError

pytestmark = pytest.mark.xdist_group("recording-excel")

SPACE = "urn:example:ledger"
FIRST, SECOND = f'<ledger xmlns="{SPACE}" of="1"/>', f'<ledger xmlns="{SPACE}" of="2"/>'


def test_a_text_travels_in_the_file_through_other_edits(
    book: xw.Book, reopened: Callable[[], xw.Book]
) -> None:
    assert read_custom_xml(book, SPACE) is None

    assert write_custom_xml(book, SPACE, FIRST)
    book.sheets[0].name = "Renamed"
    book.sheets.add("Second")

    assert read_custom_xml(reopened(), SPACE) == FIRST


def test_the_same_text_again_changes_no_byte(book: xw.Book, tmp_path: Path) -> None:
    path = tmp_path / "kept.xlsx"
    write_custom_xml(book, SPACE, FIRST)
    save_book(book, path)
    before = path.read_bytes()

    with open_book(path) as again:
        write_custom_xml(again, SPACE, FIRST)
        save_book(again)

    assert path.read_bytes() == before


def test_a_text_of_another_namespace_is_refused(book: xw.Book) -> None:
    with pytest.raises(UnsupportedValueError, match="urn:example:ledger"):
        write_custom_xml(book, SPACE, "<other/>")


def test_in_excel_a_text_is_found_by_its_namespace_and_gives_way_to_the_next_one() -> None:
    (before, written, after, held), calls = in_excel("keep_text")

    assert before is None
    assert written == [True, True, True]
    assert after == SECOND.replace("/>", "></ledger>")
    assert held == ["urn:example:label", SPACE]
    assert [call[0] for call in calls[1:]] == [
        "CustomXMLParts.Add",
        "CustomXMLParts.Add",
        "CustomXMLPart.Delete",
    ]


def test_in_excel_a_text_of_another_namespace_is_refused_and_the_old_one_stays() -> None:
    (sentence, after), _ = in_excel("keep_nonsense")

    assert "urn:example:ledger" in sentence
    assert 'of="1"' in after


def test_xlwings_remote_engine_keeps_no_text(remote_book: xw.Book) -> None:
    assert not write_custom_xml(remote_book, SPACE, FIRST)
    assert read_custom_xml(remote_book, SPACE) is None
    assert remote_book.json()["actions"] == []
