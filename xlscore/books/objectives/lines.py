"""The lines of the pages, in their order: a band with the objective, its figures, its sentences, what people wrote, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlscore.books.plan.planner import Answer
from xlscore.books.tables.formulas import cell_of
from xlscore.books.tables.policy import BookPolicy
from xlscore.books.threat.formulas import area_answers, as_cell, row_answers
from xlscore.rules.figures import Entry, Figure
from xlscore.rules.objectives.areas import below_the_force
from xlscore.rules.objectives.besides import POSITION, SATISFACTION, TOGETHER, YEAR_END
from xlscore.rules.objectives.narrative import pointer_words
from xlscore.rules.objectives.records import (
    ObjectivePage,
    ObjectiveText,
    PageSection,
    PurposeInputs,
    TextKind,
    UnitOf,
)
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose
from xlscore.rules.words import name_key

__all__ = ["OTHER_THREATS", "TEXT", "WRITTEN", "PageLine", "line_mark", "lines_of"]

OTHER_THREATS: Final = "Other threats"
WRITTEN: Final = {TextKind.DOING: "Nobody has written what is being done.", TextKind.RECOMMENDATION: "No recommendation is made."}  # fmt: skip
"""The texts that have a line on every page, and what stands there while nobody has written one."""
_ABOUT: Final = ((SATISFACTION, "Satisfaction"), (TOGETHER, "Together"), (POSITION, "Most Similar Group"), (YEAR_END, "Year's end"))  # fmt: skip
_FORCE: Final = "Force"
_COUNT, _RATE, _AVERAGE = "#,##0", "0.0%", "#,##0.0"
_CHANGE: Final = "+0.0%;-0.0%;0.0%"
_FIGURES: Final = ("label", "row", *("count",) * 5, "middle", "unseen")
TEXT: Final = ("side", *("words",) * 7, "unseen")


@dataclass(frozen=True)
class PageLine:
    """A line of a page: by what it is found again, what its cells hold, how they look."""

    mark: str
    values: Mapping[str, Answer]
    looks: tuple[str, ...] = TEXT
    formats: Mapping[str, str] = field(default_factory=dict)
    begins_page: bool = False
    objective: str = ""


def line_mark(objective: str, *parts: str) -> str:
    """Return by what a line of an objective is found again.

    >>> line_mark("Burglary", "Recorded Crime", "Force")
    'Burglary / Recorded Crime / Force'
    """
    return " / ".join((objective, *(part for part in parts if part)))


def lines_of(pages: Sequence[ObjectivePage], policy: BookPolicy, here: str) -> tuple[PageLine, ...]:
    """Return the lines of all pages, each once; `here` is the sheet on which they stand."""
    found: dict[str, PageLine] = {}
    others = False
    for page in pages:
        first = page.is_other and not others
        others = others or page.is_other
        for line in _page(page, policy, here, opens_others=first):
            mark, number = line.mark, 2
            while (
                name_key(mark) in found
            ):  # two rows of one purpose are a problem of the scorecard, and both stand here
                mark, number = f"{line.mark} {number}", number + 1
            found[name_key(mark)] = PageLine(
                mark, line.values, line.looks, line.formats, line.begins_page, page.objective
            )
    return tuple(found.values())


def _page(page: ObjectivePage, policy: BookPolicy, here: str, *, opens_others: bool) -> Iterator[PageLine]:
    name = page.objective
    if opens_others:
        yield PageLine(
            line_mark(OTHER_THREATS, "heading"), {"chapter": Answer(OTHER_THREATS)}, (*("part",) * 8, "unseen"), begins_page=True
        )  # fmt: skip
    overall = (
        "no overall classification"
        if page.overall is None
        else f"overall classification {page.overall.value}"
    )
    title = f"{OTHER_THREATS}: {overall}" if page.is_other else f"{overall[:1].upper()}{overall[1:]}"
    yield PageLine(
        line_mark(name, "title"), {"chapter": Answer(name), "said": Answer(title)}, (*("band",) * 8, "unseen"), begins_page=not opens_others
    )  # fmt: skip
    for section in page.sections:
        yield from _figures(name, section, policy, here)
    for section in page.sections:
        yield from _texts(
            [(line_mark(name, section.title, said.about), said.words) for said in section.sentences], _headed(section)
        )  # fmt: skip
    for about, label in _ABOUT:
        told = [
            (line_mark(name, said.about), said.words) for said in page.besides if said.about.startswith(about)
        ]
        yield from _texts(told, label)
    for kind in (TextKind.EVIDENCE, TextKind.DOING, TextKind.RECOMMENDATION):
        yield from _texts(_written(name, kind, page.of(kind)), kind.value)
    yield from _texts(
        [(line_mark(name, "horizon", item.title), pointer_words(item)) for item in page.pointers],
        "On the horizon",
    )
    yield from _texts(
        [(line_mark(name, "caveat", str(n)), words) for n, words in enumerate(page.caveats, 1)], "Caveats"
    )
    missing = " ".join(each for each in page.missing if each not in WRITTEN.values())
    yield from _texts([(line_mark(name, "missing"), missing)] if missing else [], "Not here")


def _headed(section: PageSection) -> str:
    return section.title if section.overall is None else f"{section.title} ({section.overall.value})"


def _texts(told: Iterable[tuple[str, str]], label: str) -> Iterator[PageLine]:
    """Yield lines of text; the first of them has the label at its side."""
    for number, (mark, words) in enumerate(told):
        yield PageLine(mark, {"chapter": Answer(None if number else label), "said": Answer(words)})


def _written(name: str, kind: TextKind, texts: Sequence[ObjectiveText]) -> list[tuple[str, str]]:
    """Return the texts of a kind with their marks; the first line of a kind that every page has is there without any."""
    told = [f"{text.about}: {text.words}" if text.about else text.words for text in texts]
    if not told and kind in WRITTEN:
        told = [WRITTEN[kind]]
    return [
        (line_mark(name, kind.value, str(number) if number > 1 else ""), words)
        for number, words in enumerate(told, 1)
    ]


def _figures(name: str, section: PageSection, policy: BookPolicy, here: str) -> Iterator[PageLine]:
    row = section.row
    formats = _formats(row.inputs)
    yield PageLine(
        line_mark(name, section.title, _FORCE), {"chapter": Answer(section.title), "said": Answer(_FORCE), **_of_row(row, policy, here)},
        _FIGURES, formats,
    )  # fmt: skip
    for unit in below_the_force(row):
        area = unit.inputs.area
        values = {"chapter": Answer(None), "said": Answer(area), **_of_unit(unit, here)}
        yield PageLine(line_mark(name, section.title, area), values, _FIGURES, formats)


def _of_row(row: PurposeInputs, policy: BookPolicy, here: str) -> dict[str, Answer]:
    inputs = row.inputs
    answers = row_answers(inputs, row.result, policy, here)
    return {
        "actual": _copied(inputs.actual, here),
        "previous": _copied(inputs.previous, here),
        "target": _copied(inputs.hard_target, here),
        **{name: answers[name] for name in ("year_on_year", "shortfall", "rag")},
    }


def _of_unit(unit: UnitOf, here: str) -> dict[str, Answer]:
    figures = unit.inputs.figures
    answers = area_answers(unit.inputs, unit.result, here)
    if answers["year_on_year"].value is None:
        answers["year_on_year"] = _copied(unit.typed_change, here)
    return {
        "actual": _copied(figures.actual, here),
        "previous": _copied(figures.previous, here),
        "target": _copied(unit.inputs.target, here),
        **answers,
        "rag": Answer(None),
    }


def _copied(entry: Entry, here: str) -> Answer:
    """Return a figure of another sheet; by a formula that follows it, where Excel reads its cell as the same number."""
    if not isinstance(entry, Figure):
        return Answer(None)
    return Answer(as_cell(entry.value), f"=N({cell_of(entry.source, here)})" if entry.native else "")


def _formats(inputs: ThreatInputs) -> dict[str, str]:
    """Return how the figures of a row are shown: counts, percentages, averages; a target on a count is a change."""
    if inputs.measures is Purpose.CRIMES:
        return {
            "actual": _COUNT,
            "previous": _COUNT,
            "year_on_year": _CHANGE,
            "target": _CHANGE,
            "shortfall": _COUNT,
        }
    level = _AVERAGE if inputs.measures is Purpose.AVERAGE else _RATE
    return {"actual": level, "previous": level, "year_on_year": _CHANGE, "target": level, "shortfall": _COUNT}
