"""A map that is drawn again: its stations, names, size and place on the page stay, unless it could not be read so.

Three steps, each only where the one before leaves something that touches: everything as it was, with the stops in the
order that suits it; names on other sides and the map at another size; and a layout that is searched for from where the
stations stand. What a person set binds throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from xlscore.tubemap.layout import Places, grown, lay_out_better
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.order import settle_order
from xlscore.tubemap.model.staying import BROADEST, MUCH_SMALLER, NEWCOMERS, SETTLING, TURNS_MORE, TURNS_TIMES
from xlscore.tubemap.model.style import FULL_SIZE
from xlscore.tubemap.nearby import best_order, calm_orders, moved_apart, placed_beside, track_of
from xlscore.tubemap.order_before import order_before
from xlscore.tubemap.pins import Pinned
from xlscore.tubemap.placing.arrange import (
    Arrangement,
    Fit,
    MayDo,
    Rank,
    Wishes,
    arrange_again,
    arranged_again_better,
    arranged_better,
    laid_cost,
    lays_alike,
    rank_of,
)
from xlscore.tubemap.placing.ground import Ground
from xlscore.tubemap.placing.tries import First

__all__ = ["LaidOut", "grown_worse", "laid_out"]


@dataclass(frozen=True)
class LaidOut:
    """A map with its stops in order, where its stations stand, and everything arranged by that."""

    drawn: Map
    places: Places
    arrangement: Arrangement
    afresh: bool = False
    """Whether the stations had places that could not be kept."""
    as_before: bool = False
    """Whether stations, names and size are those of the drawing before, and nothing touches: there is nothing to find out."""

    @property
    def ordered(self) -> Map:
        """Return the map with all its lines in order."""
        return replace(self.drawn, lines=tuple(replace(line, ordered=True) for line in self.drawn.lines))

    @property
    def sides(self) -> dict[str, str]:
        """Return on which side of its station each name is."""
        labels = self.arrangement.labels
        return {name: label.side for name, label in zip(self.drawn.stations, labels, strict=True)}


def laid_out(drawn: Map, given: Pinned, ground: Ground, fit: Fit | None) -> LaidOut:
    """Return the layout of a map from its pins, made from all of them: exactly what drawing it again will make."""
    found = _first(drawn, given, ground, fit)
    if _repeats(found, given, fit) and (fit is not None or not found.arrangement.faults):
        return replace(found, as_before=fit is not None and not found.arrangement.faults)
    afresh = found.afresh
    for _ in range(SETTLING):
        before = replace(given, places=found.places, sides=found.sides)
        # With its own fit, as the next drawing will have it: a fault that is cured then is cured now.
        again = _kept(drawn, before, ground, found.arrangement.fit)
        same = again.sides == found.sides and again.arrangement.fit == found.arrangement.fit
        found = again
        if same:
            break
    return replace(found, afresh=afresh)


def grown_worse(first: First, now: Arrangement) -> str:
    """Return in words how much less calm or smaller a map is than when it was laid out; empty where that is little."""
    if now.turning >= TURNS_MORE + TURNS_TIMES * first.turning:
        return f"its lines have come to turn {now.turning} times instead of {first.turning}"
    if now.fit.unit <= MUCH_SMALLER * first.unit:
        return f"it has shrunk to {now.fit.unit / first.unit:.0%} of its size"
    return ""


def _repeats(found: LaidOut, given: Pinned, fit: Fit | None) -> bool:
    """Return whether a layout is just what its pins say: to make it from them again would make the same."""
    stand = all(given.places.get(name) == place for name, place in found.places.items())
    named = all(given.sides.get(name) == side for name, side in found.sides.items())
    return stand and named and not found.afresh and (fit is None or found.arrangement.fit.lies_as(fit))


def _first(drawn: Map, given: Pinned, ground: Ground, fit: Fit | None) -> LaidOut:
    missing = [name for name in drawn.stations if name not in given.places]
    if not missing:
        return _again(drawn, given, ground, fit)
    if given.places and len(missing) <= NEWCOMERS * len(drawn.stations):
        return _with_newcomers(drawn, given, ground, fit)
    found = _searched(drawn, given.places, given, ground)
    if not found.arrangement.faults or given.places.keys() <= given.firm_places:
        return found
    fresh = replace(_searched(drawn, _firm(given), given, ground), afresh=True)
    return min(found, fresh, key=lambda one: one.arrangement.faults)


def _with_newcomers(drawn: Map, given: Pinned, ground: Ground, fit: Fit | None) -> LaidOut:
    """Return the layout with stations that have no place beside those that stand, where that spoils nothing or else least."""
    made: list[tuple[LaidOut, Pinned]] = []
    for found, with_all in _beside(drawn, given, ground, fit):
        made.append((found, with_all))
        if not _spoilt(found):
            break
    best, with_all = min(made, key=lambda one: (_spoilt(one[0]), rank_of(one[0].arrangement)))
    return _again(drawn, with_all, ground, fit, None if best.arrangement.faults else best)


def _beside(drawn: Map, given: Pinned, ground: Ground, fit: Fit | None) -> Iterator[tuple[LaidOut, Pinned]]:
    """Yield layouts with new stations in several places: the map where it was, fitted to the page anew, in other orders of its stops."""
    wanted = [
        replace(given, places=places)
        for places in placed_beside(drawn, given.places, grown(ground, given.places), fit)
    ]
    for one in dict.fromkeys((fit, None)):
        for there in wanted:
            on = grown(ground, there.places)
            yield _drawn_as_before(best_order(drawn, there.places, on), there, on, one), there
    # By its own fit a line that came in is one that keeps its lanes: with these the calmest order may do.
    kept = _kept(drawn, wanted[0], ground, fit)
    yield kept, wanted[0]
    yield _kept(drawn, replace(wanted[0], sides=kept.sides), ground, kept.arrangement.fit), wanted[0]


def _firm(given: Pinned) -> Places:
    return {name: place for name, place in given.places.items() if name in given.firm_places}


def _searched(drawn: Map, fixed: Places, given: Pinned, ground: Ground) -> LaidOut:
    """Return a layout that is searched for, some stations where they are."""
    found = _searched_better(drawn, fixed, given, ground, (inf,))
    assert found is not None
    return found


def _searched_better(
    drawn: Map, fixed: Places, given: Pinned, ground: Ground, spoilt: tuple[float, ...]
) -> LaidOut | None:
    """Return a layout that is searched for, if there is one that is less spoilt than another."""
    settled = settle_order(drawn)
    firm = {name: side for name, side in given.sides.items() if name in given.firm_sides}
    made = lay_out_better(settled, fixed, Wishes(firm, given.firm_sides), ground, spoilt)
    return LaidOut(settled, made.places, made.arrangement) if made else None


def _again(
    drawn: Map, given: Pinned, ground: Ground, fit: Fit | None, kept: LaidOut | None = None
) -> LaidOut:
    """Return the layout of a map whose stations all stand already; `kept` is the one with every station where it is."""
    kept = kept or _kept(drawn, given, ground, fit)
    movable = [name for name in drawn.stations if name not in given.firm_places]
    if not _spoilt(kept) or not movable or len(drawn.stations) > FULL_SIZE:
        return kept
    if not kept.arrangement.faults and _repeats(kept, given, fit):
        return kept  # its slabs were there before, when no way was found without
    on = grown(ground, kept.places)
    broad = max(len(drawn.lines_at(name)) for name in drawn.stations) * ground.style.lane
    # On a map that far pins have made tiny, markers would be broader than the margin of the board.
    on = replace(on, frame=replace(on.frame, unit=max(kept.arrangement.fit.unit, broad / BROADEST)))
    places = moved_apart(kept.drawn, kept.places, movable, on)
    near = _kept(drawn, replace(given, places=places), ground, fit)
    tried = [kept, near]
    if _spoilt(near) or (kept.arrangement.faults and _cost(near, ground) > _cost(kept, ground)):
        # What it cures is not worth what it spoils.
        # What is as spoilt as the map was kept is not taken; of what is as spoilt as the other the calmer one.
        faults, slabs = _spoilt(near) or (0, 0)
        enough = min(_spoilt(kept), (faults, slabs + 1))
        fresh = _searched_better(drawn, _firm(given), given, ground, enough)
        tried += [fresh] if fresh else []
    best = min(tried, key=lambda one: (_spoilt(one), one is not kept and _cost(one, ground)))
    if best is near:
        best = _moved_back(drawn, near, given, ground)
    return replace(best, afresh=best is not kept)


def _cost(made: LaidOut, ground: Ground) -> float:
    return laid_cost(made.drawn, made.places, grown(ground, made.places))


def _moved_back(drawn: Map, made: LaidOut, given: Pinned, ground: Ground) -> LaidOut:
    """Return a layout that has no fault with every station where it stood that need not have moved."""
    for name, place in given.places.items():
        if made.places.get(name, place) != place and place not in made.places.values():
            places = made.places | {name: place}
            on = grown(ground, places)
            ordered = best_order(drawn, places, on)
            wishes = Wishes(given.sides, given.firm_sides)
            back = LaidOut(
                ordered, places, arrange_again(ordered, places, [wishes], on, made.arrangement.fit)
            )
            if not _spoilt(back) and _cost(back, ground) <= _cost(made, ground):
                made = back
    return made


def _kept(drawn: Map, given: Pinned, ground: Ground, fit: Fit | None) -> LaidOut:
    """Return the layout with every station where it is, and as much else as can be."""
    on = grown(ground, given.places)
    around = replace(on, detours=True)
    best: LaidOut | None = None
    for one in dict.fromkeys((fit, None)):
        for number, ordered in enumerate(_in_turn(drawn, given.places, on, one)):
            best = _better(best, _better_drawn(best, ordered, given, on, one))
            if not best.arrangement.faults and _repeats(best, given, one):
                return best  # what is no better was found when it was drawn like this for the first time
            if not _spoilt(best) and (number or not best.arrangement.leaders):
                break
        if best is not None and not _spoilt(best):
            return best
        orders = calm_orders(drawn, given.places, on)
        for ordered in calm_orders(drawn, given.places, around)[:1]:
            if ordered not in orders or not lays_alike(ordered, given.places, on, around):
                best = _better(best, _better_drawn(best, ordered, given, around, one))
        assert best is not None
        if not best.arrangement.faults:
            return best
    assert best is not None
    return best


def _in_turn(drawn: Map, places: Places, ground: Ground, fit: Fit | None) -> Iterator[Map]:
    """Yield the order that a map's stops had in the drawing before, then those that are calmest now."""
    stood = order_before(drawn, places, fit.lanes) if fit is not None else []
    calm = calm_orders(drawn, places, ground)
    tracks = {track_of(one): one for one in calm}
    # One that runs along the same track the other way round is drawn alike, and written as it is without the lanes before.
    stood = [tracks.get(track_of(one), one) for one in stood]
    yield from stood
    yield from (one for one in calm if one not in stood)


