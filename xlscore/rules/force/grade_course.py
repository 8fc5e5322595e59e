"""The grades of an area over the cycles, and how many areas of the force had each grade, as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlscore.rules.grades import Grade, Scale, grade_name

__all__ = ["AreaCourse", "ForceCourse", "force_course"]

_FEWEST, _FEWEST_OF_AREA = 2, 3
"""One cycle is no course, and an area's last grade and this one stand beside each other in the changes already."""


@dataclass(frozen=True, slots=True)
class AreaCourse:
    """What an area was graded in each cycle, oldest first; None where the Board agreed no grade."""

    area: str
    cycles: tuple[str, ...]
    grades: tuple[Grade | None, ...]

    @property
    def known(self) -> list[tuple[str, Grade]]:
        """Return the cycles that have a grade, with it."""
        return [
            (cycle, grade) for cycle, grade in zip(self.cycles, self.grades, strict=True) if grade is not None
        ]

    @property
    def title(self) -> str:
        """Return the answer in a line.

        >>> AreaCourse("Robbery", ("Q1", "Q2", "Q3"), (Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD)).title
        'Robbery: Good in Q3, RI before'
        >>> AreaCourse("Robbery", ("Q1", "Q2"), (Grade.GOOD, Grade.GOOD)).title
        'Robbery: Good in all 2 cycles'
        """
        known = self.known
        if not known:
            return f"{self.area}: not graded yet"
        cycle, latest = known[-1]
        before = [grade for _, grade in known[:-1] if grade is not latest]
        if not before:
            every = f"all {len(known)} cycles" if len(known) > 1 else cycle
            return f"{self.area}: {latest.short} in {every}"
        run = next(number for number, (_, grade) in enumerate(reversed(known)) if grade is not latest)
        since = f"in {cycle}" if run == 1 else f"since {known[-run][0]}"
        return f"{self.area}: {latest.short} {since}, {known[-run - 1][1].short} before"

    @property
    def sentence(self) -> str:
        """Return what the picture shows, for whoever does not see it."""
        listed = "; ".join(
            f"{cycle} {grade_name(grade) if grade is not None else 'not agreed'}"
            for cycle, grade in zip(self.cycles, self.grades, strict=True)
        )
        return f"{self.title}. Final grades: {listed}."


@dataclass(frozen=True, slots=True)
class ForceCourse:
    """How many areas had each grade in each cycle, best grade first, and each area's own course."""

    cycles: tuple[str, ...]
    counts: Mapping[Grade, tuple[int, ...]]
    areas: tuple[AreaCourse, ...]

    @property
    def title(self) -> str:
        """Return the answer in a line."""
        return f"Force: {self._listed(len(self.cycles) - 1)} in {self.cycles[-1]}"

    @property
    def sentence(self) -> str:
        """Return what the picture shows, for whoever does not see it."""
        said = [f"{cycle}: {self._listed(place)}" for place, cycle in enumerate(self.cycles)]
        return f"How many areas had each final grade. {'; '.join(said)}."

    def _listed(self, place: int) -> str:
        there = [f"{each[place]} {grade.value}" for grade, each in self.counts.items() if each[place]]
        return ", ".join(there) or "no agreed grade"


def force_course(
    cycles: Sequence[str], past: Mapping[str, Mapping[str, Grade]], scale: Scale
) -> ForceCourse | None:
    """Return the course of a force's areas from each area's grade by cycle; None where under two cycles have a grade.

    Cycles before the first and behind the last grade of all are left out.

    >>> found = force_course(["Q1", "Q2"], {"Robbery": {"Q1": Grade.GOOD, "Q2": Grade.GOOD}, "Fraud": {"Q2": Grade.INADEQUATE}}, Scale("two", (Grade.GOOD, Grade.INADEQUATE)))
    >>> found.counts[Grade.GOOD], found.title
    ((1, 1), 'Force: 1 Good, 1 Inadequate in Q2')
    """
    graded = [cycle for cycle in cycles if any(cycle in grades for grades in past.values())]
    if len(graded) < _FEWEST:
        return None
    kept = tuple(cycles[cycles.index(graded[0]) : cycles.index(graded[-1]) + 1])
    areas = tuple(
        AreaCourse(area, kept, tuple(grades.get(cycle) for cycle in kept)) for area, grades in past.items()
    )
    return ForceCourse(
        kept,
        {
            grade: tuple(sum(area.grades[place] is grade for area in areas) for place in range(len(kept)))
            for grade in scale.grades
        },
        tuple(area for area in areas if len(area.known) >= _FEWEST_OF_AREA),
    )
