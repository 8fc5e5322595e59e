"""What the workbook has in its own words alone agrees where a sentence says it again of the same name; other words, names and figures do not."""

from __future__ import annotations

import pytest

from tests.narrative.said import LEICESTERSHIRE, known, names_of, verdicts
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimVerdict, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge
from xlscore.rules.figures import Source

A = ClaimVerdict.AGREES


@pytest.mark.parametrize(
    "text",
    [
        "Some 480 dwelling burglaries were under investigation at the time of writing.",
        "There are 175 thefts of motor vehicles under investigation.",
    ],
)
def test_what_a_cell_says_in_the_same_words_agrees(text: str) -> None:
    assert A in verdicts(LEICESTERSHIRE, text)


@pytest.mark.parametrize(
    "text",
    [
        "Some 480 dwelling burglaries were screened out at the time of writing.",
        "Some 480 commercial burglaries are under investigation.",
        "Some 175 dwelling burglaries are under investigation.",
        "Some 840 dwelling burglaries are under investigation.",
        "May 840 dwelling burglaries be under investigation?",
        "There are 840 dwelling burglaries still under review.",
        "It may be that 480 dwelling burglaries are under investigation.",
        "More than 480 dwelling burglaries are under investigation.",
    ],
)
def test_other_words_names_figures_and_hedges_do_not(text: str) -> None:
    assert A not in verdicts(LEICESTERSHIRE, text)
    assert ClaimVerdict.CONTRADICTS not in verdicts(LEICESTERSHIRE, text)


def test_a_misprint_of_the_cells_figure_in_all_its_words_contradicts() -> None:
    assert ClaimVerdict.CONTRADICTS in verdicts(
        LEICESTERSHIRE, "There are 840 dwelling burglaries under investigation at the moment."
    )


def test_a_cell_is_no_proof_of_itself() -> None:
    place = SentencePlace(source=Source("Narrative", "C9"))
    passage = Passage(
        "480 dwelling burglaries are under investigation.", place, beside=("Burglary - Dwelling", "Text")
    )
    found = judge(claims_in(passage, names_of(LEICESTERSHIRE)), known(LEICESTERSHIRE))

    assert A not in [each.verdict for each in found]
