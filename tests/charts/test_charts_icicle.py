"""Icicles: a whole and its parts as native shapes, each as high as its share."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
import xlwings as xw

from tests.support.greys import contrast
from tests.support.validator import validate
from xlscore.charts.icicle import PART_LOOKS, IciclePart, icicle_anchor
from xlscore.engine import draw, drawn_names, open_book
from xlscore.ooxml.opc.blank import blank_workbook

WHOLE = IciclePart(
    label="All",
    value=100,
    words="1,000",
    parts=(
        IciclePart(label="Half", value=50, words="500", tone="worse", parts=(IciclePart(label="Of it", value=25),)),
        IciclePart(label="A & <b>", value=40, tone="better"),
        IciclePart(label="Small", value=2, tone="other"),
        IciclePart(label="Smaller", value=1, tone="other"),
        IciclePart(label="None", value=0),
    ),
)  # fmt: skip


def anchor(whole: IciclePart = WHOLE, height: float = 300) -> str:
    return icicle_anchor("Tree", "All in words", whole, row=3, column=2, width=400, height=height)


def heights(xml: str) -> dict[str, int]:
    """Return how high each shape is, by its name, in points, with the gap and border that it leaves free."""
    found = re.findall(
        r'<xdr:cNvPr id="\d+" name="Tree: (.*?)">.*?<a:ext cx="\d+" cy="(\d+)"/></a:xfrm>.*?<a:ln w="(\d+)">',
        xml,
    )
    return {name: round((int(high) + int(wide)) / 12_700 + 1.5) for name, high, wide in found}


def test_each_part_is_as_high_as_its_share_and_small_ones_are_gathered() -> None:
    assert heights(anchor()) == {
        "All": 300,
        "Half": 150,
        "Of it": 75,
        "A &amp; &lt;b&gt;": 120,
        "2 smaller": 9,
    }


def test_parts_that_come_to_more_than_their_whole_stay_inside_it() -> None:
    over = IciclePart(label="All", value=10, parts=(IciclePart(label="a", value=15), IciclePart(label="b", value=15)))  # fmt: skip

    assert heights(anchor(over)) == {"All": 300, "a": 150, "b": 150}


def test_the_words_of_what_is_gathered_name_it() -> None:
    more = IciclePart(
        label="All", value=40, parts=tuple(IciclePart(label=f"p{n}", value=1) for n in range(40))
    )

    assert heights(anchor(more)) == {"All": 300, "40 smaller": 300}
    assert "p0, p1, p2" in anchor(more)


def test_the_whole_has_the_alternative_text_and_the_shapes_in_it_are_passed_over() -> None:
    xml = anchor()

    assert 'name="Tree" descr="All in words"' in xml
    assert xml.count("descr=") == 1
    assert xml.count("<adec:decorative") == 5
    assert "<xdr:col>1</xdr:col>" in xml
    assert "<xdr:row>2</xdr:row>" in xml


def test_tones_differ_by_their_borders_as_well_as_by_colour_and_words_are_read_on_them() -> None:
    assert all(
        (one.width, one.dashes) != (two.width, two.dashes)
        for one, two in combinations(PART_LOOKS.values(), 2)
    )
    assert all(contrast("000000", tone.fill) >= 7 for tone in PART_LOOKS.values())
    assert all(contrast(tone.edge, "FFFFFF") >= 3 for tone in PART_LOOKS.values())


def test_a_line_of_text_needs_room() -> None:
    one_line = IciclePart(label="All", value=1, words="of it")

    low, flat, high = (
        icicle_anchor("Tree", "", one_line, row=1, column=1, width=100, height=height)
        for height in (6, 14, 40)
    )

    assert [xml.count("<a:t>") for xml in (low, flat, high)] == [0, 3, 2]
    assert [xml.count("<a:p>") for xml in (low, flat, high)] == [1, 1, 2]


def test_it_takes_the_place_of_itself_alone(sheet: xw.Sheet) -> None:
    theirs = icicle_anchor("Theirs", "", WHOLE, row=1, column=9, width=100, height=100)
    draw(sheet, [theirs, anchor()], replaces=lambda _: False)

    draw(sheet, [anchor(IciclePart(label="Other", value=1))], replaces=lambda name: name == "Tree")

    assert drawn_names(sheet) == ["Theirs", "Tree"]


@pytest.mark.validator
def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tree.xlsx"
    path.write_bytes(blank_workbook())
    with open_book(path) as book:
        draw(book.sheets[0], [anchor()], replaces=lambda _: False)
        book.save()

    assert validate(path) == []
