"""Worksheet functions of the Most Similar Group: position, average, gap, change required, aspiration."""

from __future__ import annotations

from fractions import Fraction

from xlscore.functions.cells import (
    Cells,
    check_same_shape,
    flag,
    missing,
    number,
    numbers,
    one,
    optional_number,
    paired,
    text,
    texts,
    whole,
)
from xlscore.functions.registry import worksheet_function
from xlscore.rules.policy import DEFAULT
from xlscore.rules.positions import msg
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import find_name, key, quoted

__all__ = [
    "MSG_AVERAGE", "MSG_CHANGE", "MSG_GAP", "MSG_MOVE", "MSG_POOLED", "MSG_QUARTILE", "MSG_RANK", "MSG_STATUS",
]  # fmt: skip

_FORCES = [["Essex"], ["Avon"], ["Derby"], ["Hants"]]
_RATES = [[91.6], [84.2], [77.8], [88.0]]
_FORCE = "Your force's name, as it stands in the list of forces."
_NAMES = "The names of the forces in the group, your own included."
_VALUES = "Each force's value, in the same order as the names; blank, N/A, - and .. do not take part."
_HIGHER = "TRUE when a higher value is better (solved rates, confidence), FALSE when lower is (offences)."
_BENCHMARK = 'What to measure against: "average", "peers", "median", "top quartile", "best" or a position such as "4th in MSG".'
_GROUP_HELP = {"force": _FORCE, "forces": _NAMES, "values": _VALUES}
_COMPARATOR = "HMIC Crime and Policing Comparator: the average of an MSG is the sum of its forces' rates over their number."
_ESSEX = "Essex Police MSG aspirations, January 2020 data."


def _group(force: Cells, forces: Cells, values: Cells, higher_is_better: Cells) -> msg.Group:
    check_same_shape(forces, values, ("forces", "values"))
    own_place = find_name(text(force, "force"), texts(forces, "forces"), "force")
    read = numbers(values, "values")
    own = read.pop(own_place)
    if own is None:
        raise RuleError(
            Trouble.MISSING, f"{quoted(text(force, 'force'))[1:-1]} has no value, so it has no position."
        )
    peers = tuple(value for value in read if value is not None)
    return msg.Group(own, peers, flag(higher_is_better, "higher_is_better"))


def _benchmark(cells: Cells, name: str) -> Benchmark | None:
    value = one(cells, name)
    if missing(value):
        return None
    if isinstance(value, str):
        return read_benchmark(value)
    return read_benchmark(whole(value, name))


def _sure_benchmark(cells: Cells) -> Benchmark:
    benchmark = _benchmark(cells, "benchmark")
    if benchmark is None:
        raise RuleError(Trouble.MISSING, "There is no benchmark to measure against.")
    return benchmark


@worksheet_function(
    family="MSG",
    source=_COMPARATOR,
    arguments=_GROUP_HELP | {"higher_is_better": _HIGHER},
    example=(("Essex", _FORCES, _RATES), 4),
)
def MSG_RANK(force: Cells, forces: Cells, values: Cells, higher_is_better: Cells = False) -> int:
    """Return the force's position in its group, 1 the best; equal values share the better position.

    >>> MSG_RANK("Essex", ["Essex", "Avon", "Derby"], [8.53, 8.41, 9.52])
    2
    """
    return msg.rank(_group(force, forces, values, higher_is_better))


@worksheet_function(
    family="MSG",
    source=_COMPARATOR,
    arguments={"values": _VALUES, "method": '"average" (each force counts the same) or "median".'},
    example=((_RATES,), 85.4),
)
def MSG_AVERAGE(values: Cells, method: Cells = "average") -> Fraction:
    """Return the group's average, own force included, or its median.

    >>> MSG_AVERAGE([84.0, 85.0, None, "N/A"])
    84.5
    """
    read = [value for value in numbers(values, "values") if value is not None]
    named = key(text(method, "method"))
    if named not in msg.AVERAGE_METHODS:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(named)} is not a method here.",
            "Use average or median, or MSG_POOLED.",
        )
    return msg.median(read) if named == "median" else msg.average(read)


@worksheet_function(
    family="MSG",
    source="The rate of the group as one area: the sum of offences over the sum of people.",
    arguments={
        "counts": "Each force's number of offences.",
        "populations": "Each force's population, in the same order; a force with either missing does not take part.",
        "per": "Rate per so many people; 1000 if left out.",
    },
    example=(([[168000], [120000]], [[1834000], [1500000]]), 86.3827234553089),
)
def MSG_POOLED(counts: Cells, populations: Cells, per: Cells = DEFAULT.rate_per) -> Fraction:
    """Return the group's pooled rate: all offences over all people.

    >>> MSG_POOLED([10, 30], [1000, 1000])
    20
    """
    pairs = paired(counts, populations, ("counts", "populations"), numbers)
    known = [(count, people) for count, people in pairs if count is not None and people is not None]
    return msg.pooled([count for count, _ in known], [people for _, people in known], number(per, "per"))


