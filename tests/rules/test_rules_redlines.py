"""Redlines: how many are met in words, how far each is from its standard, how it has moved."""

from __future__ import annotations

import pytest

from xlscore.rules.redlines.met import count_met

YES, NO, OPEN = True, False, None


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        # Essex Police Balanced Scorecard, cycle 13: "None of the three Redline Measures are currently being met."
        ([NO] * 3, "None of the three redline measures of Keeping People Safe are met."),
        ([], ""),
        ([NO], "The redline measure of Keeping People Safe is not met."),
        ([YES], "The redline measure of Keeping People Safe is met."),
        ([OPEN], "The redline measure of Keeping People Safe has no answer yet."),
        ([NO, NO], "Neither of the two redline measures of Keeping People Safe is met."),
        ([YES, YES], "Both redline measures of Keeping People Safe are met."),
        ([YES, NO], "One of the two redline measures of Keeping People Safe is met."),
        ([YES, NO, YES], "Two of the three redline measures of Keeping People Safe are met."),
        ([YES] * 12, "All twelve redline measures of Keeping People Safe are met."),
        ([NO] * 13, "None of the 13 redline measures of Keeping People Safe are met."),
        (
            [NO, NO, OPEN],
            "Of the three redline measures of Keeping People Safe none are met, two are not met and one has no answer yet.",
        ),
        ([YES, OPEN], "Of the two redline measures of Keeping People Safe one is met and one has no answer yet."),
        ([OPEN, OPEN], "Of the two redline measures of Keeping People Safe neither has an answer yet."),
        ([OPEN] * 4, "Of the four redline measures of Keeping People Safe none has an answer yet."),
    ],
)  # fmt: skip
def test_how_many_are_met_is_said_in_words_up_to_twelve(answers: list[bool | None], sentence: str) -> None:
    count = count_met(answers)

    said = count.sentence("Keeping People Safe")

    assert said == sentence
    assert count.defined == len(answers)
