"""The areas of a national table: which rows are forces, and which are regions and nations that add them up."""

from __future__ import annotations

import re
from typing import Final

from xlscore.rules.words import name_key, tidy, without_footnote
from xlscore.sources.naming import Naming

__all__ = ["area_name", "bare_heading", "is_force", "place_of_force"]

_FORCES: Final = re.compile(r"(?:E23|W15|N24|S23)\d{6}")
"""Codes of police force areas, by the register of geographic codes."""
_OTHERS: Final = re.compile(r"[A-Z]\d{8}")
_ABOVE: Final = frozenset(
    name_key(name)
    for name in (
        "North East", "North West", "Yorkshire and The Humber", "East Midlands", "East", "East of England", "London", "South East", "South West",
        "England", "Wales", "England and Wales", "United Kingdom",
    )
)  # fmt: skip
_NOTES: Final = re.compile(
    r"\s*\[(?:note|notes)? ?[\d, ]+\]|(?<=[a-z])\s?\d{1,2}(?:, ?\d{1,2})*(?=\))", re.IGNORECASE
)
_TURNED: Final = re.compile(r"(?P<rest>[^,]+), (?P<first>City of)", re.IGNORECASE)


def bare_heading(text: str) -> str:
    """Return a published heading or name without its footnotes, wherever they hang.

    >>> bare_heading("Total recorded crime (excluding fraud3)"), bare_heading("Stalking\\nand harassment 5"), bare_heading("Burglary [note 4]")
    ('Total recorded crime (excluding fraud)', 'Stalking and harassment', 'Burglary')
    """
    return without_footnote(_NOTES.sub("", tidy(text)))


def area_name(text: str) -> str:
    """Return what an area is called, in one spelling for all releases.

    >>> area_name("London, City of"), area_name("Greater Manchester8,9"), area_name("Lancashire ")
    ('City of London', 'Greater Manchester', 'Lancashire')
    """
    bare = bare_heading(text)
    turned = _TURNED.fullmatch(bare)
    return f"{turned['first']} {turned['rest']}" if turned else bare


def place_of_force(name: str, code: str, naming: Naming) -> str | None:
    """Return the place of a police force: "" for the own one, however its name goes on, None for one that nobody knows."""
    found = naming.force(name)
    return naming.place(name, code) if found is None else found


def is_force(name: str, code: str) -> bool:
    """Return whether a row is of a police force, and none that adds some up: by its code, else by its name.

    >>> is_force("West Midlands", "E23000014"), is_force("West Midlands", "E12000005"), is_force("British Transport Police", "")
    (True, False, True)
    """
    if _OTHERS.fullmatch(code):
        return _FORCES.fullmatch(code) is not None
    bare = name_key(re.sub(r"\(.*?\)", "", name))
    return bare not in _ABOVE
