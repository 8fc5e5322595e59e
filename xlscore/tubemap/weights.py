"""What the search for a layout weighs, and how long it looks: every number that could be argued with, and what it is for.

The unit of cost is one line that turns once by 45°. What keeps a map as it was when it is drawn again is
`xlscore.tubemap.model.staying`; sizes in print are `xlscore.tubemap.model.style`.
"""

from __future__ import annotations

from typing import Final

# -- turning --------------------------------------------------------------------------------------------

BEND_COST: Final = (0.0, 2.3, 4.9, 13.0, 60.0)
"""What a line pays to turn by 0°, 45°, 90°, 135° and 180°. One of 90° reads as one hard corner, not as two soft ones, so it
costs a little more than two of 45°; a line that turns back is hardly read as one line."""
BAND: Final = 0.1
"""By how much a bend of a line is dearer for every other line that bends with it: a broad band that bends is seen from afar."""
LONGER_WAY: Final = 0.05
"""What a grid unit of track costs among routes with the same bends: the shorter one is looked at first."""

# -- what touches what: outweighs everything else -------------------------------------------------------

OVER: Final = 10.0
OVER_AREA: Final = 0.8
"""A line over a station that it does not serve, or a station on another: at once, and for each cell of the raster."""
CROSS: Final = 5.0
CROSS_AREA: Final = 0.12
"""Two tracks that cross: a little more than a corner of 90°, and more for broad ones and for those that cross slowly."""
TOUCH: Final = 2.0
TOUCH_AREA: Final = 0.6
"""A text that touches anything: less than a track does, for the placing knows more places than the search."""
TOGETHER: Final = 14.0
"""Two tracks that leave a station in one direction, one upon the other."""
NO_PLACE: Final = 60.0
"""A text for which no place lies on the page."""
CROSSED: Final = 7.0
"""Two lines that change places on shared track, when the results of searches are compared: the search itself knows no lanes."""

# -- distances ------------------------------------------------------------------------------------------

MOST_IDEAL: Final = 42.0
IDEAL: Final = 0.7
"""The distance between neighbours that is best, in millimetres at the most, and as a part of the side of the square that
each station has of the page."""
UNEVEN: Final = 4.5
"""A piece between stations twice as long as the ideal one, or without any length; it grows with the square."""
CRAMPED: Final = 4.0
LEAST_GAP: Final = 4.0
LEAST_SHARE: Final = 0.5
"""A piece shorter than the least: at once and for each millimetre. The least leaves so many millimetres between two markers,
and is no shorter than such a part of the ideal distance."""
TOO_SHORT: Final = 500.0
"""A track with fewer grid steps than stops, which would stand on each other."""
CROWDED: Final = 0.12
"""Two stations on one place; half as much at the ideal distance, so that stations keep apart whether a line joins them or not."""

# -- the page -------------------------------------------------------------------------------------------

BLOCKS: Final = (6, 3)
EMPTY: Final = 2.0
"""The blocks of the page, across and down, and what an empty one costs."""
SHAPE: Final = 4.0
SHAPE_MARGINS: Final = (4, 3)
"""A map as broad as the page and without any height, or the other way about; it grows with the square. So many columns and
rows beside it are for the texts."""

MOST_HOPS: Final = 7
"""The longest piece of a line that is placed as one: it has two bends at most, so that more stops would not find room on it."""

SLAB: Final = 0.3
"""A line that passes a station beside one of another direction, for each such pair where there are two or more of both: the
marker over them is a slab as broad as it is high, not a capsule."""

# -- names, roughly --------------------------------------------------------------------------------------

SIDES: Final = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
SIDE_COST: Final = (0.0, 0.05, 0.02, 0.04, 0.25, 0.25, 0.3, 0.3)
"""The sides of a station and what a name costs there: right, above, below and left nearly alike, slantwise a little more."""
TEXT_GAP: Final = 0.8
TEXT_ROOM: Final = 0.6
"""Millimetres between a marker and a text, and those added to its box."""
ROOM_LETTERS: Final = (10.0, 9.0)
"""The sizes of names and of words, in points, for which a search leaves room. With long words this is as much as 12 points need
with short ones; where the search leaves more, lines turn more and no more maps have letters of 12."""
NEXT_BOX: Final = 0.08
"""Each further way to break a name: the best one first."""
TAG: Final = 0.3
NEXT_TAG: Final = 0.3
STACK: Final = 0.2
BEYOND: Final = 0.3
"""A name tag at an end of its line; each further way to break it; each row of a stack that it is moved by; and what it
saves where it stands just beyond the end."""
STACKS: Final = (0, 1, -1, 2, -2)
LABEL_BOXES, TAG_BOXES = 3, 2
"""The rows of a stack of name tags, and how many ways to break a name and a tag are looked at."""

# -- annealing ------------------------------------------------------------------------------------------

