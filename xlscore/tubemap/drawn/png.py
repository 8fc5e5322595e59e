"""The drawing as a PNG, through the packaged renderer resvg; no browser and no office program is needed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from xlscore.tubemap.model.network import TubeMapError

__all__ = ["DRAWN_ELSEWHERE", "Draw", "font_files", "write_png"]

Draw = Callable[[str, int, int], bytes]
"""Makes a PNG of an SVG drawing, of so many dots across and down."""

DRAWN_ELSEWHERE: Final[ContextVar[Draw | None]] = ContextVar("DRAWN_ELSEWHERE", default=None)
"""Who draws where the packaged renderer cannot be: a browser, which has a renderer and fonts of its own."""

DOTS_PER_INCH = 200

# Arial, and the families with Arial's widths; the file names are those of Windows, macOS and Linux packages.
_FAMILIES = (
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arimo-Regular.ttf", "Arimo-Bold.ttf"),
)


def _font_folders() -> list[Path]:
    """Return the folders in which this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return [
            Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
            Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts",
        ]
    return [
        Path("/System/Library/Fonts/Supplemental"),
        Path("/Library/Fonts"),
        home / "Library" / "Fonts",
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
    ]


def font_files(folders: list[Path] | None = None) -> list[str]:
    """Return the files of Arial, or of a family with the same widths; empty when this system has none."""
    for names in _FAMILIES:
        found = []
        for name in names:
            for folder in _font_folders() if folders is None else folders:
                matches = sorted(folder.rglob(name)) if folder.is_dir() else []
                if matches:
                    found.append(str(matches[0]))
                    break
        if len(found) == len(names):
            return found
    return []


def write_png(svg: str, dots_per_inch: int = DOTS_PER_INCH, *, fonts: list[str] | None = None) -> bytes:
    """Return the PNG of an SVG drawing, at a resolution in dots per inch.

    `fonts` names font files to use instead of those the system has.
    """
    elsewhere = DRAWN_ELSEWHERE.get()
    if elsewhere is not None:
        return elsewhere(svg, *_dots(svg, dots_per_inch))
    try:
        import resvg_py
    except ImportError as error:
        raise TubeMapError("A PNG needs the package resvg-py: install it, or save the map as SVG.") from error
    files = font_files() if fonts is None else fonts
    if not files:
        raise TubeMapError(
            "No Arial or Liberation Sans was found on this computer, so the PNG would have no words: install one "
            "of them, or save the map as SVG."
        )
    width, height = _dots(svg, dots_per_inch)
    family = "Liberation Sans" if "Liberation" in files[0] else "Arimo" if "Arimo" in files[0] else "Arial"
    picture = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=files,
        font_family=family,
        sans_serif_family=family,
        width=width,
        height=height,
        dpi=96.0,
    )
    return bytes(picture)


def _dots(svg: str, dots_per_inch: int) -> tuple[int, int]:
    """Return how many dots across and down a drawing is."""
    size = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', svg)
    if not size:
        raise TubeMapError("Only the SVG of a tube map can be saved as PNG.")
    wide, high = (round(float(text) / 25.4 * dots_per_inch) for text in size.groups())
    return wide, high
