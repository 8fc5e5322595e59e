"""A template for each kind of paper, for forces to make their own from: its sections with their headings, and a place in each.

`python -m xlscore.papers.kind_templates [FOLDER]` writes them, and the one that has styles alone, as .dotx.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlscore.papers.files import sample_paper
from xlscore.papers.kinds import PAPER_KINDS
from xlscore.papers.model import PaperPicture, PaperTable, Section, Yours
from xlscore.papers.regions.homes import EVERYTHING_ELSE, SECTION, WHOLE_SECTION
from xlscore.papers.regions.layout import AS_OF, FRONT_SHEET, TITLE_LINE, heading_of
from xlscore.papers.templates import own_template, write_dotx, write_template
from xlscore.resources import folder as workbooks
from xlscore.rules.words import listed
from xlscore.word import Document, NewBlockControl, NewControl, NewParagraph

if TYPE_CHECKING:
    from xlscore.papers.model import WholePaper
    from xlscore.word.content import Block

__all__ = ["ALWAYS", "kind_template", "template_name", "write_templates"]

_TO_THE_BOARD: Final = (
    "purpose", "recommendations", "summary", "introduction", "performance", "implications", "priorities", "demand", "risk",
    "equality", "health", "consultation", "actions", "future",
)  # fmt: skip
ALWAYS: Final = {
    "board": _TO_THE_BOARD,
    "msg": _TO_THE_BOARD,
    "monthly": ("introduction-s", "overview", "dashboard", "asb", "horizon"),
    "panel": (
        "purpose-s", "recommendations-s", "response-s", "actions-s", "implications-s", "equality-s", "risks-s", "plan-s",
        "background-s",
    ),
    "quarterly": ("introduction-s", "summary-s", "objectives", "dive-s", "published-s", "horizon"),
}  # fmt: skip
"""The sections that a paper of a kind has whatever the workbook says: each has a heading and a place in its template."""
_BEFORE_ELSE: Final = {"monthly": "dashboard"}
"""Behind which section everything else stands, where that is not the last one."""
_TABLES: Final = "its tables and pictures on pages of their own where they are wide"


def template_name(kind: str) -> str:
    """Return what the template of a kind of paper is called.

    >>> template_name("board")
    'paper-board.dotx'
    """
    return f"paper-{kind}.dotx"


def kind_template(kind: str) -> bytes:
    """Return a template for a kind of paper, made of the sections of the paper of our own sample."""
    paper = sample_paper(kind)
    title = next(each.title for each in PAPER_KINDS if each.name == kind)
    document = Document.open(own_template())
    document.append(*_front(title), *_sections(paper))
    document.properties.title = f"{title}: template"
    document.properties.language = paper.language
    return document.to_bytes()


def _front(title: str) -> Iterator[Block]:
    said = f"{title}: its title, from the sheet Paper"
    yield NewParagraph((NewControl("", TITLE_LINE, (), lock="", prompt=said),), role="title")
    yield _place(AS_OF, "Up to when the figures go.")
    yield _place(FRONT_SHEET, "Report to, date of meeting and the like, as a table, from the sheet Paper.")


def _sections(paper: WholePaper) -> Iterator[Block]:
    always = ALWAYS[paper.kind]
    last = _BEFORE_ELSE.get(paper.kind, always[-1])
    for section in paper.sections:
        if section.key not in always:
            continue
        if _begins_a_page(section):
            yield _place(f"{WHOLE_SECTION}{section.heading}", f"{heading_of(section)}. {_prompt(section)}")
        else:
            yield NewParagraph(heading_of(section), role=f"heading {section.level}", keep_with_next=True)
            yield _place(f"{SECTION}{section.heading}", _prompt(section))
        if section.key == last:
            yield _place(
                EVERYTHING_ELSE,
                f"Every section that has no place in this template, with its heading, {_TABLES}.",
            )


def _begins_a_page(section: Section) -> bool:
    """Return whether what stands first in a section may need a page that lies sideways, with the heading right above it."""
    return bool(section.blocks) and isinstance(section.blocks[0], PaperTable | PaperPicture)


def _place(title: str, prompt: str) -> NewBlockControl:
    return NewBlockControl("", title, lock="", prompt=prompt)


def _prompt(section: Section) -> str:
    """Return what comes into a section: what people are asked to say there, else what is written."""
    asked = [block.prompt for block in section.blocks if isinstance(block, Yours)]
    if asked:
        return " ".join(asked)
    titles = dict.fromkeys(block.title for block in section.blocks)
    if not titles:
        return (
            "What the sheet Paper says here, and the sections below this one that have no place of their own."
        )
    is_shown = any(isinstance(block, PaperTable | PaperPicture) for block in section.blocks)
    return f"From the workbook: {listed(list(titles))}{f'; {_TABLES}' if is_shown else ''}."


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Return where the templates were written that a force may begin its own with: the one of styles, and one for each kind."""
    kinds = (write_dotx(kind_template(kind), folder / template_name(kind)) for kind in ALWAYS)
    return (write_template(folder), *kinds)


if __name__ == "__main__":
    for written in write_templates(Path(sys.argv[1]) if len(sys.argv) > 1 else workbooks("workbooks")):
        print(written)
