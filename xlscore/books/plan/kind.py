"""A kind of scorecard work, said once: what every door, list and loop of the product knows about it.

`refresh`, `check`, the command line, the ribbon, the order of problems and the tables that are looked for are loops over
the kinds. A new one is a folder with its tables, its reading, its planning and a module `kind` that registers it, and a
line in `xlscore.books.kinds`; its rule is in `xlscore.rules`. A module `kind` imports what reads a workbook only where it
is used: the command line lists every kind at once and must start fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Protocol

from xlscore.books.tables.layout import TableKind, know
from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.plan.edits import Drawn
    from xlscore.books.plan.planner import Planner
    from xlscore.books.plan.quoted import QuotedRows
    from xlscore.books.tables.blocks import Reading
    from xlscore.books.tables.cells import Reader
    from xlscore.books.tables.table import Table

__all__ = [
    "KINDS", "Asked", "ButtonText", "Kind", "KindAction", "KnownNames", "Planned", "Put", "Question", "Say", "Told", "also", "kind_of",
    "known_names", "register", "settled_with_cycle", "who_finds",
]  # fmt: skip

Say = Callable[[str, int, int], None]
"""Hears of a long action what it does next, how much has been done, and of how much."""

Put = Callable[["xw.Book", Sequence["Drawn"]], None]
"""Puts drawings on their sheets."""


class Planned(Protocol):
    """What every action answers with."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what is wrong in the data."""

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""


@dataclass(frozen=True)
class Asked:
    """What an officer asked for besides the action itself, and what was found out before it by other kinds."""

    sheet: str | None = None
    """The sheet that is meant, where two would do."""
    name: str | None = None
    """The one of several that is wanted: a tube map."""
    new_drawings: bool = True
    """Whether what has never been drawn is laid out too, which takes some seconds."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """What headings mean besides what the workbook's own table says of them, by the heading."""
    to: str | None = None
    """The last month that is reported on, as it was typed; None for the latest."""
    at: str | None = None
    """The day of the meeting that a log is kept for, as it was typed; None for the next."""
    anyway: bool = False
    """Whether a drawing that has become worse goes over the one that stands there."""
    say: Say | None = None
    put: Put | None = None
    whole: bool = False
    """Whether other kinds are asked in the same run, which tell what is wrong in their own tables."""
    counts: str | None = None
    """The sheet of the monthly counts that is meant, where the month asks for another kind's rows."""
    found: Mapping[str, Any] = field(default_factory=dict)
    """The answers of the kinds before this one in the same run, by name."""


@dataclass(frozen=True)
class KnownNames:
    """What a workbook calls its areas and its commands, as its grid spells them."""

    areas: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """An answer as a person reads it on a screen: a table, and lines below it."""

    title: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    right: tuple[int, ...] = ()
    """The columns that are set to the right."""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ButtonText:
    """A kind's button on the ribbon: what it is called, looks like and promises."""

    name: str
    group: str
    label: str
    icon: str
    screentip: str
    supertip: str
    keytip: str
    large: bool = False


class Question(Enum):
    """What an officer is asked before an action."""

    NOTHING = "nothing"
    RETURNS = "returns"
    FILES = "files"
    CYCLE = "cycle"
    NEW_PAPER = "new paper"
    PAPER = "paper"
    TEXT = "text"
    PACK = "pack"


@dataclass(frozen=True)
class KindAction:
    """What a kind of scorecard work is asked for besides filling its tables: its button, and what is said of it."""

    name: str
    """What the Problems table says of who found a problem."""
    button: ButtonText
    do: Callable[[xw.Book, Sequence[str], Callable[[str], None]], Planned]
    """Takes the workbook, the officer's answers, and what hears of a long action what it does; returns the answer."""
    sentences: Callable[[Any], list[str]]
    asks: Question = Question.NOTHING
    clears: bool = False
    """Whether it clears what cannot be typed again from memory: then the workbook as it was is kept."""
    lists_problems: bool = True
    """Whether its problems are on the Problems sheet; else its sentences say them."""
    of_the_cycle: bool = False
    """Whether its problems are of the cycle, and are settled with it."""


@dataclass(frozen=True)
class Kind:
    """A kind of scorecard work."""

    name: str
    """Its command, its key in JSON, and what the Problems table says of who found a problem."""
    tables: tuple[TableKind, ...]
    """The tables that it owns; the first is the one without which there is nothing to do."""
    settings: tuple[str, ...]
    """The Policy's settings that reach its cells."""
    help: str
    """What its command does, in a sentence."""
    applies: Callable[[Reading, Asked], bool]
    plan: Callable[[Planner, Asked], Any]
    """Read, judge by the rules, plan the cells; return the answer."""
    sentences: Callable[[Any], list[str]]
    """The answer in few lines, for a message box."""
    told: Callable[[Any], Told]
    button: ButtonText
    actions: tuple[KindAction, ...] = ()
    """What else it can be asked for, each with a button of its own."""
    next_cycle: Callable[[Planner], None] | None = None
    """What the next cycle does to its tables, beside the grid's own rolling."""
    quotes: Callable[[Planner], Sequence[QuotedRows]] | None = None
    """Its tables whose rows quote measures, for the notes that stand beside them."""
    checked: bool = True
    """Whether a check plans it; what takes seconds is left out."""
    looks_over: Callable[[Planner], Sequence[Problem]] | None = None
    """What a check says of it where planning it is left out."""
    leads: bool = True
    """Whether the sentence of a workbook with nothing to do names its first table, and what comes nearest to it."""
    alone: Callable[[Planner, Reader], Sequence[Table]] | None = None
    """Reads, and fills, those of its other tables that say something where its first is not there; returns them."""
    of_month: bool = False
    """Whether the month's answer carries its rows, under its name."""
    names: Callable[[Reading], KnownNames] | None = None
    """What its tables call areas and commands, for the kinds below it whose tables speak of them."""


KINDS: Final[dict[str, Kind]] = {}
"""Every kind by its name, in the order in which they are done and their problems are listed."""


def register(kind: Kind) -> Kind:
    """Make a kind and its tables known."""
    if kind.name in KINDS:
        raise ValueError(f"{kind.name} is registered twice")
    KINDS[kind.name] = kind
    know(*kind.tables)
    return kind


def also(kind: Kind, action: KindAction) -> KindAction:
    """Make known what else a kind can be asked for, where another room of the house does it; return it."""
    KINDS[kind.name] = replace(KINDS[kind.name], actions=(action, *KINDS[kind.name].actions))
    return action


def known_names(reading: Reading) -> KnownNames:
    """Return what a workbook calls its areas and commands, by all kinds that know; none where it has no grid."""
    found = [kind.names(reading) for kind in KINDS.values() if kind.names is not None]
    return KnownNames(
        tuple(a for names in found for a in names.areas), tuple(c for names in found for c in names.commands)
    )


def kind_of(table: TableKind) -> Kind:
    """Return the kind that owns a table."""
    return next(kind for kind in KINDS.values() if table in kind.tables)


def who_finds() -> list[str]:
    """Return who finds problems, in the order in which they are listed: each kind, and what it does besides."""
    return [
        name for kind in KINDS.values() for name in (kind.name, *(action.name for action in kind.actions))
    ]


def settled_with_cycle() -> list[str]:
    """Return the actions whose problems are settled when the cycle ends."""
    return [action.name for kind in KINDS.values() for action in kind.actions if action.of_the_cycle]
