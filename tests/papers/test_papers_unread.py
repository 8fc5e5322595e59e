"""What cannot be read of a workbook is said in its paper: never N/A, never that there is none, never a blank cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.papers.test_papers_board import GRID, blocks, composed
from tests.support.papers import write_book
from xlscore.engine import open_book
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.kinds import paper_kind
from xlscore.papers.model import PaperTable

HEADINGS = [
    "Measure", "Better", "Value", "Position", "Of", "Previous position", "To average", "Aspiration", "Data to",
]  # fmt: skip
SOUND = ["Burglary", "Lower", 4.2, 3, 8, 5, -120, "4th in MSG", "Jan 2020"]


def positions(tmp_path: Path, **entries: Any) -> Composed:
    """Return the paper on a sound measure and on one with other entries."""
    names = {heading.replace(" ", "_"): place for place, heading in enumerate(HEADINGS)}
    other: list[Any] = ["Robbery", *SOUND[1:]]
    for name, value in entries.items():
        other[names[name]] = value
    kind = paper_kind("msg")
    assert kind is not None
    with open_book(write_book(tmp_path / "book.xlsx", {"MSG": [HEADINGS, SOUND, other]})) as book:
        return kind.compose(book, PaperAsked())


def shown(found: Composed) -> dict[str, str]:
    """Return what the table says of the second measure, by its headings."""
    table = next(block for block in found.paper.blocks() if block.key == "positions")
    assert isinstance(table, PaperTable)
    return {
        column.heading: cell.text for column, cell in zip(table.columns, table.rows[1].cells, strict=True)
    }


@pytest.mark.parametrize(
    ("entries", "cell", "said"),
    [
        ({"Value": "what"}, "C3", {"Value": "cannot be read"}),
        ({"Position": "fifthish"}, "D3", {"Position": "cannot be read", "Movement": "cannot be judged", "Status": "cannot be judged"}),
        ({"Of": "eight"}, "E3", {"Of": "cannot be read"}),
        ({"Previous_position": "x7"}, "F3", {"Previous position": "cannot be read", "Movement": "cannot be judged"}),
        ({"Aspiration": "the top third"}, "H3", {"Aspiration": "the top third", "Status": "cannot be judged"}),
        ({"Better": "Lowerish"}, "B3", {"Status": "Met or exceeded"}),
        ({"To_average": "abc"}, "G3", {"Change to reach the MSG average": "cannot be read"}),
        ({"Data_to": "soonish"}, "I3", {"Data to": "cannot be read"}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_of_a_measure_is_a_problem_and_is_said_in_the_table(
    tmp_path: Path, entries: dict[str, str], cell: str, said: dict[str, str]
) -> None:
    found = positions(tmp_path, **entries)

    assert cell in [problem.cell for problem in found.problems]
    assert {heading: shown(found)[heading] for heading in said} == said


@pytest.mark.parametrize("words", ["N/A - already better than average", "None required", "12%", "-"])
def test_words_that_say_of_a_gap_that_there_is_none_are_read(tmp_path: Path, words: str) -> None:
    found = positions(tmp_path, To_average=words)

    assert [problem for problem in found.problems if problem.cell == "G3"] == []
    assert "cannot be read" not in shown(found).values()


@pytest.mark.parametrize("words", ["2018/19", "12m to Sep 19", "N/A"])
def test_a_period_that_is_no_single_month_is_printed_as_typed(tmp_path: Path, words: str) -> None:
    found = positions(tmp_path, Data_to=words)

    assert [problem for problem in found.problems if problem.cell == "I3"] == []
    assert shown(found)["Data to"] == words


def test_an_earlier_gap_and_a_month_that_cannot_be_read_are_said_so(tmp_path: Path) -> None:
    headings = [*HEADINGS, "Previous to average"]
    rows = [[*SOUND, -150], ["Robbery", *SOUND[1:8], "soonish", "abc"]]
    kind = paper_kind("msg")
    assert kind is not None
    with open_book(write_book(tmp_path / "book.xlsx", {"MSG": [headings, *rows]})) as book:
        found = kind.compose(book, PaperAsked())

    gap = shown(found)["Change to reach the MSG average"]
    assert gap == "-120 (previously: cannot be read)"
    assert {"I3", "J3"} <= {problem.cell for problem in found.problems}
    texts = [sentence.text for sentence in found.paper.sentences()]
    assert any("Robbery (cannot be read)" in text for text in texts)
    assert not any("soonish" in text or "abc" in text for text in texts)


def test_what_is_blank_is_not_called_unread(tmp_path: Path) -> None:
    found = shown(positions(tmp_path, Value=None, Position=None, Aspiration=None, Previous_position="N/A"))

    assert {found[heading] for heading in ("Value", "Position", "Previous position", "Aspiration")} == {"N/A"}


def test_a_position_that_cannot_be_read_is_not_called_unknown(tmp_path: Path) -> None:
    found = positions(tmp_path, Position="fifthish", Previous_position="x7")

    texts = [sentence.text for sentence in found.paper.sentences()]
    assert "One measure has a position that cannot be read: Robbery." in texts
    assert "One measure has an earlier position that cannot be read: Robbery." in texts
    assert "The position in Robbery cannot be read." in texts
    assert not any("not known" in text for text in texts)


def test_that_no_earlier_position_is_recorded_is_not_said_where_one_cannot_be_read(tmp_path: Path) -> None:
    row = ["Burglary", "Lower", 4.2, 3, 8, "x7", None, None, None]
    kind = paper_kind("msg")
    assert kind is not None
    with open_book(write_book(tmp_path / "book.xlsx", {"MSG": [HEADINGS, row]})) as book:
        texts = [sentence.text for sentence in kind.compose(book, PaperAsked()).paper.sentences()]

    assert "No position of an earlier time can be read, so no movement can be reported." in texts


@pytest.mark.parametrize(
    ("typed", "said", "status"),
    [
        (4, "4th", "Met or exceeded"),
        ("2", "2nd", "Below aspiration"),
        ("7th of 8", "7th of 8", "Met or exceeded"),
        ("rank 2", "rank 2", "Below aspiration"),
        ("Top 3", "Top 3", "Met or exceeded"),
        ("0", "0", "cannot be judged"),
        ("12%", "12%", "cannot be judged"),
    ],
)
def test_an_aspiration_that_is_a_position_is_read_and_printed_as_one(
    tmp_path: Path, typed: object, said: str, status: str
) -> None:
    found = positions(tmp_path, Aspiration=typed)

    assert (shown(found)["Aspiration"], shown(found)["Status"]) == (said, status)
    assert bool([each for each in found.problems if each.cell == "H3"]) is (status == "cannot be judged")


def test_measures_that_differ_by_a_number_at_their_end_all_stand_in_the_paper(tmp_path: Path) -> None:
    rows = [[f"Unit {number}", *SOUND[1:]] for number in (1, 2, 3)]
    kind = paper_kind("msg")
    assert kind is not None
    with open_book(write_book(tmp_path / "book.xlsx", {"MSG": [HEADINGS, *rows]})) as book:
        table = next(
            each for each in kind.compose(book, PaperAsked()).paper.blocks() if each.key == "positions"
        )

    assert isinstance(table, PaperTable)
    assert [row.cells[0].text for row in table.rows] == ["Unit 1", "Unit 2", "Unit 3"]


RISKS = ["Ref", "Area or command", "Likelihood", "Impact", "Status"]


@pytest.mark.parametrize(
    ("rows", "nil", "rest"),
    [
        ([["R1", "Burglary", 3, 10, None]], "No risk of the register scores over 75, from which a risk is a redline.", []),
        (
            [["R1", "Burglary", 3, 10, None], ["R2", "Robbery", "often", 20, None]],
            "No risk of the register that has a score scores over 75, from which a risk is a redline.",
            ["One risk has a score that cannot be read: R2."],
        ),
        (
            [["R1", "Burglary", None, None, None], ["R2", "Robbery", "often", 20, None], ["R3", "Force", "maybe", 2, None]],
            "No risk of the register that has a score scores over 75, from which a risk is a redline.",
            ["One risk has no score: R1.", "Two risks have a score that cannot be read: R2 and R3."],
        ),
        ([["R1", "Burglary", "often", 10, "Closed"]], "No risk of the register scores over 75, from which a risk is a redline.", []),
    ],
)  # fmt: skip
def test_that_no_risk_is_over_the_limit_is_said_of_those_that_have_a_score(
    tmp_path: Path, rows: list[list[Any]], nil: str, rest: list[str]
) -> None:
    found = blocks(composed(tmp_path, {"Grid": GRID, "Risks": [RISKS, *rows]}))

    assert (found["risks"].items, found["risks"].nil.text) == ((), nil)
    assert (
        [each.text for each in found["risks.rest"].sentences] == rest if rest else "risks.rest" not in found
    )


def test_a_risk_over_the_limit_that_belongs_to_nothing_known_is_no_reason_to_say_that_there_is_none(
    tmp_path: Path,
) -> None:
    risks = [RISKS, ["R9", None, 5, 20, None]]
    part_b = [["Field", "Text"], ["Part B items", "Robbery"]]

    open_to_all = blocks(composed(tmp_path, {"Grid": GRID, "Risks": risks}))
    kept = blocks(composed(tmp_path, {"Grid": GRID, "Risks": risks, "Paper": part_b}))

    assert [item.text for item in open_to_all["risks"].items] == [
        "No area or command known: risk R9 scores 100, over 75."
    ]
    assert "risks" not in kept


def test_a_risk_without_a_score_that_is_for_part_b_is_not_named(tmp_path: Path) -> None:
    risks = [
        RISKS,
        ["R1", "Robbery", "often", 20, None],
        ["R2", "Burglary", "often", 20, None],
        ["R3", None, "often", 20, None],
    ]
    part_b = [["Field", "Text"], ["Part B items", "Robbery"]]

    found = blocks(composed(tmp_path, {"Grid": GRID, "Risks": risks, "Paper": part_b}))

    assert [each.text for each in found["risks.rest"].sentences] == [
        "One risk has a score that cannot be read: R2."
    ]
