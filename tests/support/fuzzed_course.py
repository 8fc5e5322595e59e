"""Open, twenty edits, save, open again: what must hold of a workbook, whatever was done to it.

It is refused by a sentence of ours, or: no part is lost, parts that nobody touched keep their bytes, every part that was
written is well formed and every relationship leads somewhere, the saved file reads back as what was in hand, in bulk as cell
by cell, and saving it again, or writing what it holds already, changes no byte.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from xml.parsers import expat

from tests.support.fuzzed_desk import Desk, Edit
from tests.support.fuzzed_edits import CELL_EDITS
from tests.support.fuzzed_edits_around import AROUND_EDITS
from tests.support.fuzzed_repairs import assert_nothing_to_repair
from tests.support.fuzzed_workbooks import BASES, Dice, base, damaged, packed
from xlscore.errors import XlscoreError
from xlscore.ooxml import Sheet, Workbook
from xlscore.ooxml.around import (
    conditional,
    drawings,
    filters,
    hyperlinks,
    layout,
    names,
    notes,
    outline,
    sheets,
    sparklines,
    tables,
    validation,
)  # fmt: skip
from xlscore.ooxml.charts import found
from xlscore.ooxml.opc.zip_reading import ZipLimits
from xlscore.ooxml.sheet.cells import CellXml

__all__ = ["OOXML_EDITS", "course", "follow"]

Listed = Sequence[tuple[Edit, str]]
MANY: Final = 20
_EDITS: Final = (*CELL_EDITS, *AROUND_EDITS)
LIMITS: Final = ZipLimits(part=8 << 20)
MOST_CELLS: Final = 1_000
EVERY: Final = 4
_USUAL: Final = re.compile(
    r"xl/(workbook|styles)\.xml|xl/_rels/workbook|\[Content_Types\]|xl/calcChain|xl/worksheets/_rels/"
)
_MAY_GO: Final = "xl/calcChain"
_XML: Final = (".xml", ".rels", ".vml")
_TARGETS: Final = re.compile(r'Target="([^"]*)"(?![^>]*External)')


class _TakenBackError(Exception):
    """Ends a change that is made as one."""


def refused(step: Callable[[], Any]) -> XlscoreError | None:
    """Return the refusal of a step, which is a sentence, or None where it was done."""
    try:
        step()
    except XlscoreError as refusal:
        error = refusal
    else:
        return None
    assert error.sentence.endswith((".", "!")), error.sentence
    return error


def take_back(desk: Desk) -> None:
    """Make some edits as one and refuse them in the end: nothing of them stays."""
    sheet = desk.sheet()
    before, deleted, lost = _in_hand(desk.book, sheet), list(desk.deleted), set(desk.may_lose)
    try:
        with desk.book.package.as_one():
            for _ in range(1 + desk.dice.below(3)):
                made, _ = desk.dice.pick(_EDITS)
                refused(lambda: made(desk))  # noqa: B023 - called at once
            raise _TakenBackError
    except _TakenBackError:
        desk.deleted, desk.may_lose = deleted, lost
    assert_same(_in_hand(desk.book, sheet), before)


def _in_hand(book: Workbook, sheet: Sheet) -> list[Any]:
    """Return the sheets of a workbook as they would be written, and what is read of one of them."""
    written = [(each.name, each.visibility, each.part, answer(Sheet.xml, each)) for each in book.sheets]
    return [*written, answer(in_bulk, sheet), answer(lambda it: it.used, sheet)]


OOXML_EDITS: Final[Listed] = (*_EDITS, (take_back, ""))


def course(data: bytes, edits: Listed = OOXML_EDITS) -> None:
    """Let bytes decide on a workbook, its damage and its edits, and see that all holds that must."""
    dice = Dice(data)
    parts, file = base(dice.below(len(BASES)))
    is_damaged = dice.byte() > 140
    if is_damaged:
        parts = damaged(parts, dice)
        file = packed(parts)
    follow(parts, file, dice, edits, is_damaged=is_damaged)


def follow(parts: Mapping[str, bytes], file: bytes, dice: Dice, edits: Listed, *, is_damaged: bool) -> None:
    """Open a file, make twenty edits and see that all holds that must."""
    may_edit, watched = dice.byte() > 60, dice.byte()
    found: list[Any] = []
    if refused(lambda: found.append(opened(file, may_edit))) is not None:
        assert is_damaged, "A workbook that nobody spoilt is opened."
        return
    book = found.pop()
    desk = Desk(book, dice, watched)
    for _ in range(MANY):
        made, may_change = dice.pick(edits)
        if refused(lambda: made(desk)) is None and may_change:  # noqa: B023 - called at once
            desk.may_change.add(may_change)
    before = readings(book, desk, in_bulk)
    if refused(lambda: found.append(book.to_bytes())) is not None:
        assert is_damaged, "What was edited is saved."
        return
    saved = found.pop()
    assert book.to_bytes() == saved, "Saving again changes nothing."
    assert_parts_kept(parts, saved, desk, is_damaged=is_damaged)
    again = opened(saved, may_edit)
    after = readings(again, desk, one_by_one)
    assert_same(after, before)
    for sheet in again.sheets:
        if sheet.part in desk.seen:
            refused(lambda: write_again(sheet))  # noqa: B023 - called at once
    assert again.to_bytes() == saved, "Writing what is there already changes nothing."


def opened(file: bytes, may_edit: bool) -> Workbook:
    """Return the workbook of a file, whose sheets are there."""
    book = Workbook.open(file, edit_protected=may_edit, limits=LIMITS)
    _ = book.sheets
    return book


Cells = dict[tuple[int, int], tuple[type, Any, str | None, int]]


def one_by_one(sheet: Sheet) -> Cells:
    """Return type, value, formula and format of each cell that holds something, asked one by one."""
    return {
        place: (*typed(sheet.value(*place)), sheet.formula(*place), sheet.style_id(*place))
        for place in once(list(sheet.cells()))
    }


def in_bulk(sheet: Sheet) -> Cells:
    """Return the same, the values read in bulk: in one box where they stand close together."""
    if sheet.used is None:
        return {}
    top, left, bottom, right = sheet.used
    if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
        values = {(row, column): value for row, column, value in sheet.filled()}
    else:
        rows = sheet.values(top, left, bottom, right)
        values = {
            (row, column): value
            for row, line in enumerate(rows, top)
            for column, value in enumerate(line, left)
        }
    cells = list(sheet.cells())
    held, anywhere = once(cells), {(row, column) for row, column, _ in cells}
    assert {place for place, value in values.items() if value is not None} <= anywhere
    return {
        place: (*typed(values[place]), sheet.formula(*place) if xml.formula else None, xml.style)
        for place, xml in held.items()
    }


def once(cells: list[tuple[int, int, CellXml]]) -> dict[tuple[int, int], CellXml]:
    """Return the cells that hold something by their places; one that stands twice, which Excel repairs, is left out."""
    places = Counter((row, column) for row, column, _ in cells)
    return {(row, column): xml for row, column, xml in cells if places[row, column] == 1}


def typed(value: Any) -> tuple[type, Any]:
    """Return the type of a value, and the value, or a word for the number that equals nothing."""
    return type(value), value if value == value else "nan"


_READERS: Final[tuple[Callable[[Sheet], Any], ...]] = (
    layout.merges,
    validation.validations,
    conditional.rules,
    sparklines.sparklines,
    lambda sheet: (sheet.used, layout.frozen(sheet), filters.sheet_filter(sheet)),
    lambda sheet: (outline.groups(sheet, outline.ROWS), outline.groups(sheet, outline.COLUMNS)),
    lambda sheet: tables.tables(sheet.workbook.package, sheet.part),
    lambda sheet: notes.notes(sheet.workbook.package, sheet.part),
    lambda sheet: [(each.name, each.kind) for each in drawings.drawn(sheet.workbook.package, sheet.part)],
    lambda sheet: found.charts(sheet.workbook.package, sheet.part),
    lambda sheet: hyperlinks.hyperlinks(sheet, sheet.workbook.package, sheet.part),
    lambda sheet: names.names(sheets.shell_of(sheet.workbook)),
)


def readings(book: Workbook, desk: Desk, cells: Callable[[Sheet], Cells]) -> list[Any]:
    """Return what is read of the sheets that were edited, and the kind of refusal where something of it is refused.

    All cells are read; of what stands beside them a part, so that many workbooks are looked at in little time.
    """
    found: list[Any] = []
    for sheet in book.sheets:
        found.append((sheet.name, sheet.visibility, sheet.kind))
        if sheet.part in desk.seen:
            found += [answer(read, sheet) for read in (cells, *_READERS[desk.watched % EVERY :: EVERY])]
    return found


def answer(ask: Callable[[Sheet], Any], sheet: Sheet) -> Any:
    """Return an answer, or the kind of its refusal."""
    try:
        return ask(sheet)
    except XlscoreError as error:
        return type(error)


def assert_same(found: list[Any], wanted: list[Any]) -> None:
    """See that two readings are the same, and show the first that is not."""
    if found != wanted:
        number, one, other = next(
            (n, *pair) for n, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]
        )
        if isinstance(one, dict) and isinstance(other, dict):
            places = [place for place in one.keys() | other.keys() if one.get(place) != other.get(place)]
            one, other = [{place: each.get(place) for place in places} for each in (one, other)]
        raise AssertionError(f"Reading {number} is {one}, and was {other}.")


def write_again(sheet: Sheet) -> None:
    """Write into some cells what they hold already; a moment is read to the millisecond only."""
    for row, column, xml in list(sheet.cells())[::4]:
        value = sheet.value(row, column)
        if not isinstance(value, (dt.date, dt.time, dt.timedelta)) and xml.formula is None:
            refused(lambda: sheet.set_value(row, column, value))  # noqa: B023 - called at once


def assert_parts_kept(parts: Mapping[str, bytes], saved: bytes, desk: Desk, *, is_damaged: bool) -> None:
    """See that no part is lost, that none differs which was not edited, and that those which do are well formed."""
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        listed = archive.infolist()
        kept = {each.filename: each.CRC for each in listed}
        assert len(kept) == len(listed), "No part stands twice in the file."
        gone = {name for name in parts if name not in kept}
        lost = [name for name in gone if not _begins(name, desk.may_lose | {_MAY_GO})]
        assert not lost, lost
        changed = [name for name, crc in kept.items() if name not in parts or crc != zlib.crc32(parts[name])]
        may_change = desk.may_change | {re.escape(part.lstrip("/")) for part in desk.seen}
        if not is_damaged:
            strangers = [
                n for n in changed if n in parts and not _USUAL.match(n) and not _begins(n, may_change)
            ]
            assert not strangers, strangers
        if not is_damaged and desk.watched % EVERY == 0:
            assert_nothing_to_repair(archive)
        for name in kept if gone else changed:
            if name.endswith(_XML):
                assert_sound(name, archive.read(name), parts.get(name), kept, gone)


def assert_sound(name: str, content: bytes, old: bytes | None, kept: Container[str], gone: set[str]) -> None:
    """See that a part is well formed, and that its relationships lead to parts, where both was so before."""
    assert is_well_formed(content) or (old is not None and not is_well_formed(old)), (name, content)
    if name.endswith(".rels"):
        stale = {target for target in targets(name, old or b"") if target not in gone}
        nowhere = {target for target in targets(name, content) if target not in kept} - stale
        assert not nowhere, (name, nowhere)


def _begins(name: str, patterns: set[str]) -> bool:
    return any(re.match(pattern, name) for pattern in patterns)


@lru_cache(1024)
def is_well_formed(content: bytes) -> bool:
    """Return what a parser that is not ours says of a part."""
    try:
        expat.ParserCreate().Parse(content, True)
    except (expat.ExpatError, LookupError):
        return False
    return True


def targets(name: str, content: bytes) -> set[str]:
    """Return the parts that the relationships of a part lead to."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found = (target.lstrip() for target in _TARGETS.findall(content.decode("utf-8", "replace")))
    return {posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/") for target in found}
