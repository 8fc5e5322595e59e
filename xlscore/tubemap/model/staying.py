"""What keeps a map as it was when it is drawn again: every number that could be argued with, and what it is for.

The steps in which a map gives way are those of `xlscore.tubemap.redraw`.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "APART_EACH",
    "APART_TRIES",
    "ASIDE",
    "BESIDE_TRIES",
    "BEYOND",
    "CALM_ORDERS",
    "CLEARANCE",
    "CROSSING",
    "DIAGONAL",
    "ENOUGH_TRACKS",
    "FEWEST_WAYS",
    "FURTHER",
    "FURTHER_STEPS",
    "HARDLY",
    "HARDLY_LESS_CALM",
    "HEAT",
    "LIKELY",
    "LONGER",
    "MOST_ORDERS",
    "MOST_TRIES",
    "MUCH_SMALLER",
    "NEWCOMERS",
    "NUDGES",
    "OTHER_SIDE",
    "PLACES",
    "PUSHES",
    "ROUNDS_OF_LANES",
    "SEARCH_SEED",
    "SEED",
    "SETTLING",
    "SHARING",
    "SHRUNK",
    "STOOD",
    "THICKER",
    "TRIED",
    "TRIES_PER_STATION",
    "TURNS_MORE",
    "TURNS_TIMES",
    "WARM",
    "WAYS_LAID",
    "WAYS_LOOKED_AT",
    "WRONG_TRACK",
]

SEED: Final = 20190415
SEARCH_SEED: Final = 16
"""Where random numbers begin, of orders and of searches, so that a map is drawn alike everywhere."""

# -- the order of stops between places that stand -------------------------------------------------------

DIAGONAL: Final = 0.414
"""How much further than a straight step a diagonal one is: tracks run at 45° only."""
SHARING: Final = 0.15
"""What a line costs on track that another one needs anyway, as a part of what that track costs."""
TRIES_PER_STATION: Final = 50
MOST_TRIES: Final = 1500
"""How many orders are tried from each beginning: for each station, and in all."""
HEAT: Final = 3.0
"""By how many grid units an order may be longer and still be gone on from at first, so that the search leaves an order
that no single change makes shorter."""
LONGER: Final = 1.2
MOST_ORDERS: Final = 60
"""How much longer than the shortest an order may be, and how many are looked at, to be laid and compared: the calmest map is
not always the one with the least track."""
CALM_ORDERS: Final = 3
HARDLY_LESS_CALM: Final = 1.25
"""How many of these are arranged on the page where something touches or a marker is a slab, and up to how much dearer than the
calmest."""

# -- a new station beside others ------------------------------------------------------------------------

NEWCOMERS: Final = 0.34
"""Up to which part of the stations are placed one by one beside the others; more are searched for together."""
CLEARANCE: Final = 2
"""Grid units between a new station's first place and any other."""
LIKELY: Final = 12
"""How many of the places that need the least track are laid."""
TRIED: Final = 3
"""How many of the calmest of these are searched from."""
BESIDE_TRIES: Final = 250
"""How often a new station is moved about from each of them."""
PLACES: Final = 2
"""How many places of a new station are looked at on the page, where something touches or a marker is a slab at the first."""

# -- lanes, names and size ------------------------------------------------------------------------------

CROSSING: Final = 10.0
BEYOND: Final = 1.0
ASIDE: Final = 0.1
THICKER: Final = 0.5
"""What a lane costs a line that comes into a bundle: each crossing there, each lane by which the bundle gets broader,
each between it and the middle of the bundle, and each by which the line turns before or behind a station, whose marker is thicker
for it."""
WRONG_TRACK: Final = 10
"""How many markers that are slabs, or lines drawn back along themselves, count as one line over a station that it does not serve."""
ROUNDS_OF_LANES: Final = 3
"""How often these lines look for a better lane, given those of the others."""
WAYS_LAID: Final = 24
WAYS_LOOKED_AT: Final = 16
"""How many of the cheapest ways of a new track are given lanes, and how many of the calmest of these are looked at on the page."""
ENOUGH_TRACKS: Final = 3
FEWEST_WAYS: Final = 3
"""With more new tracks than this fewer ways are given lanes for each, but never fewer than so many."""
PUSHES: Final = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
"""By how many lanes the piece of such a way that goes around something is pushed away from it, in turn."""
OTHER_SIDE: Final = 1.0
"""What it costs that a name changes its side: more than any side costs by itself, so that it only makes way."""
STOOD: Final = 6.0
"""How much a line with a new way is drawn to where it passed its stations: more than to keep its place around a corner, which weighs 2."""
NUDGES: Final = ((0.0, -1.7), (0.0, 1.7), (-1.7, 0.0), (1.7, 0.0))
"""By how many millimetres a whole map is moved across and down, where names then find room: less than anybody sees."""
HARDLY: Final = 0.01
"""Millimetres by which a map counts as not moved, and lanes by which two count as apart all the same."""
FURTHER: Final = 2.0
FURTHER_STEPS: Final = 10
"""Where a map must be moved, for the page has less room: by how many millimetres more, and how often, so that its names come with it."""
SHRUNK: Final = (1.0, 0.97, 0.93, 0.88, 0.82)
"""To which part of its size a map is drawn, in turn, until nothing touches."""
SETTLING: Final = 3
"""How often a layout is drawn from its own pins, until nothing changes: then drawing it again will not either."""

# -- making way -----------------------------------------------------------------------------------------

WARM: Final = 3.0
"""The heat at which a search from where stations stand begins: a turn or two, no more."""
BROADEST: Final = 3.0
"""How many grid units all lanes of a station may take while stations make way."""
APART_TRIES: Final = 1500
APART_EACH: Final = 60
"""How often stations are moved to make way: in all, and for each of them."""

# -- a map that has been kept for long ------------------------------------------------------------------

TURNS_MORE: Final = 6
TURNS_TIMES: Final = 1.5
MUCH_SMALLER: Final = 0.8
"""A map is no longer calm if its lines turn so many times as often as when it was laid out, and so much more besides; it has
become small at such a part of its size then. That is told, with how to have it laid out anew."""
