"""The crime tree: which types a change is made of. Children add up to their parent, else that is said.

A type's share of the change is its change over that of the root, so that the shares of the leaves add up to 100 %; a share
above it, or below zero, means that others went the other way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlscore.rules.monthly.year_to_date import UNKNOWN, YearToDate

__all__ = ["Branch", "crime_tree", "in_order", "roots", "round_trips"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A measure in the tree: how deep it stands, its counts, its share of the root's change, and what does not add up."""

    measure: str
    parent: str
    depth: int
    counts: YearToDate
    share: Fraction | None
    short: tuple[Fraction, Fraction] | None = None
    """By how much this and last year's counts are more than those of its children; None where they add up."""


def round_trips(parents: Mapping[str, str]) -> list[str]:
    """Return the measures that are, by way of their parents, their own parent.

    >>> round_trips({"Burglary": "Theft", "Theft": "Burglary", "Robbery": "All crime"})
    ['Burglary', 'Theft']
    """
    found = []
    for measure in parents:
        seen, here = set[str](), measure
        while here in parents and here not in seen:
            seen.add(here)
            here = parents[here]
        if here == measure:
            found.append(measure)
    return found


def in_order(parents: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return every measure below its parent, with its depth; those of one parent in the order in which they were given.

    >>> in_order({"All crime": "", "Theft": "All crime", "Shoplifting": "Theft", "Robbery": "All crime"})
    [('All crime', 0), ('Theft', 1), ('Shoplifting', 2), ('Robbery', 1)]
    """
    children: dict[str, list[str]] = {}
    for measure, parent in parents.items():
        children.setdefault(parent if parent in parents else "", []).append(measure)
    found: list[tuple[str, int]] = []

    def add(measure: str, depth: int) -> None:
        found.append((measure, depth))
        for child in children.get(measure, ()):
            add(child, depth + 1)

    for root in children.get("", ()):
        add(root, 0)
    return found


def roots(parents: Mapping[str, str]) -> dict[str, str]:
    """Return what each measure is in the end a part of, itself for one that is part of none.

    >>> roots({"All crime": "", "Theft": "All crime", "Shoplifting": "Theft"})
    {'All crime': 'All crime', 'Theft': 'All crime', 'Shoplifting': 'All crime'}
    """
    found, root = dict[str, str](), ""
    for measure, depth in in_order(parents):
        root = measure if depth == 0 else root
        found[measure] = root
    return found


def crime_tree(parents: Mapping[str, str], counts: Mapping[str, YearToDate]) -> list[Branch]:
    """Return the tree's branches from the roots down; a measure with no parent and no child is in none.

    >>> parents = {"All crime": "", "Theft": "All crime", "Violence": "All crime"}
    >>> counts = {"All crime": YearToDate(Fraction(110), Fraction(100)), "Theft": YearToDate(Fraction(70), Fraction(55)), "Violence": YearToDate(Fraction(40), Fraction(45))}
    >>> [(branch.measure, float(branch.share), branch.short) for branch in crime_tree(parents, counts)]
    [('All crime', 1.0, None), ('Theft', 1.5, None), ('Violence', -0.5, None)]
    """
    children: dict[str, list[str]] = {}
    for measure, parent in parents.items():
        if parent in parents:
            children.setdefault(parent, []).append(measure)
    found, root = list[Branch](), ""
    for measure, depth in in_order(parents):
        if depth == 0:
            root = measure
        if depth or measure in children:
            known = counts.get(measure, UNKNOWN)
            found.append(
                Branch(
                    measure,
                    parents[measure],
                    depth,
                    known,
                    _share(known, counts.get(root)),
                    _left_over(known, [counts.get(child) for child in children.get(measure, ())]),
                )
            )
    return found


def _share(counts: YearToDate, root: YearToDate | None) -> Fraction | None:
    if root is None or not root.change or counts.change is None:
        return None
    return counts.change / root.change


def _left_over(counts: YearToDate, children: Sequence[YearToDate | None]) -> tuple[Fraction, Fraction] | None:
    if not children or counts.this is None or counts.last is None:
        return None
    this, last = counts.this, counts.last
    for child in children:
        if child is None or child.this is None or child.last is None:
            return None  # said of the child
        this, last = this - child.this, last - child.last
    return (this, last) if this or last else None
