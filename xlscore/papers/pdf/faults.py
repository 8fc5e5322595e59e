"""What no program can put right in a PDF: pictures without words, tables without headings, headings that leave out a level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from xlscore.papers.pdf.links import loose_links
from xlscore.papers.pdf.structure import children, elements, kind
from xlscore.papers.pdf.tables import has_headings
from xlscore.rules.problems import Problem

__all__ = ["remaining_faults"]

_LOOSE: Final = (
    "A link belongs to no words of the text.",
    "Set it on words of the text in Word, and write the PDF again.",
)
_HEADING: Final = re.compile(r"H([1-6])")


def remaining_faults(pdf: Any) -> tuple[Problem, ...]:
    """Return what is still between the PDF and the standard, each by its page and with what to do in Word."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    found = [(kind(element, roles), element) for element, _ in elements(pdf.Root.StructTreeRoot)]
    faults = [*_pictures(found), *_tables(found, roles), *_headings(found)]
    counted = Counter((_page(element, pages), what, do) for element, what, do in faults)
    counted.update((f"Page {pages[page.objgen]}", *_LOOSE) for page, areas in loose_links(pdf) for _ in areas)
    return tuple(
        Problem(page, "", what if number == 1 else f"{what.removesuffix('.')} ({number} times).", do)
        for (page, what, do), number in counted.items()
    )


def _pictures(found: list[tuple[str, Any]]) -> Iterator[tuple[Any, str, str]]:
    for of, element in found:
        if of != "Figure":
            continue
        if not str(element.get("/Alt", "")).strip():
            yield (
                element,
                "A picture has no words that say what it shows.",
                "Give it alternative text in Word (right-click it, Edit Alt Text) and write the PDF again.",
            )
        elif not children(element):
            yield (
                element,
                f"The picture '{_short(str(element.Alt))}' could not be tied to its alternative text.",
                "Set it in line with the text in Word, and write the PDF again.",
            )


def _tables(found: list[tuple[str, Any]], roles: Any) -> Iterator[tuple[Any, str, str]]:
    for of, element in found:
        if of == "Table" and not has_headings(element, roles):
            yield (
                element,
                "A table has no row of headings.",
                "Choose 'Repeat Header Rows' for its first row in Word, and write the PDF again.",
            )


def _headings(found: list[tuple[str, Any]]) -> Iterator[tuple[Any, str, str]]:
    last = 0
    for of, element in found:
        level = _HEADING.fullmatch(of)
        if level is None:
            continue
        now = int(level[1])
        if now > last + 1:
            before = f"one of level {last}" if last else "no other"
            yield (
                element,
                f"A heading of level {now} follows {before}.",
                f"Make it a heading of level {last + 1} in Word, and write the PDF again.",
            )
        last = now


def _page(element: Any, pages: dict[Any, int]) -> str:
    number = pages.get(element.Pg.objgen) if "/Pg" in element else None
    return f"Page {number}" if number else "The paper"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
