"""The keys of a paper's places, and its figures told apart from the words that stand round them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.papers.model import Phrase, Section
from xlscore.papers.wording.keys import keyed, slug, slugs
from xlscore.papers.wording.sentences import marked, with_figures
from xlscore.papers.wording.standing import numbered
from xlscore.rules.words import name_key

LONGEST_TAG = 64


@given(st.text(max_size=80))
def test_a_key_is_short_and_of_plain_letters(name: str) -> None:
    key = slug(name)

    assert key
    assert len(key) <= 28
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Child Abuse & Sexual Exploitation ", "child abuse and  sexual exploitation"),
        ("Violence With Injury", "Violence with injury"),
        ("Theft (all)", "Theft all"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert slug(one) == slug(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Confidence in local policing: North", "Confidence in local policing: South"),
        ("Môn", "Mon"),
        ("Убийство", "Кража"),
        ("Theft of Motor Vehicle Outcomes", "Theft of Motor Vehicle Offences"),
    ],
)
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert slug(one) != slug(other)


def test_names_that_would_share_a_key_are_told_apart() -> None:
    assert slugs(["Gangs", "Gangs!", "Gangs"]) == {"Gangs": "gangs", "Gangs!": "gangs-2"}


def test_a_key_of_a_sentence_leaves_room_for_the_kind_and_the_phrase_in_a_tag() -> None:
    key = keyed("redline", slug("Keeping People Safe"), slug("Emergency response within target"))

    assert len(f"xlscore:phrase:{key}/suggested") <= LONGEST_TAG


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The force remains 8th in its MSG for Public Confidence.", ["remains 8th"]),
        ("The force has improved from 5th to 4th of 8.", ["has improved from 5th to 4th of 8"]),
        ("It is 22,112 offences above the average (22,669 offences previously).", ["22,112 offences above", "22,669 offences"]),
        ("It would need to fall by 1 offence.", ["would need to fall by 1 offence"]),
        ("It is 0.2% points above and not before 5 April 2019.", ["0.2% points above", "5 April 2019"]),
        ("It was -8.7% (Dec 2018) and is -11.3% (Feb 2019): 2.6 points lower.", ["-8.7%", "Dec 2018", "-11.3%", "Feb 2019", "2.6 points lower"]),
        ("Its count was 3,080 and is 2,834: -246 (-8.0%).", ["3,080", "2,834", "-246", "-8.0%"]),
        ("Seven areas are at Good.", ["Seven areas"]),
        ("None is met.", []),
        ("Risk R3 scores 100, over 75.", ["100", "over 75"]),
        ("From £1,200 to £1,300.50.", ["From £1,200 to £1,300.50"]),
    ],
)  # fmt: skip
def test_a_figure_is_a_phrase_with_the_words_that_go_with_it(text: str, figures: list[str]) -> None:
    sentence = with_figures("k", text, [])

    assert [phrase.text for phrase in sentence.phrases] == figures
    assert sentence.text == text


def test_a_number_in_the_name_of_a_measure_is_no_figure() -> None:
    text = "Offences per 1,000 people (band 2) rose by 3 offences."

    sentence = with_figures("k", text, ["MSG!B2"], ["Offences per 1,000 people (band 2)"])

    assert [phrase.text for phrase in sentence.phrases] == ["3 offences"]


def test_a_sentence_without_a_figure_keeps_the_cells_that_it_is_said_from() -> None:
    assert with_figures("k", "None is met.", ["Areas!G2"]).cells == ("Areas!G2",)


@given(st.text(alphabet="ab 1,.%()-\n5thpoints", max_size=60))
def test_no_letter_of_a_sentence_is_lost(text: str) -> None:
    assert with_figures("k", text, []).text == text


def test_phrases_are_found_one_behind_the_other() -> None:
    text = "one improved: one improvement, one deterioration."
    phrases = [Phrase("all", "one"), Phrase("up", "one improvement"), Phrase("down", "one deterioration")]

    sentence = marked("k", text, phrases)

    assert [phrase.key for phrase in sentence.phrases] == ["all", "up", "down"]
    assert sentence.text == text


def test_a_phrase_that_does_not_stand_there_makes_the_sentence_one_phrase() -> None:
    sentence = marked("k", "Nothing changed.", [Phrase("all", "three changes", ("Grid!K2",))])

    assert sentence.parts == (Phrase("all", "Nothing changed.", ("Grid!K2",)),)


def test_sections_are_numbered_as_the_paper_prints_them() -> None:
    sections = [
        Section("a", "", "A"),
        Section("b", "", "B"),
        Section("c", "", "C", level=2),
        Section("d", "", "D", level=2),
    ]
    maps = [Section("m", "", "M", appendix=True), Section("n", "", "N", appendix=True)]

    said = [section.number for section in numbered([*sections, *maps, Section("e", "", "E")])]

    assert said == ["1.0", "2.0", "2.1", "2.2", "Appendix 1", "Appendix 2", "3.0"]
