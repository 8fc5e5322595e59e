"""Rules, conditions, aims and somebody else's words contradict nothing; the same words as a statement do."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of, verdicts
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import ClaimVerdict, Modality, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

V = ClaimVerdict


@pytest.mark.parametrize(
    ("sample", "supposed", "stated"),
    [
        (LONDON, "Bicycle theft counts as on target when it is 3,805 or fewer.", "Bicycle theft is on target."),
        (LONDON, "The target for bicycle theft is met when it stands 183 below where it is.", "The target for bicycle theft is met."),
        (LONDON, "A gap of 50 to the target of bicycle theft means Amber.", "Bicycle theft is Amber."),
        (LONDON, "Bicycle theft was Amber last summer.", "Bicycle theft is Amber."),
        (LONDON, "An outcome rate of 10% means 782 outcomes for burglary in a dwelling.", "Burglary in a dwelling has 782 outcomes."),
        (LONDON, "“Burglary in a dwelling is down 5%”, says the poster.", "Burglary in a dwelling is down 5%."),
        (LONDON, "Burglary in a dwelling below 7,000 in the last 12 months", "Burglary in a dwelling stands at 7,000."),
        (LEICESTERSHIRE, "Theft of motor vehicle is to fall by 12%.", "Theft of motor vehicle fell by 12%."),
        (LEICESTERSHIRE, "All redlines met: Good.", "All measures met their target."),
        (MSG, "To be 3rd for robbery the force would have to do more.", "The force is 3rd for robbery."),
        (MSG, "Robbery ≤ 3 per 1,000; all crime below the average.", "All crime is below the average."),
        (ESSEX, "Public confidence above the MSG average; emergency response ≥ 80%.", "Public confidence is above the MSG average."),
        (ESSEX, "To move Gangs from RI to Good would take a new plan.", "Gangs moved from RI to Good."),
        (ESSEX, "Domestic Abuse can only be Good when its solved rate is higher.", "Domestic Abuse is Good."),
        (LONDON, "At 9% of its own crime, Haringey has more bicycle theft than Hackney.", "Haringey had more bicycle theft than Hackney."),
        (LONDON, "Bicycle theft | 4,743 | 4,290", "Bicycle theft stands at 4,290."),
        (ESSEX, "Emergency response: 73.6% within target", "Emergency response is on target."),
        (ESSEX, "Gangs was graded Good by residents.", "Gangs was graded Good by the Board."),
        (ESSEX, "The Board kept Dwelling Burglary at Good against an RI that was proposed.", "Dwelling Burglary went from RI to Good."),
    ],
)  # fmt: skip
def test_what_is_supposed_contradicts_nothing(sample: str, supposed: str, stated: str) -> None:
    assert V.CONTRADICTS not in verdicts(sample, supposed)
    assert V.CONTRADICTS in verdicts(sample, stated)


@pytest.mark.parametrize(
    "text",
    [
        "A thick border is worse, a dashed one better, so it reads in grey.",
        "On Measures, say which way is better and what each measure is a part of.",
    ],
)
def test_one_and_each_are_no_counts_where_nothing_is_counted(text: str) -> None:
    assert V.CONTRADICTS not in [verdict for sample in (LONDON, MSG) for verdict in verdicts(sample, text)]


@pytest.mark.parametrize(
    ("head", "wrong"), [("Violence with injury", True), ("Essex MSG, violence with injury", False)]
)
def test_a_row_whose_head_says_more_than_the_name_may_be_of_something_else(head: str, wrong: bool) -> None:
    passage = Passage("262 fewer needed to reach the average", SentencePlace(), beside=(head, "here"))

    found = judge(claims_in(passage, names_of(MSG)), known(MSG))

    assert (V.CONTRADICTS in [each.verdict for each in found]) is wrong


@pytest.mark.parametrize(
    ("sample", "text", "found"),
    [
        (LONDON, "Bicycle theft missed its target by 312.", V.AGREES),
        (LONDON, "Bicycle theft beats target by 312.", V.CANNOT_TELL),
        (LONDON, "Bicycle theft beat its target by 312.", V.CANNOT_TELL),
        (LONDON, "Robbery of personal property beat its target by 437.", V.AGREES),
        (LONDON, "Burglary in a dwelling fell below 8,000.", V.AGREES),
        (MSG, "All crime is 13.8 per 1,000 above the average.", V.AGREES),
        (MSG, "All crime is 18.3 per 1,000 above the average.", V.CONTRADICTS),
    ],
)
def test_which_way_a_gap_goes_is_held(sample: str, text: str, found: ClaimVerdict) -> None:
    assert verdicts(sample, text)[-1] is found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Am I right that robbery is 187 above the average?", Modality.IS),
        ("Does the force accept that robbery is 187 above the average?", Modality.IS),
        ("Robbery is 187 above the average: where are the patrols?", Modality.IS),
        ("Is it true that robbery is 187 above the average?", Modality.MAY),
        ("Does the force expect that robbery is 187 above the average?", Modality.MAY),
        ("Our robberies are still 187 more than the average would mean.", Modality.IS),
        ("Robbery would be 187 more than the average.", Modality.MAY),
    ],
)
def test_what_a_question_or_a_comparison_takes_for_granted_is_said(text: str, wanted: Modality) -> None:
    found = claims_in(Passage(text, SentencePlace()), names_of(MSG))

    assert {claim.modality for claim in found if claim.amount and claim.amount.text.startswith("187")} == {
        wanted
    }


def test_what_is_needed_to_reach_a_target_has_not_reached_it() -> None:
    item = Passage(
        "Violence with injury: just 3", SentencePlace(), lead="Further outcomes needed to reach target:"
    )

    found = judge(claims_in(item, names_of(LEICESTERSHIRE)), known(LEICESTERSHIRE))

    assert V.CONTRADICTS not in [each.verdict for each in found]
