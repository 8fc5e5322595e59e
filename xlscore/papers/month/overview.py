"""The first chapter of a monthly report: how many rows meet their targets, what is classed High, all crime, what changed most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xlscore.papers.model import Block, Phrase, Section, Sentence, Sentences
from xlscore.papers.month.chapters import doing_section, page_blocks
from xlscore.papers.month.facts import MonthFacts, is_anti_social
from xlscore.papers.month.said import left_out_besides, paragraph, text_list
from xlscore.papers.wording.keys import keyed, slug
from xlscore.papers.wording.sentences import capital, places, plain, with_figures
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.month import RowResult
from xlscore.rules.monthly.satisfaction_words import satisfaction_sentence
from xlscore.rules.objectives.amounts import number_words
from xlscore.rules.objectives.compared import change_words
from xlscore.rules.objectives.records import ObjectivePage, PurposeInputs, Said, TextKind, sources_of
from xlscore.rules.papers.chapters import Chapter
from xlscore.rules.rag import Rag
from xlscore.rules.threats.classes import Level
from xlscore.rules.words import counted_in_words, in_words, listed, name_key

__all__ = ["SECTIONS", "overview_sections", "satisfaction_blocks"]

SECTIONS: Final = (
    "Overview", "Introduction", "Executive summary", "Summary", "Current performance overview", "Performance overview", "All crime",
)  # fmt: skip
"""What the narrative calls the texts that belong to the first chapter."""
_CRIME: Final = ("crime", "crimes")
_ORDER: Final = (Rag.GREEN, Rag.AMBER, Rag.RED)
_VERDICTS: Final = ("On course", "At risk", "Off course")


def overview_sections(facts: MonthFacts) -> Iterator[Section]:
    """Yield the overview and, below it, all crime and the satisfaction of the groups that no objective is called as."""
    texts = facts.texts_on(SECTIONS)
    yield Section(
        "overview", "", Chapter.OVERVIEW,
        (
            *_summary(facts), *_counts(facts),
            *text_list("overview.context", "Overview: context", [text for text in texts if text.kind is TextKind.EVIDENCE]),
        ),
    )  # fmt: skip
    for page in facts.everything:
        blocks = tuple(_without_doing(page))
        yield Section(keyed("objective", slug(page.objective)), "", page.objective, blocks, level=2)
    free = tuple(
        satisfaction_blocks(
            facts,
            [each.result.group for each in facts.free_satisfaction if not is_anti_social(each.result.group)],
        )
    )
    if free:
        yield Section("overview.satisfaction", "", "Satisfaction", free, level=2)
    doing = [text for page in facts.everything for text in page.of(TextKind.DOING)]
    doing += [text for text in texts if text.kind is TextKind.DOING and text not in doing]
    part = doing_section("overview", "performance as a whole", doing)
    yield Section(part.key, "", part.heading, part.blocks, level=2)
    recommended = [text for text in texts if text.kind is TextKind.RECOMMENDATION]
    blocks_of = text_list("overview.recommendation", "Overview: recommendation", recommended)
    if blocks_of:
        yield Section("overview.recommendation-s", "", "Recommendation", blocks_of, level=2)


def _without_doing(page: ObjectivePage) -> Iterator[Block]:
    """Yield what the page of all crime says; what is being done about it stands at the end of the chapter."""
    doing = keyed(slug(page.objective), "doing")
    return (block for block in page_blocks(page) if block.key != doing)


def satisfaction_blocks(facts: MonthFacts, groups: Sequence[str]) -> Iterator[Block]:
    """Yield a paragraph for each of some groups of satisfaction."""
    wanted = {name_key(group) for group in groups}
    for each in facts.surveyed:
        found = each.result
        if name_key(found.group) in wanted:
            named = f"{found.group} {found.strand}".rstrip()
            said = Said(satisfaction_sentence(found), (each.source,), "said")
            yield from paragraph(
                keyed("satisfaction", slug(named)),
                f"Satisfaction: {named}",
                [said],
                [found.group, found.strand],
            )


def _summary(facts: MonthFacts) -> tuple[Sentences, ...]:
    """Return how many rows of the scorecard meet their targets, and which objectives are classed High."""
    said = tuple(
        sentence
        for sentence in (
            _statuses(facts),
            _kept_back(facts),
            left_out_besides("overview.with-it", facts.with_it),
            _highest(facts),
        )
        if sentence is not None
    )
    return (Sentences("overview.summary", "Overview: summary", said),) if said else ()


def _statuses(facts: MonthFacts) -> Sentence | None:
    rows = [section.row for _, section in facts.rows]
    if not rows:
        return None
    parts: list[str | Phrase] = [
        "Of ",
        Phrase("rows", counted_in_words(len(rows), "row"), _at(facts)),
        " of the scorecard, ",
    ]
    for place, rag in enumerate(_ORDER):
        here = [row for row in rows if _status(row) is rag]
        words = f"{in_words(len(here)) if here else 'none'} {'is' if len(here) <= 1 else 'are'} {rag.value}"
        past = [row for row in here if row.result.rag is Rag.GREEN_STRETCH]
        if past:
            words += f" ({in_words(len(past))} past the stretch target)"
        parts += [
            Phrase(rag.value.casefold(), words, _figures(here) or _at(facts)),
            (", ", " and ", "")[place],
        ]
    grey = [row for row in rows if _status(row) is Rag.GREY]
    if grey:
        words = f"{in_words(len(grey))} {'has' if len(grey) == 1 else 'have'}"
        parts += ["; ", Phrase("grey", words, _figures(grey) or _at(facts)), " no target or no figure"]
    return Sentence("overview.status", (*(part for part in parts if part), "."))


def _status(row: PurposeInputs) -> Rag:
    """Return the colour of a row, the stretch target's with that of the target; Grey where nobody can say."""
    rag = row.result.rag or Rag.GREY
    return Rag.GREEN if rag is Rag.GREEN_STRETCH else rag


