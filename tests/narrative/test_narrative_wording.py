"""Sentences that name their subject, a rank or a fact in a question in other words than the workbook, held against the samples."""

from __future__ import annotations

import pytest

from tests.narrative.said import LONDON, MSG
from tests.narrative.test_narrative_records import verdicts
from xlscore.narrative.model import ClaimKind

RANKS = [
    (MSG, "All crime: bottom of the group at 92.0 per 1,000.", ["agrees"]),
    (MSG, "Robbery is bottom of the group.", ["contradicts"]),
    (MSG, "For all crime we are no longer bottom of the group.", []),
    (MSG, "Robbery was bottom of the group last quarter.", ["cannot tell"]),
    (MSG, "The solved rate for violence with injury is better than all but one of the forces.", ["agrees"]),
    (MSG, "The solved rate for violence with injury is better than all but two of the forces.", ["cannot tell"]),
]  # fmt: skip

ASKED = [
    (LONDON, "Can the Commissioner explain why shoplifting has risen by 30.0%?", ["contradicts"]),
    (LONDON, "Can the Commissioner say whether shoplifting has risen by 30.0%, and why?", ["cannot tell"]),
    (LONDON, "Since April, has shoplifting risen by 30.0%?", ["cannot tell"]),
    (LONDON, "Has shoplifting risen by 30.0%, and if so why?", ["cannot tell"]),
    (LONDON, "Shoplifting is the one to watch, up 30.0% on last year.", ["contradicts"]),
    (LONDON, "Of shoplifting and robbery the one is up 30.0%, the other is not.", ["cannot tell"]),
    (LONDON, "Why should shoplifting rise by 30.0%?", ["cannot tell"]),
]  # fmt: skip

CALLED = [
    (LONDON, "On bikes, Haringey recorded 397 offences.", ClaimKind.COUNT, ["agrees"]),
    (LONDON, "On bikes, Haringey recorded 999 offences.", ClaimKind.COUNT, ["cannot tell"]),
    (LONDON, "Why is Hackney up 5.2% overall?", ClaimKind.CHANGE, ["agrees"]),
    (LONDON, "Searches for weapons rose by 23 on the previous quarter.", ClaimKind.CHANGE, ["agrees"]),
    (LONDON, "Hackney is up 7.2% overall.", ClaimKind.CHANGE, ["cannot tell"]),
]  # fmt: skip


def test_a_heading_with_a_word_of_the_clause_names_a_part_of_it() -> None:
    said = ("Spray's up by one.", "Restraint's up by one.")

    found = [verdicts(LONDON, each, ClaimKind.CHANGE, ("Use of force",)) for each in said]

    assert found == [["agrees"], ["cannot tell"]]


@pytest.mark.parametrize(("sample", "sentence", "wanted"), RANKS, ids=[said for _, said, _ in RANKS])
def test_a_rank_in_words_is_the_first_or_the_last_place_of_the_group(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert verdicts(sample, sentence, ClaimKind.RANK) == wanted


@pytest.mark.parametrize(("sample", "sentence", "wanted"), ASKED, ids=[said for _, said, _ in ASKED])
def test_a_question_says_only_what_it_takes_for_granted(
    sample: str, sentence: str, wanted: list[str]
) -> None:
    assert verdicts(sample, sentence, ClaimKind.CHANGE) == wanted


@pytest.mark.parametrize(("sample", "sentence", "kind", "wanted"), CALLED, ids=[each[1] for each in CALLED])
def test_what_is_called_in_everyday_words_may_agree_and_never_contradicts(
    sample: str, sentence: str, kind: ClaimKind, wanted: list[str]
) -> None:
    assert verdicts(sample, sentence, kind) == wanted
