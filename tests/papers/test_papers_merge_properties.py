"""What holds of the merge whatever people did: nothing of theirs is lost, nothing is out of date unsaid, twice is once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlscore.papers.merge.fates import MergeNote, Why
from xlscore.papers.merge.items import StandingItem, merge_items
from xlscore.papers.merge.sentence import (
    MergedSentence,
    Said,
    SentenceBase,
    Spot,
    merge_sentence,
    plain,
    said,
)
from xlscore.papers.merge.table import ComingRow, MergedTable, StandingRow, TableText, merge_table
from xlscore.papers.merge.text import merge_text

TEXTS = st.one_of(st.none(), st.sampled_from(["", "7", "8", "seven"]))


@given(TEXTS, st.sampled_from(["", "7", "8", "seven", "mine"]), TEXTS)
def test_a_text_of_a_person_stays_and_a_second_merge_changes_nothing(
    base: str | None, stands: str, new: str | None
) -> None:
    merged = merge_text(base, stands, new)
    again = merge_text(merged.base, merged.text, new)

    assert merged.text == stands or stands == base or not stands
    assert again.text == merged.text
    assert merged.text == (new or "") or merged.state.value in ("kept", "conflict", "gone")


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


@given(KEYS, st.data())
def test_no_item_of_a_person_goes_and_each_new_one_comes_once(base: list[str], data: st.DataObject) -> None:
    new = data.draw(KEYS)
    stands = data.draw(
        st.lists(
            st.builds(StandingItem, st.one_of(st.none(), *map(st.just, base)), st.booleans()), max_size=8
        )
    )

    merged = merge_items(base, stands, new)
    kept = [entry for entry in merged.order if isinstance(entry, int)]
    come = [entry for entry in merged.order if isinstance(entry, str)]

    assert sorted([*kept, *merged.removed]) == list(range(len(stands)))
    assert all(stands[place].key and stands[place].untouched for place in merged.removed)
    assert sorted(come) == sorted(set(new) - set(base) - {item.key for item in stands})
    stale = {item.key for item in stands if item.key in base and item.key not in new and not item.untouched}
    assert {note.part for note in merged.notes if note.told} == stale
    after = [stands[entry] if isinstance(entry, int) else StandingItem(entry) for entry in merged.order]
    assert not merge_items(merged.known, after, new).changes


def _sentence(numbers: list[int], version: int) -> Said:
    parts: list[str | Spot] = ["There are "]
    for number in numbers:
        parts += [Spot(f"t{number}", f"figure {number} of {version}"), " and "]
    return said([*parts, "more."])


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "type over", "delete", "unwrap", "copy", "word", "foreign"]),
        st.integers(0, 12),
        st.integers(0, 99),
    ),
    max_size=5,
)


def _edited(parts: Said, edits: list[tuple[str, int, int]]) -> Said:
    now = list(parts)
    for number, (what, at, mark) in enumerate(edits):
        place = at % (len(now) or 1)
        part = now[place] if now else ""
        if what == "insert":
            now.insert(place, f"‹{mark}›")
        elif what == "foreign":
            now.insert(place, Spot("other", "other of 1", f"f{number}"))
        elif what == "word" and isinstance(part, str):
            now[place] = part.replace("and", f"‹{mark}›")
        elif isinstance(part, Spot):
            if what == "type over":
                now[place] = Spot(part.tag, f"‹{mark}›", part.own)
            elif what == "delete":
                del now[place]
            elif what == "unwrap" and part.tag != "other":
                now[place] = part.text
            elif what == "copy":
                now.append(Spot(part.tag, part.text, f"c{number}"))
    return said(now)


@given(st.lists(st.integers(0, 4), unique=True, max_size=4), EDITS, st.data())
def test_a_sentence_keeps_what_a_person_wrote_and_says_what_is_out_of_date(
    numbers: list[int], edits: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    base = _sentence(numbers, 1)
    new = data.draw(st.sampled_from([base, _sentence(numbers, 2), _sentence(numbers[1:], 2), None]))
    stands = _edited(base, edits)
    others, was = {"other": "other of 2"}, {"other": "other of 1"}

    merged = merge_sentence(SentenceBase(base), stands, new, others=others, others_base=was)
    after = _after(stands, merged)

    assert _marks(plain(after)) == _marks(plain(stands))
    assert new is base or " of 1" not in plain(after) or any(note.told for note in merged.notes)
    if after or merged.base:
        again = merge_sentence(merged.base, after, new, others=others, others_base=others)
        assert _after(after, again) == after
        assert [note.told for note in again.notes] == [note.told for note in merged.notes]


def _after(stands: Said, merged: MergedSentence) -> Said:
    if merged.whole is not None:
        return merged.whole
    texts = iter(merged.figures or [part.text for part in stands if isinstance(part, Spot)])
    return said(Spot(part.tag, next(texts), part.own) if isinstance(part, Spot) else part for part in stands)


def _marks(text: str) -> list[str]:
    return sorted(piece.partition("›")[0] for piece in text.split("‹")[1:])


def _table(rows: list[int], columns: list[int], version: int) -> TableText:
    return TableText(
        (("head", "Area"), *((f"c{n}", f"Heading {n}") for n in columns)),
        tuple((f"r{row}", (f"Row {row}", *(f"{row}.{n} of {version}" for n in columns))) for row in rows),
    )


NUMBERS = st.lists(st.integers(0, 6), unique=True, min_size=1, max_size=5)
TABLE_EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["type over", "rename", "own row", "own column", "delete row", "delete column", "move row",
             "move column", "copy row", "copy column", "merge", "track"]
        ),
        st.integers(0, 12),
        st.integers(0, 12),
    ),
    max_size=6,
)  # fmt: skip


def _edited_table(table: TableText, edits: list[tuple[str, int, int]]) -> list[StandingRow]:
    grid = [[text for _, text in table.columns], *([text or "" for text in texts] for _, texts in table.rows)]
    left: dict[int, str] = {}
    for number, (what, first, second) in enumerate(edits):
        width, mark = len(grid[0]), f"‹{number}›"
        row, column = first % len(grid), second % width
        if what == "type over":
            grid[row][column] = mark
        elif what == "rename":
            grid[row][0] += mark
        elif what == "own row":
            grid.insert(max(row, 1), [f"{mark}{n}" for n in range(width)])
        elif what == "own column":
            for n, cells in enumerate(grid):
                cells.insert(column, f"{mark}{n}")
        elif what == "delete row" and row and len(grid) > 2:
            del grid[row]
        elif what == "delete column" and width > 1:
            for cells in grid:
                del cells[column]
        elif what == "move row" and row:
            grid.append(grid.pop(row))
        elif what == "move column":
            for cells in grid:
                cells.append(cells.pop(column))
        elif what == "copy row" and row:
            grid.append(list(grid[row]))
        elif what == "copy column":
            for cells in grid:
                cells.append(cells[column])
        elif what in ("merge", "track") and row:
            left[id(grid[row])] = what
    return [
        StandingRow(tuple(cells), left.get(id(cells)) == "merge", left.get(id(cells)) == "track")
        for cells in grid
    ]


@given(NUMBERS, NUMBERS, TABLE_EDITS, st.data())
def test_a_table_keeps_what_a_person_wrote_and_says_what_is_out_of_date(
    rows: list[int], columns: list[int], edits: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    base = _table(rows, columns, 1)
    new = _table(data.draw(st.one_of(st.just(rows), NUMBERS)), data.draw(st.one_of(st.just(columns), NUMBERS)), 2)  # fmt: skip
    stands = _edited_table(base, edits)

    merged = merge_table(base, stands, new)
    after = _after_table(stands, merged, new)
    again = merge_table(merged.base, after, new)

    written = " ".join(text for row in after for text in row.cells)
    assert _marks(written) == _marks(" ".join(text for row in stands for text in row.cells))
    assert not _unsaid(after, merged.notes), merged.notes
    assert _after_table(after, again, new) == after
    assert not _unsaid(after, again.notes), again.notes


def _after_table(stands: list[StandingRow], merged: MergedTable, new: TableText) -> list[StandingRow]:
    if merged.anew:
        return _edited_table(new, [])
    grid = [list(row.cells) for row in stands]
    for write in merged.writes:
        assert not stands[write.row].left
        grid[write.row][write.column] = write.text
    return [
        StandingRow(entry.texts)
        if isinstance(entry, ComingRow)
        else StandingRow(tuple(grid[entry]), stands[entry].merged, stands[entry].tracked)
        for entry in (0, *merged.order)
    ]


def _unsaid(after: list[StandingRow], notes: tuple[MergeNote, ...]) -> list[str]:
    """Return the cells that have an old figure without a note that names their row or their column."""
    told = " ".join(note.part for note in notes if note.told)
    return [
        text
        for row in after[1:]
        for column, text in enumerate(row.cells)
        if text.endswith(" of 1")
        and f"“Row {text.partition('.')[0]}”" not in told
        and f"“Heading {text.partition('.')[2].split()[0]}”" not in told
        and f"“{row.cells[0]}”" not in told
        and all(note.why is not Why.NO_HEADINGS for note in notes)
        and f"“{after[0].cells[column]}”" not in told
    ]
