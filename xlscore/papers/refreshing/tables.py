"""A table of a paper brought up to date, cell by cell, in the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xlscore.papers.merge.fates import Fate, MergeNote
from xlscore.papers.merge.table import ComingRow, MergedTable, TableText, merge_table
from xlscore.papers.regions.entries import text_of_table
from xlscore.papers.regions.making import shade_of
from xlscore.papers.regions.remembered import table_entry, table_from
from xlscore.papers.regions.standing import rows_of
from xlscore.word import NewRow
from xlscore.word.standing.places import put_after
from xlscore.word.standing.wrappings import outside

if TYPE_CHECKING:
    from xlscore.papers.model import PaperTable
    from xlscore.papers.refreshing.work import Work
    from xlscore.word import Control, WordCell, WordRow, WordTable

__all__ = ["refresh_table"]

Shades = dict[tuple[str, str], str]


def refresh_table(work: Work, control: Control, table: PaperTable) -> tuple[Fate, dict[str, Any]]:
    """Return what became of the table in a control, and what is to be remembered of it."""
    entry = work.entry(control)
    base, was = table_from(entry)
    where = work.where(control.tag)
    if not control.tables:
        return Fate.GONE, entry or {}
    standing, new = control.tables[0], text_of_table(table)
    theirs = work.theirs.within(control.tag, where, region=work.region_of(control.tag))
    merged = merge_table(base, rows_of(standing), new, theirs=theirs)
    if merged.anew:
        base = _other_columns(standing, base, new)
        merged = merge_table(base, rows_of(standing), new, theirs=theirs)
    cells = {
        (row.key, column.key): cell.cells
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
    for note in merged.notes:
        place = f"{where}: {note.part}" if note.part else where
        if note.state is not merged.state or note.part:
            work.state(control.tag, note.state, place)
        work.tell(
            note,
            where,
            _cell_of(standing, merged, note) or control,
            cells.get((note.keys[0], note.keys[1]), ()) if len(note.keys) == 2 else (),
        )
    shades = _carry_out(standing, merged, table, was)
    return merged.state, table_entry(merged.base, shades)


def _cell_of(standing: WordTable, merged: MergedTable, note: MergeNote) -> WordCell | None:
    """Return the cell that a note is about, None where it is about more than one."""
    if len(note.keys) != 2:
        return None
    place = next((place for place, key in merged.rows if key == note.keys[0]), None)
    column = next((column for column, name in merged.columns if name == note.keys[1]), None)
    return None if place is None or column is None else standing.rows[place].at(column)


def _other_columns(standing: WordTable, base: TableText, new: TableText) -> TableText:
    """Return what is remembered once columns of a table that nobody touched went and came."""
    wanted = [key for key, _ in new.columns]
    keys = [key for key, _ in base.columns]
    for place in reversed(range(len(keys))):
        if keys[place] not in wanted and len(keys) > 1:
            standing.remove_column(place)
            del keys[place]
    texts, headings = dict(base.texts), dict(base.columns)
    for key, heading in new.columns:
        if key in keys:
            continue
        before = [each for each in wanted[: wanted.index(key)] if each in keys]
        place = keys.index(before[-1]) + 1 if before else 0
        column = [new.texts.get((row, key)) or "" for row, _ in base.rows]
        standing.insert_column(place, [heading, *column])
        keys.insert(place, key)
        headings[key] = heading
        texts |= {(row, key): text for (row, _), text in zip(base.rows, column, strict=True)}
    return replace(
        base,
        columns=tuple((key, headings[key]) for key in keys),
        rows=tuple((row, tuple(texts.get((row, key)) for key in keys)) for row, _ in base.rows),
    )


def _carry_out(standing: WordTable, merged: MergedTable, table: PaperTable, was: Shades) -> Shades:
    """Write what was merged; return the colours that the cells have from us now."""
    rows = standing.rows
    wanted = {
        (row.key, column.key): shade_of(cell.shade)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
    for write in merged.writes:
        cell = rows[write.row].at(write.column)
        if cell is not None:
            cell.set_text(write.text)
    shades = dict(was)
    written = dict(merged.base.texts)
    for place, key in merged.rows:
        if rows[place].is_merged or rows[place].has_tracked_changes:
            continue
        for column, name in merged.columns:
            cell, (shade, colour) = rows[place].at(column), wanted.get((key, name), ("", ""))
            last = was.get((key, name), "")
            # A colour says what the cell's words say: it follows them, and where a person coloured, it is theirs.
            if cell is None or cell.text != written.get((key, name)) or (key, name) not in wanted:
                continue
            if cell.shade == last and cell.shade != shade:
                cell.set_shade(shade)
                cell.set_colour(colour)
            shades[key, name] = shade if cell.shade == shade else last
    if merged.moves:
        shades |= _rows(standing, rows, merged, wanted)
    known = {key for key, _ in merged.base.rows}
    return {place: shade for place, shade in shades.items() if shade and place[0] in known}


def _rows(
    standing: WordTable,
    rows: list[WordRow],
    merged: MergedTable,
    wanted: dict[tuple[str, str], tuple[str, str]],
) -> Shades:
    """Bring in, take out and order the rows; return the colours of the new ones."""
    columns, shades = dict(merged.columns), {}
    staying = [entry for entry in merged.order if isinstance(entry, int)]
    pattern = next(
        (
            rows[place]
            for place in staying
            if not rows[place].is_merged and not rows[place].has_tracked_changes
        ),
        None,
    )
    if pattern is None:
        pattern = next((row for row in rows[1:] if not row.is_merged and not row.has_tracked_changes), None)
    last, moves = rows[0], staying != sorted(staying)
    for entry in merged.order:
        if isinstance(entry, ComingRow):
            made = _new_row(standing, pattern, last, entry)
            for column, name in columns.items():
                shade, colour = wanted.get((entry.key, name), ("", ""))
                cell = made.at(column)
                if cell is not None:
                    cell.set_shade(shade)
                    cell.set_colour(colour)
                    shades[entry.key, name] = shade
            last = made
        else:
            if moves:
                put_after(outside(last.element), [outside(rows[entry].element)])
            last = rows[entry]
    for place in range(1, len(rows)):
        if place not in staying:
            rows[place].remove()
    return shades


def _new_row(standing: WordTable, pattern: WordRow | None, last: WordRow, coming: ComingRow) -> WordRow:
    if pattern is None:
        return last.insert_after(NewRow(list(coming.texts)))
    made = pattern.insert_like_after(coming.texts)
    put_after(outside(last.element), [made.element])
    return made
