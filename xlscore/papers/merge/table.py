"""The merge of a table, cell by cell: a row by what stands in its first cell, a column by its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xlscore.papers.merge.fates import Fate, MergeNote, Why, worst
from xlscore.papers.merge.finding import find
from xlscore.papers.merge.items import MergedItems, StandingItem, merge_items
from xlscore.papers.merge.text import is_told_apart, merge_text

__all__ = ["CellWrite", "ComingRow", "MergedTable", "StandingRow", "TableText", "as_written", "merge_table"]


@dataclass(frozen=True)
class TableText:
    """The words of a table as we wrote it or would write it: headings by column, texts by row and column.

    A text of None was not written by us: the cell is a person's. A table that people have `touched` once is never built
    again, also where it looks as it did.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[str | None, ...]], ...]
    touched: bool = False
    repeats: tuple[tuple[str, str, str, str], ...] = ()
    """Texts of ours that stand out of date in rows and columns of people's own: row, column, text, what ours was called."""

    @cached_property
    def headings(self) -> dict[str, str]:
        """Return the heading of each column by its key."""
        return dict(self.columns)

    @cached_property
    def texts(self) -> dict[tuple[str, str], str | None]:
        """Return the texts by the keys of row and column."""
        return {
            (row, key): text
            for row, texts in self.rows
            for (key, _), text in zip(self.columns, texts, strict=True)
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """Return what stands in the first cell of each row, by the row's key."""
        return {key: (texts[0] if texts else None) or key for key, texts in self.rows}


@dataclass(frozen=True)
class StandingRow:
    """A row of the table that stands, its cells by grid column; left alone where cells are merged or changes tracked."""

    cells: tuple[str, ...]
    merged: bool = False
    tracked: bool = False

    @property
    def left(self) -> bool:
        """Return whether the row must not be written."""
        return self.merged or self.tracked


@dataclass(frozen=True)
class CellWrite:
    """A text for a cell that stands: its row (0 the headings), its grid column, and the keys that say whose it is."""

    row: int
    column: int
    text: str
    key: str
    name: str


@dataclass(frozen=True)
class ComingRow:
    """A row that comes in: its key and its texts by grid column, "" where the column is a person's."""

    key: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class MergedTable:
    """What is to be done with a table.

    `order` has the standing rows below the headings and the new ones, `moves` says whether that differs from what
    stands; `rows` and `columns` say which standing row and grid column has which key. `anew` means that nobody touched
    a cell and the columns are others, so that the whole table is built again.
    """

    state: Fate
    base: TableText
    writes: tuple[CellWrite, ...] = ()
    order: tuple[int | ComingRow, ...] = ()
    moves: bool = False
    rows: tuple[tuple[int, str], ...] = ()
    columns: tuple[tuple[int, str], ...] = ()
    notes: tuple[MergeNote, ...] = ()
    anew: bool = False


def merge_table(
    base: TableText,
    stands: Sequence[StandingRow],
    new: TableText,
    *,
    theirs: Callable[[str], bool] | None = None,
) -> MergedTable:
    """Return the merge of a table whose first standing row has the headings.

    `theirs` says of a part as notes call it (row “Gangs”, column “Now”) whether the workbook's is taken where it is in conflict. People's
    own rows and columns, and what they wrote into them, stay all the same.
    """
    if not stands:
        return MergedTable(Fate.GONE, base)
    if (
        as_written(base, stands)
        and not base.touched
        and [key for key, _ in base.columns] != [key for key, _ in new.columns]
    ):
        return MergedTable(Fate.WRITTEN, new, anew=True)
    if any(stands[0].cells == texts for _, texts in base.rows) and base.columns:
        return MergedTable(
            Fate.SKIPPED, base, notes=(MergeNote("", Fate.SKIPPED, Why.NO_HEADINGS, told=True),)
        )
    return _Merge(base, stands, new, theirs or (lambda _: False)).merged()


def as_written(base: TableText, stands: Sequence[StandingRow]) -> bool:
    """Return whether a table stands exactly as it was written."""
    written = [tuple(heading for _, heading in base.columns), *(texts for _, texts in base.rows)]
    return [row.cells for row in stands] == written and not any(row.left for row in stands)


class _Merge:
    """The merge of one table as it goes on: what is written, what is told, what is remembered."""

    def __init__(
        self,
        base: TableText,
        stands: Sequence[StandingRow],
        new: TableText,
        takes: Callable[[str], bool],
    ) -> None:
        self.base, self.stands, self.new, self.takes = base, stands, new, takes
        self.found = find(base, new, stands)
        self.rows, self.columns = self.found.rows, self.found.columns
        self.standing_names = set(self.columns.values())
        self.writes: list[CellWrite] = []
        self.notes: list[MergeNote] = []
        self.states: list[Fate] = []
        self.written: dict[tuple[str, str], str | None] = {}
        self.held: set[tuple[str, str]] = set()
        self.repeats: set[tuple[str, str, str, str]] = set()

    def merged(self) -> MergedTable:
        """Return the whole merge."""
        headings = self._headings()
        items, order = self._order()
        gone = {place + 1 for place in items.removed}
        for place, key in self.rows.items():
            if place not in gone:
                self._row(place, key)
        self._notes_of_columns()
        self._notes_of_likes()
        self.states += [note.state for note in self.notes]
        self.states += [Fate.WRITTEN] * bool(self.writes or items.changes)
        return MergedTable(
            worst(self.states),
            self._next_base(headings, items),
            tuple(self.writes),
            order,
            items.changes,
            tuple((place, key) for place, key in self.rows.items() if place not in gone),
            tuple(self.columns.items()),
            tuple(self.notes),
        )

    def _headings(self) -> dict[str, str]:
        """Merge the headings; return those to be remembered."""
        was, known, heads = self.base.headings, dict(self.base.headings), self.stands[0]
        for column, key in self.columns.items():
            if key not in self.new.headings:
                continue
            heading, stands = self.new.headings[key], heads.cells[column]
            part = f"heading “{stands}”"
            merged = merge_text(was.get(key), stands, heading, theirs=self.takes(part))
            if merged.state is Fate.WRITTEN and not heads.left:
                self.writes.append(CellWrite(0, column, merged.text, "", key))
            elif merged.state in (Fate.WRITTEN, Fate.CONFLICT):
                self._note(part, Fate.CONFLICT, Why.FIGURE, stands, heading)
                continue
            known[key] = heading if merged.base is None else merged.base
        return known

    def _order(self) -> tuple[MergedItems, tuple[int | ComingRow, ...]]:
        """Merge the rows as wholes: which come, go and stay, and in which order."""
        standing = [self._standing(place) for place in range(1, len(self.stands))]
        # Rows that people merged, renamed or change stay where they stand, and so the others.
        fixed = any(row.left for row in self.stands) or any(
            self.stands[place].cells[0] != self.base.names.get(key) for place, key in self.rows.items()
        )
        merged = merge_items(
            [key for key, _ in self.base.rows],
            [*standing, *([StandingItem(None)] if fixed else [])],
            [key for key, _ in self.new.rows],
        )
        merged = replace(merged, order=tuple(each for each in merged.order if each != len(standing)))
        order = tuple(entry + 1 if isinstance(entry, int) else self._come(entry) for entry in merged.order)
        for note in merged.notes:
            name = self._name(note.part)
            told = note.state is Fate.CONFLICT
            self.notes.append(
                MergeNote(f"row “{name}”", note.state, note.why, name if told else "", told=told)
            )
        return merged, order

    def _standing(self, place: int) -> StandingItem:
        """Return a row as an item: untouched where each cell is what we wrote and nothing of a person's stands beside."""
        key, row = self.rows.get(place), self.stands[place]
        if key is None:
            return StandingItem(None)
        texts = self.base.texts
        taken = key not in self.new.names and self.takes(f"row “{self._name(key)}”")
        untouched = not row.left and all(
            taken or text == texts.get((key, self.columns[column]))
            if column in self.columns
            else not text.strip()
            for column, text in enumerate(row.cells)
        )
        return StandingItem(key, untouched)

    def _come(self, key: str) -> ComingRow:
        texts = self.new.texts
        for name in self.standing_names & self.new.headings.keys():
            self.written[key, name] = texts[key, name]
        width = range(len(self.stands[0].cells))
        names = [self.columns.get(column) for column in width]
        return ComingRow(key, tuple((texts.get((key, name)) or "") if name else "" for name in names))

    def _row(self, place: int, key: str) -> None:
        row, was, now = self.stands[place], self.base.texts, self.new.texts
        if row.left:
            why = Why.MERGED if row.merged else Why.TRACKED
            self.notes.append(MergeNote(f"row “{self._name(key)}”", Fate.SKIPPED, why, told=True))
            self.held |= {(key, name) for name in self.base.headings}
            return
        for column, name in self.columns.items():
            if (key, name) not in now:
                continue
            part = f"row “{self._name(key)}”, column “{self.new.headings[name]}”"
            merged = merge_text(
                was.get((key, name)), row.cells[column], now[key, name], theirs=self.takes(part)
            )
            self.states.append(merged.state)
            self.written[key, name] = merged.base
            if merged.state is Fate.WRITTEN:
                self.writes.append(CellWrite(place, column, merged.text, key, name))
            elif merged.state in (Fate.CONFLICT, Fate.KEPT):
                wanted = now[key, name] or ""
                self._note(part, merged.state, Why.FIGURE, row.cells[column], wanted, (key, name))
                if merged.state is Fate.CONFLICT:
                    self.held.add((key, name))

    def _notes_of_columns(self) -> None:
        """Note the columns that do not stand, those that the workbook has no more, and those that are new."""
        for key, heading in self.new.headings.items():
            if key not in self.standing_names and key in self.base.headings:
                self.notes.append(MergeNote(f"column “{heading}”", Fate.GONE, Why.DELETED))
            elif key not in self.standing_names:
                self._note(f"column “{heading}”", Fate.CONFLICT, Why.NEW_COLUMN, "", heading)
        for key, heading in self.base.headings.items():
            if key not in self.new.headings and key in self.standing_names:
                self._note(f"column “{heading}”", Fate.CONFLICT, Why.SAID_NO_MORE, heading, "")

    def _notes_of_likes(self) -> None:
        """Tell of a person's rows and columns that repeat what we wrote, where that has moved on."""
        gone_rows = [key for key, _ in self.base.rows if key not in self.rows.values()]
        gone_columns = [key for key in self.base.headings if key not in self.standing_names]
        for place in range(1, len(self.stands)):
            row, own = self.stands[place], place not in self.rows
            if own and row.left and gone_rows:
                name = next((text for text in row.cells if text), str(place))
                why = Why.MERGED if row.merged else Why.TRACKED
                self.notes.append(MergeNote(f"row “{name}”", Fate.SKIPPED, why, told=True))
                # Nor is what it repeats passed over: once the row that is gone is forgotten, it would be told.
            alike = self.found.alike_rows.get(place)
            keys = [self.rows[place]] if not own else [*([alike] if alike else []), *gone_rows]
            for column, text in self._texts_beside_ours(row, own=own):
                names = [self.columns[column]] if column in self.columns else gone_columns
                if own and row.merged:
                    names = list(self.base.headings)
                if column in self.found.alike_columns:
                    names = [self.found.alike_columns[column], *names]
                sure = alike is not None or column in self.found.alike_columns
                pairs = [(key, name) for key in keys for name in names]
                if not sure and not any(sign.isdigit() for sign in text):
                    pairs = []
                told = sorted(
                    ((key, name, called) for key, name, old, called in self.base.repeats if old == text),
                    # One text may have been told of as a row's, as a column's, of two rows: each goes on as what it was.
                    key=lambda one: (
                        (one[2] == self._name(one[0])) != own,
                        one[0] not in keys,
                        one[1] not in names,
                    ),
                )
                fresh = (
                    (key, name, self._name(key) if own else self.base.headings.get(name, name))
                    for key, name in pairs
                    if text == self.base.texts.get((key, name))
                )
                anywhere = (
                    (key, name, self._name(key) if own else self.base.headings.get(name, name))
                    for (key, name), last in self.base.texts.items()
                    if last == text and is_told_apart(text)
                )
                old = next(
                    (one for one in (*told, *fresh, *anywhere) if text != self.new.texts.get(one[:2])), None
                )
                if old is not None:
                    self._repeats(place, text, column, *old, own=own)

    def _texts_beside_ours(self, row: StandingRow, *, own: bool) -> Iterator[tuple[int, str]]:
        """Yield what stands in a row, and is not of ours, by its column; of cells that were merged each line, which was a cell."""
        for column, text in enumerate(row.cells):
            if own or column not in self.columns:
                yield from ((column, line) for line in (text.split("\n") if row.merged else [text]) if line)

    def _repeats(
        self, place: int, text: str, column: int, key: str, name: str, called: str, *, own: bool
    ) -> None:
        self.repeats.add((key, name, text, called))
        mine = f"row “{self.stands[place].cells[0]}”" if own else f"column “{self.stands[0].cells[column]}”"
        part = f"{mine} repeats “{called}”"
        if all(note.part != part for note in self.notes):
            self._note(part, Fate.CONFLICT, Why.REPEATS, text, self.new.texts.get((key, name)) or "")

    def _next_base(self, headings: dict[str, str], items: MergedItems) -> TableText:
        """Return what is remembered; a new column that does not stand is not, so that it comes where room is made for it."""
        known = {
            key: text
            for key, text in headings.items()
            if key in self.standing_names or key in self.new.headings
        }
        was = self.base.texts

        def text(row: str, name: str) -> str | None:
            last = was.get((row, name))
            return last if (row, name) in self.held else self.written.get((row, name), last)

        rows = tuple((key, tuple(text(key, name) for name in known)) for key in items.known)
        touched = self.base.touched or not as_written(self.base, self.stands)
        return TableText(tuple(known.items()), rows, touched, tuple(sorted(self.repeats)))

    def _name(self, key: str) -> str:
        return self.new.names.get(key) or self.base.names.get(key, key)

    def _note(
        self, part: str, state: Fate, why: Why, stands: str, new: str, keys: tuple[str, ...] = ()
    ) -> None:
        self.notes.append(MergeNote(part, state, why, stands, new, keys, told=state is Fate.CONFLICT))
