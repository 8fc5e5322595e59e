"""The kinds of papers, in the order in which they are offered: a line each."""

from __future__ import annotations

from typing import Final

from xlscore.papers.board.kind import BOARD
from xlscore.papers.kind import PaperKind
from xlscore.papers.month.kind import MONTHLY
from xlscore.papers.msg.kind import MSG_PAPER
from xlscore.papers.panel.kind import PANEL
from xlscore.papers.quarterly.kind import QUARTERLY

__all__ = ["PAPER_KINDS", "paper_kind"]

PAPER_KINDS: Final[tuple[PaperKind, ...]] = (BOARD, MSG_PAPER, MONTHLY, PANEL, QUARTERLY)


def paper_kind(name: str) -> PaperKind | None:
    """Return the kind of paper of that name, None for a name that none has.

    >>> paper_kind("board").title, paper_kind("novel")
    ('Board paper', None)
    """
    return next((kind for kind in PAPER_KINDS if kind.name == name), None)
