"""What is listed of a paper's states: what is said of something within is not said again of what it stands in."""

from __future__ import annotations

import pytest

from xlscore.papers.regions.states import RegionState, innermost

FIGURE = ("phrase:up/one", "conflict", "Changes")
SENTENCE = ("sentence:up", "conflict", "Changes")
OTHER = ("sentence:counts", "conflict", "Changes")
WORDS = ("words:changes", "conflict", "Changes")
TABLE = ("table:grid", "conflict", "Grid: map")
CELL = ("table:grid", "conflict", "Grid: map: Burglary, North")


@pytest.mark.parametrize(
    ("states", "listed"),
    [
        ([SENTENCE, FIGURE, WORDS], [FIGURE]),
        ([SENTENCE, FIGURE, OTHER, WORDS], [FIGURE, OTHER]),  # another sentence, reworded
        ([SENTENCE, WORDS], [SENTENCE]),
        ([WORDS], [WORDS]),
        ([CELL, TABLE], [CELL]),
        ([SENTENCE, ("phrase:up/one", "kept", "Changes")], [SENTENCE, ("phrase:up/one", "kept", "Changes")]),
        (
            [SENTENCE, ("words:more", "conflict", "Outlook")],
            [SENTENCE, ("words:more", "conflict", "Outlook")],
        ),
    ],
)
def test_the_innermost_state_is_the_one_that_is_listed(
    states: list[tuple[str, str, str]], listed: list[tuple[str, str, str]]
) -> None:
    given = [
        RegionState(f"xlscore:{tag}", tag.partition(":")[0], state, where) for tag, state, where in states
    ]

    left = innermost(given)

    assert [(each.tag.removeprefix("xlscore:"), each.state, each.where) for each in left] == listed