HOT: Final = 6.0
COLD: Final = 0.12
"""By how much a change may be worse and still be taken, on average: at first, where nobody says otherwise, and at last."""
LETTERS: Final = 0.08
"""The part of the tries in which nothing moves but the names around a station."""
BRANCH, ROOM, NEAR, IN_LINE = 0.2, 0.3, 0.62, 0.95
"""Up to which of a random number from 0 to 1 a kind of move is tried: a branch turned or moved, all on one side moved by a step,
a station moved to somewhere near, or into line with a neighbour; beyond, to anywhere."""
ALONG: Final = 0.25
ALONG_FEWEST, ALONG_MOST = 4, 3
"""How many tries, of 1, move stations along a line: half of them a stretch that lies straight, half put stations straight that follow
one another. That takes so many stations that may move, and goes so many stations on from the first two."""
SHORTER_ASLANT: Final = 0.85
"""How many of the steps between two stations remain where they are put aslant: a little longer on the page, for a name is broad."""
FAR, LESS_FAR, WARM_ENOUGH = 3, 2, 1.0
"""How many grid units near is, while the heat is above a value and after."""
SHORTEST_STEP, SPREAD_OF_STEPS = 0.6, 0.8
"""Into line: at a distance from so much of the ideal one, over a range of so much."""
SWEEPS: Final = 3
"""How often every name is placed anew when names come into a search that had none."""
SETTLED: Final = 4
"""How often every track is laid anew between stations that all stand, at the most."""
WAYS: Final = 9
"""How many routes of a track are looked at, the straightest first."""

# -- beginnings -----------------------------------------------------------------------------------------

STARTS: Final = 6
FIRST_SEED: Final = 16
"""How many beginnings are searched from, and the seed of the first."""
TRUNK_EVERY: Final = 3
"""Every how many beginnings one has the busiest line straight across the page."""
STRESS_ROUNDS: Final = 60
LEAST_STRESS_ROUNDS: Final = 12
STRESS_WORK: Final = 400_000
"""Rounds of stress majorisation: at the most, at the least, and how many pairs of stations may be looked at in all."""
PIECES_APART: Final = 0.6
"""How far apart pieces of a network begin that no line joins, as a part of its longest way."""
BESIDE, ABOVE = 3, 2
TRUNK_BESIDE, TRUNK_ABOVE = 1, 4
"""Columns and rows between a beginning and the edges of the grid, for the texts; with the busiest line straight across, others."""

# -- rounds ---------------------------------------------------------------------------------------------

ROUNDS: Final = ((6, False, 8.0, 1500, 20), (5, True, 3.0, 2500, 40), (2, True, 1.5, 1500, 40))
"""Each round: how many of the best so far go on, whether names are placed, the heat to begin with, and how many tries, in all
and for each station."""
GENTLE: Final = 3.0
"""The heat at which a beginning with a straight line is searched from at the most: more would bend it."""
FULL_SEARCH, LESS_SEARCH = 36, 60
LESS_SHARE, LEAST_SEARCH_SHARE = 0.67, 0.34
"""With many stations a try takes longer, so fewer searches go on: all of them up to so many stations, a part up to so many more,
and a smaller part beyond."""
SPARE: Final = 5
"""How many of the round before the last are there for the case that the last ones cannot be lettered."""
RETRIES, RETRIED = 1, 30
LARGE_ENOUGH: Final = 11.0
"""How often all is searched again from other beginnings where every result is flawed or has names of fewer points, up to how many
stations."""
CROSSED_TURNS, BRIEF_TURNS, LETTER_TURNS = 1.0, 2.0, 4.0
"""Of finished layouts without a flaw the calmest is taken: a crossing on shared track, words cut short beside the names, and each
point by which these are smaller count as so many turns of 45°."""
LARGEST_MARKER: Final = 300.0
"""Square millimetres: a layout with a larger marker, a slab over bundles of different directions, is taken only where there is no
other; then a map of the commands is a straight ladder, and any other says so."""

# -- the grid -------------------------------------------------------------------------------------------

WIDEST_UNIT, NARROWEST_UNIT, AT_WIDEST = 11.0, 4.5, 16
"""Millimetres to a unit of the grid: up to so many stations the widest, then narrower with the root of their number."""
BESIDE_TRACK, AROUND_MARKER = 0.6, 0.8
"""Millimetres that a track and a marker keep clear on the raster."""
MOST_GROWTH, LEAST_GROWTH, SMALLER = 1.6, 0.8, 0.93
"""Between which parts of its grid unit a map is drawn in print, and in which steps smaller until nothing touches."""
ENOUGH, LAST_RESORTS = 6, 2
"""How many of these sizes are tried with every way to set names, and how many of those at which a name finds no place at all."""
SPARE_ROOM: Final = 1.0
"""Millimetres between the outermost marker and the edge of the region."""

# -- the least that lines can turn (extra `optimal`) ----------------------------------------------------

CALM_EFFORT: Final = 20.0
CALM_SEED: Final = 1
"""How long the solver looks, in its own count of work, so that it ends alike on every computer, and its seed."""
