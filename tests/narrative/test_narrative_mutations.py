"""Sentences that agree, changed in one place: what is wrong now is caught, what says the same is not; and wrong headings above them."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known
from tests.support.mutating import changed, reworded
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.model import ClaimVerdict, Judged, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge
from xlscore.rules.words import name_key

pytestmark = pytest.mark.slow

PLAIN = Path(__file__).parent / "data" / "plain.tsv"
SAMPLES = {"essex": ESSEX, "msg": MSG, "leicestershire": LEICESTERSHIRE, "london": LONDON}
WRONG = (ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP)
NAMELESS = [
    "The solved rate is currently 13.7%.", "It has risen by 15.3%.", "The Force is currently 6.5% above last year.", "RI was agreed.",
    "A grading of Good was therefore agreed.", "The force is 6th in its MSG.", "There were 682 more offences than last year.",
    "To achieve the target of 25%, a further 129 outcomes are required.", "Performance is below the 80% target.",
    "This is 35 crimes short of the 10% reduction target.", "All three LPAs graded themselves as Good.", "It is 1.7 points higher than last year.",
]  # fmt: skip
"""Sentences that do not say what they are about."""


@cache
def _index(sample: str) -> NameIndex:
    return NameIndex(known(sample).names)


def _judged(sample: str, passage: Passage) -> tuple[Judged, ...]:
    return judge(claims_in(passage, _index(sample)), known(sample))


def _plain() -> list[tuple[str, Passage]]:
    lines = (line.split("\t") for line in PLAIN.read_text(encoding="utf-8").splitlines())
    return [(SAMPLES[sample], Passage(text, SentencePlace())) for sample, text in lines]


def _wrongs(sample: str, passage: Passage) -> int:
    return sum(each.verdict in WRONG for each in _judged(sample, passage))


def test_plain_sentences_agree_with_the_samples() -> None:
    verdicts = [(p.text, [each.verdict for each in _judged(sample, p)]) for sample, p in _plain()]

    assert [text for text, found in verdicts if ClaimVerdict.AGREES not in found] == []
    assert [text for text, found in verdicts if set(found) & set(WRONG)] == []


def test_a_changed_figure_direction_or_grade_is_caught() -> None:
    caught: Counter[tuple[str, bool]] = Counter()
    missed = []
    for sample, passage in _plain():
        for each in _judged(sample, passage):
            for wrong in changed(each) if each.verdict is ClaimVerdict.AGREES else ():
                is_caught = _wrongs(sample, wrong.passage) > 0
                caught[wrong.what, is_caught] += 1
                missed += [] if is_caught else [wrong.passage.text]

    for what in ("figure", "direction", "grade"):
        of = caught[what, True] + caught[what, False]
        assert of >= 10
        assert caught[what, True] / of >= 0.9, missed


def test_other_words_for_the_same_contradict_nothing() -> None:
    same = [(sample, each) for sample, passage in _plain() for each in reworded(passage)]

    assert len(same) > 30
    assert [each.passage.text for sample, each in same if _wrongs(sample, each.passage)] == []


def test_a_wrong_heading_makes_no_contradiction() -> None:
    chance = random.Random(18)
    sentences = [
        *_plain(),
        *((sample, Passage(text, SentencePlace())) for text in NAMELESS for sample in SAMPLES.values()),
    ]
    more = []
    for _ in range(1_000):
        sample, passage = chance.choice(sentences)
        heading = chance.choice([name.name for name in known(sample).names])
        above = Passage(passage.text, passage.place, (heading,))
        if name_key(heading) not in name_key(passage.text):
            more += [(heading, passage.text)] if _wrongs(sample, above) > _wrongs(sample, passage) else []

    assert more == []
