"""What the rows of a file came to so far, and all that is said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name, months_missing
from xlscore.rules.words import counted_in_words, listed, listed_up_to, name_key, quoted, tidy
from xlscore.sources.counted import FileCounts, Left, Mark, Release
from xlscore.sources.naming import BLANK
from xlscore.sources.tables.figures import NoCount, count_in
from xlscore.sources.tables.pages import SourcePage
from xlscore.sources.tables.said import said_of_hidden, said_of_others
from xlscore.sources.wide.blocks import MonthBlock
from xlscore.sources.wide.lines import Body
from xlscore.sources.wide.measures import Measured
from xlscore.sources.wide.month_rows import MonthCell, MonthRow

__all__ = ["Tally"]

_MOST_NAMED: Final = 8
_MOST_CELLS: Final = 20


@dataclass
class Tally:
    """The counts, and what became of each row."""

    file: str
    rows: int = 0
    counted: int = 0
    unknown: int = 0
    short: Fraction = Fraction(0)
    """What the rows hold that nobody knows."""
    left: Counter[Left] = field(default_factory=Counter)
    months: dict[Mark, Fraction] = field(default_factory=dict)
    silent: set[Mark] = field(default_factory=set)
    measures: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    parents: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    _origin: dict[Mark, MonthRow] = field(default_factory=dict)
    _labels: dict[tuple[int, tuple[str, ...]], MonthRow] = field(default_factory=dict)
    _twice: dict[tuple[str, str], list[Mark]] = field(default_factory=lambda: defaultdict(list))
    _odd: dict[NoCount, list[tuple[MonthRow, MonthCell]]] = field(default_factory=lambda: defaultdict(list))
    _blank: int = 0

    def counts(self, kind: str, covered: Sequence[date], release: Release) -> FileCounts:
        """Return what the rows came to."""
        return FileCounts(
            self.file, kind, self.rows, self.counted, dict(self.left), self.unknown, self.months, tuple(covered), release,
            is_table=True, parents=self.parents, silent=frozenset(self.silent - self.months.keys()),
            unknown_measures=dict(self.measures), unknown_places=dict(self.places), short=self.short,
        )  # fmt: skip

    def report(self, place: str, what: str, do: str) -> None:
        """Take up a problem of a place in the file."""
        self.problems.append(Problem(self.file, place, what, do))

    def add(
        self, line: MonthRow, measure: str, place: str, covered: Sequence[date], filled: Collection[date]
    ) -> None:
        """Add the counts of a row; a blank cell in a month that its block has figures of is 0."""
        again = self._labels.setdefault((id(line.block), tuple(map(name_key, line.labels))), line)
        if again is not line and line.figures:
            self.report(
                line.block.page.place(line.number, line.block.left),
                f"This row is called as the one in line {again.number}; both were added.",
                "Delete the one that is there twice, or tell in Sources what parts them.",
            )
        for month, cell in line.cells.items():
            mark = (measure, place, month)
            if month not in covered:
                if cell.found is NoCount.UNREAD:
                    self._odd[cell.found].append((line, cell))
            elif isinstance(cell.found, Fraction):
                before = self._origin.setdefault(mark, line)
                if before.block is not line.block:
                    self._twice[_where(before), _where(line)].append(mark)
                self.months[mark] = self.months.get(mark, Fraction(0)) + cell.found
            elif cell.found is NoCount.BLANK and month in filled:
                self._blank += 1
                self.months.setdefault(mark, Fraction(0))
            else:
                self.silent.add(mark)
                if cell.found is not NoCount.BLANK:
                    self._odd[cell.found].append((line, cell))

    def add_unknown(self, line: MonthRow, place: str | None, what: Measured, covered: Sequence[date]) -> None:
        """Note a row of which nobody knows the type or the place."""
        self.unknown += 1
        self.short += sum((figure for month, figure in line.figures.items() if month in covered), Fraction(0))
        if place is None:
            self.places[tidy(line.places[0]) or BLANK] += 1
        if len(what.names) != 1:
            if what.names and what.called not in self.measures:
                self.report(
                    line.block.page.place(line.number, max(line.block.labels.measures, default=1)),
                    f"{quoted(what.called)} is a source name of {listed([quoted(name) for name in what.names])}.",
                    "Leave it with one of them in Measures.",
                )
            self.measures[what.called] += 1

    def say_pages(self, pages: Sequence[tuple[SourcePage, Sequence[MonthBlock]]]) -> None:
        """Say which sheets are not read, and which hidden lines and sheets count."""
        self.said += said_of_others([page.name for page, blocks in pages if not blocks and page.name])
        for page, blocks in pages:
            if not blocks:
                continue
            of = blocks[0].page  # turned, where its months stand below one another
            rows = {row.number for block in blocks for row in block.rows}
            self.said += said_of_hidden(of, len(of.hidden & rows))
            months = [
                month_name(month)
                for block in blocks
                for column, month in block.months.items()
                if column in of.hidden_columns
            ]
            if months:
                self.said.append(
                    f"Of {quoted(page.name)} these hidden {'rows' if of.is_turned else 'columns'} count, too: {_listed(months)}."
                )

    def say_body(self, body: Body) -> None:
        """Say what a block has beside its rows and months."""
        block = body.block
        page, head = block.page, block.head
        where = f" on {quoted(page.name)}" if page.name else ""
        self.said += [f"{said[:-1]}{where}." for said in block.said]
        if block.doubt:
            self.report(
                page.place(head.row, min(head.months)),
                block.doubt,
                "Tell them in Sources, Measures or Places.",
            )
        if block.unread:
            lines = "Lines and columns" if page.is_turned else "Columns"
            self.said.append(f"{lines} that are no month{where}: {_listed(block.unread)}.")
        for column, text in head.nearly.items():
            if block.holds(column):
                self.report(
                    page.place(head.row, column),
                    f"{quoted(text)} is not read as a month; its column is left out.",
                    "Write month and year into it, for example Apr 2024; a day, but the first or last of its month, heads none.",
                )
        self._say_twofold(block)
        self._say_doubles(block)
        self._say_long_lines(body)
        if not body.lines:
            self.report(
                page.place(head.row, block.left),
                "There are headings of months and no row below them.",
                "Look whether the table is whole.",
            )
        self._say_places(body)
        for number in body.unnamed:
            self.report(
                page.place(number, block.left),
                "This line has figures and neither a type nor a place; it is not counted.",
                "Write its type and place, or Total.",
            )
        if body.ends:
            what = f"From line {body.ends}{where} on something else begins that is not read."
            if body.at_once:
                self.report(
                    page.place(body.ends, block.left),
                    what,
                    "Leave a blank line before it, or correct its figures.",
                )
            else:
                self.said.append(what)

    def _say_twofold(self, block: MonthBlock) -> None:
        if block.twofold:
            banners = listed([quoted(banner) for banner in next(iter(block.twofold.values()))], "or")
            self.report(
                block.page.place(block.head.row, block.left),
                f"Each month stands below {banners}; none of them is read.",
                "Tell in Sources which of these headings means count.",
            )

    def _say_doubles(self, block: MonthBlock) -> None:
        seen: dict[date, int] = {}
        for column, month in sorted(block.months.items()):
            if seen.setdefault(month, column) != column:
                self.report(
                    block.page.place(block.head.row, column),
                    f"{month_name(month)} is there twice, first in {block.page.place(block.head.row, seen[month])}.",
                    "Keep one column of it; until then the month counts only where both say the same.",
                )

    def _say_long_lines(self, body: Body) -> None:
        """Report lines of a text that have more cells than there are headings: their figures may be another month's."""
        page, last = body.block.page, body.block.head.last
        long = [
            line.number for line in body.lines if not page.name and max(page.row(line.number).filled) > last
        ]
        if long:
            self.report(
                page.place(long[0], last + 1),
                f"{counted_in_words(len(long), 'row').capitalize()} {'has' if len(long) == 1 else 'have'} more cells than there are headings.",
                "Look whether a cell holds the separator; such a one stands in quotation marks.",
            )

    def _say_places(self, body: Body) -> None:
        """Report a column of texts that nobody knows, where no column is known as the place."""
        labels, head = body.block.labels, body.block.head
        if labels.places or labels.is_told or any(line.places for line in body.lines):
            return
        for column, text in head.others.items():
            values = [body.block.page.shown(line.number, column) for line in body.lines]
            if column not in labels.columns and body.block.holds(column) and _are_names(values):
                self.report(
                    body.block.page.place(head.row, column),
                    f"{quoted(text)} may be the place, and is not known as one: all counts are the force's.",
                    "Tell in Sources which column means place.",
                )

    def say_gaps(self, covered: Sequence[date]) -> None:
        """Report the months between others that no column has."""
        missing = [month_name(month) for month in months_missing(covered)]
        if missing:
            self.report("", f"No column with figures is of {_listed(missing)}, though there are months before and after.", "Look whether the table is whole.")  # fmt: skip

    def say_future(self, lines: Sequence[MonthRow], until: date) -> None:
        """Report the months behind the last day that a file can know of."""
        later = sorted({month for line in lines for month in line.figures if month > until})
        if later:
            names = (
                f"{_listed([month_name(month) for month in later])} {'lies' if len(later) == 1 else 'lie'}"
            )
            self.report("", f"{names} behind {until:%d/%m/%Y}; their figures are not read.", "Correct the headings, or leave out what is no count yet.")  # fmt: skip

    def say_cells(self) -> None:
        """Say which cells hold no count, and what is counted twice; once the rows are all counted."""
        for line, cell in self._odd[NoCount.UNREAD][:_MOST_CELLS]:
            why = cell.why or "is no count"
            what = f"{quoted(cell.held)} {why}" if cell.held is not None else f"The cell {why}"
            self.report(
                line.block.page.place(line.number, cell.column),
                f"{what}; it is left out.",
                "Type a whole number, or N/A.",
            )
        more = len(self._odd[NoCount.UNREAD]) - _MOST_CELLS
        if more > 0:
            self.report("", f"{more:,} more cells hold no count.", "Look through the columns of months.")
        dashes = self._odd[NoCount.DASH]
        if dashes:
            line, cell = dashes[0]
            number = counted_in_words(len(dashes), "cell")
            self.report(
                line.block.page.place(line.number, cell.column),
                f"A dash stands in {number} and is read as no figure.",
                "Type 0 where there were none.",
            )
        marks = len(self._odd[NoCount.MARK])
        if marks:
            self.said.append(f"No figure is given (N/A, two dots) in {counted_in_words(marks, 'cell')}.")
        if self._blank:
            self.said.append(
                f"Nothing is written in {counted_in_words(self._blank, 'cell')} of months with figures: 0."
            )
        for (one, other), both in self._twice.items():
            self.report(other, f"{counted_in_words(len(both), 'count').capitalize()} of this table are in the one of {one}, too; they were added.", "Leave one of them out, if they are the same crimes.")  # fmt: skip


def _are_names(values: Sequence[object]) -> bool:
    """Return whether the cells of a column are texts, and more than one of them, as names of places are."""
    texts = {str(value).strip().casefold() for value in values if isinstance(value, str) and value.strip()}
    return (
        len(texts) > 1
        and not any(isinstance(value, (int, float)) for value in values)
        and not all(isinstance(count_in(text), Fraction) for text in texts)
    )


def _where(line: MonthRow) -> str:
    block = line.block
    return block.page.place(block.head.row, block.left)


def _listed(names: Sequence[str]) -> str:
    """Return some names, and how many more there are."""
    return listed_up_to(_MOST_NAMED, [quoted(name) for name in dict.fromkeys(names)])
