"""Which of the ribbon's buttons the page without Excel offers, group by group, as the page shows them."""

from __future__ import annotations

from typing import Any, Final

from xlscore.excel.buttons import BUTTONS, GROUPS, Button

__all__ = ["NOT_ON_THE_PAGE", "offered_groups"]

NOT_ON_THE_PAGE: Final = {
    "insert-function": "it opens a dialog of Excel's own",
    "policy": "it goes to a sheet, and the page shows none",
    "about": "the page says it at its foot",
    "paper-as-pdf": "LibreOffice writes the PDF, and no page can start it",
}
"""The buttons that only Excel or the desktop can serve, each with the reason."""

_OTHERWISE: Final = {
    "explain-cell": "For one cell: the inputs, the rule and its source, or why it is an error and what to do.",
    "next-cycle": "This cycle's grades become last cycle's, the history keeps them, and the grid is emptied for new returns. The"
    " file that you opened stays as it is.",
}
"""What a button promises here where that is not what it promises in Excel."""


def offered_groups() -> list[dict[str, Any]]:
    """Return the groups in the ribbon's order, each with its buttons: name, label, what it does and what it asks.

    >>> [button["name"] for button in offered_groups()[0]["buttons"]][:2]
    ['generate-force-grades', 'agree-grades']
    """
    groups = (
        (group, [_shown(one) for one in BUTTONS if one.group == group and _is_offered(one)])
        for group in GROUPS
    )
    return [{"group": group, "buttons": buttons} for group, buttons in groups if buttons]


def _is_offered(button: Button) -> bool:
    return button.name not in NOT_ON_THE_PAGE


def _shown(button: Button) -> dict[str, Any]:
    return {
        "name": button.name,
        "label": button.label,
        "short": button.screentip,
        "help": _OTHERWISE.get(button.name, button.supertip),
        "asks": button.asks.value,
        "large": button.large,
    }
