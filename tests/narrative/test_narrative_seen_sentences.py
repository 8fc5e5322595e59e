"""The labelled sentences of writers: what is called a contradiction is one, none that is labelled agrees, and what was once found is found.

The grammar was made for `seen.tsv`. The others were scored once before anything was mended by them: what was found
then stands in docs/paper-check.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.score_narrative import Label, Score, labels_in, score
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.model import KnownName, NameKind

DATA = Path(__file__).parent / "data"
_NAMES = NameIndex(
    tuple(
        KnownName(kind, name)
        for kind, names in (
            (
                NameKind.AREA,
                ("Gangs", "Innovation", "Our People", "Violence With Injury", "Dwelling Burglary"),
            ),
            (NameKind.MEASURE, ("All Crime Offences", "All Crime Solved Rate", "Robbery", "Hate Crime")),
            (
                NameKind.OBJECTIVE,
                ("Burglary - Dwelling", "Theft Of Motor Vehicle", "Theft From Motor Vehicle"),
            ),
            (NameKind.COMMAND, ("North LPA", "South LPA", "SCD", "PPU")),
            (NameKind.PLACE, ("Camden", "Hackney", "City BCU")),
        )
        for name in names
    )
)


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    return labels_in(DATA / "seen.tsv")


def test_each_claim_quotes_its_sentence_and_says_no_more(labels: list[Label]) -> None:
    for passage in dict.fromkeys(label.passage for label in labels):
        for claim in claims_in(passage, _NAMES):
            assert 0 <= claim.start < claim.end <= len(passage.text), passage.text
            assert claim.amount is None or claim.amount.value >= 0, passage.text
            assert len(claim.grades) <= 2, passage.text


def test_no_contradiction_is_false_and_no_fewer_labels_are_found_than_were() -> None:
    _assert_found("seen.tsv", 0.68)


@pytest.mark.slow
def test_the_sets_that_others_wrote_are_no_worse() -> None:
    for file, least in (
        ("second.tsv", 0.56),
        ("third.tsv", 0.857),
        ("fourth.tsv", 0.72),
        ("fifth.tsv", 0.77),
        ("sixth.tsv", 0.638),
        ("seventh.tsv", 0.705),
        ("eighth.tsv", 0.455),
        ("ninth.tsv", 0.79),
        ("tenth.tsv", 0.57),
    ):
        _assert_found(file, least)


def _assert_found(file: str, least: float) -> None:
    result: Score = score(labels_in(DATA / file))

    right, of = result.share("agrees", "contradicts", "does not add up")
    assert [(label.sentence, each.claim.stated) for label, each in result.wrong] == []
    assert [(label.sentence, each.claim.stated) for label, each in result.agreeing] == []
    assert right >= least * of
