"""Figures as officers write them: the forms of the papers, those of other forces, and what is no figure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Figure, NoFigure, Source, TextFigure
from xlscore.rules.figures_dates import read_data_to, read_month
from xlscore.rules.figures_text import explain_figure, read_figure
from xlscore.rules.figures_units import Unit


def figure(text: str) -> TextFigure:
    found = read_figure(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        # Essex, aspirations of 2019 and 2020
        ("91.60 per 1,000 pop.", "91.60", Unit.PER_POPULATION, "per 1,000 pop."),
        ("4.4% of contracted hours lost", "0.044", Unit.PERCENT, "% of contracted hours lost"),
        ("1.287 Casualties per 100M veh kms", "1.287", Unit.RATE, "Casualties per 100M veh kms"),
        ("8.8% points", "0.088", Unit.POINTS, "% points"),
        ("-22,112 offences", "-22112", Unit.OFFENCES, "offences"),
        ("-0.2%", "-0.002", Unit.PERCENT, "%"),
        ("-40", "-40", None, ""),
        # Leicestershire, 2013
        ("1,903", "1903", None, ""),
        ("18.2%", "0.182", Unit.PERCENT, "%"),
        ("-10%", "-0.1", Unit.PERCENT, "%"),
        # any table
        ("£600,000", "600000", Unit.MONEY, "£"),
        ("2,500 hours", "2500", Unit.HOURS, "hours"),
        ("0.5 % points", "0.005", Unit.POINTS, "% points"),
        ("+3.4pp", "0.034", Unit.POINTS, "pp"),
        ("2.3 percentage points", "0.023", Unit.POINTS, "percentage points"),
        ("-1.3%age points", "-0.013", Unit.POINTS, "%age points"),
        ("0.3ppts", "0.003", Unit.POINTS, "ppts"),
        ("51.2 per cent", "0.512", Unit.PERCENT, "per cent"),
        ("92% of victims", "0.92", Unit.PERCENT, "% of victims"),
        ("51.2% satisfied", "0.512", Unit.PERCENT, "% satisfied"),
        ("3.2 days", "3.2", Unit.DAYS, "days"),
        ("8.4 working days lost per FTE", "8.4", Unit.RATE, "working days lost per FTE"),
        ("12hrs", "12", Unit.HOURS, "hrs"),
        ("15 mins", "15", Unit.MINUTES, "mins"),
        ("90 seconds", "90", Unit.SECONDS, "seconds"),
        ("26 weeks", "26", Unit.WEEKS, "weeks"),
        ("5.2 years", "5.2", Unit.YEARS, "years"),
        ("12 Violence offences", "12", Unit.OFFENCES, "Violence offences"),
        ("35 missing people", "35", Unit.COUNT, "missing people"),
        ("14 burglaries", "14", Unit.COUNT, "burglaries"),
        ("22 victims of crime", "22", Unit.COUNT, "victims of crime"),
        ("12.5 FTE", "12.5", Unit.COUNT, "FTE"),
        ("0.8 offences per 1,000 population", "0.8", Unit.PER_POPULATION, "offences per 1,000 population"),
        ("£3.20 per head", "3.2", Unit.MONEY, "£ per head"),
        ("57.5 (%)", "0.575", Unit.PERCENT, "%"),
        ("91.6 (per 1,000 residents)", "91.6", Unit.PER_POPULATION, "per 1,000 residents"),
        ("1.234%", "0.01234", Unit.PERCENT, "%"),
        ("1.234 per 1,000 pop.", "1.234", Unit.PER_POPULATION, "per 1,000 pop."),
        ("0.234", "0.234", None, ""),
        (".5", "0.5", None, ""),
    ],
)
def test_a_figure_is_read_with_its_unit_in_the_words_of_the_cell(
    text: str, value: str, unit: Unit | None, words: str
) -> None:
    found = figure(text)

    assert (found.value, found.unit, found.words) == (Fraction(value), unit, words)


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("£1.2m", 1_200_000, 10**6), ("-£3.4m", -3_400_000, 10**6), ("£-3.4m", -3_400_000, 10**6),
        ("£1.2 million", 1_200_000, 10**6), ("£2.5bn", 2_500_000_000, 10**9), ("£600k", 600_000, 1000),
        ("12k", 12_000, 1000), ("12M", 12_000_000, 10**6), ("1.2m offences", 1_200_000, 10**6),
        ("3 thousand calls", 3000, 1000), ("12", 12, 1),
    ],
)  # fmt: skip
def test_a_scale_is_counted_in_and_kept(text: str, value: int, scale: int) -> None:
    assert (figure(text).value, figure(text).scale) == (value, scale)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(1,234)", -1234), ("( 1,234 )", -1234), ("(£600,000)", -600_000), ("£(600)", -600), ("(5%)", Fraction(-1, 20)),
        ("1,234-", -1234), ("−40", -40), ("–40", -40), ("- 40", -40), ("-\u00a040", -40), ("+40", 40), ("1\u00a0903", 1903),
        ("1\u202f903\u202f000", 1_903_000), ("1,903.", 1903), ("1,903¹", 1903), ("1,903*", 1903), ("1,903 [2]", 1903),
        ("51.2%1", Fraction("0.512")), ("22 offences2", 22), ("1,903 (p)", 1903), ("12 (see note 3)", 12), ("\u200b12 ", 12),
        ("18.2\n%", Fraction("0.182")),
    ],
)  # fmt: skip
def test_signs_spaces_and_footnotes_are_read_as_they_are_meant(text: str, value: int | Fraction) -> None:
    assert figure(text).value == value


@pytest.mark.parametrize(
    ("text", "position", "of", "tied"),
    [
        ("8 out of 8", 8, 8, False), ("3 of 8", 3, 8, False), ("8 (of 8)", 8, 8, False), ("8th", 8, None, False),
        ("2nd in MSG.", 2, None, False), ("4th in MSG", 4, None, False), ("8 in MSG", 8, None, False),
        ("=4", 4, None, True), ("=4th", 4, None, True), ("4=", 4, None, True), ("4th=", 4, None, True),
        ("Joint 2nd in the MSG", 2, None, True), ("ranked 4th of 8", 4, 8, False), ("Position: 4", 4, None, False),
        ("11th of 43 forces", 11, 43, False), ("21st nationally", 21, None, False), ("3rd place", 3, None, False),
    ],
)  # fmt: skip
def test_a_position_is_read_in_every_form(text: str, position: int, of: int | None, tied: bool) -> None:
    found = figure(text)

    assert (found.unit, found.value, found.of, found.tied) == (Unit.POSITION, position, of, tied)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("8 (Last data to September 19)", (2019, 9)), ("8 (data to Sept. 2019)", (2019, 9)), ("8 [Data to Sep-19]", (2019, 9)),
        ("57.5% (12 months to Sep 2024)", (2024, 9)), ("57.5% (Rolling 12 months to Dec '19)", (2019, 12)),
        ("91.6 (2018/19)", (2019, 3)), ("8, data to September 2019", (2019, 9)), ("8 - last data to Sep 19", (2019, 9)),
        ("57.5% as at 31/03/2020", (2020, 3)), ("3.2 days per officer (year ending March 2020)", (2020, 3)),
        ("3rd of 8 (June 2024)", (2024, 6)), ("12 (2019-09-30)", (2019, 9)), ("8", None), ("8 (data to September)", None),
    ],
)  # fmt: skip
def test_the_month_that_the_data_go_up_to_is_read(text: str, month: tuple[int, int] | None) -> None:
    assert figure(text).data_to == (None if month is None else date(*month, 1))


@pytest.mark.parametrize(
    "text",
    [
        "10-12", "10 - 12", "1,903 – 2,076", "1,90", "12,34,567", "12/13", "8/8", "2012/13", "2019-20", "3 of 5 met", "9 of 8",
        "0 of 8", "September 2019", "12 Sep 2019", "22 December", "31/03/2020", "12.09.2019", "12:30", "6 pm", "4th September",
        "01245 491491", "07700900123", "+44 7700 900123", "1234567890", "1.2.3", "v2", "Q3", "1st Quarter", "2nd quartile",
        "13th cycle", "Area 5", "LPU 2", "5 Good", "7 Good, 8 RI", "12 High Street", "12a", "4x4", "24/7", "1 in 4", "1e5", "½",
        "1٣", "~5", "<5", ">90%", "±3", "--5", "c. 1,200", "about 50%", "between 3 and 4", "5 or 6", "3 to 4", "1 903", "007",
        "12 fewer", "5% reduction", "-22,112 fewer offences", "9.5 % points below the MSG average", "35 crimes short", "5 (up)",
        "£600,000 over budget", "1,903 (2,076)", "8 (4)", "18.2% (347 of 1,903)", "9.5 % points (7 % points previously)",
        "£1.2 (m)", "(2019)", "1.5 times", "3 quarters", "many", "£", "%", "-", "(Small numbers)", "N/A", "", "TRUE", "nan",
        "1.234", "12.345", "1.234 hours", "12m", "3.4 points", "5 pts", "12 x 3", "1.234,5", "4 hours 30 minutes", "1,234 CR",
    ],
)  # fmt: skip
def test_what_could_be_something_else_is_no_figure(text: str) -> None:
    assert read_figure(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.234", "it could be 1.234 or 1,234"),
        ("12m", "m could be million, months, minutes or metres"),
        ("3.4 points", "its points could be percentage points"),
        ("10 - 12", "it could be a range, a date or a fraction"),
        ("8 (4)", "it says two figures"),
        ("(2019)", "it could be a year"),
        ("1234567890", "it could be a telephone number or a reference"),
        ("5% reduction", "what it counts from stands in words"),
        ("22 December", "it could be a date"),
        ("1 903", "it could be two numbers"),
        ("many", ""),
    ],
)
def test_what_is_ambiguous_says_why(text: str, why: str) -> None:
    assert explain_figure(text) == NoFigure(why)


@pytest.mark.parametrize(
    "text",
    ["N/A", "N/A - already better than average.", "n/a (small numbers)", "(Small numbers)", "..", "-", "Not available", "[x]",
     "N/A - 3 forces only"],
)  # fmt: skip
def test_what_says_that_there_is_none_is_missing_and_not_unread(text: str) -> None:
    assert explain_figure(text) == NoFigure(missing=True)


def test_a_remark_beside_a_figure_is_kept() -> None:
    assert figure("8 (not yet validated)").note == "not yet validated"
    assert figure("8 (provisional) (data to 19 September)").note == "provisional; data to 19 September"


@pytest.mark.parametrize(
    ("text", "month"),
    [("Sep 19", (2019, 9)), ("june 2024", (2024, 6)), ("1st of May 2020", (2020, 5)), ("2018/20", None), ("Sep", None),
     ("13/13/2020", None), ("", None)],
)  # fmt: skip
def test_a_month_is_read_only_with_its_year(text: str, month: tuple[int, int] | None) -> None:
    said = None if month is None else date(*month, 1)

    assert read_month(text) == said
    assert read_data_to(f"Last data to {text}") == said


def test_a_figure_offers_what_its_text_says() -> None:
    said = figure("3.2 days (Sep 2019)")

    typed = Figure(said.value, Source("MSG", "C2"), native=False, text=said)

    assert (typed.unit, typed.data_to) == ("days", date(2019, 9, 1))
    assert (Figure(said.value, typed.source).unit, Figure(said.value, typed.source).data_to) == ("", None)


UNITS = st.sampled_from(
    ["", " offences", "%", " % points", " per 1,000 pop.", " hours", " (Sep 2019)", "*", "."]
)


@given(st.integers(-(10**9), 10**9), st.integers(0, 2), UNITS)
def test_every_number_comes_back_exactly_whatever_unit_stands_behind_it(
    number: int, places: int, unit: str
) -> None:
    value = Fraction(number, 10**places)
    written = f"{number / 10**places:,.{places}f}"
    share = 100 if "%" in unit else 1

    assert figure(f"{written}{unit}").value == value / share


@given(st.text(alphabet="0123456789.,-+£%()/ =kmstndrhA\u00a0−*", max_size=12))
def test_any_text_is_a_figure_or_none_and_a_figure_has_digits(text: str) -> None:
    found = explain_figure(text)

    assert isinstance(found, NoFigure) or any(c.isdigit() for c in text)
