"""The pages of a report in their order: the objectives of higher threat as chapters, the rest as other threats.

A chapter of its own has each objective of which a row is classed High overall or is a High threat, and those that are looked at together
with it; the highest overall class comes first, and objectives of one group stay together. So the paper has it: serious sexual offences
and dwelling burglary (High), then theft of motor vehicles, a High threat, with theft from them.
Source: Leicestershire performance report, October 2013.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlscore.rules.objectives.areas import areas_in_words, below_the_force
from xlscore.rules.objectives.besides import besides
from xlscore.rules.objectives.compared import performance
from xlscore.rules.objectives.control import movement
from xlscore.rules.objectives.narrative import standing_texts
from xlscore.rules.objectives.records import (
    ObjectiveInputs,
    ObjectivePage,
    PageSection,
    PurposeInputs,
    Said,
    TextKind,
)
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.levels import AreaLevel
from xlscore.rules.threats.units import Standout
from xlscore.rules.threats.words import Purpose
from xlscore.rules.words import name_key

__all__ = ["pages_of"]

_ORDER: Final = (Level.HIGH, Level.MEDIUM, Level.LOW, None)
_PURPOSES: Final = tuple(Purpose)
Standing = Mapping[tuple[str, str], Sequence[Standout]]
"""The areas that stand out, by objective and purpose as they are compared."""


def pages_of(objectives: Sequence[ObjectiveInputs], standouts: Standing) -> tuple[ObjectivePage, ...]:
    """Return a page per objective, in the order of the report."""
    groups: dict[str, list[ObjectiveInputs]] = {}
    for each in objectives:
        groups.setdefault(name_key(each.group) or f"|{name_key(each.name)}", []).append(each)
    ranked = sorted(groups.values(), key=_rank)
    return tuple(
        _page(each, not any(map(_leads, group)), standouts)
        for group in ranked
        for each in sorted(group, key=lambda one: _ORDER.index(_overall(one)))
    )


def _rank(group: Sequence[ObjectiveInputs]) -> tuple[bool, int]:
    return not any(map(_leads, group)), min(_ORDER.index(_overall(each)) for each in group)


def _leads(inputs: ObjectiveInputs) -> bool:
    return any(Level.HIGH in (row.overall, row.inputs.threat) for row in inputs.purposes)


def _overall(inputs: ObjectiveInputs) -> Level | None:
    classes = [row.overall for row in inputs.purposes]
    return min(classes, key=_ORDER.index, default=None)


def _page(inputs: ObjectiveInputs, is_other: bool, standouts: Standing) -> ObjectivePage:
    sections = tuple(
        _section(row, standouts.get((name_key(inputs.name), name_key(row.inputs.purpose)), ()))
        for row in sorted(inputs.purposes, key=_place_of)
    )
    texts = standing_texts(inputs.texts)
    caveats = dict.fromkeys(caveat for row in inputs.purposes for caveat in row.caveats)
    return ObjectivePage(
        inputs.name, _overall(inputs), is_other, sections, besides(inputs), texts, inputs.horizon, tuple(caveats),
        tuple(_missing(inputs, {text.kind for text in texts})),
    )  # fmt: skip


def _place_of(row: PurposeInputs) -> int:
    """Return where a purpose stands on a page: recorded crime, its outcomes, satisfaction, averages."""
    return len(_PURPOSES) if row.inputs.measures is None else _PURPOSES.index(row.inputs.measures)


def _section(row: PurposeInputs, standouts: Sequence[Standout]) -> PageSection:
    said = (*performance(row), *movement(row), *areas_in_words(row, standouts), *_classes(row))
    return PageSection(row.inputs.purpose, row.overall, row, said)


def _classes(row: PurposeInputs) -> tuple[Said, ...]:
    """Return why a row has no overall class, where it has none; the class itself heads its section."""
    why = row.result.why_not("overall")
    return () if why is None else (Said(f"No overall classification: {why.what}", (row.inputs.at,), "class"),)


def _missing(inputs: ObjectiveInputs, kinds: set[TextKind]) -> list[str]:
    """Return what a page lacks, a sentence each."""
    said = []
    if not inputs.purposes:
        said.append("The scorecard has no row for it.")
    elif not any(map(below_the_force, inputs.purposes)):
        to_force = all(row.inputs.lowest is AreaLevel.FORCE for row in inputs.purposes)
        said.append(
            "It is not broken down below the force." if to_force else "The breakdown has no area for it."
        )
    counted = [row for row in inputs.purposes if row.inputs.measures is Purpose.CRIMES]
    if counted and not any(row.inputs.series for row in counted):
        said.append("No monthly series has a row for it, so there is no chart.")
    if not inputs.satisfaction:
        said.append("No satisfaction table has a row for it.")
    if TextKind.DOING not in kinds:
        said.append("Nobody has written what is being done.")
    if TextKind.RECOMMENDATION not in kinds:
        said.append("No recommendation is made.")
    return said
