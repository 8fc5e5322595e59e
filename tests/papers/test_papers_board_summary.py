"""The executive summary of the board paper: what changed, in words to twelve, and how many areas have each grade."""

from __future__ import annotations

import pytest

from tests.support.board_facts import board_facts
from xlscore.papers.board.summary import change_blocks, count_block
from xlscore.papers.model import Bullets
from xlscore.rules.grades import Grade

O, G, RI, I = Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE  # noqa: E741
CYCLE_13 = [
    ("Serious and Organised Crime", G, RI),
    ("Digital Crime", RI, G),
    ("Innovation", O, G),
    ("Gangs", RI, RI),
]


def changes(facts_of: list[tuple[str, Grade | None, Grade | None]], **more: object) -> Bullets:
    """Return the list of changes."""
    found = change_blocks(board_facts(facts_of, **more))[0]  # type: ignore[arg-type]
    assert isinstance(found, Bullets)
    return found


def areas(
    number: int, before: Grade | None, now: Grade | None
) -> list[tuple[str, Grade | None, Grade | None]]:
    """Return so many areas with these grades."""
    return [(f"Area {letter}", before, now) for letter in "ABCDEFGHIJKLMNOPQ"[:number]]


def test_the_changes_of_cycle_13_are_said_as_published() -> None:
    block = changes(CYCLE_13)

    assert block.lead is not None
    assert block.lead.text == "There were three changes since cycle 12: one improvement, two deteriorations."
    assert [item.text for item in block.items] == [
        "Digital Crime improved to Good from Requires Improvement.",
        "Serious and Organised Crime deteriorated to Requires Improvement from Good.",
        "Innovation deteriorated to Good from Outstanding.",
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "There was one change since cycle 12: one deterioration."),
        (2, "There were two changes since cycle 12: two deteriorations."),
        (12, "There were twelve changes since cycle 12: twelve deteriorations."),
        (13, "There were 13 changes since cycle 12: 13 deteriorations."),
    ],
)
def test_changes_are_counted_in_words_to_twelve(number: int, said: str) -> None:
    lead = changes(areas(number, G, RI)).lead

    assert lead is not None
    assert lead.text == said


def test_as_many_improvements_as_deteriorations_are_both_said() -> None:
    lead = changes([("A", RI, G), ("B", G, RI), ("C", RI, G), ("D", G, RI)]).lead

    assert lead is not None
    assert lead.text == "There were four changes since cycle 12: two improvements, two deteriorations."


@pytest.mark.parametrize(
    ("of", "before", "said"),
    [
        (areas(3, G, G), "cycle 12", "There were no changes since cycle 12."),
        (areas(3, G, G), "last cycle", "There were no changes since last cycle."),
        (
            areas(3, None, G),
            "last cycle",
            "No grades of an earlier cycle are recorded, so no change can be reported.",
        ),
    ],
)
def test_nothing_changed_and_nothing_to_compare_are_two_things(
    of: list[tuple[str, Grade | None, Grade | None]], before: str, said: str
) -> None:
    block = changes(of, before=before)

    assert block.lead is None
    assert block.items == ()
    assert block.nil is not None
    assert block.nil.text == said


def test_a_change_that_nobody_has_agreed_is_no_change_yet() -> None:
    facts = board_facts([("Gangs", RI, G), ("Innovation", O, O)], suggested=["Gangs"])

    listed, pending = change_blocks(facts)

    assert isinstance(listed, Bullets)
    assert isinstance(pending, Bullets)
    assert listed.nil is not None
    assert listed.nil.text == "No grade that has been agreed has changed since cycle 12."
    assert pending.lead is not None
    assert pending.lead.text == "One area is not yet agreed:"
    assert [item.text for item in pending.items] == [
        "Gangs would improve to Good from Requires Improvement (suggested, not yet agreed)."
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "One area is currently graded at Good."),
        (2, "Two areas are currently graded at Good."),
        (12, "Twelve areas are currently graded at Good."),
        (13, "13 areas are currently graded at Good."),
    ],
)
def test_areas_are_counted_in_words_to_twelve(number: int, said: str) -> None:
    sentences = [sentence.text for sentence in count_block(board_facts(areas(number, G, G))).sentences]

    assert said in sentences
    assert "No areas are now at Outstanding." in sentences


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ([("Innovation", O, G)], "No areas are now at Outstanding (since Innovation was downgraded)."),
        ([("A", O, G), ("B", O, RI)], "No areas are now at Outstanding (since A and B were downgraded)."),
        ([("A", I, RI)], "No areas are now at Inadequate (since A was upgraded)."),
        ([("A", RI, G), ("B", RI, I)], "No areas are now at Requires Improvement (since A was upgraded and B was downgraded)."),
    ],
)  # fmt: skip
def test_a_grade_that_no_area_has_any_more_names_those_that_left_it(
    of: list[tuple[str, Grade | None, Grade | None]], said: str
) -> None:
    assert said in [sentence.text for sentence in count_block(board_facts(of)).sentences]


def test_grades_that_are_partly_agreed_are_not_counted_as_none() -> None:
    sentences = count_block(board_facts([("A", G, G), ("B", RI, RI)], suggested=["B"])).sentences

    assert [sentence.text for sentence in sentences] == ["One area is currently graded at Good."]


def test_an_area_graded_for_the_first_time_and_one_not_graded_are_named() -> None:
    sentences = count_block(board_facts([("A", G, G), ("New", None, RI), ("Empty", G, None)])).sentences

    said = [sentence.text for sentence in sentences]

    assert "One area is graded for the first time: New." in said
    assert "One area is not graded: Empty." in said


def test_areas_that_are_kept_for_part_b_are_said_not_to_be_counted() -> None:
    sentences = count_block(board_facts(areas(2, G, G), kept_back=["gangs", "burglary"])).sentences

    assert sentences[-1].text == "Two areas are reported in part B and not counted here."


def test_every_figure_of_the_summary_says_its_cells() -> None:
    facts = board_facts(CYCLE_13)
    blocks = change_blocks(facts)[0]

    assert isinstance(blocks, Bullets)
    assert blocks.lead is not None
    for sentence in (blocks.lead, *blocks.items, *count_block(facts).sentences):
        assert sentence.phrases
        assert all(phrase.cells for phrase in sentence.phrases)
    assert {phrase.key: phrase.text for phrase in blocks.lead.phrases} == {
        "all": "were three changes", "up": "one improvement", "down": "two deteriorations",
    }  # fmt: skip
    assert blocks.items[0].cells == ("Grid!K3", "Changes!B3")
