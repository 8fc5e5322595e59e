"""What people do to a paper in Word, as Word leaves it in the file: each edit takes two numbers and a mark of its own."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from xlscore.word import Document
from xlscore.word.xml.names import PIC, WP, A, make, name_of, set_value, sub, value, w, within

Edit = Callable[[Document, int, int, str], None]
_OURS = "xlscore:"
_TRACKED = {"w:author": "Officer", "w:date": "2026-01-05T09:00:00Z"}


def edited(data: bytes, edits: list[tuple[str, int, int]]) -> bytes:
    """Return a document after these edits, each with a mark such as ‹3›."""
    document = Document.open(data)
    for number, (name, first, second) in enumerate(edits):
        EDITS[name](document, first, second, f"‹{number}›")
    return document.to_bytes()


def words_of(document: Document) -> str:
    """Return every word of a document, inserted and deleted ones too, and what is said of its pictures."""
    texts = [each.text or "" for each in document.body.iter(w("t"), w("delText"))]
    return "".join(texts) + "".join(each.get("descr", "") for each in document.body.iter(f"{{{WP}}}docPr"))


def marks_of(document: Document) -> list[str]:
    """Return the marks that stand in a document."""
    return sorted(piece.partition("›")[0] for piece in words_of(document).split("‹")[1:])


def _run(text: str) -> Any:
    run = make("w:r")
    sub(run, "w:t").text = text
    return run


def _pick(found: list[Any], number: int) -> Any:
    return found[number % len(found)] if found else None


def _texts(document: Document) -> list[Any]:
    return [each for each in document.body.iter(w("t")) if next(within(each, "del"), None) is None]


def _controls(document: Document, *, inline: bool | None = None, original: bool = False) -> list[Any]:
    found = []
    for each in document.body.iter(w("sdt")):
        is_inline = next(within(each, "p"), None) is not None
        number = int(value(each, "sdtPr", "id"))
        if (
            value(each, "sdtPr", "tag").startswith(_OURS)
            and inline in (None, is_inline)
            and not (original and number >= 100_000)
        ):
            found.append(each)
    return found


def _paragraphs(document: Document) -> list[Any]:
    return [each for each in document.body.iter(w("p")) if next(within(each, "tbl"), None) is None]


def _marks_round(control: Any) -> Iterator[Any]:
    before, after = control.getprevious(), control.getnext()
    if (
        before is not None
        and after is not None
        and name_of(before) == "bookmarkStart"
        and name_of(after) == "bookmarkEnd"
    ):
        yield before
        yield after


def _fresh_numbers(document: Document, copied: Any) -> Any:
    """Give the controls of a copy numbers of their own, as Word does, and leave its bookmarks behind."""
    taken = [int(value(each, "sdtPr", "id")) for each in document.body.iter(w("sdt"))]
    for number, each in enumerate(copied.iter(w("sdt")), max(100_000, *taken) + 1):
        set_value(each.find(w("sdtPr")).find(w("id")), number)
    for each in list(copied.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        each.getparent().remove(each)
    for number, each in enumerate(copied.iter(f"{{{WP}}}docPr"), 500):
        each.set("id", str(number))
    return copied


def insert(document: Document, first: int, second: int, mark: str) -> None:
    """Type some words behind others."""
    text = _pick(_texts(document), first)
    if text is not None:
        run = next(within(text, "r"))
        (run.addnext if second % 2 else run.addprevious)(_run(mark))


def reword(document: Document, first: int, second: int, mark: str) -> None:
    """Type over the second half of some words."""
    text = _pick(_texts(document), first)
    if text is not None and text.text:
        half = len(text.text) // 2
        # Typing over a figure takes all of it; half a figure is no figure any more.
        text.text = mark if "⟨" in text.text else text.text[:half] + mark


def type_over(document: Document, first: int, second: int, mark: str) -> None:
    """Type over all that stands in a control in a line."""
    control = _pick(_controls(document, inline=True), first)
    if control is not None:
        texts = list(control.iter(w("t")))
        for each in texts[1:]:
            each.text = ""
        if texts:
            texts[0].text = mark


def paragraph(document: Document, first: int, second: int, mark: str) -> None:
    """Write a paragraph behind another one, in its region where that is in one."""
    place = _pick(_paragraphs(document), first)
    if place is not None:
        place.addnext(make("w:p", None, _run(mark)))


def bullet(document: Document, first: int, second: int, mark: str) -> None:
    """Press Enter at the end of an item and write one's own."""
    items = [each for each in _paragraphs(document) if "bullet" in value(each, "pPr", "pStyle").lower()]
    place = _pick(items, first)
    if place is not None:
        new = make("w:p", None, copy.deepcopy(place.find(w("pPr"))), _run(mark))
        (place.addnext if second % 2 else place.addprevious)(new)


