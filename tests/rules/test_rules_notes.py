"""Notes on measures: which figures they touch, and how long they stand beside them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Source
from xlscore.rules.notes import (
    FORCE,
    MeasureNote,
    NoteKind,
    Quoted,
    caveat,
    caveats_beside,
    is_named,
    is_of,
    read_note_kind,
    stands,
)
from xlscore.rules.periods import Span
from xlscore.rules.problems import RuleError

AT = Source("Notes", "B2")


def month(year: int, number: int) -> date:
    return date(year, number, 1)


def note(kind: NoteKind | None = None, first: date | None = None, last: date | None = None) -> MeasureNote:
    span = None if first is None else Span(first, last or first)
    return MeasureNote("Harassment", "Counted otherwise.", AT, kind, span)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Recording", NoteKind.RECORDING),
        ("recording change", NoteKind.RECORDING),
        ("CDA", NoteKind.RECORDING),
        ("HOCR", NoteKind.COUNTING_RULES),
        ("Counting Rules", NoteKind.COUNTING_RULES),
        ("EVENT", NoteKind.EVENT),
        ("Break in series", NoteKind.BREAK),
        ("Step-change", NoteKind.STEP_CHANGE),
    ],
)
def test_a_kind_of_note_is_known_by_these_words(typed: str, kind: NoteKind) -> None:
    assert read_note_kind(typed) is kind


def test_another_word_is_no_kind_and_the_refusal_lists_them() -> None:
    with pytest.raises(RuleError, match="Weather") as refused:
        read_note_kind("Weather")

    assert all(kind.value in refused.value.do for kind in NoteKind)


@pytest.mark.parametrize(
    ("kind", "data_to", "standing"),
    [
        (None, month(2018, 3), False),
        (None, month(2018, 4), True),
        (NoteKind.RECORDING, month(2019, 3), True),
        (NoteKind.RECORDING, month(2019, 4), False),
        (NoteKind.COUNTING_RULES, month(2019, 4), False),
        (NoteKind.EVENT, month(2019, 4), False),
        (NoteKind.BREAK, month(2018, 3), False),
        (NoteKind.BREAK, month(2020, 3), True),
        (NoteKind.BREAK, month(2020, 4), False),
        (NoteKind.STEP_CHANGE, month(2020, 3), True),
        (NoteKind.STEP_CHANGE, month(2020, 4), False),
    ],
)
def test_a_note_of_april_2018_stands_beside_twelve_months_to(
    kind: NoteKind | None, data_to: date, standing: bool
) -> None:
    assert stands(note(kind, month(2018, 4)), Quoted(("Harassment",), last=data_to)) is standing


def test_a_note_on_several_months_stands_from_the_first_until_the_last_has_left() -> None:
    event = note(NoteKind.EVENT, month(2017, 12), month(2018, 2))

    standing = {
        end: stands(event, Quoted(("Harassment",), last=end))
        for end in (month(2017, 11), month(2017, 12), month(2019, 1), month(2019, 2))
    }

    assert list(standing.values()) == [False, True, True, False]


def test_a_figure_of_three_months_carries_a_note_for_three() -> None:
    event = note(NoteKind.EVENT, month(2018, 4))

    standing = [
        stands(event, Quoted(("Harassment",), last=month(2018, end), months=3)) for end in (3, 4, 6, 7)
    ]

    assert standing == [False, True, True, False]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from([None, *NoteKind]))
def test_a_note_without_a_date_always_stands(end: date, kind: NoteKind | None) -> None:
    assert stands(note(kind), Quoted(("Harassment",), last=end.replace(day=1)))


def test_a_note_stands_beside_figures_of_which_nobody_says_up_to_when_they_go() -> None:
    assert stands(note(NoteKind.EVENT, month(2001, 1)), Quoted(("Harassment",)))


@pytest.mark.parametrize(
    ("name", "called", "touched"),
    [
        ("Stalking & Harassment", "stalking and  harassment", True),
        ("Burglary, Recorded Crime", "Burglary Recorded Crime", True),
        ("Burglary (Recorded Crime)", "Burglary Recorded Crime", True),
        ("Harassment", "Harassment 5", True),
        ("Harassment 5", "Harassment", True),
        ("Category 1", "Category 2", False),
        ("Category 1", "Category 1", True),
        ("Harassment", "Stalking and Harassment", False),
        ("All measures", "Homicide", True),
        ("all", "Homicide", True),
    ],
)
def test_a_note_is_on_a_measure_by_its_name(name: str, called: str, touched: bool) -> None:
    assert is_named(MeasureNote(name, "", AT), Quoted((called,))) is touched


@pytest.mark.parametrize(
    ("place", "places", "touched"),
    [
        ("", ("North LPU",), True),
        ("north lpu", ("North LPU",), True),
        ("LPU 1", ("LPU 2",), False),
        ("Force", (FORCE, "Essex"), True),
        ("whole force", (FORCE,), True),
        ("essex", (FORCE, "Essex"), True),
        ("Kent", (FORCE, "Essex", "Kent"), True),
        ("North", (FORCE, "Essex"), False),
        ("Force", ("North",), False),
    ],
)
def test_a_note_is_on_a_place(place: str, places: tuple[str, ...], touched: bool) -> None:
    assert is_of(MeasureNote("Harassment", "", AT, place=place), Quoted(("Harassment",), places)) is touched


@pytest.mark.parametrize(
    ("words", "said"),
    [("Counted once", "Counted once."), ("Counted once.", "Counted once."), ("Counted (once)", "Counted (once)"), (" Counted\nonce ", "Counted once.")],
)  # fmt: skip
def test_a_caveat_is_a_sentence(words: str, said: str) -> None:
    assert caveat(MeasureNote("Harassment", words, AT)) == said


def test_a_caveat_says_of_what_kind_from_when_and_where_its_note_is() -> None:
    said = caveat(
        MeasureNote(
            "Harassment",
            "A series",
            AT,
            NoteKind.EVENT,
            Span(month(2017, 12), month(2018, 2)),
            "North",
        )
    )

    assert said == "Event, Dec 2017 to Feb 2018, North: A series."


def test_the_caveats_of_a_figure_are_those_of_its_notes_in_their_order_each_once() -> None:
    notes = [
        MeasureNote("Harassment", "Second.", AT),
        MeasureNote("Robbery", "Another's.", AT),
        MeasureNote("harassment", "First.", AT),
        MeasureNote("Harassment", "Second.", AT),
        note(NoteKind.EVENT, month(2001, 1)),
    ]

    assert caveats_beside(notes, Quoted(("Harassment",), last=month(2019, 3))) == ("Second.", "First.")
