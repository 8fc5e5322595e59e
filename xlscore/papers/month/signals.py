"""The control charts of a monthly report: those of the force that show more than chance as pictures, those of its places in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xlscore.papers.model import Block, Bullets, Section, Sentence, Sentences
from xlscore.papers.month.facts import MonthFacts
from xlscore.papers.pictures.control import control_picture
from xlscore.papers.wording.keys import keyed, slug
from xlscore.papers.wording.sentences import capital, plain, with_figures
from xlscore.rules.control.records import ControlRow, LimitLevel, State
from xlscore.rules.papers.chapters import Chapter
from xlscore.rules.words import counted_in_words, name_key

__all__ = ["signals_section"]

_NOTHING: Final = "No chart of the force or of a place shows more than chance now."
_TOO_FEW: Final = "No chart has enough months yet for limits, so none can show more than chance."
_MOST: Final = 6
"""So many charts stand as pictures; a reader of more of them reads none."""
_MOST_LOCAL: Final = 12


def signals_section(facts: MonthFacts) -> Section | None:
    """Return what shows more than chance now, None where the workbook has no monthly counts."""
    if not facts.charts:
        return None
    flagged = [row for row in facts.charts if row.is_flagged and row.level is LimitLevel.STRICT]
    drawn = {name_key(page.objective) for page in facts.pages}
    force = [row for row in flagged if not row.series.place and name_key(row.series.measure) not in drawn]
    local = [row for row in flagged if row.series.place and row.state in (State.NEW, State.CONTINUING)]
    blocks: list[Block] = []
    for row in force[:_MOST]:
        blocks.append(control_picture(_key(row), row, cells=_cells(facts, row)))
        blocks.append(
            Sentences(keyed(_key(row), "p"), f"Control chart: {row.title}", (_sentence(facts, row),))
        )
    blocks += _listed("signals.force", "Further control charts of the force", facts, force[_MOST:])
    blocks += _listed("signals.places", "Control charts of places", facts, local[:_MOST_LOCAL])
    if len(local) > _MOST_LOCAL:
        more = len(local) - _MOST_LOCAL
        verb = "shows" if more == 1 else "show"
        left = (
            f"{capital(counted_in_words(more, 'more chart'))} of places {verb} more than chance; "
            "the force's workbook has them on its sheet Control summary."
        )
        cells = dict.fromkeys(cell for row in local[_MOST_LOCAL:] for cell in _cells(facts, row))
        said = with_figures("signals.more.1", left, tuple(cells))
        blocks.append(Sentences("signals.more", "Further control charts", (said,)))
    if not flagged:
        has_limits = any(row.segments and row.segments[-1].limits is not None for row in facts.charts)
        nil = plain("signals.none", _NOTHING if has_limits else _TOO_FEW)
        blocks.append(Bullets("signals.nil", "Control charts", (), nil=nil))
    return Section("signals", "", Chapter.SIGNALS, tuple(blocks), level=2)


def _listed(key: str, title: str, facts: MonthFacts, rows: Sequence[ControlRow]) -> Iterator[Bullets]:
    items = tuple(_sentence(facts, row) for row in rows)
    if items:
        yield Bullets(key, title, items)


def _sentence(facts: MonthFacts, row: ControlRow) -> Sentence:
    return with_figures(keyed(_key(row), "said"), row.sentence, _cells(facts, row), [row.series.title])


def _key(row: ControlRow) -> str:
    return keyed("signal", slug(row.series.title))


def _cells(facts: MonthFacts, row: ControlRow) -> tuple[str, ...]:
    return facts.count_cells(row.series.measure, row.series.place)
