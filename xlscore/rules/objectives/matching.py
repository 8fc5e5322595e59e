"""What other tables call an objective: its satisfaction, its measures in the Most Similar Group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from xlscore.rules.words import name_key, tidy

__all__ = ["names_of", "subject_key"]

_PEOPLE: Final = re.compile(
    r"\b(?:victims?|users?|callers?|customers?|satisfaction)(?:\s+of)?\b|\bservice\b(?=\s+users?)",
    re.IGNORECASE,
)
_BEHIND: Final = ("offences", "crimes", "recorded crime", "solved rate", "outcome rate", "rate")


def subject_key(name: str) -> str:
    """Return what a group of people and the objective that they are surveyed on share.

    >>> subject_key("Victims of burglary") == subject_key("Burglary victims") == subject_key("Burglary")
    True
    """
    return name_key(_PEOPLE.sub(" ", tidy(name))) or name_key(name)


def names_of(objective: str, purposes: Iterable[str]) -> frozenset[str]:
    """Return what a measure of an objective may be called, as names are compared: as itself, with a purpose, with what is counted.

    >>> {name_key("Burglary solved rate"), name_key("Recorded Crime Burglary")} <= names_of("Burglary", ["Recorded Crime"])
    True
    """
    words = [*purposes, *_BEHIND]
    return frozenset(
        name_key(each)
        for each in (
            objective,
            *(f"{objective} {word}" for word in words),
            *(f"{word} {objective}" for word in words),
        )
    )
