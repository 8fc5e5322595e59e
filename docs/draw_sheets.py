"""The pictures of the samples' sheets: `python docs/draw_sheets.py` prints them with LibreOffice and cuts the paper away.

LibreOffice and poppler draw, Pillow cuts; the first page of a sheet is found by the sheet's name at its foot.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final = ROOT / "docs" / "pictures"
ESSEX, MSG, THREAT, LONDON, BOARD = (
    "sample-balanced-scorecard-essex",
    "sample-msg-positions-illustrative",
    "sample-threat-impact-leicestershire",
    "sample-monthly-performance-london",
    "sample-action-log-board",
)
SHEETS: Final = {
    "guide": (ESSEX, "Guide"),
    "grid": (ESSEX, "Grid"),
    "changes": (ESSEX, "Changes"),
    "grade-changes": (ESSEX, "Grade changes"),
    "areas": (ESSEX, "Areas"),
    "risks": (ESSEX, "Risks"),
    "conditions": (ESSEX, "Conditions"),
    "notes": (ESSEX, "Notes"),
    "msg": (ESSEX, "MSG"),
    "quadrants": (ESSEX, "Quadrants"),
    "policy": (THREAT, "Policy"),
    "tube-map-data": (ESSEX, "Tube map data"),
    "scorecard": (THREAT, "Scorecard"),
    "msg-computed": (MSG, "MSG"),
    "msg-data": (MSG, "MSG data"),
    "msg-charts": (MSG, "MSG charts"),
    "objectives": (THREAT, "Objectives"),
    "control-summary": (LONDON, "Control summary"),
    "control-charts": (LONDON, "Control charts"),
    "explorer": (LONDON, "Explorer"),
    "projection-charts": (LONDON, "Projection charts"),
    "crime-tree-picture": (LONDON, "Crime tree picture"),
    "actions": (BOARD, "Actions"),
    "next-agenda": (BOARD, "Next agenda"),
    "health": (BOARD, "Health"),
}
"""Each picture's sheet."""
SAYS: Final = {"objectives": "LPU"}
"""What the page of a picture says, where it is not its sheet's first."""
FEET: Final = {"objectives": 0.905, "explorer": 0.905}
"""How far down a page is shown, where its foot stands higher than on the others."""
FOOT: Final = 0.945
WIDTH: Final = 1600
MARGIN: Final = 14


def run(*words: str | Path) -> bytes:
    """Return what a program prints."""
    return subprocess.run([str(word) for word in words], check=True, capture_output=True).stdout


def page_of(printed: Path, sheet: str, says: str = "") -> int:
    """Return the first page, from 1, that has the sheet's name at its foot and says some words."""
    pages = run("pdftotext", "-layout", printed, "-").decode().split("\f")
    for number, page in enumerate(pages, 1):
        foot = page.strip().splitlines()[-1:] or [""]
        if f" {sheet} " in f" {foot[0]} " and says in page:
            return number
    raise SystemExit(f"No page of {printed.name} has '{sheet}' at its foot.")


def picture(printed: Path, number: int, foot: float = FOOT) -> Image.Image:
    """Return a page without its foot and without the paper around it."""
    size = ("-r", "150", "-f", str(number), "-l", str(number))
    page = Image.open(io.BytesIO(run("pdftoppm", "-png", *size, printed))).convert("RGB")
    page = page.crop((0, 0, page.width, int(page.height * foot)))
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    left, top, right, bottom = box or (0, 0, page.width, page.height)
    page = page.crop((max(left - MARGIN, 0), max(top - MARGIN, 0), right + MARGIN, bottom + MARGIN))
    if page.width > WIDTH:
        page = page.resize((WIDTH, round(page.height * WIDTH / page.width)), Image.Resampling.LANCZOS)
    return page.quantize(256, kmeans=1, dither=Image.Dither.NONE)


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as folder:
        books = {book for book, _ in SHEETS.values()}
        for book in sorted(books):
            where = ("--outdir", folder, ROOT / "workbooks" / f"{book}.xlsx")
            run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", *where)  # fmt: skip
        for name, (book, sheet) in SHEETS.items():
            printed = Path(folder) / f"{book}.pdf"
            path = PICTURES / f"sheet-{name}.png"
            number = page_of(printed, sheet, SAYS.get(name, ""))
            picture(printed, number, FEET.get(name, FOOT)).save(path, optimize=True)
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