def delete(document: Document, first: int, second: int, mark: str) -> None:
    """Delete a control with what stands in it."""
    control = _pick(_controls(document), first)
    if control is not None:
        if second % 2:
            for each in list(_marks_round(control)):
                each.getparent().remove(each)
        parent = control.getparent()
        parent.remove(control)
        if name_of(parent) in ("tc", "sdtContent") and not len(parent):
            parent.append(make("w:p"))


def empty(document: Document, first: int, second: int, mark: str) -> None:
    """Delete what stands in a control, which then shows its prompt."""
    control = _pick(_controls(document), first)
    if control is not None:
        inline = next(within(control, "p"), None) is not None
        content = control.find(w("sdtContent"))
        for each in list(content):
            content.remove(each)
        run = _run("Click here to enter text.")
        content.append(run if inline else make("w:p", None, run))
        properties = control.find(w("sdtPr"))
        if properties.find(w("showingPlcHdr")) is None:
            sub(properties, "w:showingPlcHdr")


def unwrap(document: Document, first: int, second: int, mark: str) -> None:
    """Remove a control that we wrote, and keep what stands in it."""
    control = _pick(_controls(document, original=True), first)
    if control is not None and control.find(w("sdtPr")).find(w("showingPlcHdr")) is None:
        for each in reversed(list(control.find(w("sdtContent")))):
            control.addnext(each)
        control.getparent().remove(control)


def move(document: Document, first: int, second: int, mark: str) -> None:
    """Cut a region and paste it elsewhere: Word keeps its number and its bookmark."""
    control = _pick(_controls(document, inline=False), first)
    blocks = [each for each in document.body if name_of(each) in ("p", "sdt") and each is not control]
    place = _pick(blocks, second)
    if control is not None and place is not None:
        marks = list(_marks_round(control))
        place.addnext(control)
        if marks:
            control.addprevious(marks[0])
            control.addnext(marks[1])


def move_sentence(document: Document, first: int, second: int, mark: str) -> None:
    """Cut a sentence or a figure and paste it at the end of a paragraph."""
    control = _pick(_controls(document, inline=True), first)
    place = _pick(
        [each for each in _paragraphs(document) if control is None or each not in within(control, "p")],
        second,
    )
    if control is not None and place is not None:
        marks = list(_marks_round(control))
        for each in (marks[:1], [control], marks[1:]):
            for one in each:
                place.append(one)


def copy_region(document: Document, first: int, second: int, mark: str) -> None:
    """Copy a region and paste it elsewhere."""
    control = _pick(_controls(document, inline=False), first)
    place = _pick([each for each in document.body if name_of(each) in ("p", "sdt")], second)
    if control is not None and place is not None:
        place.addnext(_fresh_numbers(document, copy.deepcopy(control)))


def copy_sentence(document: Document, first: int, second: int, mark: str) -> None:
    """Copy a sentence or a figure and paste it at the end of a paragraph."""
    control = _pick(_controls(document, inline=True), first)
    place = _pick(_paragraphs(document), second)
    if control is not None and place is not None:
        place.append(_fresh_numbers(document, copy.deepcopy(control)))


def bold(document: Document, first: int, second: int, mark: str) -> None:
    """Make some words bold."""
    text = _pick(_texts(document), first)
    if text is not None:
        run = next(within(text, "r"))
        if run.find(w("rPr")) is None:
            run.insert(0, make("w:rPr", None, make("w:b")))


def track_insert(document: Document, first: int, second: int, mark: str) -> None:
    """Type some words while changes are tracked."""
    text = _pick(_texts(document), first)
    if text is not None and next(within(text, "ins"), None) is None:
        run = next(within(text, "r"))
        run.addnext(make("w:ins", {"w:id": 900 + first, **_TRACKED}, _run(mark)))


def track_delete(document: Document, first: int, second: int, mark: str) -> None:
    """Delete some words while changes are tracked."""
    text = _pick(_texts(document), first)
    if text is not None and next(within(text, "ins"), None) is None:
        run = next(within(text, "r"))
        gone = make("w:del", {"w:id": 2000 + first, **_TRACKED})
        run.addprevious(gone)
        gone.append(run)
        for each in run.iter(w("t")):
            each.tag = w("delText")


def _table(document: Document, number: int) -> Any:
    return _pick(list(document.body.iter(w("tbl"))), number)


def _rows(table: Any) -> list[Any]:
    return list(table.iterchildren(w("tr")))


def own_row(document: Document, first: int, second: int, mark: str) -> None:
    """Insert a row and write into it."""
    table = _table(document, first)
    if table is not None and (row := _pick(_rows(table)[1:], second)) is not None:
        new = copy.deepcopy(row)
        for cell in new.iterchildren(w("tc")):
            for each in [each for each in cell if each.tag != w("tcPr")]:
                cell.remove(each)
            cell.append(make("w:p", None, _run(mark)))
        row.addnext(new)


