"""Redlines: how many are met in words, how far each is from its standard, how it has moved."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from xlscore.rules.figures import Blank, Figure, Source
from xlscore.rules.figures_text import read_figure
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.problems import RuleError
from xlscore.rules.redlines.area import judge_redline
from xlscore.rules.redlines.change import TypedChange, possible_bases, read_change
from xlscore.rules.redlines.composite import Category, read_trend, said_composite
from xlscore.rules.redlines.group import gap_from_change
from xlscore.rules.redlines.history import RedlineHistory, said_history, worse_since
from xlscore.rules.redlines.met import count_met
from xlscore.rules.redlines.redline import GroupStandard, Redline, gap_of, said_gap, said_movement
from xlscore.rules.redlines.scale import HeldAs, ShownFigure, scale_of
from xlscore.rules.series import Series, SeriesPoint, next_month

PLACE = Source("Areas", "C2")
SHARE = HeldAs.FRACTION
YES, NO, OPEN = True, False, None


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        # Essex Police Balanced Scorecard, cycle 13: "None of the three Redline Measures are currently being met."
        ([NO] * 3, "None of the three redline measures of Keeping People Safe are met."),
        ([], ""),
        ([NO], "The redline measure of Keeping People Safe is not met."),
        ([YES], "The redline measure of Keeping People Safe is met."),
        ([OPEN], "The redline measure of Keeping People Safe has no answer yet."),
        ([NO, NO], "Neither of the two redline measures of Keeping People Safe is met."),
        ([YES, YES], "Both redline measures of Keeping People Safe are met."),
        ([YES, NO], "One of the two redline measures of Keeping People Safe is met."),
        ([YES, NO, YES], "Two of the three redline measures of Keeping People Safe are met."),
        ([YES] * 12, "All twelve redline measures of Keeping People Safe are met."),
        ([NO] * 13, "None of the 13 redline measures of Keeping People Safe are met."),
        (
            [NO, NO, OPEN],
            "Of the three redline measures of Keeping People Safe none are met, two are not met and one has no answer yet.",
        ),
        ([YES, OPEN], "Of the two redline measures of Keeping People Safe one is met and one has no answer yet."),
        ([OPEN, OPEN], "Of the two redline measures of Keeping People Safe neither has an answer yet."),
        ([OPEN] * 4, "Of the four redline measures of Keeping People Safe none has an answer yet."),
    ],
)  # fmt: skip
def test_how_many_are_met_is_said_in_words_up_to_twelve(answers: list[bool | None], sentence: str) -> None:
    count = count_met(answers)

    said = count.sentence("Keeping People Safe")

    assert said == sentence
    assert count.defined == len(answers)


def redline(value: str | None, minimum: str | None, higher: bool | None, **more: Any) -> Redline:
    """A redline of figures as they are written."""
    figures = [None if text is None else figure(text) for text in (value, minimum)]
    measure = RedlineMeasure("The measure", PLACE, *figures, higher, more.pop("typed", None))
    before = more.pop("previous", None)
    return Redline(measure, previous=None if before is None else figure(before), **more)


def figure(text: str) -> Figure:
    """A figure as a cell has it as text."""
    found = read_figure(text)
    assert found is not None
    return Figure(found.value, PLACE, native=False, text=found)


@pytest.mark.parametrize(
    ("own", "gap", "said"),
    [
        # Essex, cycle 13: "current performance is at 73.6% (6.4% points below the target)"
        (
            redline("73.6%", "80%", True, held_as=SHARE, data_to="Feb 2019"), "-0.064",
            "The measure is 73.6% (Feb 2019), 6.4 points below the minimum standard of 80%, and is not met.",
        ),
        (
            redline("81%", "80%", True, held_as=SHARE), "0.01",
            "The measure is 81%, 1.0 points above the minimum standard of 80%, and is met.",
        ),
        (
            redline("80%", "80%", True, held_as=SHARE), "0",
            "The measure is 80%, at the minimum standard of 80%, and is met.",
        ),
        # Less is better: above the standard is not met.
        (
            redline("71.2 per 1,000 pop.", "65 per 1,000 pop.", False), "6.2",
            "The measure is 71.2 per 1,000 pop., 6.2 above the minimum standard of 65 per 1,000 pop., and is not met.",
        ),
        (
            redline("1,903", "2,000", None), "-97",
            "The measure is 1,903, 97 below the minimum standard of 2,000.",
        ),
        (redline("73.6", "80", True, held_as=HeldAs.PER_CENT), "-6.4",
         "The measure is 73.6%, 6.4 points below the minimum standard of 80%, and is not met."),
        (redline("73.6%", None, True, held_as=SHARE, typed=False), None, ""),
        # As the paper says: eighth in its MSG and 9.5% points below the MSG average.
        (
            redline(None, None, True, typed=False, benchmark=gap_from_change("MSG average", "9.5% points", "%")), "-0.095",
            "The measure is 9.5 points below the MSG average, and is not met.",
        ),
        (
            redline(None, None, False, typed=False, benchmark=gap_from_change("MSG average", -22112.0, "per 1,000 population")), "22112",
            "The measure is 22,112 offences above the MSG average, and is not met.",
        ),
        (
            redline(None, None, False, typed=True, benchmark=gap_from_change("MSG average", "N/A - already better than average.", "%")),
            None, "The measure is measured against the MSG average, and is met.",
        ),
        (redline(None, None, False, typed=False, data_to="Feb 2019", benchmark=GroupStandard("MSG average")), None,
         "The measure is measured against the MSG average (Feb 2019), and is not met."),
        (redline(None, None, False, benchmark=GroupStandard("MSG average")), None, ""),
    ],
)  # fmt: skip
def test_the_gap_is_own_minus_minimum_in_points_between_percentages(
    own: Redline, gap: str | None, said: str
) -> None:
    assert gap_of(own) == (None if gap is None else Fraction(gap))
    assert said_gap(own) == said


@pytest.mark.parametrize(
    ("own", "said"),
    [
        # As the paper says: from an 8.7% year-on-year decrease at the last board to one of 11.3%.
        (
            redline("-11.3%", None, False, previous="-8.7%", held_as=SHARE, data_to="Feb 2019", previous_data_to="Dec 2018"),
            "It was -8.7% (Dec 2018) and is -11.3% (Feb 2019): 2.6 points lower, which is better.",
        ),
        # "Essex moved from 273 fewer solved year-on-year in the last Performance Board to 200 fewer in this Board"
        (
            redline("-200", None, True, previous="-273", data_to="Feb 2019", previous_data_to="Dec 2018"),
            "It was -273 (Dec 2018) and is -200 (Feb 2019): 73 higher, which is better.",
        ),
        (redline("73.6%", None, True, previous="74%", held_as=SHARE), "It was 74% and is 73.6%: 0.4 points lower, which is worse."),
        (redline("5", None, None, previous="4"), "It was 4 and is 5: 1 higher (+25.0%)."),
        (redline("5", None, True, previous="5", data_to="Feb 2019", previous_data_to="Dec 2018"),
         "It was 5 (Dec 2018) and is 5 (Feb 2019): no change."),
        # The next cycle has just begun, and nothing is new.
        (redline("5", None, True, previous="5", data_to="Feb 2019", previous_data_to="Feb 2019"), ""),
        (redline("5", None, True), ""),
        (redline(None, None, True, previous="5"), ""),
    ],
)  # fmt: skip
def test_the_same_figure_at_the_last_board_and_at_this_one(own: Redline, said: str) -> None:
    assert said_movement(own) == said


@pytest.mark.parametrize(
    ("figures", "said", "held"),
    [
        ((("0.736", True), ("0.8", True)), False, HeldAs.FRACTION),
        ((("73.6%", False), ("0.8", False)), False, HeldAs.FRACTION),
        ((("0.736", False), ("0.8", False)), True, HeldAs.FRACTION),
        ((("0.736", False), ("0.8", False)), False, HeldAs.PLAIN),
        ((("73.6", False), ("80", False)), True, HeldAs.PER_CENT),
        ((("73.6", False), ("80", False)), False, HeldAs.PLAIN),
        ((("118%", False), ("100%", False)), False, HeldAs.FRACTION),
        ((("73.6%", False), ("80", False)), False, None),
        ((("0.736", True), ("80", False)), False, None),
        ((("0.736", False), ("80", False)), True, None),
        ((("0.05", False), ("5", False)), True, None),
        # Half a per cent against five is a pair, as 50 % against 5 is not.
        ((("0.5", False), ("5", False)), True, HeldAs.PER_CENT),
        ((("0", False), ("-11.3", False)), True, HeldAs.PER_CENT),
        ((), True, HeldAs.PLAIN),
    ],
)
def test_a_percentage_and_a_bare_number_are_no_pair(
    figures: tuple[tuple[str, bool], ...], said: bool, held: HeldAs | None
) -> None:
    shown = [ShownFigure(as_cell(text), as_percentage) for text, as_percentage in figures]

    assert scale_of(shown, said=said) is held


def as_cell(text: str) -> Figure:
    """A figure as a cell has it: a number, or a text with its sign."""
    return figure(text) if "%" in text else Figure(Fraction(text), PLACE)


def months(first: tuple[int, int], *values: str | None) -> Series:
    """A series from a month on; None is a month without a figure."""
    points, month = [], date(*first, 1)
    for value in values:
        points.append(SeriesPoint(month, Blank(PLACE) if value is None else Figure(Fraction(value), PLACE)))
        month = next_month(month)
    return Series.of("The measure", points)


# As the paper says: deteriorating since July 2018, then 1.0 points lower than a year before, 3.8 in February 2019.
RESPONSE = months(
    (2017, 7),
    "0.78", "0.781", "0.779", "0.777", "0.776", "0.775", "0.776", "0.774", "0.77", "0.772", "0.769", "0.765",
    "0.77", "0.768", "0.763", "0.76", "0.755", "0.75", "0.744", "0.736",
)  # fmt: skip


@pytest.mark.parametrize(
    ("series", "higher", "introduced", "since"),
    [
        (RESPONSE, True, None, (2018, 7)),
        (RESPONSE, True, (2018, 10), (2018, 10)),
        (RESPONSE, False, None, None),
        (RESPONSE, None, None, None),
        (months((2019, 1), "5", "6", "7"), False, None, (2019, 1)),
        # The last month is no worse; equal months, and months that are wanting, end a run.
        (months((2019, 1), "5", "4", "4"), True, None, None),
        (months((2019, 1), "5", "5", "4", "3"), True, None, (2019, 2)),
        (months((2019, 1), "9", None, "4", "3"), True, None, (2019, 3)),
        (months((2019, 1), "9", None, "4"), True, None, None),
        (months((2018, 11), "9", "8", "7", None), True, None, (2018, 11)),
        (months((2019, 1), "9"), True, None, None),
        (months((2019, 1)), True, None, None),
    ],
)  # fmt: skip
def test_a_run_begins_with_the_month_from_which_every_month_is_worse(
    series: Series, higher: bool | None, introduced: tuple[int, int] | None, since: tuple[int, int] | None
) -> None:
    history = RedlineHistory(series, introduced=None if introduced is None else date(*introduced, 1))

    assert worse_since(history, higher) == (None if since is None else date(*since, 1))


@pytest.mark.parametrize(
    ("history", "higher", "said"),
    [
        (
            RedlineHistory(RESPONSE, SHARE, date(2018, 7, 1)), True,
            ("It has deteriorated every month since Jul 2018, when this redline was introduced.",
             "In Jul 2018 it was 1.0 points lower than a year before, and in Feb 2019 3.8 points lower."),
        ),
        (
            RedlineHistory(RESPONSE, SHARE), False,
            ("In Feb 2019 it was 3.8 points lower than a year before.",),
        ),
        (
            RedlineHistory(months((2019, 1), "5", "6", "7")), False,
            ("It has deteriorated every month since Jan 2019, when its months begin.",),
        ),
        (
            RedlineHistory(months((2019, 1), "5", "4", "5")), False,
            ("It has deteriorated since Feb 2019.",),
        ),
        (
            RedlineHistory(months((2018, 2), "7", *["5"] * 10, "6", "7")), True,
            ("In Feb 2019 it was as it was a year before.",),
        ),
        (RedlineHistory(months((2019, 1))), True, ()),
    ],
)  # fmt: skip
def test_the_months_are_said_with_the_gap_to_the_same_month_last_year(
    history: RedlineHistory, higher: bool, said: tuple[str, ...]
) -> None:
    assert said_history(history, higher) == said


def test_a_redline_without_other_figures_is_called_by_its_name_in_its_first_sentence() -> None:
    own = redline(None, None, True, history=RedlineHistory(RESPONSE, SHARE))

    assert judge_redline(own).words == (
        "The measure: it has deteriorated every month since Jul 2018. "
        "In Jul 2018 it was 1.0 points lower than a year before, and in Feb 2019 3.8 points lower."
    )


def category(name: str, own: str | None, group: str | None, trend: str = "", *, higher: bool | None = False) -> Category:  # fmt: skip
    """A category of a composite redline."""
    figures = [None if text is None else Fraction(text) for text in (own, group)]
    return Category(name, *figures, higher, read_trend(trend) if trend else None)


# High Harm as the paper has it: volumes of burglary above the average, two below and better, rape the same; all but burglary rising.
VOLUMES = (
    category("Burglary Dwelling", "3.9", "3.1", "falling"),
    category("VWI", "8.1", "8.9", "▲"),
    category("Other Sexual Offences", "1.6", "1.8", "Rising"),
    category("Rape", "1.1", "1.1", "up"),
)
# All solved rates below it but that of robbery.
SOLVED = tuple(
    category(name, own, "0.12", higher=True)
    for name, own in (
        ("Burglary Dwelling", "0.06"), ("VWI", "0.112"), ("Rape", "0.04"), ("Robbery of Personal Property", "0.13"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("categories", "said"),
    [
        (
            VOLUMES,
            ("Burglary Dwelling is above (worse than) the MSG average; "
             "VWI and Other Sexual Offences are below (better than) the MSG average; Rape is the same as the MSG average.",
             "All its categories are rising except Burglary Dwelling."),
        ),
        (
            SOLVED,
            ("All its categories are below (worse than) the MSG average except Robbery of Personal Property.",),
        ),
        (SOLVED[:3], ("All its categories are below (worse than) the MSG average.",)),
        # Half and half is no rule with exceptions, and of one there is no "all".
        (
            SOLVED[2:],
            ("Rape is below (worse than) the MSG average; Robbery of Personal Property is above (better than) the MSG average.",),
        ),
        (SOLVED[:1], ("Burglary Dwelling is below (worse than) the MSG average.",)),
        ((category("VWI", "2", "1", higher=None),), ("VWI is above the MSG average.",)),
        # Where nothing is known of one, nothing is said of all.
        (
            (*SOLVED, category("Arson", None, "0.1", higher=True)),
            ("Burglary Dwelling, VWI and Rape are below (worse than) the MSG average; "
             "Robbery of Personal Property is above (better than) the MSG average. Arson cannot be compared.",),
        ),
        ((category("VWI", None, None), category("Rape", None, "1")), ()),
        ((), ()),
    ],
)  # fmt: skip
def test_a_composite_is_said_as_all_except_where_most_categories_are_alike(
    categories: tuple[Category, ...], said: tuple[str, ...]
) -> None:
    assert said_composite(categories) == said


@pytest.mark.parametrize("typed", ["sideways", "rising then falling", "not rising", "", "3"])
def test_what_says_no_trend_is_asked_about(typed: str) -> None:
    with pytest.raises(RuleError, match="says no trend"):
        read_trend(typed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-246 (-8.0%)", "-246 (-8.0%)"),
        ("−246 (−8.0%)", "-246 (-8.0%)"),
        ("246 fewer solved (8.0%)", "-246 (-8.0%)"),
        ("8% (246) fewer", "-246 (-8%)"),
        ("up 1,200, 3.25 per cent", "+1,200 (+3.25%)"),
        ("-8.0%", "-8.0%"),
        ("0 (0.0%)", "+0 (+0.0%)"),
    ],
)
def test_a_change_is_read_with_its_count_and_its_percentage(text: str, words: str) -> None:
    assert read_change(text).words == words


@pytest.mark.parametrize(
    "text", ["", "fewer", "246 of 3080", "8% or 9%", "246 fewer, 8% more", "-246 (-8.0%) ?", "1.5"]
)
def test_what_could_be_another_change_is_none(text: str) -> None:
    with pytest.raises(RuleError, match="is not read as a change"):
        read_change(text)


@pytest.mark.parametrize(
    ("count", "percent", "places", "bases"),
    [
        # The paper's 8.0% (246): the base is between 3,056 and 3,094.
        (-246, "-8.0", 1, (3056, 3094)),
        (-246, "-8", 0, (2895, 3280)),
        (1, "0.0", 1, (2000, None)),
        (0, "0.0", 1, (1, None)),
        (0, "8.0", 1, None),
        (3, "8.0", 1, None),
        (5, "-5", 0, None),
        (5, None, 0, None),
    ],
)
def test_the_bases_of_which_a_count_can_be_that_percentage(
    count: int, percent: str | None, places: int, bases: tuple[int, int | None] | None
) -> None:
    typed = TypedChange(count, None if percent is None else Fraction(percent), places)

    assert possible_bases(typed) == bases