@worksheet_function(
    family="MSG",
    source=_COMPARATOR,
    arguments=_GROUP_HELP | {"benchmark": _BENCHMARK, "higher_is_better": _HIGHER},
    example=(("Essex", _FORCES, _RATES), 6.2),
)
def MSG_GAP(
    force: Cells, forces: Cells, values: Cells, benchmark: Cells = "average", higher_is_better: Cells = False
) -> Fraction:
    """Return own value minus the benchmark, in the measure's own unit.

    >>> MSG_GAP("Essex", ["Essex", "Kent"], [0.508, 0.596], "best", "higher")
    -0.088
    """
    group = _group(force, forces, values, higher_is_better)
    return group.own - msg.benchmark_value(group, _sure_benchmark(benchmark))


@worksheet_function(
    family="MSG",
    source=f"{_ESSEX} Valid if the other forces stay as they are.",
    arguments=_GROUP_HELP
    | {
        "benchmark": _BENCHMARK,
        "higher_is_better": _HIGHER,
        "population": "Your force's population; with it the answer is in whole offences.",
        "per": "The values are rates per so many people; 1000 if left out.",
    },
    example=(("Essex", _FORCES, _RATES, "average", False, 1832752), -11364),
)
def MSG_CHANGE(
    force: Cells,
    forces: Cells,
    values: Cells,
    benchmark: Cells = "average",
    higher_is_better: Cells = False,
    population: Cells = None,
    per: Cells = DEFAULT.rate_per,
) -> Fraction | int | str:
    """Return the change that reaches the benchmark: benchmark minus own, or whole offences with a population.

    >>> MSG_CHANGE("Essex", ["Essex", "Kent"], [9.0, 7.0], "best", "lower", 1500000)
    -3000
    >>> MSG_CHANGE("Kent", ["Essex", "Kent"], [9.0, 7.0])
    'N/A - already better than average'
    """
    group = _group(force, forces, values, higher_is_better)
    wanted = _sure_benchmark(benchmark)
    people = optional_number(population, "population")
    change = msg.change_required(group, wanted, people, number(per, "per"))
    return msg.already_there(group, wanted) or change


@worksheet_function(
    family="MSG",
    source=_ESSEX,
    arguments=_GROUP_HELP
    | {
        "aspiration": 'What the force aims for: "MSG Average", "4th in MSG", "Upper Quartile Rank", "Best in MSG".',
        "higher_is_better": _HIGHER,
    },
    example=(("Essex", _FORCES, _RATES, "Upper Quartile Rank"), "Below aspiration"),
)
def MSG_STATUS(
    force: Cells, forces: Cells, values: Cells, aspiration: Cells, higher_is_better: Cells = False
) -> str:
    """Return whether the aspiration is met: "Met or exceeded", "Below aspiration" or "No aspiration".

    >>> MSG_STATUS("Essex", ["Essex", "Kent"], [7.0, 9.0], "Best in MSG")
    'Met or exceeded'
    """
    wanted = _benchmark(aspiration, "aspiration")
    if wanted is None:
        return msg.status(msg.Group(Fraction(0), ()), None)
    return msg.status(_group(force, forces, values, higher_is_better), wanted)


@worksheet_function(
    family="MSG",
    source=_ESSEX,
    arguments={"previous_rank": "The position last time.", "rank": "The position now; 1 is the best."},
    example=((5, 4), "Improved"),
)
def MSG_MOVE(previous_rank: Cells, rank: Cells) -> str:
    """Return how the position has moved: "Improved", "Deteriorated" or "Unchanged".

    >>> MSG_MOVE(3, 6)
    'Deteriorated'
    """
    return msg.move(whole(previous_rank, "previous_rank"), whole(rank, "rank"))


@worksheet_function(
    family="MSG",
    source="The quantile of the published comparators (PHEindicatormethods): 1 the best quarter.",
    arguments=_GROUP_HELP | {"higher_is_better": _HIGHER},
    example=(("Essex", _FORCES, _RATES), 4),
)
def MSG_QUARTILE(force: Cells, forces: Cells, values: Cells, higher_is_better: Cells = False) -> int:
    """Return the quarter of the group that the force is in, 1 (best) to 4; #N/A under four values.

    >>> MSG_QUARTILE("Avon", ["Essex", "Avon", "Derby", "Hants"], [91.6, 84.2, 77.8, 88.0])
    2
    """
    return msg.quartile(_group(force, forces, values, higher_is_better))
