"""The chapters on the objectives: a section for each, with its figures in sentences, areas, satisfaction and what is being done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from xlscore.papers.model import Block, Bullets, PaperPicture, Phrase, Section, Sentence, Yours
from xlscore.papers.month.said import paragraph, text_list
from xlscore.papers.month.tables import areas_table
from xlscore.papers.pictures.control import control_picture
from xlscore.papers.wording.keys import keyed, slug
from xlscore.papers.wording.sentences import places, plain
from xlscore.rules.objectives.besides import POSITION, SATISFACTION, TOGETHER, YEAR_END
from xlscore.rules.objectives.control import drawn_row
from xlscore.rules.objectives.records import (
    ObjectivePage,
    ObjectiveText,
    PageSection,
    Said,
    TextKind,
    sources_of,
)

__all__ = ["doing_section", "objective_sections", "other_section", "page_blocks"]

_DOING: Final = "What is being done?"
_BESIDES: Final = (
    (SATISFACTION, "Satisfaction"), (TOGETHER, "Recorded crime together"), (POSITION, "Most Similar Group"), (YEAR_END, "Year's end"),
)  # fmt: skip
"""What the sentences besides those of the scorecard are about, in their order, each with its heading."""


def objective_sections(pages: Sequence[ObjectivePage]) -> Iterator[Section]:
    """Yield the sections of the objectives that have chapters; what belongs to a whole group stands once, behind its last objective."""
    for group, members in groupby(pages, key=_group_of):
        here = list(members)
        shared = _Shared.of(here) if group and len(here) > 1 else _NOTHING
        for page in here:
            yield from _chapter(page, shared)
        if shared.said or shared.texts:
            yield from _group(group, shared)


class _Shared:
    """What every objective of a group says alike: the sentences and texts on the group."""

    def __init__(self, said: Sequence[Said], texts: Sequence[ObjectiveText]) -> None:
        self.said, self.texts = tuple(said), tuple(texts)

    @classmethod
    def of(cls, pages: Sequence[ObjectivePage]) -> _Shared:
        """Return what all of some pages have in common."""
        first, *others = pages
        return cls(
            [said for said in first.besides if all(said in page.besides for page in others)],
            [text for text in first.texts if all(text in page.texts for page in others)],
        )


_NOTHING: Final = _Shared((), ())


def _group_of(page: ObjectivePage) -> str:
    """Return the group that an objective is looked at with, by its own name where it has none."""
    return next(
        (section.row.inputs.group for section in page.sections if section.row.inputs.group), page.objective
    )


def _chapter(page: ObjectivePage, shared: _Shared) -> Iterator[Section]:
    key, name = slug(page.objective), page.objective
    pointers = _pointers(page, key)
    yield Section(keyed("objective", key), "", name, (*_chart(page, key), *pointers), level=2)
    for section, mark in _marked(page, key):
        table = areas_table(page, section, keyed(mark, "areas"))
        blocks: tuple[Block, ...] = (*_purpose(page, section, mark), *((table,) if table else ()))
        yield Section(keyed(mark, "s"), "", section.title, blocks, level=3)
    said = [each for each in page.besides if each not in shared.said]
    yield from _besides(key, name, said)
    yield from _notes(page, key, [text for text in page.texts if text not in shared.texts])
    yield doing_section(key, name, [text for text in page.of(TextKind.DOING) if text not in shared.texts])
    yield from _recommended(page, key, shared)


def _group(group: str, shared: _Shared) -> Iterator[Section]:
    key = keyed("group", slug(group))
    yield Section(key, "", group, level=2)
    yield from _besides(key, group, shared.said)
    doing = [text for text in shared.texts if text.kind is TextKind.DOING]
    if doing:
        yield doing_section(key, group, doing)
    others = [text for text in shared.texts if text.kind is not TextKind.DOING]
    for kind in (TextKind.EVIDENCE, TextKind.RECOMMENDATION):
        blocks = text_list(
            keyed(key, slug(kind.value)), f"{group}: {kind.value}", [t for t in others if t.kind is kind]
        )
        if blocks:
            yield Section(keyed(key, slug(kind.value), "s"), "", kind.value, blocks, level=3)


def _marked(page: ObjectivePage, key: str) -> Iterator[tuple[PageSection, str]]:
    """Yield the purposes of a page with their keys; two of one purpose, which is a problem of the scorecard, both stand."""
    seen: dict[str, int] = {}
    for section in page.sections:
        mark = slug(section.title)
        seen[mark] = seen.get(mark, 0) + 1
        yield section, keyed(key, mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")


def _purpose(
    page: ObjectivePage, section: PageSection, key: str, *, named: bool = False
) -> tuple[Block, ...]:
    first = _overall(section, key, named=named)
    return paragraph(key, f"{page.objective}: {section.title}", section.sentences, _names(page), first=first)


def _names(page: ObjectivePage) -> list[str]:
    """Return the names on a page in which a number is no figure."""
    units = [unit.inputs.area for section in page.sections for unit in section.row.units]
    return [
        page.objective,
        *units,
        *(each.partition(" ")[2] for each in (said.about for said in page.besides)),
    ]


def _overall(section: PageSection, key: str, *, named: bool) -> Sentence | None:
    """Return the overall classification of a purpose, None where there is none; why there is none is a sentence of its own.

    Where no heading names the purpose, the sentence does.
    """
    if section.overall is None:
        return plain(keyed(key, "overall"), f"{section.title}.") if named else None
    inputs = section.row.inputs
    cells = places(inputs.at, *sources_of(inputs.impact_score))
    lead = f"{section.title}: overall classification " if named else "Overall classification: "
    return Sentence(keyed(key, "overall"), (lead, Phrase("class", section.overall.value, cells), "."))


def _chart(page: ObjectivePage, key: str) -> tuple[PaperPicture, ...]:
    row = drawn_row(page)
    if row is None or row.chart is None or row.inputs.series is None:
        return ()
    points = row.inputs.series.points
    return (
        control_picture(keyed(key, "chart"), row.chart, cells=places(points[0].source, points[-1].source)),
    )


def _besides(key: str, name: str, said: Sequence[Said]) -> Iterator[Section]:
    for about, heading in _BESIDES:
        mark = keyed(key, slug(about))
        blocks = paragraph(
            mark, f"{name}: {heading}", [each for each in said if each.about.startswith(about)]
        )
        if blocks:
            yield Section(keyed(mark, "s"), "", heading, blocks, level=3)


def _notes(page: ObjectivePage, key: str, texts: Sequence[ObjectiveText]) -> Iterator[Section]:
    """Yield what else people wrote on an objective, and what has to be said beside its figures."""
    evidence = [text for text in texts if text.kind is TextKind.EVIDENCE]
    blocks = (
        *text_list(keyed(key, "evidence"), f"{page.objective}: context", evidence),
        *_caveats(page, key),
    )
    if blocks:
        yield Section(keyed(key, "context"), "", "Context", blocks, level=3)


def _caveats(page: ObjectivePage, key: str) -> tuple[Bullets, ...]:
    cells = places(*(section.row.inputs.at for section in page.sections if section.row.caveats))
    items = tuple(
        Sentence(keyed(key, "caveat", slug(words)), (Phrase("text", words, cells),)) for words in page.caveats
    )
    return (Bullets(keyed(key, "caveats"), f"{page.objective}: caveats", items),) if items else ()


def doing_section(key: str, name: str, texts: Sequence[ObjectiveText]) -> Section:
    """Return what is being done; where nobody has written it, a place that says what belongs there."""
    blocks: tuple[Block, ...] = text_list(keyed(key, "doing"), f"{name}: what is being done", texts)
    prompt = f"Say what is being done on {name}, here or on the workbook's sheet Narrative."
    if not blocks:
        blocks = (Yours(keyed(key, "doing-yours"), f"{name}: what is being done", prompt),)
    return Section(keyed(key, "doing-s"), "", _DOING, blocks, level=3)


def _recommended(page: ObjectivePage, key: str, shared: _Shared) -> Iterator[Section]:
    texts = [text for text in page.of(TextKind.RECOMMENDATION) if text not in shared.texts]
    blocks = text_list(keyed(key, "recommendation"), f"{page.objective}: recommendation", texts)
    if blocks:
        yield Section(keyed(key, "recommendation-s"), "", "Recommendation", blocks, level=3)


def _pointers(page: ObjectivePage, key: str) -> tuple[Block, ...]:
    """Return which items of the horizon concern an objective; they are told in their own chapter."""
    titles = [
        Said(f"See Horizon scanning: {item.title}.", (item.source,), f"horizon {item.title}")
        for item in page.pointers
    ]
    return paragraph(
        keyed(key, "horizon"), f"{page.objective}: horizon", titles, [item.title for item in page.pointers]
    )


def page_blocks(page: ObjectivePage, key: str = "") -> Iterator[Block]:
    """Yield a page in few blocks without headings of its own: what its purposes say, satisfaction and the rest, what people wrote.

    `key` is what its keys begin with, the objective's own where nothing is said.
    """
    key = key or slug(page.objective)
    for section, mark in _marked(page, key):
        yield from _purpose(page, section, mark, named=True)
    for about, heading in _BESIDES:
        told = [each for each in page.besides if each.about.startswith(about)]
        yield from paragraph(keyed(key, slug(about)), f"{page.objective}: {heading}", told)
    yield from _chart(page, key)
    yield from text_list(keyed(key, "evidence"), f"{page.objective}: context", page.of(TextKind.EVIDENCE))
    yield from text_list(
        keyed(key, "doing"), f"{page.objective}: what is being done", page.of(TextKind.DOING)
    )
    yield from text_list(
        keyed(key, "recommendation"), f"{page.objective}: recommendation", page.of(TextKind.RECOMMENDATION)
    )
    yield from _caveats(page, key)
    yield from _pointers(page, key)


def other_section(page: ObjectivePage) -> Section:
    """Return the section of one of the other threats.

    Its keys are others than those of a chapter: an objective that becomes one, or is one no more, is written where it belongs now.
    """
    key = keyed("other", slug(page.objective))
    return Section(
        keyed("others", slug(page.objective)), "", page.objective, tuple(page_blocks(page, key)), level=2
    )
