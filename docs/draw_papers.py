"""The pictures of papers: `python docs/draw_papers.py` writes the paper of each kind from a sample, edits and refreshes the board's, and cuts pages.

LibreOffice and poppler draw, Pillow cuts. A page is found by its words. LibreOffice prints no comments without a screen: the
comment of a conflict is drawn beside its sentence, in its own words.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from pathlib import Path
from typing import Final

from draw_sheets import PICTURES, ROOT, run
from PIL import Image, ImageChops, ImageDraw, ImageFont

from xlscore.books.files import workbook_file
from xlscore.papers.files import refresh_paper, write_paper
from xlscore.tubemap.drawn.png import font_files
from xlscore.word import Document

WORKBOOKS: Final = ROOT / "workbooks"
SAMPLE: Final = WORKBOOKS / "sample-balanced-scorecard-essex.xlsx"
PAGES: Final = {
    "paper-board": ("Executive summary", "Performance Board final"),
    "paper-rationale": ("The rationale for these grades",),
    "paper-map": ("Appendix 1",),
}
"""Each picture of the board's paper: words of its pages from left to right."""
KINDS: Final = {
    "msg": ("sample-msg-positions-illustrative.xlsx", ("Executive summary", "Expected range")),
    "monthly": ("sample-monthly-performance-london.xlsx", ("The year to date", "Control charts: what shows")),
    "panel": (
        "sample-threat-impact-leicestershire.xlsx",
        ("The commissioner's response", "Performance against"),
    ),
    "quarterly": (
        "sample-monthly-performance-london.xlsx",
        ("The objectives of the plan", "Published figures"),
    ),
}
"""The other kinds: the sample, and words of the two pages that are shown."""
CONFLICT: Final = ("Executive summary", 0.385, 0.522)
"""A refreshed page: its words, and from where to where it is shown."""
NOTE: Final = (400, 16, "#FFF6D5", "#8A6D00")
"""A comment: how wide, how large its letters, its colour, the colour of its edge."""
DOTS: Final = 110
FIGURE, TYPED = "xlscore:phrase:changes.lead/up", "one strong improvement"
"""The figure that somebody types over, and what they type."""
GRADE, NEW_GRADE = "N10", "Good"
"""The grade of the grid that moves after that."""
WIDTH: Final = 1200
MARGIN: Final = 14
COLOURS: Final = 64
SHOWN: Final = {"ExportNotes": False, "UseLosslessCompression": True}
FILTER: Final = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": str(wanted).lower()} for name, wanted in SHOWN.items()}
)


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
    made = [written, refreshed]
    for kind, (sample, _) in KINDS.items():
        made.append(folder / f"{kind}.docx")
        write_paper(WORKBOOKS / sample, made[-1], kind=kind)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", "--convert-to", FILTER, "--outdir", folder, *made)
    return {path.stem: path.with_suffix(".pdf") for path in made}


def page_with(printed: Path, words: str) -> int:
    """Return the first page, from 1, that has some words, however its lines are broken."""
    pages = run("pdftotext", printed, "-").decode().split("\f")
    wanted = words.split()
    for number, page in enumerate(pages, 1):
        if " ".join(wanted) in " ".join(page.split()):
            return number
    raise SystemExit(f"No page of {printed.name} says '{words}'.")


def page(printed: Path, words: str, start: float = 0.0, end: float = 1.0) -> Image.Image:
    """Return the page with some words, or a part of it, without the paper around it."""
    number = str(page_with(printed, words))
    png = run("pdftoppm", "-png", "-r", str(DOTS), "-f", number, "-l", number, printed)
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    drawn = drawn.crop((0, int(drawn.height * start), drawn.width, int(drawn.height * end)))
    box = ImageChops.difference(drawn, Image.new("RGB", drawn.size, "white")).getbbox()
    left, top, right, bottom = box or (0, 0, drawn.width, drawn.height)
    right, bottom = min(right + MARGIN, drawn.width), min(bottom + MARGIN, drawn.height)
    return drawn.crop((max(left - MARGIN, 0), max(top - MARGIN, 0), right, bottom))


def note(text: str) -> Image.Image:
    """Return a comment as it stands in a margin."""
    wide, size, colour, edge = NOTE
    letters = ImageFont.truetype(font_files()[0], size)
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if letters.getlength(longer) > wide - 4 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    high = round(size * 1.35) * len(lines) + 2 * MARGIN
    drawn = Image.new("RGB", (wide, high + 2 * MARGIN), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((MARGIN, MARGIN, wide - MARGIN, MARGIN + high), fill=colour, outline=edge, width=2)
    pen.multiline_text((2 * MARGIN, 2 * MARGIN), "\n".join(lines), fill="black", font=letters, spacing=6)
    return drawn


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
        pictures = {name: [page(printed["written"], each) for each in words] for name, words in PAGES.items()}
        refreshed = Document.open(Path(folder) / "refreshed.docx")
        said = next(iter(refreshed.comments)).text
        pictures["paper-conflict"] = [page(printed["refreshed"], *CONFLICT), note(said)]
        for kind, (_, words) in KINDS.items():
            pictures[f"paper-{kind}"] = [page(printed[kind], each) for each in words]
        for name, pages in pictures.items():
            path = PICTURES / f"{name}.png"
            side_by_side(pages).save(path, optimize=True)
            print(path.relative_to(ROOT), path.stat().st_size)


if __name__ == "__main__":
    main()
