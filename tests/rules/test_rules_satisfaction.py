"""Satisfaction over a rolling year: the published figures against their targets, what a month counts, what it moves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from xlscore.rules.monthly.satisfaction import SatisfactionInputs, Surveyed, judge_satisfaction
from xlscore.rules.monthly.satisfaction_course import courses_of
from xlscore.rules.monthly.satisfaction_words import satisfaction_sentence
from xlscore.rules.policy import DEFAULT
from xlscore.rules.series import months_later


def share(typed: str) -> Fraction:
    return Fraction(typed) / 100


def months(pairs: list[tuple[int, int]], last: tuple[int, int] = (2013, 10)) -> dict[date, Surveyed]:
    """Return as many months up to October 2013 as there are pairs of satisfied and asked."""
    end = last[0] * 12 + last[1] - 1
    return {
        date(n // 12, n % 12 + 1, 1): Surveyed(Fraction(good), Fraction(every))
        for n, (good, every) in zip(range(end - len(pairs) + 1, end + 1), pairs, strict=True)
    }


@pytest.mark.parametrize(
    ("group", "rolling", "target", "status", "gap"),
    [
        ("All users", "85.3", "85", "Green", "0.3 points above"),
        ("Burglary", "88.9", "90", "Amber", "1.1 points below"),
        ("Vehicle crime", "88.1", "85", "Green", "3.1 points above"),
        ("Violent crime", "78.8", "82", "Amber", "3.2 points below"),
        ("Racist incidents", "81.8", "88", "Red", "6.2 points below"),
        ("Anti-social behaviour", "80.2", "88", "Red", "7.8 points below"),
    ],
)
def test_the_published_groups_stand_against_their_targets(
    group: str, rolling: str, target: str, status: str, gap: str
) -> None:
    """Leicestershire, October 2013."""
    row = SatisfactionInputs(group, "", {}, share(rolling), share(target))

    (found,) = judge_satisfaction([row], DEFAULT)

    assert found.rag.value == status
    said = f"{group}: {rolling}% satisfied in the rolling 12 months, {gap} the target of {target}%."
    assert satisfaction_sentence(found) == said


@pytest.mark.parametrize(
    ("overall", "target", "strands", "named"),
    [
        ("78.8", "82", ("82.3", "78.4"), "Under target: Follow-up (78.4%)."),
        ("81.8", "88", ("81.1", "77.5"), "Under target: Follow-up (77.5%) and Action taken (81.1%)."),
        ("80.2", "88", ("74.2", "63.8"), "Under target: Follow-up (63.8%) and Action taken (74.2%)."),
    ],
)
def test_the_published_strands_under_their_groups_target_are_named(
    overall: str, target: str, strands: tuple[str, str], named: str
) -> None:
    """Leicestershire, October 2013: a strand has no target of its own."""
    rows = [
        SatisfactionInputs("Users", "", {}, share(overall), share(target)),
        SatisfactionInputs("users", "Action taken", {}, share(strands[0])),
        SatisfactionInputs("Users", "Follow-up", {}, share(strands[1])),
    ]

    found = judge_satisfaction(rows, DEFAULT)

    assert satisfaction_sentence(found[0]).endswith(named)
    assert [each.target for each in found] == [share(target)] * 3


def test_a_strand_with_a_target_of_its_own_is_held_against_that() -> None:
    rows = [
        SatisfactionInputs("Users", "", {}, share("85"), share("82")),
        SatisfactionInputs("Users", "Contact", {}, share("83"), share("90")),
    ]

    found = judge_satisfaction(rows, DEFAULT)

    assert found[0].under == (("Contact", share("83")),)


def test_a_month_counts_by_how_many_were_asked_in_it() -> None:
    (found,) = judge_satisfaction(
        [SatisfactionInputs("Users", "", months([(9, 10)] * 11 + [(45, 90)]))], DEFAULT
    )

    assert found.rolling == Fraction(144, 200)  # the mean of the monthly shares is 86.7 %


def test_the_effect_of_the_last_month_is_what_the_year_would_be_without_it() -> None:
    (found,) = judge_satisfaction(
        [SatisfactionInputs("Users", "", months([(44, 50)] * 11 + [(40, 50)]))], DEFAULT
    )

    assert found.effect == Fraction(524, 600) - Fraction(44, 50)
    assert "Oct 2013 alone: 40 of 50 (80.0%), which moves the twelve months down by 0.7 points." in (
        satisfaction_sentence(found)
    )


def test_a_share_is_held_against_that_of_the_twelve_months_before() -> None:
    """Essex Police, performance board minutes, 2019: 65.6 % of the local survey, 68.9 % a year before."""
    typed = SatisfactionInputs("Confidence", "", {}, share("65.6"), typed_before=share("68.9"))
    small = SatisfactionInputs(
        "Confidence", "", months([(689, 1000)] + [(0, 0)] * 11 + [(656, 1000)] + [(0, 0)] * 11)
    )
    large = SatisfactionInputs("Confidence", "", months([(6890, 10000)] + [(0, 0)] * 11 + [(6560, 10000)] + [(0, 0)] * 11))  # fmt: skip

    of_typed, of_small, of_large = (
        satisfaction_sentence(each) for each in judge_satisfaction([typed, small, large], DEFAULT)
    )

    assert "That is 3.3 points down on the 68.9% of the twelve months before." in of_typed
    assert "before (95% range -7.4 to +0.8), no more than chance would explain." in of_small
    assert "before (95% range -4.6 to -2.0)." in of_large


def test_eleven_months_of_the_year_before_give_no_change() -> None:
    (found,) = judge_satisfaction([SatisfactionInputs("Users", "", months([(40, 50)] * 23))], DEFAULT)

    assert (found.rolling, found.change, found.on_year) == (Fraction(4, 5), None, None)


def test_months_before_the_twelve_do_not_count() -> None:
    long = months([(0, 50)] * 6 + [(40, 50)] * 12)

    (found,) = judge_satisfaction([SatisfactionInputs("Users", "", long)], DEFAULT)

    assert (found.rolling, found.to) == (Fraction(4, 5), date(2013, 10, 1))


def test_the_range_is_wilsons() -> None:
    """1,903 asked and 347 satisfied: PHEindicatormethods gives 16.56 % to 20.03 %."""
    (found,) = judge_satisfaction(
        [SatisfactionInputs("Users", "", months([(347, 1903)] + [(0, 0)] * 11))], DEFAULT
    )

    assert found.interval is not None
    assert (round(found.interval.lower, 4), round(found.interval.upper, 4)) == (0.1656, 0.2003)


def test_a_target_within_the_range_is_said_to_be_no_more_than_chance() -> None:
    near = judge_satisfaction(
        [SatisfactionInputs("Users", "", months([(42, 50)] * 12), target=share("85"))], DEFAULT
    )[0]
    far = judge_satisfaction(
        [SatisfactionInputs("Users", "", months([(32, 50)] * 12), target=share("85"))], DEFAULT
    )[0]

    assert "no more than chance would explain" in satisfaction_sentence(near)
    assert "chance" not in satisfaction_sentence(far)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (months([(40, 50)] * 11), "The latest 12 months do not all have both figures; there are 11."),
        ({m: n for m, n in months([(40, 50)] * 12).items() if m.month != 3}, "The latest 12 months do not all have both figures; there are 11."),
        (months([(0, 0)] * 12), "Nobody was asked in these 12 months."),
        ({}, "No month has both counts as they can be."),
    ],
    ids=["eleven", "a gap", "nobody asked", "nothing"],
)  # fmt: skip
def test_without_twelve_months_there_is_no_share_and_it_is_said_why(
    given: dict[date, Surveyed], why: str
) -> None:
    (found,) = judge_satisfaction([SatisfactionInputs("Users", "", given, target=share("85"))], DEFAULT)

    assert (found.rolling, found.rag.value) == (None, "Grey")
    assert satisfaction_sentence(found) == f"Users: no rolling 12 months. {why}"


def test_counts_go_before_a_typed_share() -> None:
    (found,) = judge_satisfaction(
        [SatisfactionInputs("Users", "", months([(40, 50)] * 12), share("99"))], DEFAULT
    )

    assert found.rolling == Fraction(4, 5)


@pytest.mark.parametrize(
    ("target", "assurance", "said"),
    [
        ("70", "Passing", "As the months run, the target goes on being met."),
        ("84", "Hit or miss", "As the months run, the target is hit or missed by chance."),
        ("99", "Failing", "As the months run, the target will not be met."),
    ],
)
def test_whether_the_target_will_go_on_being_met_is_what_the_chart_of_the_months_assures(
    target: str, assurance: str, said: str
) -> None:
    """Leicestershire, October 2013: assurance beside each satisfaction target."""
    given = months([(42, 50), (43, 50), (41, 50)] * 4)

    (found,) = judge_satisfaction([SatisfactionInputs("Users", "", given, target=share(target))], DEFAULT)

    assert found.assurance is not None
    assert (found.assurance.value, said in satisfaction_sentence(found)) == (assurance, True)


def test_a_typed_share_and_one_without_a_target_assure_nothing() -> None:
    rows = [
        SatisfactionInputs("Typed", "", {}, share("80"), share("70")),
        SatisfactionInputs("Counted", "", months([(42, 50)] * 12)),
    ]

    assert [each.assurance for each in judge_satisfaction(rows, DEFAULT)] == [None, None]


def _surveyed(months: int, missing: int | None = None) -> dict[date, Surveyed]:
    return {
        months_later(date(2013, 4, 1), n): Surveyed(Fraction(40), Fraction(50))
        for n in range(months)
        if n != missing
    }


@pytest.mark.parametrize(
    ("months", "missing", "most", "known"),
    [
        (13, None, 60, [True, True]),
        (12, None, 60, None),
        (30, None, 4, [True] * 4),
        (26, 12, 60, [True, *[False] * 12, True, True]),
        (14, 12, 60, None),
    ],
)
def test_a_course_has_the_months_that_have_their_twelve(
    months: int, missing: int | None, most: int, known: list[bool] | None
) -> None:
    row = SatisfactionInputs("Burglary", "", _surveyed(months, missing))

    found = courses_of([row], judge_satisfaction([row], DEFAULT), most)

    assert [[each is not None for each in course.rolling] for course in found] == (
        [] if known is None else [known]
    )
