"""What is kept for part B of an agenda, taken out of the month's figures before anything is said from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xlscore.papers.month.facts import MonthFacts
from xlscore.rules.objectives.records import ObjectivePage, Said
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import name_key

__all__ = ["speaks_of", "told_by", "without"]


def without(facts: MonthFacts, names: frozenset[str], places: Iterable[str] = ()) -> MonthFacts:
    """Return what a paper may say where nothing of these objectives, measures, areas and groups may stand in it.

    A sentence on several of them, such as a group added up, goes as a whole: what is left of it would be another figure's. What is
    kept back must not come out by subtraction either: with a measure go the sums that it is part of and its own parts, with
    an area the other areas, and `places` are areas that the paper has figures of besides.
    """
    if not names:
        return facts
    names, with_it = told_by(facts, names, places)
    pages = tuple(_page(page, names) for page in facts.pages if not _is(page.objective, names))
    kept = {name_key(page.objective) for page in pages}
    month = facts.month
    if month is not None:
        result = month.result
        rows = tuple(row for row in result.rows if not _is(row.measure, names) and not _is(row.place, names))
        tree = tuple(branch for branch in result.tree if not _is(branch.measure, names))
        movers = tuple(row for row in result.movers if not _is(row.measure, names))
        rates = tuple(rate for rate in month.rates if not _is(rate.measure, names))
        month = replace(month, result=replace(result, rows=rows, tree=tree, movers=movers), rates=rates)
    of_card = tuple(
        (page, section)
        for page, section in facts.rows
        if name_key(page.objective) in kept and not _is(section.title, names)
    )
    return replace(
        facts,
        pages=pages,
        rows=of_card,
        kept_back=len(facts.rows) - len(of_card),
        with_it=with_it,
        surveyed=tuple(each for each in facts.surveyed if not _is(each.result.group, names)),
        texts=tuple(
            text
            for text in facts.texts
            if not speaks_of(text.words, names) and not _is(text.objective, names)
        ),
        horizon=tuple(
            item
            for item in facts.horizon
            if not any(_is(each, names) for each in item.objectives) and not _is(item.title, names)
        ),
        month=month,
        charts=tuple(
            row
            for row in facts.charts
            if not _is(row.series.measure, names) and not _is(row.series.place, names)
        ),
    )


def told_by(
    facts: MonthFacts, names: frozenset[str], places: Iterable[str] = ()
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return these names with all with which they could be worked out, as names are compared, and what is left out besides, in words."""
    sums, areas = _sums(facts, names), _areas(facts, places)
    is_of_areas = not names.isdisjoint(areas)
    every = names | sums.keys() | (areas if is_of_areas else frozenset())
    return every, (*sums.values(), *(["the figures of single areas"] if is_of_areas else []))


def _sums(facts: MonthFacts, names: frozenset[str]) -> dict[str, str]:
    """Return the measures that one of these is part of, however far above it, and those that are part of it, by their names."""
    tree = () if facts.month is None else facts.month.result.tree
    above = {name_key(branch.measure): branch.parent for branch in tree if branch.parent}
    found: dict[str, str] = {}
    for name in names:
        parent = above.get(name, "")
        while parent and name_key(parent) not in found:
            found[name_key(parent)] = parent
            parent = above.get(name_key(parent), "")
    parts = set(names)
    for branch in tree:  # a parent stands before its parts
        if name_key(branch.parent) in parts:
            parts.add(name_key(branch.measure))
            found[name_key(branch.measure)] = branch.measure
    return {key: name for key, name in found.items() if key not in names}


def _areas(facts: MonthFacts, places: Iterable[str]) -> frozenset[str]:
    """Return the areas of which there are figures beside the force's, as names are compared."""
    found = {unit.inputs.area for page in facts.pages for part in page.sections for unit in part.row.units}
    found |= set(places)
    if facts.month is not None:
        found |= {row.place for row in facts.month.result.rows} | {rate.place for rate in facts.month.rates}
    return frozenset(name_key(area) for area in found if area and not is_force(area))


def _page(page: ObjectivePage, names: frozenset[str]) -> ObjectivePage:
    """Return a page without the purposes, areas, sentences and texts that name one of them."""
    sections = tuple(
        replace(
            section,
            sentences=_quiet(section.sentences, names),
            row=replace(
                section.row,
                inputs=replace(section.row.inputs, group="")
                if _is(section.row.inputs.group, names)
                else section.row.inputs,
                units=tuple(unit for unit in section.row.units if not _is(unit.inputs.area, names)),
            ),
        )
        for section in page.sections
        if not _is(section.title, names)
    )
    return replace(
        page,
        sections=sections,
        besides=_quiet(page.besides, names),
        texts=tuple(text for text in page.texts if not speaks_of(f"{text.about} {text.words}", names)),
        pointers=tuple(item for item in page.pointers if not speaks_of(item.title, names)),
        caveats=tuple(words for words in page.caveats if not speaks_of(words, names)),
    )


def _quiet(told: tuple[Said, ...], names: frozenset[str]) -> tuple[Said, ...]:
    return tuple(said for said in told if not speaks_of(said.words, names))


def _is(name: str, names: frozenset[str]) -> bool:
    return bool(name) and name_key(name) in names


def speaks_of(words: str, names: frozenset[str]) -> bool:
    """Return whether words name one of them, however it is spelt."""
    said = name_key(words)
    return any(name in said for name in names)
