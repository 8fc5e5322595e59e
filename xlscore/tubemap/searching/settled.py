"""Tracks between stations that all stand already: each on its best course, given the others."""

from __future__ import annotations

from xlscore.tubemap.searching.board import PlacedStation, SearchBoard
from xlscore.tubemap.searching.search import Around, Search
from xlscore.tubemap.weights import SETTLED

__all__ = ["settled_courses"]


def settled_courses(board: SearchBoard, places: dict[int, tuple[int, int]]) -> PlacedStation:
    """Return the tracks laid between stations that all stand already: the best way for each, given the others."""
    search = Search(board, 0)
    placed = search.start(places)
    for _ in range(SETTLED):
        before = list(placed.courses)
        for track, ends in enumerate(search.ends):
            if board.detours and search.runs_over(placed, track):
                placed = min([placed, *search.laid_otherwise(placed, track)], key=search.cost)
                continue
            around: Around = ([track], ends, [])
            trial = placed.copy()
            others = search.others(placed, around)
            if search.lay(trial, around, others):
                better = search.weigh(placed, around, others) - search.weigh(trial, around, others)
                placed = trial if better > 1e-6 else placed
        if placed.courses == before:
            break
    placed.cost = search.cost(placed)
    return placed
