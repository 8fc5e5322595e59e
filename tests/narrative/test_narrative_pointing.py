"""Whose figure it is where a sentence points back, shortens a name, or writes it small; and what is asked, wished or of another clause."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, verdicts
from xlscore.narrative.model import ClaimVerdict as V

YES, NO, OPEN = V.AGREES, V.CONTRADICTS, V.CANNOT_TELL


@pytest.mark.parametrize(
    ("sample", "text", "found"),
    [
        (ESSEX, "Efficient and Innovation are both at Good, and the latter was at Outstanding last cycle.", [YES, YES, YES]),
        (ESSEX, "Efficient and Innovation are both at Good, and the former was at Outstanding last cycle.", [YES, YES, NO]),
    ],
)  # fmt: skip
def test_the_former_and_the_latter_are_the_two_that_are_named(sample: str, text: str, found: list[V]) -> None:
    assert verdicts(sample, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Gangs, Efficient and Innovation were discussed, and the latter is Inadequate.",
        "Efficient and Innovation miss the target and the aspiration; the latter is Inadequate.",
        "Efficient stands beside the other, which is Inadequate.",
        "Of Efficient and Innovation the one is Inadequate, the other is not.",
    ],
)
def test_of_three_or_of_something_else_nobody_is_guessed(text: str) -> None:
    assert NO not in verdicts(ESSEX, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our campaign against gangs still requires improvement.", [YES]),
        ("Our campaign against gangs is now Good.", [NO]),
        ("As regards innovation we dropped from Outstanding to Good.", [YES]),
        ("As regards innovation we dropped from Outstanding to Requires Improvement.", [NO]),
        ("CTDE is Good this cycle.", [YES]),
        ("MDS&HT is Good this cycle.", [NO]),
        ("Among officers, sickness stands at 4.4% of the hours.", [YES]),
        ("Among officers, sickness stands at 4.9% of the hours.", [OPEN]),
        ("Public trust puts the force 8th in its group.", [YES]),
    ],
)
def test_a_name_is_known_in_small_letters_by_its_initials_and_by_what_narrows_it(
    text: str, found: list[V]
) -> None:
    assert verdicts(ESSEX, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The innovation fund is not open to gangs of less than Good standing, and innovation as such is Inadequate elsewhere.",
        "An efficient team is Inadequate without training.",
        "Sickness is a worry among officers and staff: 9.9% of hours.",
    ],
)
def test_a_word_that_may_be_any_word_contradicts_nothing(text: str) -> None:
    assert NO not in verdicts(ESSEX, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Householders should fit better locks after dwelling burglary fell by only 173.", [YES]),
        ("Householders should fit better locks after dwelling burglary fell by only 137.", [NO]),
        ("Is it right that violence with injury stands at 2,585 offences?", [YES]),
        ("Dwelling burglary is down by 137, so what has been done well?", [NO]),
        ("Violence with injury is up by 255 and we want it lower.", [YES]),
        ("Violence with injury is up by 525 and we want it lower.", [NO]),
        ("Violence with injury should be up by no more than 525.", [OPEN]),
        ("Is violence with injury up by 525?", [OPEN]),
    ],
)
def test_a_wish_of_another_clause_leaves_what_is_so(text: str, found: list[V]) -> None:
    assert verdicts(LEICESTERSHIRE, text) == found
