"""What the types and places of rows come to, all their different texts at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xlscore.rules.words import name_key, tidy
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import BLANK, Naming, measures_of_two_levels
from xlscore.sources.rows.plan import Named, Names
from xlscore.sources.tables.totals import is_total

__all__ = [
    "always",
    "conditional_measures",
    "measures_in_one_column",
    "measures_in_two_columns",
    "places_named",
    "small_areas",
]

Texts = Sequence[tuple[str, ...]]
Conditions = Sequence[Mapping[str, str]]
"""For each column that decides between measures: what it says (as `name_key` compares), and the measure then."""


def always(told: str, names: Sequence[str]) -> Names:
    """Return the names of a role that no column has, the same for every row: none is unknown, of two nothing decides."""
    found = Named(names[0] if len(names) == 1 else None, told, several=tuple(names[1:] and names))
    return lambda texts: [found] * len(texts)


def measures_in_one_column(told: Meanings, naming: Naming) -> Names:
    """Return the measures of a column of types."""
    return lambda texts: [_measure(text[0], told, naming) for text in texts]


def measures_in_two_columns(told: Meanings, naming: Naming, major: str = "") -> Names:
    """Return the measures of two columns, a major and a minor type; or of one, where the major is the same for all."""

    def names(texts: Texts) -> list[Named]:
        pairs = [(major, text[-1]) if major else (text[0], text[1]) for text in texts]
        found = measures_of_two_levels([pair for pair in pairs if not _sums(pair, told)])
        return [
            Named(None, " / ".join(filter(None, map(tidy, pair))), total=True)
            if pair not in found
            else _measure(found[pair], told, naming, tidy(pair[0]))
            for pair in pairs
        ]

    return names


def _sums(pair: tuple[str, str], told: Meanings) -> bool:
    """Return whether a major and a minor type sum up others: by either name, or a major alone in a file of both."""
    known = {name_key(one.measure) for one in told.measures}
    return any(is_total(name) and name_key(name) not in known for name in pair)


def conditional_measures(levels: int, conditions: Conditions, told: Meanings, naming: Naming) -> Names:
    """Return the measures of columns of types, where columns behind them decide between measures of one source name."""
    plain = measures_in_one_column(told, naming) if levels == 1 else measures_in_two_columns(told, naming)

    def decided(found: Named, texts: tuple[str, ...]) -> Named:
        said = {
            name_key(meant[mark])
            for text, meant in zip(texts[levels:], conditions, strict=True)
            if (mark := name_key(tidy(text) or BLANK)) in meant
        }
        left = [name for name in found.several if name_key(name) in said]
        return replace(found, name=left[0], several=()) if len(left) == 1 else found

    return lambda texts: [
        decided(found, text)
        for found, text in zip(plain([one[:levels] for one in texts]), texts, strict=True)
    ]


def _measure(text: str, told: Meanings, naming: Naming, parent: str = "") -> Named:
    name = tidy(text) or BLANK
    found = naming.measures(text)
    if naming.knows_measures and found:
        if len(found) > 1:
            return Named(None, name, several=found)
        above = {name_key(measure.parent) for measure in told.measures if measure.parent}
        return Named(found[0], name, name_key(found[0]) in above, parent)
    if is_total(name):
        return Named(name, name, total=True)
    return Named(found[0] if found else None, name, parent=parent)


def places_named(told: Meanings, naming: Naming) -> Names:
    """Return the places of columns of places, the smallest first: of each row the smallest that is known."""

    def names(texts: Texts) -> list[Named]:
        return _with_force([_place(text, told, naming) for text in texts])

    return names


def _place(texts: tuple[str, ...], told: Meanings, naming: Naming) -> Named:
    name = tidy(texts[0]) or BLANK
    if naming.knows_places:
        above = {name_key(place.parent) for place in told.places if place.parent}
        for text in filter(None, map(tidy, texts)):
            place = naming.place(text)
            if place is not None:
                return Named(place, text, name_key(place) in above)
        name = next(filter(None, map(tidy, texts)), BLANK)
    if is_total(name, of_places=True):
        return Named("", name, total=True)
    return Named(naming.place(texts[0]), name)


def small_areas(naming: Naming) -> Names:
    """Return the places of two columns, the code and the name of a small area."""
    return lambda texts: [
        Named(naming.small_area(name, code), tidy(name) or tidy(code) or BLANK) for code, name in texts
    ]


def _with_force(found: list[Named]) -> list[Named]:
    """Return places where the whole force is a sum, if there are others beside it."""
    others = any(place.name for place in found)
    return [Named("", place.told, total=True) if place.name == "" and others else place for place in found]
