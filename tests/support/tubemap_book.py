"""A workbook that holds nothing but tube maps, for tests and benchmarks: one worksheet for each drawing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from xlscore.tubemap import Drawing

PAPERS = {"A4": 9, "A3": 8}


def write_book(path: Path, drawings: Mapping[str, Drawing], paper: str = "A4") -> Path:
    """Write the drawings, each on the worksheet of its name, and return the path."""
    raw = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": {"font_name": "Arial", "font_size": 10}}
    with xlsxwriter.Workbook(raw, options) as book:
        for name in drawings:
            sheet = book.add_worksheet(name)
            sheet.insert_textbox(0, 0, "replaced below")
            sheet.set_landscape()
            sheet.set_paper(PAPERS[paper])
            sheet.set_margins(*[10 / 25.4] * 4)
            sheet.hide_gridlines(2)
            sheet.fit_to_pages(1, 1)
    parts = {
        f"xl/drawings/drawing{n}.xml": drawing.xml for n, drawing in enumerate(drawings.values(), start=1)
    }
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            target.writestr(item.filename, parts.get(item.filename) or source.read(item.filename))
    return path
