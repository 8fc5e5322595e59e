"""The pictures of papers: `python docs/draw_papers.py` writes the board paper of a sample, edits and refreshes it, and cuts its pages.

LibreOffice and poppler draw, Pillow cuts; a page is found by its words. A refreshed sentence is shown with its comment in the margin.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
PICTURES: Final = HERE / "pictures"
SAMPLE: Final = HERE.parent / "workbooks" / "sample-balanced-scorecard-essex.xlsx"
PAGES: Final = {
    "summary": ("Executive summary", 0.0, 0.62),
    "grid": ("Final grades by command", 0.0, 0.62),
    "rationale": ("The rationale for these grades", 0.0, 0.62),
    "map": ("Appendix 1", 0.0, 1.0),
}
"""Each picture's words, and from where to where its page is shown."""
WIDTH: Final = 900
COLOURS: Final = 48
