"""What the grid of command grades is asked for besides its grades: to agree them, to collate returns, to begin the next cycle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from xlscore.books.plan.kind import ButtonText, KindAction, Question
from xlscore.books.plan.words import counted

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.grades.agree import Agreed
    from xlscore.books.grades.collate import Collated
    from xlscore.books.grades.roll import Rolled

__all__ = ["GRADES_ACTIONS"]

_Hear = Callable[[str], None]


def _agree(book: xw.Book, _asked: Sequence[str], _say: _Hear) -> Agreed:
    from xlscore.books.grades.agree import agree_grades

    return agree_grades(book)


def _agreed(result: Agreed) -> list[str]:
    return result.sentences()


def _collate(book: xw.Book, asked: Sequence[str], say: _Hear) -> Collated:
    from xlscore.books.files import opened_files
    from xlscore.books.grades.collate import collate

    # The returns are read as files: they stay as they are, and need not be opened in Excel.
    say(f"reading {counted(len(asked), 'return')}")
    with opened_files(asked) as returns:
        return collate(book, returns)


def _collated(result: Collated) -> list[str]:
    lines = [f"{command}: {counted(number, 'grade')} taken over." for command, number in result.taken.items()]
    if result.changed:
        kept = counted(len(result.changed), "earlier grade")
        lines.append(f"{kept} kept in the table of grade changes.")
    lines += result.carried()
    return [*lines, f"Still to come: {', '.join(result.not_returned)}."] if result.not_returned else lines


def _roll(book: xw.Book, asked: Sequence[str], say: _Hear) -> Rolled:
    from xlscore.books.grades.roll import roll

    cycle = " ".join(asked)
    say(f"rolling to {cycle}")
    return roll(book, cycle)


def _rolled(result: Rolled) -> list[str]:
    before = f" from {result.previous}" if result.previous else ""
    return [
        f"{counted(result.areas, 'area')} rolled{before} to {result.cycle}; the history keeps the grades."
    ]


GRADES_ACTIONS: Final = (
    KindAction(
        "agree",
        ButtonText(
            "agree-grades", "Grades", "Agree grades", "ReviewAcceptChange", "Agree the final grades that are still suggestions",
            "Each final grade that nobody typed becomes the Board's as it stands, and no longer follows the suggestion."
            " Nothing else changes. Clear a cell and generate again to have it suggested again.",
            "B",
        ),
        do=_agree,
        sentences=_agreed,
        lists_problems=False,
    ),
    KindAction(
        "collate",
        ButtonText(
            "collate-returns", "Grades", "Collate returns", "Consolidate", "Bring the commands' returns into the grid",
            "Choose the return workbooks; each command's grades go into its column. What does not fit is listed on the"
            " Problems sheet.",
            "C",
        ),
        do=_collate,
        sentences=_collated,
        asks=Question.RETURNS,
        of_the_cycle=True,
    ),
    KindAction(
        "roll",
        ButtonText(
            "next-cycle", "Grades", "Next cycle", "SheetInsert", "Start the next cycle",
            "This cycle's grades become last cycle's, the history keeps them, and the grid is emptied for new returns."
            " A copy of the workbook as it was is kept beside it.",
            "N",
        ),
        do=_roll,
        sentences=_rolled,
        asks=Question.CYCLE,
        clears=True,
    ),
)  # fmt: skip
"""Each has a button of its own, and a command or an option."""
