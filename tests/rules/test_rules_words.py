"""Comparing what people type."""

from __future__ import annotations

import datetime

import pytest

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import find_name, is_missing_mark, key, name_key, quoted, tidy, without_footnote


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Violence With Injury", "violence with injury "),
        ("Avon &\u00a0Somerset", "AVON & SOMERSET"),
        ("Stalking\nand harassment", "Stalking and  harassment"),
        ("Ｅｓｓｅｘ", "Essex"),
        ("Es\u200bsex", "Essex"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Child Abuse & Sexual Exploitation", "child abuse and sexual exploitation"),
        ("Avon&Somerset", "Avon and Somerset"),
        ("Burglary - Dwelling", "Burglary – dwelling"),
        ("Theft (vehicle)", "Theft vehicle"),
        ("Violence w/ injury", "Violence w injury"),
        ("People's Confidence", "Peoples Confidence"),
    ],
)
def test_spellings_of_one_area_share_a_name_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("LPU 1", "LPU 2"), ("North", "North East"), ("Essex²", "Essex"), ("", "and")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("North West8", "North West"),
        ("ENGLAND AND WALES7,8", "ENGLAND AND WALES"),
        ("Violence against the person4", "Violence against the person"),
        ("Stalking\nand harassment 5", "Stalking and harassment"),
        ("Essex²", "Essex"),
        ("Essex", "Essex"),
        ("2019", "2019"),
        ("Cycle 2019", "Cycle 2019"),
    ],
)
def test_footnote_digits_fall_off_a_published_name(printed: str, name: str) -> None:
    assert without_footnote(printed) == name


@pytest.mark.parametrize("mark", ["", "  ", "N/A", "n/a", "NA", "-", "–", "—", "..", "\u00a0"])
def test_these_stand_for_no_value(mark: str) -> None:
    assert is_missing_mark(mark)


@pytest.mark.parametrize("mark", ["0", "#N/A", "none", "+"])
def test_these_do_not_stand_for_no_value(mark: str) -> None:
    assert not is_missing_mark(mark)


def test_units_that_differ_in_their_number_stay_apart() -> None:
    names = ["LPU 1", "LPU 2", "LPU 3"]

    assert [find_name(name, names) for name in names] == [0, 1, 2]


def test_an_and_sign_or_a_dash_does_not_hide_a_name() -> None:
    names = ["Devon & Cornwall", "Avon and Somerset7,8", "Bath - North"]

    assert find_name("Devon and Cornwall", names) == 0
    assert find_name("Avon & Somerset", names) == 1
    assert find_name("bath north", names) == 2


def test_the_spelling_closest_to_the_letter_is_taken() -> None:
    assert find_name("Unit 1.1", ["Unit 11", "Unit 1.1"]) == 1


def test_a_footnote_does_not_hide_a_name() -> None:
    assert find_name("North West", ["North East8", "North West8", None]) == 1


def test_a_name_listed_twice_is_a_question_not_a_guess() -> None:
    with pytest.raises(RuleError, match="2 times") as caught:
        find_name("Essex", ["Essex", "ESSEX "])

    assert caught.value.trouble is Trouble.UNREADABLE


def test_a_name_that_is_not_there_is_missing() -> None:
    with pytest.raises(RuleError, match="'Kent' is not in the list") as caught:
        find_name(" Kent", ["Essex"])

    assert caught.value.trouble is Trouble.MISSING


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "TRUE"),
        (False, "FALSE"),
        (None, "None"),
        (3, "3"),
        (0.5, "0.5"),
        (datetime.date(2019, 4, 15), "'2019-04-15'"),
        ([1], "'a list'"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 59}…'"),
    ],
)
def test_what_was_typed_is_quoted_as_a_sentence_can_hold_it(value: object, shown: str) -> None:
    assert quoted(value) == shown


def test_tidy_leaves_one_space_between_words() -> None:
    assert tidy("\u00a0Keeping \n People\tSafe ") == "Keeping People Safe"
