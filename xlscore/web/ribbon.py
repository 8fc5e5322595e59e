"""The ribbon of the add-in for every Excel: the desktop's own table of groups and buttons, as a manifest can hold it.

A manifest has no dialogs of Excel's to open, so the one button that VBA alone serves stays away, and the pane has a button
instead. A group that is larger than Excel on the web shows keeps its last buttons in a menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlscore.excel.buttons import BUTTONS, GROUPS, Button

__all__ = ["PANE", "PANE_BUTTON", "WebButton", "WebGroup", "WebMenu", "ribbon_groups"]

MOST_CONTROLS: Final = 6
"""So many controls a group has at most on every Excel (learn.microsoft.com, element Group)."""
LONGEST_TIP: Final = 250
PANE: Final = "Scorecard.Pane"
PANE_BUTTON: Final = "show-pane"


@dataclass(frozen=True, slots=True)
class WebButton:
    """A button: the name by which the pane knows its action, its label, and what it promises."""

    name: str
    label: str
    tip: str

    @property
    def id(self) -> str:
        """Return its identifier in a manifest.

        >>> WebButton("draw-tube-map", "Draw tube map", "…").id
        'DrawTubeMap'
        """
        return "".join(word.capitalize() for word in self.name.split("-"))


@dataclass(frozen=True, slots=True)
class WebMenu:
    """A menu at a group's end, with the buttons that have no room beside the others."""

    id: str
    label: str
    tip: str
    buttons: tuple[WebButton, ...]


@dataclass(frozen=True, slots=True)
class WebGroup:
    """A group of the tab, with its buttons in their order."""

    id: str
    label: str
    controls: tuple[WebButton | WebMenu, ...]

    def buttons(self) -> Iterator[WebButton]:
        """Yield the buttons in their order, those in the menu too."""
        for control in self.controls:
            yield from control.buttons if isinstance(control, WebMenu) else (control,)


def ribbon_groups() -> tuple[WebGroup, ...]:
    """Return the groups of the tab."""
    return tuple(_group(name) for name in GROUPS)


def _group(name: str) -> WebGroup:
    buttons = [_button(one) for one in BUTTONS if one.group == name and not one.native]
    if name == GROUPS[-1]:
        buttons.insert(
            0, WebButton(PANE_BUTTON, "Scorecard pane", "Problems, answers and progress beside the sheet.")
        )
    if len(buttons) <= MOST_CONTROLS:
        return WebGroup(f"Scorecard.{name}", name, tuple(buttons))
    shown, more = buttons[: MOST_CONTROLS - 1], tuple(buttons[MOST_CONTROLS - 1 :])
    tip = f"{', '.join(one.label for one in more)}."
    return WebGroup(f"Scorecard.{name}", name, (*shown, WebMenu(f"More{name}", "More", tip, more)))


def _button(one: Button) -> WebButton:
    return WebButton(one.name, one.label, _tip(one))


def _tip(one: Button) -> str:
    """Return as many sentences of what a button promises as a manifest takes, its short form where not one fits."""
    said = ""
    for sentence in re.split(r"(?<=[.!?]) ", one.supertip):
        longer = f"{said} {sentence}".strip()
        if len(longer) > LONGEST_TIP:
            break
        said = longer
    return said or f"{one.screentip}."
