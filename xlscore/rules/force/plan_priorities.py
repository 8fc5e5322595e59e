"""The plan's priorities and the areas that are graded for them: every priority should have one.

Source: Essex Police Balanced Scorecard, cycle 13, section 6.1: the areas are linked to the seven priorities of the Police and
Crime Plan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import in_words, listed, name_key, quoted

__all__ = ["LinkedPriority", "PlanPriority", "link_priorities", "plan_sentence", "read_priorities"]

_PARTS: Final = re.compile(r"\s*(?:[;,/&+]|\n|\band\b)\s*", re.IGNORECASE)
_CALLED: Final = re.compile(r"^\s*(?:priorit(?:y|ies)\b)?\s*(?:(?:no|number)\b\.?)?\s*", re.IGNORECASE)
_WITH_TITLE: Final = re.compile(r"(?P<number>\w{1,4})\s*[-–—:.)]\s*(?P<title>\D.*)")


@dataclass(frozen=True, slots=True)
class PlanPriority:
    """A priority of the plan."""

    number: str
    title: str

    @property
    def name(self) -> str:
        """Return what a sentence calls it.

        >>> PlanPriority("7", "Improve safety on our roads").name
        "priority 7 ('Improve safety on our roads')"
        """
        return f"priority {self.number} ('{self.title}')" if self.title else f"priority {self.number}"


@dataclass(frozen=True, slots=True)
class LinkedPriority:
    """A priority, and the areas that belong to it, in the grid's order."""

    priority: PlanPriority
    areas: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "number": self.priority.number,
            "title": self.priority.title,
            "areas": list(self.areas),
        }


def _number_key(number: str) -> str:
    """Return what two spellings of a priority's number share.

    >>> _number_key("Priority 7"), _number_key("07"), _number_key("P2")
    ('7', '7', 'p2')
    """
    bare = name_key(_CALLED.sub("", number, count=1))
    return bare.lstrip("0") or bare


def read_priorities(typed: str, plan: Sequence[PlanPriority]) -> tuple[PlanPriority, ...]:
    """Return the priorities that an area's cell names, by number or title, one or several.

    >>> plan = [PlanPriority("1", "More local policing"), PlanPriority("2", "Crack down on anti-social behaviour")]
    >>> [p.number for p in read_priorities("1 and 2", plan)], [p.number for p in read_priorities("Priority 2", plan)]
    (['1', '2'], ['2'])
    """
    whole = _one(typed, plan)
    if whole is not None:
        return (whole,)
    found = []
    for part in filter(None, _PARTS.split(typed.strip())):
        priority = _one(part, plan)
        if priority is None:
            raise RuleError(
                Trouble.UNREADABLE, f"{quoted(part)} is no priority of the plan.",
                f"Use one of {', '.join(each.number for each in plan)}, or add it to the plan.",
            )  # fmt: skip
        found.append(priority)
    return tuple(dict.fromkeys(found))


def _one(typed: str, plan: Sequence[PlanPriority]) -> PlanPriority | None:
    """Return the priority of a number or a title, None for none; a number with another priority's title is none."""
    by_number = {_number_key(each.number): each for each in plan}
    by_title = {name_key(each.title): each for each in plan if each.title}
    found = by_number.get(_number_key(typed)) or by_title.get(name_key(typed))
    if found is not None:
        return found
    both = _WITH_TITLE.fullmatch(_CALLED.sub("", typed.strip(), count=1))
    if both is None:
        return None
    number, title = by_number.get(_number_key(both["number"])), by_title.get(name_key(both["title"]))
    return number if number is title else None


def link_priorities(
    plan: Sequence[PlanPriority], areas: Mapping[str, Sequence[PlanPriority]]
) -> tuple[LinkedPriority, ...]:
    """Return each priority with the areas that belong to it.

    >>> roads = PlanPriority("7", "Roads")
    >>> link_priorities([roads], {"Gangs": [], "Road safety": [roads]})[0].areas
    ('Road safety',)
    """
    return tuple(
        LinkedPriority(priority, tuple(area for area, own in areas.items() if priority in own))
        for priority in plan
    )


def plan_sentence(linked: Sequence[LinkedPriority]) -> str:
    """Return whether every priority has an area, in a sentence that names the gaps; "" without a plan.

    >>> linked = [LinkedPriority(PlanPriority("1", "Visible policing"), ("Gangs",)), LinkedPriority(PlanPriority("2", "Roads"), ())]
    >>> plan_sentence(linked)
    "One of the two priorities of the plan has an area; none is linked to priority 2 ('Roads')."
    """
    if not linked:
        return ""
    gaps = [each.priority.name for each in linked if not each.areas]
    number = in_words(len(linked))
    if not gaps:
        return f"Each of the {number} priorities of the plan has an area." if len(linked) > 1 else ""
    names = listed(gaps)
    with_area = len(linked) - len(gaps)
    if not with_area:
        return f"No area is linked to {names}."
    has = "has" if with_area == 1 else "have"
    return f"{in_words(with_area).capitalize()} of the {number} priorities of the plan {has} an area; none is linked to {names}."
