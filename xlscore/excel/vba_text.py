"""VBA as text: strings, comments and module headers that any code page can hold."""

from __future__ import annotations

import re
import textwrap
from typing import Final

__all__ = ["LONGEST_LINE", "comment", "header", "module_text", "string"]

LONGEST_LINE: Final = 1023
"""The characters that the VBA editor takes in one line."""

_PLAIN: Final = str.maketrans({"−": "-", "–": "-", "’": "'", "“": '"', "”": '"', "\n": " "})


def string(text: str) -> str:
    """Return a text as a VBA expression; whatever is not ASCII is written by its number.

    >>> print(string('a "rate" of ▲'), string("−10 %"))
    "a ""rate"" of " & ChrW(9650) "-10 %"
    """
    pieces = []
    for piece in re.split(r"([^\x20-\x7e])", text.translate(_PLAIN)):
        if len(piece) == 1 and not " " <= piece <= "~":
            pieces.append(f"ChrW({ord(piece)})")
        elif piece:
            pieces.append('"' + piece.replace('"', '""') + '"')
    return " & ".join(pieces) or '""'


def comment(text: str) -> list[str]:
    """Return a text as comment lines; what is not ASCII is left out of a comment.

    >>> comment("Return ▲ or ▼.")
    ["' Return ? or ?."]
    """
    plain = text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")
    return [f"' {line}" for line in textwrap.wrap(plain, 108)]


def header(name: str, what: str) -> list[str]:
    """Return the first lines of a generated module."""
    return [
        f'Attribute VB_Name = "{name}"',
        "Option Explicit",
        "",
        f"' {what}",
        "' Written by `xlscore addin generate`; change Python and generate again.",
        "",
    ]


def module_text(lines: list[str]) -> str:
    """Return lines as a module's text, with the line ends that the VBA editor writes."""
    return "\r\n".join(lines).rstrip() + "\r\n"
