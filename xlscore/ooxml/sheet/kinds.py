"""What cells with the same attributes hold, by the way it is spelt: many read at once, the same as one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from xlscore.ooxml.sheet.cell_values import CellReader
from xlscore.ooxml.sheet.cells import Slice
from xlscore.ooxml.sheet.strings import one_text, plain_texts
from xlscore.ooxml.values.cell import CellValue
from xlscore.ooxml.values.dates import from_serial

__all__ = ["Cell", "Kinds"]

# Values that come again and again (texts, dates, errors) are understood once; a sheet of texts that are all
# different must not be held twice.
MOST_KNOWN = 50_000
MOST_KINDS = 1_000
# So many cells of different kinds are worth putting in order, unless there are more kinds than one in so many.
WORTH_SORTING, ONE_KIND_IN = 100, 8

Cell = tuple[bytes, bytes, bytes, bytes]
"""What a search finds of a cell: its column or place, its attributes, the text of its value, else its content."""


class _Values(dict[bytes, CellValue]):
    """The values of cells with the same attributes by their spelling, each understood when it is first met."""

    def __init__(self, reader: CellReader, prefix: bytes, tag: bytes) -> None:
        super().__init__()
        self._reader, self._prefix, self._tag = reader, prefix, tag

    def __missing__(self, spelled: bytes) -> CellValue:
        value = self.understood(spelled)
        if len(self) < MOST_KNOWN:
            self[spelled] = value
        return value

    def understood(self, spelled: bytes) -> CellValue:
        """Return the value that a cell holds alone."""
        return self.content(b"<%sv>%s</%sv>" % (self._prefix, spelled, self._prefix))

    def content(self, xml: bytes) -> CellValue:
        """Return the value of a cell with this content."""
        return self._reader.value_of(Slice(0, 0, self._tag, xml))

    def all_of(self, spelled: Sequence[bytes]) -> list[CellValue]:
        """Return the values that cells hold alone."""
        return list(map(self.__getitem__, spelled))

    def contents(self, each: Sequence[bytes]) -> list[CellValue]:
        """Return the values of cells with these contents."""
        return list(map(self.content, each))


class _Numbers(_Values):
    """The same of numbers that are no dates, which are not kept: most are met once."""

    def __missing__(self, spelled: bytes) -> CellValue:
        if spelled.startswith(b"-"):
            return int(spelled) if spelled[1:].isdigit() else float(spelled)  # or of_cells reads them again
        return self.understood(spelled)

    def all_of(self, spelled: Sequence[bytes]) -> list[CellValue]:
        return [
            int(text) if text.isdigit() else float(text) if text > b"." else self[text] for text in spelled
        ]


class _Dates(_Values):
    def __init__(self, reader: CellReader, prefix: bytes, tag: bytes) -> None:
        super().__init__(reader, prefix, tag)
        self._system = reader.date1904, reader.date_format(reader.kind(tag)[1])[1]

    def understood(self, spelled: bytes) -> CellValue:
        try:
            number = int(spelled) if spelled.isdigit() else float(spelled) if spelled > b"." else None
        except ValueError:
            number = None
        return super().understood(spelled) if number is None else from_serial(number, *self._system)


class _SharedTexts(_Values):
    """Texts that cells point to; the workbook holds them already, so none is kept."""

    def __missing__(self, spelled: bytes) -> CellValue:
        if spelled.isdigit() and len(spelled) < 10:
            return self._reader.shared_text(int(spelled))
        return super().__missing__(spelled)

    def understood(self, spelled: bytes) -> CellValue:
        return self[spelled] if spelled.isdigit() and len(spelled) < 10 else super().understood(spelled)

    def all_of(self, spelled: Sequence[bytes]) -> list[CellValue]:
        if b"".join(spelled).isdigit() and max(map(len, spelled)) < 10:
            return self._reader.shared_texts(list(map(int, spelled)))
        return super().all_of(spelled)


class _InlineTexts(_Values):
    """Texts in the cells themselves, by the whole content."""

    def content(self, xml: bytes) -> CellValue:
        found = self.get(xml)
        if found is None:
            text = one_text(xml)
            found = super().content(xml) if text is None else text
            if len(self) < MOST_KNOWN:
                self[xml] = found
        return found

    def contents(self, each: Sequence[bytes]) -> list[CellValue]:
        found = list(map(self.get, each))
        if None not in found:
            return found
        texts = plain_texts(each)
        if texts is None:
            return super().contents(each)
        found = [*texts]
        if len(self) < MOST_KNOWN:
            self.update(zip(each, texts, strict=True))
        return found


class Kinds(dict[bytes, _Values]):
    """What cells with the same attributes hold, by these attributes."""

    def __init__(self, reader: CellReader, prefix: bytes) -> None:
        """Read cells with this reader, whose elements carry this namespace prefix."""
        super().__init__()
        self._reader, self._prefix = reader, prefix

    def __missing__(self, tag: bytes) -> _Values:
        """Return what cells with attributes that were not met before hold."""
        made = self._class_of(*self._reader.kind(tag))(self._reader, self._prefix, tag)
        # A hostile sheet could give every cell attributes of its own.
        if len(self) < MOST_KINDS:
            self[tag] = made
        return made

    def _class_of(self, kind: str, style: int) -> type[_Values]:
        if kind == "n":
            return {True: _Dates, False: _Numbers, None: _Values}[self._reader.shows_date(style)]
        return {"s": _SharedTexts, "inlineStr": _InlineTexts}.get(kind, _Values)

    def of_rows(self, cells: list[Cell], width: int) -> list[CellValue]:
        """Return the values of the cells of rows of the same width, row after row; those of a column are mostly of one kind."""
        if width == 1:
            return self.of_cells(cells)
        found: list[CellValue] = [None] * len(cells)
        for at in range(width):
            found[at::width] = self.of_cells(cells[at::width])
        return found

    def _sorted(self, tags: list[bytes], cells: list[Cell]) -> list[CellValue]:
        """Return the values of cells of several kinds, read kind by kind."""
        of_tag = defaultdict[bytes, list[Cell]](list)
        for tag, cell in zip(tags, cells, strict=True):
            of_tag[tag].append(cell)
        values = {tag: iter(self._of_kind(tag, there)) for tag, there in of_tag.items()}
        return list(map(next, map(values.__getitem__, tags)))

    def _of_kind(self, tag: bytes, cells: list[Cell]) -> list[CellValue]:
        """Return the values of cells with the same attributes."""
        kind = self[tag]
        _, _, texts, contents = zip(*cells, strict=True)
        if b"" not in texts:
            return kind.all_of(texts)
        if not any(texts) and b"" not in contents:
            return kind.contents(contents)
        return [
            kind[text] if text else kind.content(content) if content else None
            for text, content in zip(texts, contents, strict=True)
        ]

    def of_cells(self, cells: list[Cell]) -> list[CellValue]:
        """Return the values of some cells."""
        try:
            if len(cells) > 1:
                tags = [cell[1] for cell in cells]
                if tags[0] == tags[-1] and tags.count(tags[0]) == len(tags):
                    return self._of_kind(tags[0], cells)
                if len(cells) >= WORTH_SORTING and len(set(tags)) * ONE_KIND_IN <= len(cells):
                    return self._sorted(tags, cells)
            # Most numbers are met once: they are read here, without a call of ours for each.
            return [
                (kind[text] if (kind := self[tag]).__class__ is not _Numbers
                 else int(text) if text.isdigit()
                 else float(text) if text > b"."
                 else kind[text])
                if text
                else self[tag].content(content) if content
                else None
                for _, tag, text, content in cells
            ]  # fmt: skip
        except ValueError:  # a number is spelt as no program spells one
            return [
                self[tag].understood(text) if text else self[tag].content(content) if content else None
                for _, tag, text, content in cells
            ]
