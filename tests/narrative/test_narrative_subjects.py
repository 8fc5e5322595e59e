"""Whose figure it is, where the name stands in a heading, by halves, or only in what happened to somebody."""

from __future__ import annotations

import pytest

from tests.narrative.said import ESSEX, LEICESTERSHIRE, LONDON, MSG, known, names_of, verdicts
from xlscore.narrative.claims import claims_in
from xlscore.narrative.model import Claim, ClaimVerdict, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

AGREES, CONTRADICTS, OPEN = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL


def claims(sample: str, text: str, *headings: str) -> list[Claim]:
    """Return the claims of a sentence about a sample workbook."""
    return list(claims_in(Passage(text, SentencePlace(), headings), names_of(sample)))


def test_a_heading_says_that_it_is_satisfaction() -> None:
    assert verdicts(LONDON, "Vehicle crime, 88.1%", "Satisfaction") == [AGREES]
    assert verdicts(
        LONDON, "Violent crime, 78.8%, 3.2 points under.", "Victims", "Satisfaction > Below target"
    ) == [AGREES, AGREES]
    assert AGREES not in verdicts(LONDON, "Vehicle crime, 88.1%", "Recorded crime")


def test_those_who_were_burgled_are_asked_about_burglary() -> None:
    found = claims(LONDON, "Of those who were burgled, 88.9% are satisfied.")
    assert [name.name for claim in found for name in claim.subject.names] == ["Burglary satisfaction"]


def test_each_figure_takes_the_word_before_it() -> None:
    """Where a name is told by halves, "officers" and "staff" each belong to the figure that follows."""
    assert verdicts(ESSEX, "Sickness: officers 4.4%, staff 4.8%") == [AGREES, AGREES]
    found = claims(ESSEX, "Sickness: staff 4.8%, officers 4.4%")
    assert ["Officers" in claim.subject.names[0].name for claim in found] == [False, True]


def test_staff_are_no_staffordshire() -> None:
    assert not claims(MSG, "Staff stood at 3.5%.")[0].subject.places
    assert [place.name for place in claims(MSG, "Staffs stood at 3.5 per 1,000.")[0].subject.places] == [
        "Staffordshire"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [("the largest of any local unit, Spinney Hill, which had 137 burglaries.", "Spinney Hill LPU")],
)
def test_a_unit_goes_before_all_of_its_kind(text: str, place: str) -> None:
    found = claims(LEICESTERSHIRE, text)
    assert {each.name for claim in found if claim.amount for each in claim.subject.places} == {place}


def test_of_two_burglaries_only_one_is_told_by_unit() -> None:
    assert verdicts(LEICESTERSHIRE, "Burglary in Hinckley is up 24.8%.") == [AGREES]
    assert verdicts(LEICESTERSHIRE, "Burglary is up 24.8%.") == [OPEN]


def test_the_same_figure_the_other_way_contradicts() -> None:
    """Three digits say which figure is meant, whatever the words leave open; two do not."""
    assert verdicts(LEICESTERSHIRE, "Racketeers: burglary in Hinckley is down 24.8%.") == [CONTRADICTS]
    assert CONTRADICTS not in verdicts(LEICESTERSHIRE, "Racketeers: burglary in Hinckley is down 25%.")


def test_a_word_of_the_name_is_no_stranger() -> None:
    assert verdicts(LONDON, "Racist incidents: 81.8% satisfied, 4.2 points under target.") == [
        AGREES,
        CONTRADICTS,
    ]


def test_the_groups_average_is_what_the_own_figure_is_compared_with() -> None:
    """The figure of the group is another's; a figure against the group's average is the own one."""
    text = "Violence with injury is 30 offences above the group's average."
    assert AGREES in [each.verdict for each in judge(claims(MSG, text), known(MSG))]
    assert AGREES not in verdicts(MSG, "The group's violence with injury is 8.41 per 1,000.")


def test_another_right_figure_of_the_sentence_says_whose_they_are() -> None:
    """In everyday words a figure contradicts nothing, unless another of the sentence is the workbook's to three digits."""
    alone = "In Haringey homes were broken into more often, by 31%, than a year before."
    beside = "In Haringey, 2,289 homes were broken into, 31% more than a year before."
    other = "In Haringey, 2,310 homes were broken into, 31% more than a year before."

    assert CONTRADICTS not in verdicts(LONDON, alone)
    assert verdicts(LONDON, beside) == [AGREES, CONTRADICTS]
    assert verdicts(LONDON, other)[1] is OPEN


def test_crimes_of_several_forces_are_all_crime() -> None:
    text = "Sussex recorded 127,410 crimes and Hampshire recorded {} crimes."

    assert verdicts(MSG, text.format("126,355")) == [AGREES, CONTRADICTS]
    assert verdicts(MSG, text.format("162,355")) == [AGREES, AGREES]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Burglars broke into 1,903 homes.", "Burglary - Dwelling"),
        ("Viol w inj offences are at 2,585.", "Violence with Injury"),
    ],
)
def test_everyday_words_and_shortened_ones_name_an_offence(text: str, name: str) -> None:
    assert {
        each.name.casefold() for claim in claims(LEICESTERSHIRE, text) for each in claim.subject.names
    } == {name.casefold()}


def test_the_only_kind_of_antisocial_behaviour_is_called_by_all_its_words() -> None:
    for called in ("ASB", "Anti-social behaviour", "Repeat anti-social behaviour"):
        assert [
            each.name for claim in claims(ESSEX, f"{called} is graded Good.") for each in claim.subject.names
        ] == ["Repeat High Harm ASB"]


@pytest.mark.parametrize(
    "text",
    ["Overall, 14.8% of crimes were solved.", "One crime in seven (14.8% of all crimes) is solved."],
)
def test_a_share_that_was_solved_is_the_rate_of_outcomes(text: str) -> None:
    assert AGREES in verdicts(MSG, text)
    assert [
        each.name for claim in claims(MSG, text) if claim.subject.outcomes for each in claim.subject.names
    ]
