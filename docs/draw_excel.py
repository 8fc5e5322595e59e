"""The pictures of docs/using-in-excel.md that show Excel: the ribbon, drawn from its XML, and a button's message.

`python docs/draw_excel.py` writes docs/pictures/*.svg; a test says when they are out of date. Excel draws its own icons
(each button's `imageMso`) where these pictures show a letter: the key to press after Alt and the tab's own key.
"""

from __future__ import annotations

import tempfile
import textwrap
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import xlscore
from xlscore.books.samples import SAMPLES
from xlscore.excel.generate import generated
from xlscore.excel.ribbon import run

NAMESPACE: Final = "{http://schemas.microsoft.com/office/2009/07/customui}"
FONT: Final = 'font-family="Segoe UI, Carlito, Liberation Sans, sans-serif"'
GREEN, INK, GREY, LINE, PAPER = "#1b6e43", "#262626", "#5c5c5c", "#d0d0d0", "#f5f5f5"
TABS: Final = ("File", "Home", "Insert", "Page Layout", "Formulas", "Data", "Review", "View")
LARGE, SMALL, TOP, HEIGHT = 92, 172, 44, 176


def text(x: float, y: float, words: str, size: float = 12, colour: str = INK, more: str = "") -> str:
    """Return words as SVG."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" {FONT} {more}>{escape(words)}</text>'
    )


def box(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    """Return a rectangle as SVG."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" {more}/>'


def ribbon() -> str:
    """Return the tab Scorecard as SVG, laid out as Excel lays out large and small buttons."""
    tab = ET.fromstring(generated()["customUI14.xml"]).find(
        f"{NAMESPACE}ribbon/{NAMESPACE}tabs/{NAMESPACE}tab"
    )
    assert tab is not None
    parts, x = [], 10.0
    for group in tab:
        drawn, width = _group(group, x)
        parts += drawn
        x += width
    width = x + 10
    strip = [text(14 + 78 * i, 27, name, 12.5, GREY) for i, name in enumerate(TABS)]
    place = 14 + 78 * len(TABS)
    strip += [
        text(place, 27, str(tab.get("label")), 12.5, GREEN, 'font-weight="bold"'),
        box(place, 34, 66, 3, GREEN),
    ]
    return _svg(
        width,
        HEIGHT,
        [
            box(0, 0, width, HEIGHT, PAPER),
            box(6, TOP, width - 12, HEIGHT - TOP - 6, "white", 'rx="6"'),
            *strip,
            *parts,
        ],
    )


def _group(group: ET.Element, x: float) -> tuple[list[str], float]:
    parts: list[str] = []
    at, row = x + 6, 0
    for button in group:
        if button.get("size") == "large":
            at += SMALL if row else 0
            parts += _large(button, at)
            at, row = at + LARGE, 0
        else:
            parts += _small(button, at, TOP + 10 + 26 * row)
            row += 1
            if row == 3:
                at, row = at + SMALL, 0
    width = at + (SMALL if row else 0) - x + 6
    parts.append(text(x + width / 2, HEIGHT - 14, str(group.get("label")), 11, GREY, 'text-anchor="middle"'))
    parts.append(f'<path d="M{x + width:g} {TOP + 8}V{HEIGHT - 14}" stroke="{LINE}"/>')
    return parts, width


def _badge(button: ET.Element, x: float, y: float, size: float) -> list[str]:
    return [
        box(x, y, size, size, GREEN, f'rx="{size / 6:g}"'),
        text(
            x + size / 2,
            y + size * 0.7,
            str(button.get("keytip")),
            size * 0.55,
            "white",
            'text-anchor="middle" font-weight="bold"',
        ),
    ]


def _large(button: ET.Element, x: float) -> list[str]:
    lines = textwrap.wrap(str(button.get("label")), 15)
    middle = x + LARGE / 2
    words = [
        text(middle, TOP + 62 + 14 * i, line, 11.5, INK, 'text-anchor="middle"')
        for i, line in enumerate(lines)
    ]
    return [*_badge(button, middle - 16, TOP + 10, 32), *words]


def _small(button: ET.Element, x: float, y: float) -> list[str]:
    return [*_badge(button, x + 6, y, 17), text(x + 30, y + 13, str(button.get("label")), 11.5)]


def message(words: str) -> str:
    """Return Excel's message box with these words as SVG."""
    lines = [
        piece
        for line in words.splitlines()
        for piece in (textwrap.wrap(line, 96, subsequent_indent="    ") or [""])
    ]
    height = 96 + 17 * len(lines)
    parts = [
        box(0, 0, 700, height, "white", f'stroke="{LINE}" stroke-width="2"'),
        text(16, 26, "Scorecard", 13),
        '<circle cx="36" cy="62" r="16" fill="#1f5fa8"/>',
        text(36, 69, "i", 20, "white", 'text-anchor="middle" font-weight="bold"'),
        *(text(68, 58 + 17 * i, line, 12, INK, 'xml:space="preserve"') for i, line in enumerate(lines)),
        box(606, height - 40, 78, 26, PAPER, f'stroke="{GREY}"'),
        text(645, height - 22, "OK", 12, INK, 'text-anchor="middle"'),
    ]
    return _svg(700, height, parts)


def _svg(width: float, height: float, parts: list[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def messages() -> dict[str, str]:
    """Return what two buttons say about the sample scorecards: the end of an action, and an explained cell."""
    with tempfile.TemporaryDirectory() as folder:
        essex, leicestershire = (
            Path(folder, f"{kind}.xlsx") for kind in ("balanced-scorecard", "threat-impact")
        )
        SAMPLES["balanced-scorecard"].enter(essex)
        SAMPLES["threat-impact"].enter(leicestershire)
        book = xlscore.open_book(essex)
        graded = run(book, "generate-force-grades")[1]
        book.close()
        book = xlscore.open_book(leicestershire)
        run(book, "fill-threat-and-impact")
        sheet = book.sheets["Scorecard"]
        cell = next(c for c in sheet.used_range if str(c.formula).startswith("=SHORTFALL("))
        cell.select()
        explained = run(book, "explain-cell")[1]
        book.close()
    return {"generated": graded, "explained": explained}


def pictures() -> dict[str, str]:
    """Return every picture by its file name."""
    said = messages()
    return {
        "excel-ribbon.svg": ribbon(),
        "excel-generated.svg": message(said["generated"]),
        "excel-explained.svg": message(said["explained"]),
    }


if __name__ == "__main__":
    for name, drawn in pictures().items():
        (Path(__file__).parent / "pictures" / name).write_text(drawn, encoding="utf-8")
