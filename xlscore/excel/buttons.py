"""The ribbon's buttons, in one table: from it come the ribbon's XML, the VBA behind it and the Python doors.

A button stands here only when its action works. Those of the kinds of scorecard work come from the kinds, and a group
comes with its first button.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from xlscore.books.kinds import KINDS
from xlscore.books.plan.kind import ButtonText, Question
from xlscore.errors import XlscoreError
from xlscore.excel.papers import PAPER_ACTIONS

__all__ = ["BUTTONS", "GROUPS", "TAB", "TAB_KEYTIP", "Button", "Question", "button", "pressable"]

TAB: Final = "Scorecard"
TAB_KEYTIP: Final = "Y2"
"""Keys after Alt: one that none of Excel's own tabs uses, and that other add-ins seldom take."""

GROUPS: Final = (*dict.fromkeys(kind.button.group for kind in KINDS.values()), "Help")
"""The groups in their order on the tab: those of the kinds as the work is done, and help last."""


@dataclass(frozen=True)
class Button(ButtonText):
    """One button: what it is called, looks like, promises, and asks."""

    asks: Question = Question.NOTHING
    native: bool = False
    """Whether VBA alone serves it, by one of Excel's own dialogs."""

    @property
    def macro(self) -> str:
        """Return the name of the VBA procedure behind the button.

        >>> button("draw-tube-map").macro
        'DrawTubeMap'
        """
        return "".join(word.capitalize() for word in self.name.split("-"))


_OTHERS: Final = (
    Button(
        "refresh-all", "Scorecards", "Refresh all", "RefreshAll", "Do everything that applies to this workbook",
        f"{', '.join(kind.button.label for kind in KINDS.values())}, in that order. Running it twice changes nothing.",
        "R",
    ),
    Button(
        "check-workbook", "Help", "Check workbook", "DataValidationCircleInvalid", "List what is wrong in the data",
        "Names each cell, what is wrong there and what to do. Nothing in the workbook changes.",
        "K", large=True,
    ),
    Button(
        "explain-cell", "Help", "Explain cell", "TracePrecedents", "Say what gave this answer",
        "For the selected cell: the inputs, the rule and its source, or why it is an error and what to do.",
        "E", large=True,
    ),
    Button(
        "bring-formulas-over", "Help", "Bring formulas over", "ReplaceDialog",
        "Spell our functions for another Excel",
        "From the web's spelling to the desktop's, and where none is the web's, back again. Results and all else stay.",
        "W",
    ),
    Button(
        "insert-function", "Help", "Insert function", "FunctionWizard", "Choose a Scorecard function",
        "Opens Excel's own dialog; the functions are in the category Scorecard.",
        "F", native=True,
    ),
    Button(
        "policy", "Help", "Policy", "PropertySheet", "Show the settings",
        "Goes to the Policy sheet, where every rule that could be argued with is a setting with its source.",
        "P",
    ),
    Button(
        "about", "Help", "About", "Info", "Versions, and where help is",
        "The versions of xlscore, xlwings and Python that answer here, and what to do when something does not work.",
        "A",
    ),
)  # fmt: skip


def _of_kinds() -> Iterator[Button]:
    """Yield each kind's button, then those of what it can be asked for besides, and those of the papers."""
    for kind in KINDS.values():
        yield Button(**asdict(kind.button))
        for action in kind.actions:
            yield Button(**asdict(action.button), asks=action.asks)
    for action in PAPER_ACTIONS:
        yield Button(**asdict(action.button), asks=action.asks)


def _buttons() -> tuple[Button, ...]:
    """Return all buttons, group by group: those of the kinds of scorecard work first, the large ones in front."""
    of_kinds = list(_of_kinds())
    in_group = {group: [one for one in (*of_kinds, *_OTHERS) if one.group == group] for group in GROUPS}
    return tuple(one for group in GROUPS for one in sorted(in_group[group], key=lambda one: not one.large))


BUTTONS: Final = _buttons()


def button(name: str) -> Button:
    """Return the button of that name."""
    return next(button for button in BUTTONS if button.name == name)


def pressable(called: object) -> Button:
    """Return the button of a name, or of the label that the ribbon shows; one that only Excel itself serves is refused.

    >>> pressable("Draw tube map").name
    'draw-tube-map'
    """
    plain = str(called).strip().casefold()
    chosen = next((one for one in BUTTONS if plain in (one.name, one.label.casefold())), None)
    if chosen is None:
        names = ", ".join(one.name for one in BUTTONS if not one.native)
        raise XlscoreError(f"There is no button '{called}' on the ribbon.", f"Its buttons are {names}.")
    if chosen.native:
        raise XlscoreError(f"{chosen.label} opens a dialog of desktop Excel's own.", "Press it there.")
    return chosen
