"""The three-way merge on plain values: what nobody touched follows the workbook, what a person wrote stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xlscore.papers.merge.fates import Fate
from xlscore.papers.merge.items import StandingItem, merge_items
from xlscore.papers.merge.sentence import SentenceBase, Spot, merge_sentence, plain, said
from xlscore.papers.merge.table import ComingRow, MergedTable, StandingRow, TableText, merge_table
from xlscore.papers.merge.text import merge_text


@pytest.mark.parametrize(
    ("base", "stands", "new", "text", "remembered", "state"),
    [
        ("7", "7", "8", "8", "8", "written"),
        ("7", "7", "7", "7", "7", "unchanged"),
        ("7", "8", "8", "8", "8", "unchanged"),
        ("7", "seven", "7", "seven", "7", "kept"),
        ("7", "seven", "8", "seven", "7", "conflict"),
        ("7", "", "8", "", "7", "gone"),
        ("7", "7", None, "", None, "written"),
        ("7", "seven", None, "seven", "7", "conflict"),
        (None, "", "8", "8", "8", "written"),
        (None, "mine", "8", "mine", None, "conflict"),
        (None, "mine", None, "mine", None, "kept"),
    ],
)
def test_a_text_follows_the_workbook_until_a_person_changes_it(
    base: str | None, stands: str, new: str | None, text: str, remembered: str | None, state: str
) -> None:
    merged = merge_text(base, stands, new)

    assert (merged.text, merged.base, merged.state.value) == (text, remembered, state)


def _changes(up: str, down: str, *, after: str = ".") -> tuple[str | Spot, ...]:
    return said(["There were ", Spot("up", up), "; ", Spot("down", down), after])


BASE = SentenceBase(_changes("one improvement", "two deteriorations"))


def test_an_untouched_sentence_is_written_anew_whole() -> None:
    new = said(["There was ", Spot("up", "one improvement"), " alone."])

    merged = merge_sentence(BASE, BASE.parts, new)

    assert merged.whole == new
    assert (merged.state, merged.base) == (Fate.WRITTEN, SentenceBase(new))


def test_a_reworded_sentence_has_its_figures_written_one_by_one() -> None:
    stands = said(
        ["We saw ", Spot("down", "two deteriorations"), " and ", Spot("up", "one improvement"), "!"]
    )

    merged = merge_sentence(BASE, stands, _changes("three improvements", "one deterioration"))

    assert merged.whole is None
    assert merged.figures == ("one deterioration", "three improvements")
    assert (merged.state, merged.notes) == (Fate.WRITTEN, ())
    assert merged.base == SentenceBase(_changes("three improvements", "one deterioration"))


def test_a_figure_that_a_person_changed_stays_and_is_told_once_the_workbook_moves() -> None:
    stands = _changes("1 improvement", "two deteriorations")

    still = merge_sentence(BASE, stands, BASE.parts)
    moved = merge_sentence(BASE, stands, _changes("two improvements", "one deterioration"))

    assert (still.state, still.notes) == (Fate.KEPT, ())
    assert moved.figures == ("1 improvement", "one deterioration")
    assert moved.state is Fate.CONFLICT
    assert [(note.part, note.stands, note.new, note.told) for note in moved.notes] == [
        ("up", "1 improvement", "two improvements", True)
    ]
    assert moved.base == SentenceBase(_changes("one improvement", "one deterioration"))


def test_a_reworded_sentence_that_says_something_else_now_is_told_until_it_is_settled() -> None:
    stands = _changes("one improvement", "two deteriorations", after=", we regret.")
    new = _changes("two improvements", "two deteriorations", after=" (since Innovation was downgraded).")

    first = merge_sentence(BASE, stands, new)
    again = merge_sentence(first.base, _figures(stands, first.figures), new)

    assert first.figures == ("two improvements", "two deteriorations")
    assert [(note.part, note.new) for note in first.notes] == [("", plain(new))]
    assert (again.state, again.notes) == (
        Fate.CONFLICT,
        tuple(type(note)(note.part, note.state, note.why, plain(_figures(stands, first.figures)), note.new, told=True) for note in first.notes),
    )  # fmt: skip
    assert again.base == first.base


@pytest.mark.parametrize(
    ("stands", "moved", "state", "told"),
    [
        # its control was taken away and its words stand: no longer written, and said each time
        (["There were one improvement; ", Spot("down", "two deteriorations"), "."], False, "skipped", True),
        (["There were one improvement; ", Spot("down", "two deteriorations"), "."], True, "skipped", True),
        # deleted: nothing stands that could be out of date, until the workbook says something else
        (["There were ", Spot("down", "two deteriorations"), "."], False, "kept", False),
        (["There were ", Spot("down", "two deteriorations"), "."], True, "conflict", True),
    ],
)
def test_a_figure_that_lost_its_control_is_told_a_deleted_one_once_it_moves(
    stands: list[str | Spot], moved: bool, state: str, told: bool
) -> None:
    new = _changes("two improvements" if moved else "one improvement", "two deteriorations")

    merged = merge_sentence(BASE, said(stands), new)

    assert merged.state.value == state
    assert [note.told for note in merged.notes if note.part == "up"] == [told]


def test_each_copy_of_a_figure_is_merged_with_what_was_written_into_it() -> None:
    stands = said([Spot("up", "one improvement", "11"), ", that is ", Spot("up", "a single one", "12"), "."])

    first = merge_sentence(BASE, stands, _changes("two improvements", "two deteriorations"))
    again = merge_sentence(
        first.base, _figures(stands, first.figures), _changes("three improvements", "two deteriorations")
    )

    assert first.figures == ("two improvements", "a single one")
    assert again.figures == ("three improvements", "a single one")
    assert [state.value for state in again.states] == ["written", "conflict"]


def test_a_figure_copied_from_another_sentence_follows_its_own() -> None:
    stands = said([*BASE.parts, " See ", Spot("rank", "5th"), "."])

    merged = merge_sentence(BASE, stands, BASE.parts, others={"rank": "4th"}, others_base={"rank": "5th"})

    assert merged.figures[-1] == "4th"
    assert merged.state is Fate.WRITTEN


def test_a_sentence_that_the_workbook_says_no_more_goes_unless_a_person_touched_it() -> None:
    untouched = merge_sentence(BASE, BASE.parts, None)
    touched = merge_sentence(BASE, said([*BASE.parts, " Indeed."]), None)

    assert (untouched.whole, untouched.state) == ((), Fate.WRITTEN)
    assert touched.whole is None
    assert touched.state is Fate.CONFLICT
    assert any(note.told for note in touched.notes)


@pytest.mark.parametrize(
    ("base", "stands", "new", "order", "removed"),
    [
        ("abc", "abc", "abc", (0, 1, 2), ()),
        ("abc", "abc", "cab", (2, 0, 1), ()),  # nobody moved any: the workbook's order
        ("abc", "bac", "cab", (0, 1, 2), ()),  # a person did: theirs
        ("abc", "abc", "adc", (0, "d", 2), (1,)),
        ("abc", "a.bc", "adc", (0, "d", 1, 3), (2,)),  # a person's own stays where it stands
        ("abc", "aBc", "adc", (0, "d", 1, 2), ()),  # touched and said no more: it stays
        ("abc", "ac", "abc", (0, 1), ()),  # deleted by a person: it stays away
        ("abc", "ac", "abcd", (0, 1, "d"), ()),
        ("", "", "ab", ("a", "b"), ()),
        ("ab", "ab", "", (), (0, 1)),
        ("ab", "aab", "b", (2,), (0, 1)),  # a copied one goes with the one that it was copied from
    ],
)
def test_items_come_and_go_with_the_workbook_and_a_persons_stay(
    base: str, stands: str, new: str, order: tuple[int | str, ...], removed: tuple[int, ...]
) -> None:
    standing = [StandingItem(None if key == "." else key.lower(), not key.isupper()) for key in stands]

    merged = merge_items(list(base), standing, list(new))

    assert (merged.order, merged.removed) == (order, removed)


COLUMNS = (("area", "Area"), ("last", "Cycle 12"), ("now", "Cycle 13"))
GRADES = TableText(
    COLUMNS,
    (
        ("a", ("Cyber", "Good", "RI")),
        ("b", ("Gangs", "RI", "Good")),
        ("c", ("People", "Good", "Good")),
    ),
)
MOVED = TableText(
    (("area", "Area"), ("last", "Cycle 13"), ("now", "Cycle 14")),
    (
        ("a", ("Cyber", "RI", "Good")),
        ("b", ("Gangs", "Good", "Good")),
        ("c", ("People", "Good", "RI")),
    ),
)


def _rows(table: TableText, *changes: tuple[int, int, str]) -> list[StandingRow]:
    rows = [
        [heading for _, heading in table.columns],
        *([text or "" for text in texts] for _, texts in table.rows),
    ]
    for row, column, text in changes:
        rows[row][column] = text
    return [StandingRow(tuple(row)) for row in rows]


def _done(merged: MergedTable, stands: list[StandingRow]) -> list[StandingRow]:
    """Return the table as it stands once a merge is carried out."""
    rows = [list(row.cells) for row in stands]
    for write in merged.writes:
        rows[write.row][write.column] = write.text
    order = [0, *merged.order]
    return [
        StandingRow(entry.texts)
        if isinstance(entry, ComingRow)
        else StandingRow(tuple(rows[entry]), stands[entry].merged, stands[entry].tracked)
        for entry in order
    ]


def test_an_untouched_table_follows_the_workbook_with_its_headings() -> None:
    merged = merge_table(GRADES, _rows(GRADES), MOVED)

    assert _done(merged, _rows(GRADES)) == _rows(MOVED)
    assert (merged.base, merged.state, merged.notes) == (MOVED, Fate.WRITTEN, ())


def test_a_cell_that_a_person_wrote_stays_and_is_told_once_the_workbook_moves() -> None:
    stands = _rows(GRADES, (2, 2, "Good, just"))

    still, moved = merge_table(GRADES, stands, GRADES), merge_table(GRADES, stands, MOVED)

    assert (still.state, [note.told for note in still.notes]) == (Fate.KEPT, [False])
    assert _done(moved, stands)[2].cells == ("Gangs", "Good", "Good, just")
    assert moved.state is Fate.KEPT or moved.state is Fate.WRITTEN
    conflict = merge_table(GRADES, _rows(GRADES, (1, 2, "R. I.")), MOVED)
    assert conflict.state is Fate.CONFLICT
    assert [(note.part, note.stands, note.new) for note in conflict.notes] == [
        ("row “Cyber”, column “Cycle 14”", "R. I.", "Good")
    ]


def test_own_rows_and_columns_stay_and_the_others_are_found_by_their_names() -> None:
    stands = [
        StandingRow(("Owner", "Area", "Cycle 13", "Cycle 12")),
        StandingRow(("PPU", "Cyber", "RI", "Good")),
        StandingRow(("me", "My total", "3", "4")),
        StandingRow(("OPC", "Gangs", "Good", "RI")),
        StandingRow(("SCD", "People", "Good", "Good")),
    ]

    merged = merge_table(GRADES, stands, MOVED)

    assert [row.cells for row in _done(merged, stands)] == [
        ("Owner", "Area", "Cycle 14", "Cycle 13"),
        ("PPU", "Cyber", "Good", "RI"),
        ("me", "My total", "3", "4"),
        ("OPC", "Gangs", "Good", "Good"),
        ("SCD", "People", "RI", "Good"),
    ]


def test_a_row_with_merged_cells_is_left_and_named_every_time() -> None:
    stands = _rows(GRADES)
    stands[2] = StandingRow(stands[2].cells, merged=True)

    merged = merge_table(GRADES, stands, MOVED)
    again = merge_table(merged.base, _done(merged, stands), MOVED)

    for found in (merged, again):
        assert [(note.part, note.told) for note in found.notes] == [("row “Gangs”", True)]
    assert _done(merged, stands)[2] == stands[2]
    assert again.writes == ()


def test_a_renamed_row_is_known_by_its_place_and_its_figures() -> None:
    stands = _rows(GRADES, (2, 0, "Gangs and knives"))

    merged = merge_table(GRADES, stands, MOVED)

    assert _done(merged, stands)[2].cells == ("Gangs and knives", "Good", "Good")
    assert [(note.part, note.state.value) for note in merged.notes] == [
        ("row “Gangs”, column “Area”", "kept")
    ]


def test_a_copied_row_is_written_too_and_a_renamed_copy_is_told() -> None:
    stands = _rows(GRADES)
    same = [*stands, stands[1]]
    renamed = [*stands, StandingRow(("Mine", *stands[1].cells[1:]))]

    assert _done(merge_table(GRADES, same, MOVED), same)[4].cells == ("Cyber", "RI", "Good")
    merged = merge_table(GRADES, renamed, MOVED)
    assert _done(merged, renamed)[4] == renamed[4]
    assert [(note.part, note.told) for note in merged.notes] == [("row “Mine” repeats “Cyber”", True)]


def test_a_copied_row_of_which_a_person_typed_over_half_is_told() -> None:
    stands = _rows(GRADES)
    typed = [*stands, StandingRow((stands[1].cells[0], "‹mine›", *stands[1].cells[2:]))]

    merged = merge_table(GRADES, typed, MOVED)

    assert _done(merged, typed)[4] == typed[4]
    assert [(note.part, note.told) for note in merged.notes] == [("row “Cyber” repeats “Cyber”", True)]


def test_a_table_whose_columns_changed_is_built_again_while_nobody_touched_it() -> None:
    more = TableText(
        (*COLUMNS, ("next", "Cycle 14")),
        tuple((key, (*texts, "Good")) for key, texts in GRADES.rows),
    )

    merged = merge_table(GRADES, _rows(GRADES), more)
    edited = merge_table(GRADES, _rows(GRADES, (1, 1, "mine")), more)

    assert (merged.anew, merged.base) == (True, more)
    assert not edited.anew
    assert [(note.part, note.state.value) for note in edited.notes if note.told] == [
        ("column “Cycle 14”", "conflict")
    ]
    assert "next" not in edited.base.headings


def test_a_column_comes_where_a_person_made_room_for_it() -> None:
    more = TableText(
        (*COLUMNS, ("next", "Cycle 14")),
        tuple((key, (*texts, "Good")) for key, texts in GRADES.rows),
    )
    stands = [StandingRow((*row.cells, "Cycle 14" if not n else "")) for n, row in enumerate(_rows(GRADES))]

    merged = merge_table(GRADES, stands, more)

    assert _done(merged, stands) == _rows(more)
    assert merged.base == replace(more, touched=True)


def test_a_row_goes_with_the_workbook_unless_a_person_wrote_beside_it() -> None:
    fewer = TableText(COLUMNS, GRADES.rows[1:])
    noted = [
        StandingRow((*row.cells, ["MergeNote", "mine", "", ""][n])) for n, row in enumerate(_rows(GRADES))
    ]

    gone, kept = merge_table(GRADES, _rows(GRADES), fewer), merge_table(GRADES, noted, fewer)

    assert _done(gone, _rows(GRADES)) == _rows(fewer)
    assert _done(kept, noted) == noted
    assert [(note.part, note.told) for note in kept.notes] == [("row “Cyber”", True)]


def _figures(stands: tuple[str | Spot, ...], texts: tuple[str, ...]) -> tuple[str | Spot, ...]:
    left = iter(texts)
    return said(Spot(part.tag, next(left), part.own) if isinstance(part, Spot) else part for part in stands)
