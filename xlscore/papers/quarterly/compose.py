"""The quarterly report composed: a chapter per objective of the plan, the deep dive, published figures, the wider environment.

Source: Cambridgeshire performance framework, 2015: each report covers the whole plan, mostly narrative with its evidence; one objective
a quarter is looked at in depth, in turn; figures published elsewhere stand beside the force's own, the difference explained.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import xlwings as xw

from xlscore.books.plan.kind import Asked
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.named import read_workbook
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import (
    Block,
    Bullets,
    PaperCell,
    PaperColumn,
    PaperRow,
    PaperTable,
    Phrase,
    Section,
    Sentence,
    Sentences,
    Yours,
)
from xlscore.papers.month.chapters import page_blocks
from xlscore.papers.month.facts import MonthFacts
from xlscore.papers.month.horizon import horizon_section
from xlscore.papers.month.said import left_out_besides, text_list
from xlscore.papers.quarterly.facts import (
    PlanObjective,
    QuarterFacts,
    ShownIndicator,
    ShownPublished,
    read_quarter_facts,
)
from xlscore.papers.quarterly.keeping import without_quarter
from xlscore.papers.wording.activity import activity_table
from xlscore.papers.wording.frame import PaperFrame, frame_of
from xlscore.papers.wording.keys import keyed, slug, slugs
from xlscore.papers.wording.sentences import capital, plain, with_figures
from xlscore.rules.exact import to_float
from xlscore.rules.logs.deep_dives import Dive
from xlscore.rules.monthly.indicators import picture_of
from xlscore.rules.monthly.indicators_words import indicator_sentence, overall_picture, priority_picture
from xlscore.rules.objectives.amounts import number_words
from xlscore.rules.objectives.records import ObjectivePage, TextKind
from xlscore.rules.papers.chapters import Chapter
from xlscore.rules.papers.fields import PaperField
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.rules.words import counted, counted_in_words, listed, name_key

__all__ = ["compose_quarter"]

_NAME: Final = "quarterly"
_TITLE: Final = "Quarterly performance report"
_PUBLISHED: Final = (
    PaperColumn("measure", "Measure", 2.0), PaperColumn("place", "Place", 1.0), PaperColumn("period", "Period", 1.4),
    PaperColumn("publisher", "Publisher", 1.2), PaperColumn("release", "Released", 1.1), PaperColumn("published", "Published figure", 1.0, True),
    PaperColumn("own", "Own figure", 1.0, True), PaperColumn("difference", "Difference", 1.2, True),
    PaperColumn("explained", "Explained by", 2.2),
)  # fmt: skip


def compose_quarter(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    """Return the quarterly report of a workbook, and what could not be said in it."""
    reading = read_workbook(book)
    frame = frame_of(reading, _NAME, asked)
    facts = without_quarter(
        read_quarter_facts(reading, Asked(asked.sheet, to=asked.to, at=asked.at)), frame.kept_back
    )
    activity, unread = activity_table(reading, frame.kept_back)
    paper = frame.paper(_TITLE, tuple(_sections(frame, facts, activity)), facts.month.ends)
    problems = (*facts.problems, *frame.problems, *_without_measure(facts), *unread)
    return Composed(paper, tuple(dict.fromkeys(problems)))


def _sections(frame: PaperFrame, facts: QuarterFacts, activity: tuple[PaperTable, ...]) -> Iterator[Section]:
    words = frame.words
    yield Section(
        "introduction-s", "", "Introduction",
        words.blocks(PaperField.INTRODUCTION, "introduction", "Say which quarter the report is on and how it follows the plan."),
    )  # fmt: skip
    yield Section(
        "summary-s", "", "Summary", (*_summary(facts), *words.own(PaperField.SUMMARY, "summary.own")),
    )  # fmt: skip
    yield Section("objectives", "", Chapter.PLAN, _nil(facts))
    keys = slugs(each.name for each in facts.objectives)
    for objective in facts.objectives:
        key = keys[objective.name]
        yield Section(
            keyed("plan", key), "", objective.name, tuple(_objective(facts, objective, key)), level=2
        )
    yield Section("dive-s", "", Chapter.DEEP_DIVE, (*_dive(facts), *activity))
    yield Section("published-s", "", Chapter.PUBLISHED, (_published(facts),))
    yield horizon_section(facts.month)


def _nil(facts: QuarterFacts) -> tuple[Block, ...]:
    if facts.objectives:
        return ()
    nil = plain("objectives.none", "The workbook names no objective of a plan.")
    return (Sentences("objectives.nil", "Objectives", (nil,)),)


def _summary(facts: QuarterFacts) -> tuple[Block, ...]:
    """Return the picture of all priorities in a sentence, and what is left out; nothing where there is neither."""
    told = (
        _overall(facts), _kept_back(facts), left_out_besides("summary.with-it", facts.month.with_it)
    )  # fmt: skip
    said = tuple(sentence for sentence in told if sentence is not None)
    return (Sentences("summary", "Summary", said),) if said else ()


def _overall(facts: QuarterFacts) -> Sentence | None:
    said = overall_picture(picture_of([each.result for each in facts.indicators]))
    if not said:
        return None
    cells = tuple(dict.fromkeys(cell for each in facts.indicators for cell in each.cells))
    return Sentence("summary.picture", (Phrase("picture", said.removesuffix("."), cells), "."))


def _kept_back(facts: QuarterFacts) -> Sentence | None:
    """Return how many indicators and published figures are left out, so that nobody takes the picture for that of all."""
    indicators, published = facts.kept_back
    said = [
        counted_in_words(number, what)
        for number, what in ((indicators, "indicator"), (published, "published figure"))
        if number
    ]
    if not said:
        return None
    verb = "is" if indicators + published == 1 else "are"
    return plain(
        "summary.kept-back",
        f"{capital(listed(said))} {verb} left out here because of what is reported in part B.",
    )


def _objective(facts: QuarterFacts, objective: PlanObjective, key: str) -> Iterator[Block]:
    """Yield what is said of an objective: its picture, its indicators, its pages of the scorecard, what people wrote."""
    shown = facts.indicators_of(objective)
    if shown:
        yield _picture(objective, shown, key)
        yield Bullets(
            keyed(key, "indicators"),
            f"{objective.name}: indicators",
            tuple(_indicator(each, key) for each in shown),
        )
    pages = _pages(facts.month, objective)
    for page in pages:
        yield from page_blocks(page)
    texts = [
        text
        for text in facts.month.texts
        if name_key(text.objective) in objective.marks and not any(text in page.texts for page in pages)
    ]
    for kind in (TextKind.EVIDENCE, TextKind.DOING, TextKind.RECOMMENDATION):
        chosen = [text for text in texts if text.kind is kind]
        yield from text_list(keyed(key, slug(kind.value)), f"{objective.name}: {kind.value}", chosen)
    if not texts and not any(page.texts for page in pages):
        prompt = f"Say what was achieved for {objective.name}, with its evidence, here or on the workbook's sheet Narrative."
        yield Yours(keyed(key, "yours"), f"{objective.name}: narrative", prompt)


def _pages(month: MonthFacts, objective: PlanObjective) -> list[ObjectivePage]:
    """Return the pages of the scorecard on an objective: those called as it is, and those of its group."""
    return [
        page
        for page in month.pages
        if name_key(page.objective) in objective.marks
        or any(
            name_key(section.row.inputs.group) in objective.marks
            for section in page.sections
            if section.row.inputs.group
        )
    ]


def _picture(objective: PlanObjective, shown: tuple[ShownIndicator, ...], key: str) -> Sentences:
    results = [each.result for each in shown]
    travel = next(iter(picture_of(results).values()), None)
    said = priority_picture(results, travel)
    cells = tuple(dict.fromkeys(cell for each in shown for cell in each.cells))
    sentence = Sentence(keyed(key, "picture"), (Phrase("picture", said, cells), "."))
    return Sentences(keyed(key, "picture-p"), f"{objective.name}: picture", (sentence,))


def _indicator(each: ShownIndicator, key: str) -> Sentence:
    name = each.result.inputs.indicator
    return with_figures(keyed(key, "i", slug(name)), indicator_sentence(each.result), each.cells, [name])


def _dive(facts: QuarterFacts) -> Iterator[Block]:
    """Yield whose turn it is with a place to write, and whose comes after it."""
    if not facts.dives:
        yield Yours(
            "dive.yours", "Deep dive", "Give the deep dive of the quarter, or say that none was planned."
        )
        return
    first, *others = facts.dives
    yield Sentences("dive", "Deep dive: whose turn it is", (_turn("dive.turn", first, facts.dive_cells),))
    yield Yours(
        "dive.yours",
        "Deep dive",
        "The deep dive of the quarter: what was found, by which evidence, and what follows from it.",
    )
    if others:
        items = tuple(_turn(f"dive.{dive.quarter:%Y-%m}", dive, facts.dive_cells) for dive in others)
        lead = plain("dive.lead", "The deep dives to come:")
        yield Bullets("dive.next", "Deep dives to come", items, lead=lead)


def _turn(key: str, dive: Dive, cells: tuple[str, ...]) -> Sentence:
    return Sentence(
        key,
        (
            "Quarter to ", Phrase("quarter", month_name(dive.quarter), cells), ": ", Phrase("objective", dive.objective, cells),
            ". ", Phrase("why", dive.why, cells),
        ),
    )  # fmt: skip


def _published(facts: QuarterFacts) -> Block:
    if not facts.published:
        nil = plain("published.none", "No figure published elsewhere is in the workbook.")
        return Sentences("published.nil", "Published figures", (nil,))
    rows, seen = [], dict[str, int]()
    for each in facts.published:
        row = _published_row(each)
        seen[row.key] = seen.get(row.key, 0) + 1
        rows.append(row if seen[row.key] == 1 else PaperRow(f"{row.key}-{seen[row.key]}", row.cells))
    return PaperTable(
        "published.table", "Published figures beside the force's own", _PUBLISHED, tuple(rows),
        summary=f"{counted(len(rows), 'published figure')} beside the force's own figure of the same months, the difference explained.",
        landscape=True,
    )  # fmt: skip


def _published_row(each: ShownPublished) -> PaperRow:
    found, inputs = each.result, each.result.inputs
    share = "" if found.percent is None else f" ({to_float(found.percent):+.1%})"
    gap = (
        ""
        if found.difference is None
        else f"{to_float(found.difference):+,.10g}{share}"
        if found.difference
        else "none"
    )
    texts = (
        inputs.measure, inputs.place or "Force", inputs.span.words, inputs.publisher, inputs.release, number_words(inputs.value),
        "" if found.own is None else number_words(found.own), gap, "; ".join(found.explained),
    )  # fmt: skip
    key = keyed(slug(inputs.measure), slug(f"{inputs.place} {inputs.publisher} {inputs.span.words}"))
    return PaperRow(key, tuple(PaperCell(text, each.cells if text else ()) for text in texts))


def _without_measure(facts: QuarterFacts) -> list[Problem]:
    """Return as problems the objectives of the plan that have no measure: the report can say no figure of them."""
    return [
        Problem(
            objective.source.sheet, objective.source.cell, f"'{objective.name}' has no indicator and no row of the scorecard, so the report has no figure of it.",
            "Enter its indicators, or call a row of the scorecard as the plan does.",
        )
        for objective in facts.objectives
        if objective.source is not None and not facts.indicators_of(objective) and not _pages(facts.month, objective)
    ]  # fmt: skip