def _spoilt(made: LaidOut) -> tuple[int, ...]:
    """Return how much touches and how many markers are slabs; nothing where neither."""
    faults, slabs = made.arrangement.faults, len(made.arrangement.slabs)
    return (faults, slabs) if faults or slabs else ()


def _better(best: LaidOut | None, found: LaidOut | None) -> LaidOut:
    """Return the later of two layouts where it spoils less, or leads fewer names off their stations for no more turning."""
    if found is None:
        assert best is not None
        return best
    if best is None or _spoilt(found) < _spoilt(best):
        return found
    was, now = best.arrangement, found.arrangement
    calmer = now.leaders < was.leaders and now.drawn_turning <= was.drawn_turning
    return found if calmer and _spoilt(found) == _spoilt(best) else best


def _better_drawn(
    best: LaidOut | None, ordered: Map, given: Pinned, ground: Ground, fit: Fit | None
) -> LaidOut | None:
    """Return the layout in an order of its stops, unless it is sure to be no better than the best: as spoilt by its tracks alone."""
    if best is None:
        return _drawn_as_before(ordered, given, ground, fit)
    was = best.arrangement
    spoilt = _spoilt(best) or (0, 0)

    def may_do(least: Rank, turning: int) -> bool:
        tracks = (int(least[0]), int(least[3]))
        return tracks < spoilt or (tracks == spoilt and was.leaders > 0 and turning <= was.drawn_turning)

    return _drawn(ordered, given, ground, fit, may_do)


def _drawn_as_before(ordered: Map, given: Pinned, ground: Ground, fit: Fit | None) -> LaidOut:
    """Return the layout with names where they stood and the map as large as it was, unless something would touch."""
    found = _drawn(ordered, given, ground, fit, lambda _least, _turning: True)
    assert found is not None
    return found


def _drawn(ordered: Map, given: Pinned, ground: Ground, fit: Fit | None, may_do: MayDo) -> LaidOut | None:
    places = given.places
    some = Wishes(given.sides, given.firm_sides)
    every = Wishes(given.sides, frozenset(given.sides))
    wishes = (every, some) if given.sides.keys() - given.firm_sides else (some,)
    standing = {name: places[name] for name in ordered.stations}
    if fit is not None:
        again = arranged_again_better(ordered, places, wishes, ground, fit, may_do)
        return LaidOut(ordered, standing, again) if again else None
    found = [arranged_better(ordered, places, wishes[0], ground, may_do)]
    if found[0] and (found[0].flawed or found[0].style != ground.style):
        found += [arranged_better(ordered, places, one, ground, may_do) for one in wishes[1:]]
    made = [one for one in found if one]
    return LaidOut(ordered, standing, min(made, key=lambda one: one.rank)) if made else None
