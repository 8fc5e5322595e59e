"""The names by which Excel and VBA reach our functions."""

from __future__ import annotations

from typing import Final

from xlscore.functions import REGISTRY, WorksheetFunction
from xlscore.functions.cell_names import cell_name

__all__ = ["VBA_WORDS", "excel_functions"]

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
    """Return the functions by the name under which a cell calls them: never one that VBA or Excel keeps for itself.

    >>> [name for name in excel_functions() if name.startswith(("SPC", "TREND"))]
    ['SPC_TABLE', 'SPC_VARIATION', 'SPC_ASSURANCE', 'TREND_ARROW']
    """
    return {cell_name(name): function for name, function in REGISTRY.items()}
