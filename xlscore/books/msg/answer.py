"""What updating the MSG sheet came to: each measure, and what they come to together as counts, lists and notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlscore.books.msg.history import month_of
from xlscore.rules.positions.gaps import GapMove
from xlscore.rules.positions.lists import in_groups, period_note, unit_note
from xlscore.rules.positions.msg import AspirationStatus, Movement
from xlscore.rules.positions.register import AspirationCourse
from xlscore.rules.problems import Problem

__all__ = ["Measure", "MsgPositions"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the force stands in one measure; None where it cannot be said."""

    measure: str
    theme: str
    position: int | None
    of: int | None
    previous_position: int | None
    value: float | None
    to_average: float | str | None
    to_top_quartile: float | str | None
    aspiration: str
    status: str | None
    expected: str | None
    move: str | None
    data_to: str
    previous_to_average: float | str | None = None
    previous_to_top_quartile: float | str | None = None
    update: str = ""
    """Its update in sentences, "" without a position."""
    caveats: tuple[str, ...] = ()
    """What is to be said beside its position, a sentence each."""
    history: tuple[tuple[str, int], ...] = ()
    """Its last twelve positions by the month in which their period ends, oldest first."""
    unit: str = ""
    higher_is_better: bool | None = None
    source: str = ""
    """Where the measure comes from: Plan on a Page, PFCC priority or both, as it is typed."""
    monitored_by: tuple[str, ...] = ()
    """The boards that monitor it."""
    is_typed: bool = False
    """Whether its figures are typed in its row; a percentage is a fraction then, however its cell shows it."""
    gap_move: str | None = None
    """How the gap to the average has moved since last time."""
    course: AspirationCourse = field(default_factory=AspirationCourse)
    """Its aspirations by the register, oldest first."""

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        names = (
            "measure", "position", "of", "value", "to_average", "to_top_quartile", "aspiration", "status", "expected", "move", "data_to",
            "previous_position", "previous_to_average", "previous_to_top_quartile", "update", "source", "gap_move",
        )  # fmt: skip
        history = [{"period": period, "position": position} for period, position in self.history]
        return {name: getattr(self, name) for name in names} | {
            "caveats": list(self.caveats),
            "history": history,
            "monitored_by": list(self.monitored_by),
            "aspirations": [
                {"aspiration": aim.said, "set_on": aim.day, "by": aim.by, "rationale": aim.rationale}
                for aim in self.course.dated
            ],
        }


@dataclass(frozen=True)
class MsgPositions:
    """What updating the MSG sheet came to."""

    measures: tuple[Measure, ...]
    problems: tuple[Problem, ...]
    unwritten: tuple[str, ...] = ()
    """What is worked out and has no place in the table, a sentence each."""

    @property
    def aspirations(self) -> dict[str, int]:
        """Return how many measures have met their aspiration, are below it, or have none."""
        return {word.value: sum(m.status == word for m in self.measures) for word in AspirationStatus}

    def sentences(self) -> tuple[str, ...]:
        """Return the update of each measure that has a position, its caveats behind it."""
        return tuple(
            " ".join((m.update, *(caveat for caveat in m.caveats if caveat not in m.update)))
            for m in self.measures
            if m.update
        )

    @property
    def moves(self) -> dict[str, int]:
        """Return how many positions have improved, deteriorated or stayed."""
        return {word.value: sum(m.move == word for m in self.measures) for word in Movement}

    @property
    def gap_moves(self) -> dict[str, int]:
        """Return how many gaps to the average have closed, moved away and so on."""
        return {word.value: sum(m.gap_move == word for m in self.measures) for word in GapMove}

    @property
    def listed(self) -> dict[str, tuple[str, ...]]:
        """Return the measures that have met their aspiration, are below it, or have none."""
        return {
            word.value: tuple(m.measure for m in self.measures if m.status == word)
            for word in AspirationStatus
        }

    @property
    def boards(self) -> dict[str, tuple[str, ...]]:
        """Return the measures that each board monitors."""
        return in_groups((measure.measure, measure.monitored_by) for measure in self.measures)

    @property
    def without_board(self) -> tuple[str, ...]:
        """Return the measures that no board monitors, none where no measure has one."""
        return tuple(m.measure for m in self.measures if not m.monitored_by) if self.boards else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return up to when the data go and in which units the measures are, with the exceptions, a sentence each."""
        ends = {m.measure: (month_of(m.data_to), m.data_to) for m in self.measures}
        units = {m.measure: m.unit for m in self.measures}
        return tuple(filter(None, (period_note(ends), unit_note(units))))

    @property
    def courses(self) -> tuple[str, ...]:
        """Return the aspirations that the register has a day or a past of, a sentence each."""
        said = (m.course for m in self.measures)
        measures = (m.measure for m in self.measures)
        return tuple(
            course.sentence(measure)
            for measure, course in zip(measures, said, strict=True)
            if course.current is not None and (course.current.day or course.before)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "measures": [measure.as_dict() for measure in self.measures],
            "aspirations": self.aspirations,
            "listed": {status: list(names) for status, names in self.listed.items()},
            "boards": {board: list(names) for board, names in self.boards.items()},
            "without_board": list(self.without_board),
            "notes": [*self.notes, *self.unwritten],
            "problems": [problem.as_dict() for problem in self.problems],
        }