def _figures(rows: Sequence[PurposeInputs]) -> tuple[str, ...]:
    return places(
        *(source for row in rows for source in sources_of(row.inputs.actual, row.inputs.hard_target))
    )


def _kept_back(facts: MonthFacts) -> Sentence | None:
    """Return that rows are reported elsewhere, so that nobody takes the counts for those of all."""
    if not facts.kept_back:
        return None
    number = counted_in_words(facts.kept_back, "row")
    said = f"{capital(number)} {'is' if facts.kept_back == 1 else 'are'} reported in part B and not counted here."
    return plain("overview.kept-back", said)


def _at(facts: MonthFacts) -> tuple[str, ...]:
    return places(*(section.row.inputs.at for _, section in facts.rows))


def _highest(facts: MonthFacts) -> Sentence | None:
    """Return which objectives are classed High overall; nothing where no row has a class."""
    if all(page.overall is None for page in facts.pages):
        return None
    high = [page for page in facts.pages if page.overall is Level.HIGH]
    cells = places(
        *(
            section.row.inputs.at
            for page in high
            for section in page.sections
            if section.overall is Level.HIGH
        )
    )
    if not high:
        return Sentence(
            "overview.high", (Phrase("high", "No objective is classed High overall", _at(facts)), ".")
        )
    named = listed([page.objective for page in high])
    words = f"{named} {'is' if len(high) == 1 else 'are'} classed High overall"
    return Sentence("overview.high", (Phrase("high", words, cells), "."))


def _counts(facts: MonthFacts) -> tuple[Sentences, ...]:
    """Return what the monthly counts say: the whole of them, what changed most, how the year will end for those with a target."""
    if facts.month is None:
        return ()
    said = (*_whole(facts), *_movers(facts), *_verdicts(facts))
    return (Sentences("overview.counts", "Overview: the year to date", said),) if said else ()


def _whole(facts: MonthFacts) -> Iterator[Sentence]:
    """Yield each root of the crime tree against last year, as far as no page says it."""
    known = {name_key(page.objective) for page in facts.pages}
    for branch in () if facts.month is None else facts.month.result.tree:
        counts = branch.counts
        if branch.depth or counts.this is None or counts.last is None or name_key(branch.measure) in known:
            continue
        said = f"{branch.measure} to {facts.ends}: {change_words(counts.this, counts.last, _CRIME)}."
        key = keyed("overview.whole", slug(branch.measure))
        yield with_figures(key, said, facts.count_cells(branch.measure), [branch.measure])


def _movers(facts: MonthFacts) -> Iterator[Sentence]:
    moved = [] if facts.month is None else list(facts.month.result.movers)
    if not moved:
        return
    parts: list[str | Phrase] = ["Changed most in number, by more than chance would explain: "]
    for place, row in enumerate(moved):
        if place:
            parts.append(" and " if place == len(moved) - 1 else ", ")
        parts.append(Phrase(slug(row.measure)[:12].strip("-"), _moved(row), facts.count_cells(row.measure)))
    yield Sentence("overview.movers", (*parts, "."))


def _moved(row: RowResult) -> str:
    change, share = row.to_date.change or 0, row.to_date.percent
    way = "more" if change > 0 else "fewer"
    percent = "" if share is None else f", {to_float(share):+.1%}"
    return f"{row.measure} ({number_words(change)} {way}{percent})"


def _verdicts(facts: MonthFacts) -> Iterator[Sentence]:
    """Yield which targets the projection says will be met, may be missed and will be missed."""
    month = facts.month
    if month is None:
        return
    rows = [(row.measure, row.verdict) for row in month.result.rows if not row.place]
    rows += [(rate.measure, rate.verdict) for rate in month.rates if not rate.place]
    parts: list[str | Phrase] = []
    for verdict in _VERDICTS:
        named = [measure for measure, each in rows if each == verdict]
        if named:
            words = f"{verdict.casefold()} for {listed(named)}"
            cells = tuple(cell for measure in named for cell in facts.count_cells(measure))
            parts += ["; " if parts else "", Phrase(slug(verdict), words, tuple(dict.fromkeys(cells)))]
    if parts:
        yield Sentence(
            "overview.verdicts",
            ("By the projection the target of the year is ", *(part for part in parts if part), "."),
        )
