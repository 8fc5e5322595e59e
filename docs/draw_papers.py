"""The pictures of papers: `python docs/draw_papers.py` writes the board paper of a sample, edits and refreshes it, and cuts its pages.

LibreOffice and poppler draw, with comments in the margin; Pillow cuts. A page is found by its words.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import Final

from draw_sheets import PICTURES, ROOT, run
from PIL import Image, ImageChops

from xlscore.books.files import workbook_file
from xlscore.papers.files import refresh_paper, write_paper
from xlscore.word import Document

SAMPLE: Final = ROOT / "workbooks" / "sample-balanced-scorecard-essex.xlsx"
PAGES: Final = {
    "paper-board": ("written", ("Executive summary", "Performance\nBoard final"), 1.0),
    "paper-rationale": ("written", ("The rationale for these grades",), 1.0),
    "paper-map": ("written", ("Appendix 1",), 1.0),
    "paper-conflict": ("refreshed", ("Executive summary",), 0.55),
}
"""Each picture: which paper, words of its pages from left to right, how much of them is shown from the top."""
FIGURE, TYPED = "xlscore:phrase:changes.lead/up", "one strong improvement"
"""The figure that somebody types over, and what they type."""
GRADE, NEW_GRADE = "N10", "Good"
"""The grade of the grid that moves after that."""
WIDTH: Final = 1200
MARGIN: Final = 14
COLOURS: Final = 64
FILTER: Final = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'


def papers(folder: Path) -> dict[str, Path]:
    """Return the paper as it is written, and the same paper edited and refreshed, as PDF."""
    book, written = folder / "board.xlsx", folder / "written.docx"
    refreshed = folder / "refreshed.docx"
    shutil.copyfile(SAMPLE, book)
    write_paper(book, written, kind="board")
    document = Document.open(written)
    next(each for each in document.controls() if each.tag == FIGURE).set_text(TYPED)
    document.save(refreshed)
    with workbook_file(book) as opened:
        opened.sheets["Grid"][GRADE].value = NEW_GRADE
    refresh_paper(refreshed, book)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", "--convert-to", FILTER, "--outdir", folder, written, refreshed)
    return {path.stem: path.with_suffix(".pdf") for path in (written, refreshed)}


def page_with(printed: Path, words: str) -> int:
    """Return the first page, from 1, that has some words, however its lines are broken."""
    pages = run("pdftotext", printed, "-").decode().split("\f")
    wanted = words.split()
    for number, page in enumerate(pages, 1):
        if " ".join(wanted) in " ".join(page.split()):
            return number
    raise SystemExit(f"No page of {printed.name} says '{words}'.")


def page(printed: Path, number: int, shown: float) -> Image.Image:
    """Return a page, or its upper part, without the paper around it."""
    size = ("-r", "110", "-f", str(number), "-l", str(number))
    drawn = Image.open(io.BytesIO(run("pdftoppm", "-png", *size, printed))).convert("RGB")
    drawn = drawn.crop((0, 0, drawn.width, int(drawn.height * shown)))
    box = ImageChops.difference(drawn, Image.new("RGB", drawn.size, "white")).getbbox()
    left, top, right, bottom = box or (0, 0, drawn.width, drawn.height)
    return drawn.crop((max(left - MARGIN, 0), max(top - MARGIN, 0), right + MARGIN, bottom + MARGIN))


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Return pages beside each other, as small as the web wants them."""
    whole = Image.new("RGB", (sum(one.width for one in pages), max(one.height for one in pages)), "white")
    at = 0
    for one in pages:
        whole.paste(one, (at, 0))
        at += one.width
    if whole.width > WIDTH:
        whole = whole.resize((WIDTH, round(whole.height * WIDTH / whole.width)), Image.Resampling.LANCZOS)
    return whole.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as folder:
        printed = papers(Path(folder))
        for name, (paper, words, shown) in PAGES.items():
            pdf = printed[paper]
            path = PICTURES / f"{name}.png"
            pages = [page(pdf, page_with(pdf, each), shown) for each in words]
            side_by_side(pages).save(path, optimize=True)
            print(path.relative_to(ROOT), path.stat().st_size)


if __name__ == "__main__":
    main()
