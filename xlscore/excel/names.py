"""The names by which Excel and VBA reach our functions."""

from __future__ import annotations

from typing import Final

from xlscore.functions import REGISTRY, WorksheetFunction
from xlscore.functions.cell_names import ALSO_CALLED

__all__ = ["ALSO_CALLED", "VBA_WORDS", "classic_name", "excel_functions", "vba_name"]

VBA_WORDS: Final = frozenset(
    """
    abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec cint
    circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug declare defbool defbyte defcur
    defdate defdbl defint deflng deflnglng deflngptr defobj defsng defstr defvar dim do doevents double each else
    elseif empty end endif enum eqv erase event exit false fix for friend function get global gosub goto if imp
    implements in input inputb int integer is lbound len lenb let like lock long longlong longptr loop lset me mod new
    next not nothing null on open option optional or paramarray preserve print private pset public put raiseevent
    redim rem resume return rset scale seek select set sgn shared single spc static stop string sub tab then to true
    type typeof ubound unlock until variant wend while with withevents write xor
    """.split()  # noqa: SIM905  # a hundred quoted words read worse
)
"""Reserved words of VBA (Microsoft, VBA language specification, 3.3.5.2), in small letters."""


def excel_functions() -> dict[str, WorksheetFunction]:
    """Return the functions by every name under which a cell can call them, second names after the first.

    >>> [name for name in excel_functions() if "TREND" in name]
    ['TREND', 'TREND_ARROW']
    """
    found: dict[str, WorksheetFunction] = {}
    for name, function in REGISTRY.items():
        found[name] = function
        if name in ALSO_CALLED:
            found[ALSO_CALLED[name]] = function
    return found


def vba_name(name: str) -> str:
    """Return a name as VBA can declare it: a word of the language stands in brackets.

    >>> vba_name("MSG_GAP"), vba_name("SPC")
    ('MSG_GAP', '[SPC]')
    """
    return f"[{name}]" if name.lower() in VBA_WORDS else name


def classic_name(name: str) -> str:
    """Return the name under which classic xlwings binds a function: a word of VBA gives way to its second name.

    >>> classic_name("MSG_GAP"), classic_name("SPC")
    ('MSG_GAP', 'SPC_TABLE')
    """
    return name if vba_name(name) == name else ALSO_CALLED[name]
