"""The executive summary of a cycle, as the paper words it."""

from __future__ import annotations

import pytest

from xlscore.rules.force.area_change import AreaChange
from xlscore.rules.force.summary import changes_sentences, counts_sentences
from xlscore.rules.grades import FOUR, Grade, counts

O, G, RI, I = Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE  # noqa: E741
CYCLE_13 = [
    AreaChange("Serious and Organised Crime", G, RI),
    AreaChange("Digital Crime", RI, G),
    AreaChange("Innovation", O, G),
    AreaChange("Gangs", RI, RI),
]


def test_the_changes_are_counted_and_improvements_come_first() -> None:
    assert changes_sentences(CYCLE_13) == [
        "There were three changes since last cycle: one improvement, two deteriorations.",
        "Digital Crime improved to Good from Requires Improvement.",
        "Serious and Organised Crime deteriorated to Requires Improvement from Good.",
        "Innovation deteriorated to Good from Outstanding.",
    ]


def test_a_grade_that_no_area_has_any_more_names_those_that_left_it() -> None:
    sentences = counts_sentences(counts([RI, G, G, RI]), CYCLE_13)

    assert sentences == [
        "No areas are now at Outstanding (since Innovation was downgraded).",
        "Two areas are currently graded at Good.",
        "Two areas are currently graded at Requires Improvement.",
        "No areas are now at Inadequate.",
    ]


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ([AreaChange("A", O, G), AreaChange("B", O, RI)], " (since A and B were downgraded)"),
        ([AreaChange("A", O, None)], ""),
        ([AreaChange("A", O, G, agreed=False)], ""),
        ([AreaChange("A", G, RI)], ""),
        ([], ""),
    ],
)
def test_who_left_outstanding(changes: list[AreaChange], clause: str) -> None:
    assert counts_sentences(counts([], FOUR), changes)[0] == f"No areas are now at Outstanding{clause}."


def test_a_middle_grade_is_left_both_ways() -> None:
    changes = [AreaChange("A", RI, I), AreaChange("B", RI, G), AreaChange("C", RI, O)]

    sentences = counts_sentences(counts([I, G, O]), changes)

    assert sentences[2] == (
        "No areas are now at Requires Improvement (since B and C were upgraded and A was downgraded)."
    )


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ([], []),
        ([AreaChange("A", G, G)], []),
        ([AreaChange("A", None, G)], []),
        (
            [AreaChange("A", G, O)],
            ["There was one change since last cycle: one improvement.", "A improved to Outstanding from Good."],
        ),
        (
            [AreaChange("A", G, RI, agreed=False), AreaChange("B", G, O, agreed=False)],
            [
                "B would improve to Outstanding from Good (suggested, not yet agreed).",
                "A would deteriorate to Requires Improvement from Good (suggested, not yet agreed).",
            ],
        ),
    ],
)  # fmt: skip
def test_what_nobody_has_agreed_is_no_change(changes: list[AreaChange], sentences: list[str]) -> None:
    assert changes_sentences(changes) == sentences


def test_more_than_twelve_are_digits() -> None:
    changes = [AreaChange(f"Area {number}", G, RI) for number in range(13)]

    assert changes_sentences(changes)[0] == "There were 13 changes since last cycle: 13 deteriorations."
    assert changes_sentences(changes[:12])[0] == (
        "There were twelve changes since last cycle: twelve deteriorations."
    )
