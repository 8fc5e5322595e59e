"""Where rows and shared texts begin, noted quickly where they are written as programs write them, and the same where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.ooxml.errors import DamagedFileError
from xlscore.ooxml.sheet.cutting import plain_row_pattern, row_pattern
from xlscore.ooxml.sheet.rows import Grid
from xlscore.ooxml.sheet.strings import SharedStrings

PLAIN = [
    '<row r="%d">',
    '<row r="%d" spans="1:3" x14ac:dyDescent="0.3">',
    '<row r="%d"/>',
    '<row r="%d" ht="9" />',
]
ODD = [
    "<row r='%d'>",
    '<row  r="%d">',
    '<row spans="1:3" r="%d">',
    '<row r="%d" t="a>b">',
    '<row r = "%d">',
    "<row r=\"%d\" t='x'>",
]


def rows_of(tags: list[str]) -> bytes:
    """The inside of a sheet with a row for each start tag, each with a cell."""
    rows = []
    for number, tag in enumerate(tags, start=1):
        cell = f'<c r="A{number}"><v>{number}</v></c>'
        rows.append(tag % number + ("" if tag.endswith("/>") else f"{cell}</row>"))
    return "".join(rows).encode()


@given(st.lists(st.sampled_from(PLAIN + ODD), max_size=12))
def test_rows_stand_where_the_longer_search_finds_them(tags: list[str]) -> None:
    data = rows_of(tags)
    grid = Grid(data, b"")

    assert grid.numbers() == list(range(1, len(tags) + 1))
    assert [start for _, _, start, _ in grid.spans(1, 99)] == [
        found.start() for found in row_pattern(b"").finditer(data)
    ]


@pytest.mark.parametrize("tag", PLAIN)
def test_what_programs_write_takes_the_short_search(tag: str) -> None:
    assert plain_row_pattern(b"").findall((tag % 7).encode()) == [b"7"]


@pytest.mark.parametrize("tag", ODD)
def test_what_they_do_not_write_does_not(tag: str) -> None:
    assert plain_row_pattern(b"").findall((tag % 7).encode()) == []


@pytest.mark.parametrize("number", [0, 1_048_577])
def test_a_row_that_no_sheet_has_is_refused(number: int) -> None:
    with pytest.raises(DamagedFileError):
        Grid(b'<row r="%d"/>' % number, b"")


@pytest.mark.parametrize(
    "items",
    [
        ["<si><t>one</t></si>", "<si><t>two</t></si>"],
        ["<si><t>one</t></si>", "<si/>", "<si><t>three</t></si>"],
        ["<si><t>one</t></si>", '<si xml:space="preserve"><t>two</t></si>'],
        ["<si><t>Ref:site</t></si>", "<si><t>:si</t></si>"],
        ["<si><t>one</t></si>", "<a:si><a:t>two</a:t></a:si>"],
    ],
)
def test_shared_texts_are_found_however_their_tags_are_written(items: list[str]) -> None:
    part = '<sst xmlns="urn:s" xmlns:a="urn:s">' + "".join(items) + "</sst>"
    texts = SharedStrings(part.encode(), "sharedStrings.xml")
    said = [
        "".join(each.replace("</", "<").split("<t>")[1:2] or each.split("<a:t>")[1:2]).split("<")[0]
        for each in items
    ]

    assert [texts[at] for at in range(len(texts))] == said
