"""Texts that cells share, read all at once where somebody asks for thousands of them: the same as one by one."""

from __future__ import annotations

import pytest

from xlscore.ooxml.errors import DamagedFileError
from xlscore.ooxml.sheet import strings
from xlscore.ooxml.sheet.strings import SharedStrings

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = "<si><t>Crime %d</t></si>"


def part(*items: str) -> bytes:
    return f'<sst xmlns="{MAIN}">{"".join(items)}</sst>'.encode()


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        pytest.param("<si><t>Crime 7</t></si>", "Crime 7", id="plain"),
        pytest.param('<si><t xml:space="preserve"> Crime </t></si>', " Crime ", id="spaces kept"),
        pytest.param("<si><t>A &amp; B</t></si>", "A & B", id="an entity"),
        pytest.param("<si><t>A_x000D_B</t></si>", "A\rB", id="a character spelt by its number"),
        pytest.param("<si><r><t>Red</t></r><r><t>line</t></r></si>", "Redline", id="runs"),
        pytest.param("<si><t/></si>", "", id="no text"),
        pytest.param("<si><t>Red</t><rPh sb='0' eb='1'><t>x</t></rPh></si>", "Red", id="a phonetic guide"),
        pytest.param("<!-- <si><t>none</t></si> --><si><t>Red</t></si>", "Red", id="a comment before it"),
        pytest.param("<si><t><![CDATA[a<b]]></t></si>", "a<b", id="marked as text"),
    ],
)
@pytest.mark.parametrize("place", [0, 7, 19])
def test_thousands_of_texts_are_the_same_read_at_once(
    monkeypatch: pytest.MonkeyPatch, odd: str, told: str, place: int
) -> None:
    items = [PLAIN % number for number in range(20)]
    items[place] = odd
    expected = [f"Crime {number}" for number in range(20)]
    expected[place] = told
    monkeypatch.setattr(strings, "_FEW", 3)

    shared = SharedStrings(part(*items), "xl/sharedStrings.xml")

    assert [shared[number] for number in range(20)] == expected
    with pytest.raises(DamagedFileError, match="points to text 20"):
        shared[20]

    some = SharedStrings(part(*items), "xl/sharedStrings.xml")
    monkeypatch.setattr(some, "_most", 100)
    parts = (range(5, 9), (7, 0, 7, 6, 19), range(20))
    assert [some.all_of(numbers) for numbers in parts] == [
        [expected[n] for n in numbers] for numbers in parts
    ]
    with pytest.raises(DamagedFileError, match="points to text 20"):
        some.all_of([3, 20])


def test_texts_that_are_asked_for_together_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    one_by_one = strings.rich_text
    monkeypatch.setattr(strings, "rich_text", lambda xml: asked.append(xml) or one_by_one(xml))
    shared = SharedStrings(part(*(PLAIN % number for number in range(20))), "xl/sharedStrings.xml")

    told = [shared.all_of(numbers) for numbers in (range(3, 9), [2, 5, 17])]

    assert told == [[f"Crime {n}" for n in range(3, 9)], ["Crime 2", "Crime 5", "Crime 17"]]
    assert asked == []


def test_after_a_few_no_text_is_read_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    one_by_one = strings.rich_text
    monkeypatch.setattr(strings, "_FEW", 3)
    monkeypatch.setattr(strings, "rich_text", lambda xml: asked.append(xml) or one_by_one(xml))
    shared = SharedStrings(part(*(PLAIN % number for number in range(20))), "xl/sharedStrings.xml")

    told = [shared[number] for number in range(20)]

    assert told == [f"Crime {number}" for number in range(20)]
    assert len(asked) == 3


def test_a_text_that_is_spelt_in_another_way_lets_the_others_be_read_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    one_by_one = strings.rich_text
    monkeypatch.setattr(strings, "_FEW", 3)
    items = [PLAIN % number for number in range(20)]
    items[9] = "<si><r><t>R&amp;D</t></r></si>"
    items[12] = "<si><t>R&amp;D_x0041_</t></si>"
    monkeypatch.setattr(strings, "rich_text", lambda xml: asked.append(xml) or one_by_one(xml))
    shared = SharedStrings(part(*items), "xl/sharedStrings.xml")

    told = shared.all_of(range(20))

    assert told == [{9: "R&D", 12: "R&DA"}.get(number, f"Crime {number}") for number in range(20)]
    assert len(asked) == 4
