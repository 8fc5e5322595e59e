"""The table Paper in a workbook: found, read, looked over, and never taken for a table of narrative."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import check, headings, read_front_sheets, refresh
from xlscore.books.samples.essex_paper import paper
from xlscore.rules.papers.fields import PaperField, read_field, read_papers

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
PAPER = [
    ["Field", "Text", "Paper"],
    ["Title", "Force grades", "board"],
    ["Equality", "None identified.", None],
]


def test_headings_says_how_the_table_is_understood(make_book: MakeBook) -> None:
    found = headings(make_book({"Front": PAPER}))

    assert [(table.kind, table.cell, table.rows) for table in found.tables] == [
        ("table of the paper", "A1", 2)
    ]
    assert found.problems == ()


def test_a_table_that_calls_its_fields_sections_is_read_too(make_book: MakeBook) -> None:
    answer = read_front_sheets(
        make_book({"Paper": [["Section", "Wording"], ["6.3 Risks/Mitigation", "A register is kept."]]})
    )

    assert [(each.about, each.words) for each in answer.settings.texts] == [
        (PaperField.RISKS, "A register is kept.")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Force grades", "The papers take 1 text from the table Paper."),
        (None, "The table Paper gives the papers nothing yet."),
    ],
)
def test_what_the_table_gives_is_counted_in_words(make_book: MakeBook, text: str | None, said: str) -> None:
    answer = read_front_sheets(make_book({"Paper": [["Field", "Text"], ["Title", text], ["Marking", None]]}))

    assert answer.sentences() == [said]


def test_a_narrative_on_sections_of_a_paper_is_no_table_paper(make_book: MakeBook) -> None:
    narrative = [
        ["Section", "Kind", "Text"],
        ["Executive summary", "Evidence", "It went well."],
        ["Risks", "Evidence", "None."],
    ]

    found = headings(make_book({"Narrative": narrative}))

    assert [table.kind for table in found.tables] == ["table of narrative"]


def test_a_list_of_other_fields_and_texts_is_no_table_paper(make_book: MakeBook) -> None:
    form = [["Area", "North", "Final grade"], ["Burglary", "Good", "Good"]]
    fields = [["Field", "Text"], ["Shoe size", "Large"], ["Colour", "Blue"]]

    assert "front" not in refresh(make_book({"Grid": form, "Fields": fields})).found


def test_a_check_tells_what_cannot_be_understood(make_book: MakeBook) -> None:
    found = check(make_book({"Paper": [*PAPER, ["Equalty", "None.", None], ["Part", "C", None]]}))

    assert [(problem.sheet, problem.cell) for problem in found.problems] == [("Paper", "A4"), ("Paper", "B5")]
    assert found.problems[0].do == "Is 'Equality' meant?"


def test_a_field_that_nobody_has_written_yet_is_no_problem(make_book: MakeBook) -> None:
    answer = read_front_sheets(
        make_book({"Paper": [*PAPER, ["Demand", None, None], ["Version", None, "msg"]]})
    )

    assert answer.problems == ()
    assert [each.about for each in answer.settings.texts] == [PaperField.TITLE, PaperField.EQUALITY]


def test_a_date_is_printed_as_a_day(make_book: MakeBook) -> None:
    rows = [["Field", "Text"], ["Written", datetime.datetime(2020, 4, 6)], ["Version", 1.2]]

    answer = read_front_sheets(make_book({"Paper": rows}))

    assert [each.words for each in answer.settings.texts] == ["6 April 2020", "1.2"]


def test_reading_it_writes_none_of_its_cells(make_book: MakeBook) -> None:
    book = make_book({"Paper": PAPER})

    read_front_sheets(book)

    assert book.sheets["Paper"].range("A1:C3").value == PAPER


@pytest.mark.parametrize("row", paper(), ids=lambda row: f"{row['field']} {row['paper'] or 'all'}")
def test_the_sample_has_no_row_that_a_paper_would_not_take(row: Mapping[str, Any]) -> None:
    assert read_field(row["field"]).value == row["field"]
    assert read_papers(row["paper"] or "") == ((row["paper"],) if row["paper"] else ())
    assert row["text"].strip()
