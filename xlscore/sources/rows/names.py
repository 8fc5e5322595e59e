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
    return lambda texts: _measures([(text[0], "") for text in texts], told, naming)


def measures_in_two_columns(told: Meanings, naming: Naming, major: str = "") -> Names:
    """Return the measures of two columns, a major and a minor type; or of one, where the major is the same for all."""

    def names(texts: Texts) -> list[Named]:
        pairs = [(major, text[-1]) if major else (text[0], text[1]) for text in texts]
        levels = measures_of_two_levels([pair for pair in pairs if not any(map(is_total, pair))])
        summed = {pair: " / ".join(filter(None, map(tidy, pair))) for pair in pairs if pair not in levels}
        return [
            Named(summed[pair], summed[pair], total=True) if pair in summed else named
            for pair, named in zip(
                pairs,
                _measures([(levels.get(pair, ""), tidy(pair[0])) for pair in pairs], told, naming),
                strict=True,
            )
        ]

    return names


def conditional_measures(plain: Names, levels: int, conditions: Conditions) -> Names:
    """Return the measures of so many columns of types, where columns behind them decide between measures of one source name."""

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


def _measures(types: Sequence[tuple[str, str]], told: Meanings, naming: Naming) -> list[Named]:
    """Return the measures of types, each with what it is a part of: one that sums up others of them is a total."""
    others = any(tidy(text) and not is_total(text) for text, _ in types)

    def one(text: str, parent: str) -> Named:
        name, found = tidy(text) or BLANK, naming.measures(text)
        if naming.knows_measures and found:
            return Named(
                found[0] if len(found) == 1 else None, name, parent=parent, several=found[1:] and found
            )
        if is_total(name) and others:
            return Named(name, name, total=True)
        return Named(found[0] if found else None, name, parent=parent)

    named = [one(text, parent) for text, parent in types]
    return _without_sums(named, {measure.measure: measure.parent for measure in told.measures})


def _without_sums(named: list[Named], parents: Mapping[str, str]) -> list[Named]:
    """Return names where each that has another of them as a part, or as a part of a part, is a total."""
    above = {name_key(name): name_key(parent) for name, parent in parents.items() if parent}
    sums: set[str] = set()
    for name in {name_key(one.name) for one in named if one.name and not one.total}:
        part = name
        while part in above and above[part] not in sums:
            part = above[part]
            sums.add(part)
    return [replace(one, total=True) if one.name and name_key(one.name) in sums else one for one in named]


def places_named(told: Meanings, naming: Naming) -> Names:
    """Return the places of columns of places, the smallest first: of each row the smallest that is known."""

    def names(texts: Texts) -> list[Named]:
        named = [_place(text, naming) for text in texts]
        others = any(place.name or place.name is None for place in named)
        named = [replace(place, total=True) if place.name == "" and others else place for place in named]
        return _without_sums(named, {place.place: place.parent for place in told.places})

    return names


def _place(texts: tuple[str, ...], naming: Naming) -> Named:
    filled = [text for text in map(tidy, texts) if text]
    if naming.knows_places:
        for text in filled:
            place = naming.place(text)
            if place is not None:
                return Named(place, text)
    name = (filled[0] if filled else BLANK) if naming.knows_places else tidy(texts[0]) or BLANK
    return Named("", name) if is_total(name, of_places=True) else Named(naming.place(texts[0]), name)


def small_areas(naming: Naming) -> Names:
    """Return the places of two columns, the code and the name of a small area."""
    return lambda texts: [
        Named(naming.small_area(name, code), tidy(name) or tidy(code) or BLANK) for code, name in texts
    ]