def own_column(document: Document, first: int, second: int, mark: str) -> None:
    """Insert a column and write into it."""
    table = _table(document, first)
    if table is None or any(_is_merged(row) for row in _rows(table)):
        return
    width = len(list(_rows(table)[0].iterchildren(w("tc"))))
    place = second % width
    grid = table.find(w("tblGrid"))
    grid.insert(place, make("w:gridCol", {"w:w": 700}))
    for row in _rows(table):
        cell = list(row.iterchildren(w("tc")))[place]
        cell.addprevious(make("w:tc", None, make("w:p", None, _run(mark))))


def delete_row(document: Document, first: int, second: int, mark: str) -> None:
    """Delete a row."""
    table = _table(document, first)
    if table is not None and len(_rows(table)) > 2:
        table.remove(_pick(_rows(table)[1:], second))


def delete_column(document: Document, first: int, second: int, mark: str) -> None:
    """Delete a column."""
    table = _table(document, first)
    if table is None or any(_is_merged(row) for row in _rows(table)):
        return
    width = len(list(_rows(table)[0].iterchildren(w("tc"))))
    if width > 2:
        grid = table.find(w("tblGrid"))
        grid.remove(grid[second % width])
        for row in _rows(table):
            row.remove(list(row.iterchildren(w("tc")))[second % width])


def move_row(document: Document, first: int, second: int, mark: str) -> None:
    """Move a row to the end."""
    table = _table(document, first)
    if table is not None and (row := _pick(_rows(table)[1:], second)) is not None:
        table.append(row)


def copy_row(document: Document, first: int, second: int, mark: str) -> None:
    """Copy a row below itself."""
    table = _table(document, first)
    if table is not None and (row := _pick(_rows(table)[1:], second)) is not None:
        row.addnext(copy.deepcopy(row))


def cell(document: Document, first: int, second: int, mark: str) -> None:
    """Type over a cell, a heading too."""
    table = _table(document, first)
    if table is not None:
        texts = list(table.iter(w("t")))
        text = _pick(texts, second)
        if text is not None:
            text.text = mark


def colour(document: Document, first: int, second: int, mark: str) -> None:
    """Colour a cell."""
    table = _table(document, first)
    if table is not None and (chosen := _pick(list(table.iter(w("tc"))), second)) is not None:
        properties = chosen.find(w("tcPr"))
        if properties is not None and properties.find(w("shd")) is not None:
            properties.find(w("shd")).set(w("fill"), "FFFF00")


def merge_across(document: Document, first: int, second: int, mark: str) -> None:
    """Merge two cells of a row: what stood in both stands in the one."""
    table = _table(document, first)
    if table is None:
        return
    row = _pick(_rows(table), second)
    cells = list(row.iterchildren(w("tc")))
    if len(cells) > 2 and not _is_merged(row):
        properties = cells[1].find(w("tcPr"))
        if properties is None:
            properties = make("w:tcPr")
            cells[1].insert(0, properties)
        place = 1 if properties.find(w("tcW")) is not None else 0
        properties.insert(place, make("w:gridSpan", {"w:val": 2}))
        for each in cells[2].iterchildren(w("p")):
            cells[1].append(each)
        row.remove(cells[2])


def merge_down(document: Document, first: int, second: int, mark: str) -> None:
    """Merge a cell with the one below: what stood in both stands in the upper."""
    table = _table(document, first)
    if table is None:
        return
    rows = _rows(table)
    place = 1 + second % max(1, len(rows) - 2)
    if len(rows) < 3 or _is_merged(rows[place]) or _is_merged(rows[place + 1]):
        return
    upper, lower = (list(each.iterchildren(w("tc")))[-1] for each in rows[place : place + 2])
    for each, how in ((upper, "restart"), (lower, "continue")):
        properties = each.find(w("tcPr"))
        if properties is None:
            properties = make("w:tcPr")
            each.insert(0, properties)
        place = 1 if properties.find(w("tcW")) is not None else 0
        properties.insert(place, make("w:vMerge", {"w:val": how}))
    for each in list(lower.iterchildren(w("p"))):
        upper.append(each)
    lower.append(make("w:p"))


def _is_merged(row: Any) -> bool:
    return any(True for _ in row.iter(w("gridSpan"), w("vMerge")))


def resize(document: Document, first: int, second: int, mark: str) -> None:
    """Make a picture smaller."""
    for each in list(document.body.iter(f"{{{WP}}}extent"))[:1]:
        each.set("cx", "1000000")


def own_words(document: Document, first: int, second: int, mark: str) -> None:
    """Say in one's own words what a picture shows."""
    for each in document.body.iter(f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr"):
        each.set("descr", mark)


def delete_picture(document: Document, first: int, second: int, mark: str) -> None:
    """Delete a picture."""
    blip = next(document.body.iter(f"{{{A}}}blip"), None)
    if blip is not None:
        run = next(within(blip, "r"))
        run.getparent().remove(run)


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        insert, reword, type_over, paragraph, bullet, delete, empty, unwrap, move, move_sentence, copy_region,
        copy_sentence, bold, track_insert, track_delete, own_row, own_column, delete_row, delete_column, move_row,
        copy_row, cell, colour, merge_across, merge_down, resize, own_words, delete_picture,
    )
}  # fmt: skip
