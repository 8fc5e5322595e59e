"""Pages of a PDF as numbers and as pictures, by poppler."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.support.tools import require_tool

SECONDS = 120


def pdf_pages(pdf: Path) -> int:
    """Return how many pages the PDF has."""
    return int(_info(pdf)["Pages"])


def pdf_page_size(pdf: Path) -> tuple[float, float]:
    """Return width and height of the PDF's first page in points (72 to the inch)."""
    width, height = re.findall(r"[\d.]+", _info(pdf)["Page size"])[:2]
    return float(width), float(height)


def pdf_text(pdf: Path) -> str:
    """Return the text of the whole PDF, laid out as on the page."""
    tool = require_tool("pdftotext")
    return _run(tool, "-layout", "-enc", "UTF-8", str(pdf), "-")


def pdf_words(pdf: Path, page: int) -> list[tuple[str, float, float]]:
    """Return the words of a page (from 1), each with its left and right edge in points."""
    tool = require_tool("pdftotext")
    found = _run(tool, "-bbox", "-f", str(page), "-l", str(page), "-enc", "UTF-8", str(pdf), "-")
    words = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>([^<]*)</word>', found)
    return [(text, float(left), float(right)) for left, right, text in words]


def pdf_to_png(pdf: Path, out_dir: Path, dpi: int = 96) -> list[Path]:
    """Return one PNG per page of the PDF, in page order, drawn at `dpi` dots per inch into `out_dir`."""
    tool = require_tool("pdftoppm")
    out_dir.mkdir(parents=True, exist_ok=True)
    _run(tool, "-png", "-r", str(dpi), str(pdf), str(out_dir / pdf.stem))
    pages = out_dir.glob(f"{pdf.stem}-*.png")
    return sorted(pages, key=lambda page: int(page.stem.rpartition("-")[2]))


def _info(pdf: Path) -> dict[str, str]:
    lines = _run(require_tool("pdfinfo"), str(pdf)).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _run(*command: str) -> str:
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return run.stdout
