"""What sentences of papers say, as claims: each figure and grade in its role, with its subject."""

from __future__ import annotations

import pytest

from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ComparedWith,
    Hedge,
    KnownName,
    Modality,
    NameKind,
    Passage,
    Sense,
    SentencePlace,
)

_MEASURES = (
    "Burglary - Dwelling",
    "Serious Sexual Offences",
    "Theft Of Motor Vehicle",
    "Theft From Motor Vehicle",
    "Commercial Burglary",
    "Violence with injury",
    "Hate Crime",
    "Public Confidence (CSEW)",
    "Emergency response within target",
    "Robbery of personal property",
)
_AREAS = ("Gangs", "Digital Crime", "Innovation", "Our People", "Serious and Organised Crime", "Efficient")
_COMMANDS = ("North LPA", "South LPA", "SCD", "OPC")
_PLACES = ("Spinney Hill LPU", "Hinckley LPU", "Haringey")
NAMES = NameIndex(
    tuple(
        KnownName(kind, name)
        for kind, names in (
            (NameKind.MEASURE, _MEASURES),
            (NameKind.AREA, _AREAS),
            (NameKind.COMMAND, _COMMANDS),
            (NameKind.PLACE, _PLACES),
            (NameKind.FORCE, ("Essex",)),
        )
        for name in names
    )
)


def _claims(sentence: str, *headings: str, lead: str = "", before: str = "") -> tuple[Claim, ...]:
    return claims_in(Passage(sentence, SentencePlace(), headings, lead, before=before), NAMES)


def _roles(sentence: str) -> list[tuple[str, str]]:
    return [(claim.kind.value, claim.amount.text) for claim in _claims(sentence) if claim.amount is not None]


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "Dwelling burglary fell by 8.3 %, which is 35 crimes short of the 10 % reduction target.",
            [("change", "8.3 %"), ("shortfall", "35"), ("target", "10 %")],
        ),
        (
            "Hate crime outcomes slipped 6.1 points to 45.1 %, under the 55 % we set ourselves.",
            [("change", "6.1 points"), ("level", "45.1 %"), ("target", "55 %")],
        ),
        (
            "For the target of 25 % a further 129 outcomes are needed.",
            [("target", "25 %"), ("outcomes required", "129")],
        ),
        (
            "On robbery we are 6th of 8, two places better than before.",
            [("rank", "6th"), ("movement", "two")],
        ),
        (
            "It would take 25,355 fewer offences to reach the MSG average.",
            [("change required", "25,355")],
        ),
        ("Confidence is 8.8 points below the average of the group.", [("gap", "8.8 points")]),
        ("Robbery: 1,903 (+21, +3.7%).", [("count", "1,903"), ("change", "+21"), ("change", "+3.7%")]),
    ],
)
def test_each_figure_has_the_role_that_the_words_around_it_give(
    sentence: str, roles: list[tuple[str, str]]
) -> None:
    assert _roles(sentence) == roles


def test_a_modal_sentence_says_nothing_to_be_so() -> None:
    (claim,) = _claims("We should have the hate crime outcome rate back above 50 % by the spring.")

    assert (claim.modality, claim.hedge) == (Modality.MAY, Hedge.OVER)


def test_a_name_in_the_sentence_goes_before_the_heading() -> None:
    known = _claims("Robbery is up 3 %.", "Gangs")[0].subject
    foreign = _claims("Knife crime is up 3 %.", "Gangs")[0].subject
    none = _claims("It is up 3 %.", "Burglary - Dwelling")[0].subject

    assert ([name.name for name in known.names], known.how) == (["Robbery of personal property"], "sentence")
    assert (foreign.names, foreign.foreign) == ((), "Knife crime")
    assert ([name.name for name in none.names], none.how) == (["Burglary - Dwelling"], "heading")


def test_a_name_that_may_be_two_is_left_open_unless_the_heading_says_which() -> None:
    open_one = _claims("Burglary is up 3 %.")[0].subject
    said = _claims("Burglary is up 3 %.", "Burglary - Dwelling")[0].subject

    assert len(open_one.names) == 2
    assert [name.name for name in said.names] == ["Burglary - Dwelling"]


def test_a_change_of_grade_knows_both_grades_whichever_comes_first() -> None:
    said = [
        _claims("Digital Crime improved to Good from Requires Improvement."),
        _claims("Digital Crime went from RI to Good."),
    ]

    assert [claims[0].kind for claims in said] == [ClaimKind.CHANGE_OF_GRADE] * 2
    assert {claims[0].grades for claims in said} == {("Requires Improvement", "Good")}


def test_commands_grades_are_theirs() -> None:
    (claim,) = [each for each in _claims("SCD graded themselves as RI.", "Gangs") if each.grades]

    assert claim.grades == ("Requires Improvement",)
    assert [name.name for name in claim.subject.commands] == ["SCD"]


def test_counts_have_their_criterion() -> None:
    claims = _claims("Of the fifteen areas, eight are at Good, one improvement; two deteriorations.")

    assert [(each.amount.text, each.grades, each.direction) for each in claims if each.amount] == [
        ("fifteen", (), Sense.NONE),
        ("eight", ("Good",), Sense.NONE),
        ("one", (), Sense.BETTER),
        ("two", (), Sense.WORSE),
    ]


def test_an_item_of_a_list_is_what_its_lead_says() -> None:
    (claim,) = _claims("Gangs", lead="Deteriorated since cycle 12:")

    assert (claim.kind, claim.direction) == (ClaimKind.MEMBERS, Sense.WORSE)
    assert [name.name for name in claim.members] == ["Gangs"]


def test_a_comparison_without_a_figure_is_a_claim_of_its_own() -> None:
    claims = _claims("The hate crime outcome rate remains below the 55 % target.")

    assert [(each.kind, each.direction, each.reference) for each in claims] == [
        (ClaimKind.AGAINST, Sense.DOWN, ComparedWith.TARGET),
        (ClaimKind.TARGET, Sense.NONE, ComparedWith.TARGET),
    ]


def test_a_superlative_of_a_place_is_a_record() -> None:
    (claim,) = [c for c in _claims("Haringey has the highest robbery.") if c.kind is ClaimKind.RECORD]

    assert claim.direction is Sense.UP
    assert [place.name for place in claim.subject.places] == ["Haringey"]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Knife robbery is up 3 %.", "“Knife”"),
        ("Robbery is up 3 % in Charnwood.", "“Charnwood”"),
        ("Robbery is up 3 %, excluding Haringey.", "“excluding”"),
        ("Robbery fell by more than hate crime, which fell by 3 %.", "compares several"),
    ],
)
def test_what_may_mean_something_else_says_so(sentence: str, reason: str) -> None:
    said = " ".join(
        words
        for claim in _claims(sentence)
        for words in (*claim.doubts, *claim.reservations, claim.subject.foreign)
    )

    assert reason.strip("“”") in said


def test_figures_without_a_verb_take_the_role_of_the_one_before() -> None:
    assert _roles("Robbery fell by 5 % and hate crime 3 %.") == [("change", "5 %"), ("change", "3 %")]


def test_figures_of_last_year_are_of_last_year() -> None:
    claims = _claims("Robbery rose from 1,200 to 1,300, against 900 a year earlier.")

    assert [(c.amount.text, bool(c.period and c.period.previous)) for c in claims if c.amount] == [
        ("1,200", True),
        ("1,300", False),
        ("900", True),
    ]
