"""What a station says, in words and colours."""

from __future__ import annotations

import pytest

from xlscore.tubemap import (
    FIVE_GRADES,
    FOUR_GRADES,
    MEASURE_SIGNS,
    NOT_GRADED,
    Facts,
    Stop,
    TubeMapError,
    build_map,
)
from xlscore.tubemap.drawn.signs import _PILL
from xlscore.tubemap.geometry.fonts import text_width
from xlscore.tubemap.model.colours import black_or_white, contrast
from xlscore.tubemap.model.facts import Station, longest_words, stations_of
from xlscore.tubemap.model.looks import LINE_COLOURS
from xlscore.tubemap.model.network import Remark

DRAWN, _ = build_map("M", [Stop("A", 1, "Gangs"), Stop("A", 2, "Hate"), Stop("B", 1, "Gangs")])


def station(*facts: Facts) -> Station:
    return stations_of(DRAWN, facts, FIVE_GRADES, [])["Gangs"]


@pytest.mark.parametrize(
    ("now", "before", "change", "words"),
    [
        ("RI", "Good", "deteriorated", "from Good"),
        ("Good", "RI", "improved", "from RI"),
        ("Good", "Outstanding", "deteriorated", "from Outstanding"),
        ("Adequate", "i", "improved", "from Inadequate"),
        ("Good", "good", "", ""),
        ("Good", "N/A", "", ""),
        ("N/A", "Good", "", ""),
    ],
)
def test_a_change_is_told_with_the_grade_before(now: str, before: str, change: str, words: str) -> None:
    found = station(Facts("Gangs", now, before))

    assert (found.change, found.change_words(brief=False)) == (change, words)


def test_the_sentence_says_everything() -> None:
    found = station(Facts("Gangs", "RI", "Good", "not met"))

    assert found.sentence == (
        "Gangs is graded Requires Improvement, deteriorated from Good last cycle; its redline measures are not met; "
        "it is on the lines A and B."
    )


def test_a_grade_that_nobody_agreed_is_said_to_be_suggested() -> None:
    pending = station(Facts("Gangs", "RI", "Good", agreed=False))
    ungraded = station(Facts("Gangs", "", agreed=False))

    assert pending.sentence == (
        "Gangs is suggested Requires Improvement, not yet agreed, deteriorated from Good last cycle;"
        " it is on the lines A and B."
    )
    assert ungraded.sentence == "Gangs is not graded; it is on the lines A and B."
    assert (pending.agreed, ungraded.agreed) == (False, True)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            Facts("Gangs", "Standard met", redline="met", role="redline"),
            "Gangs is a redline, and its standard is met; it is on the lines A and B.",
        ),
        (
            Facts("Gangs", "Standard not met", role="KPI"),
            "Gangs is a KPI, and its standard is not met; it is on the lines A and B.",
        ),
        (
            Facts("Gangs", "Not yet judged", redline="not yet", role="redline"),
            "Gangs is a redline, and it is not yet judged; it is on the lines A and B.",
        ),
        (Facts("Gangs", pending=True), "Gangs is not yet graded; it is on the lines A and B."),
        (
            Facts("Gangs", "Good", redline="not yet", pending=True),
            "Gangs is graded Good; its redline measures are not yet judged; it is on the lines A and B.",
        ),
    ],
)
def test_a_measure_has_a_standard_and_no_grade_and_a_grade_may_be_still_to_come(
    facts: Facts, sentence: str
) -> None:
    scale = (*FOUR_GRADES, *MEASURE_SIGNS)

    assert stations_of(DRAWN, [facts], scale, [])["Gangs"].sentence == sentence


@pytest.mark.parametrize("brief", [True, False])
def test_words_for_what_is_still_to_come_take_no_more_room_than_a_grade_s(brief: bool) -> None:
    scale = (*FOUR_GRADES, *MEASURE_SIGNS)
    still = stations_of(DRAWN, [Facts("Gangs", pending=True)], scale, [])["Gangs"]
    blank = stations_of(DRAWN, [Facts("Gangs", redline="not yet")], scale, [])["Gangs"]
    words = [still.pending_words(brief=brief), blank.redline_words(brief=brief)]

    room = max(text_width(longest, 9.0) for longest in longest_words(FOUR_GRADES, brief=brief))

    assert longest_words(scale, brief=brief) == longest_words(FOUR_GRADES, brief=brief)
    assert max(text_width(each, 9.0) for each in words) < room + 0.01


def test_an_area_without_grade_is_not_graded_and_remarked() -> None:
    remarks: list[Remark] = []

    found = stations_of(DRAWN, [Facts("Hate", "G")], FOUR_GRADES, remarks)

    assert found["Gangs"].grade == NOT_GRADED
    assert remarks[0].about == "“Gangs”"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([Facts("Gangs", "Excellent")], "write one of"),
        ([Facts("Gangs", "Good", redline="perhaps")], "met, not met, not yet or nothing"),
        ([Facts("Gangs", "Good"), Facts(" gangs", "RI")], "two rows"),
    ],
)
def test_grades_that_cannot_be_read_are_refused(facts: list[Facts], words: str) -> None:
    with pytest.raises(TubeMapError, match=words):
        stations_of(DRAWN, facts, FOUR_GRADES, [])


def test_every_text_has_enough_contrast() -> None:
    pairs = [(grade.fill, grade.ink) for grade in (*FIVE_GRADES, NOT_GRADED)]
    pairs += [(colour, black_or_white(colour)) for colour in LINE_COLOURS]
    pairs += list(_PILL.values())

    assert min(contrast(fill, ink) for fill, ink in pairs) >= 4.5


@pytest.mark.parametrize("brief", [False, True])
def test_no_words_are_longer_than_the_room_kept_for_them(brief: bool) -> None:
    room = max(len(words) for words in longest_words(FIVE_GRADES, brief=brief))

    said = [
        words
        for before in FIVE_GRADES
        for now in FIVE_GRADES
        for state in ("met", "not met")
        for found in [station(Facts("Gangs", now.word, before.word, state))]
        for words in (found.change_words(brief=brief), found.redline_words(brief=brief))
    ]

    assert max(len(words) for words in said) <= room
