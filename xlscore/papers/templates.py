"""Our own template: an accessible document into which a paper is written where the force has none of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from xlscore.word import Document
from xlscore.word.file.blank import blank_document
from xlscore.word.xml.names import make, set_value, sub

__all__ = ["TEMPLATE", "own_template", "write_dotx", "write_template"]

TEMPLATE: Final = "paper.dotx"

_TABLE_LETTERS: Final = 17
"""Half points: nine columns of grades fit a page without a word being cut."""


@cache
def own_template() -> bytes:
    """Return the document that a paper is written into where no template is given."""
    document = Document.open(blank_document())
    part = next(document.parts.related(document.parts.main, "styles"))
    styles = document.parts.tree(part).root
    table = sub(styles, "w:style", {"w:type": "table", "w:styleId": "TableGrid"})
    set_value(sub(table, "w:name"), "Table Grid")
    set_value(sub(table, "w:basedOn"), "TableNormal")
    set_value(sub(table, "w:uiPriority"), 39)
    sub(
        sub(table, "w:pPr"), "w:spacing", {"w:before": 20, "w:after": 20, "w:line": 240, "w:lineRule": "auto"}
    )
    letters = sub(table, "w:rPr")
    set_value(sub(letters, "w:sz"), _TABLE_LETTERS)
    set_value(sub(letters, "w:szCs"), _TABLE_LETTERS)
    properties = sub(table, "w:tblPr")
    borders = sub(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        sub(borders, f"w:{side}", {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "8A8F9C"})
    margins = sub(properties, "w:tblCellMar")
    for side in ("left", "right"):
        margins.append(make(f"w:{side}", {"w:w": 85, "w:type": "dxa"}))
    document.number_pages()
    return document.to_bytes()


def write_template(folder: Path) -> Path:
    """Return where the template was written that a force may begin its own with."""
    return write_dotx(own_template(), folder / TEMPLATE)


def write_dotx(document: bytes, target: Path) -> Path:
    """Return where a document was written as a template of Word."""
    opened = Document.open(document)
    opened.parts.set_ending(".dotx")
    target.write_bytes(opened.to_bytes())
    return target
