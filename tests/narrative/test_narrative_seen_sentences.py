"""The labelled sentences of writers that the grammar was made for: what is called a contradiction is one.

Everything that is seen here is known to the grammar; sentences that nobody tuned it on are counted elsewhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.processor_time import work
from tests.support.score_narrative import Label, Score, labels_in, score
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.model import KnownName, NameKind

SEEN = Path(__file__).parent / "data" / "seen.tsv"
LEAST_RECALL = 0.52
MOST_MILLISECONDS = 5
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
    return labels_in(SEEN)


def test_each_claim_quotes_its_sentence_and_says_no_more(labels: list[Label]) -> None:
    for passage in dict.fromkeys(label.passage for label in labels):
        for claim in claims_in(passage, _NAMES):
            assert 0 <= claim.start < claim.end <= len(passage.text), passage.text
            assert claim.amount is None or claim.amount.value >= 0, passage.text
            assert len(claim.grades) <= 2, passage.text


def test_a_sentence_takes_no_more_than_five_milliseconds(labels: list[Label]) -> None:
    passages = list(dict.fromkeys(label.passage for label in labels))[:200]
    claims_in(passages[0], _NAMES)

    seconds = work(lambda: [claims_in(passage, _NAMES) for passage in passages])

    assert 1000 * seconds / len(passages) < MOST_MILLISECONDS


@pytest.mark.cases
def test_no_contradiction_is_false_and_most_labels_are_found(labels: list[Label]) -> None:
    result: Score = score(labels)

    right, of = result.share("agrees", "contradicts", "does not add up")
    assert [(label.sentence, each.claim.stated) for label, each in result.wrong] == []
    assert right >= LEAST_RECALL * of
