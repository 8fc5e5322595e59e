"""What lies ahead, as the last chapter of a monthly report: a table of reviews, bills and changes of rules; links are text."""

from __future__ import annotations

from typing import Final

from xlscore.papers.model import PaperCell, PaperColumn, PaperRow, PaperTable, Section, Yours
from xlscore.papers.month.facts import MonthFacts
from xlscore.papers.wording.keys import keyed, slugs
from xlscore.papers.wording.sentences import places
from xlscore.rules.objectives.records import HorizonItem
from xlscore.rules.papers.chapters import Chapter
from xlscore.rules.words import counted

__all__ = ["horizon_section"]

_COLUMNS: Final = (
    PaperColumn("title", "Title", 1.6), PaperColumn("source", "Information source", 1.6), PaperColumn("date", "Date", 0.8),
    PaperColumn("summary", "Summary", 3.0), PaperColumn("concerns", "Concerns", 1.2),
)  # fmt: skip


def horizon_section(facts: MonthFacts) -> Section:
    """Return what lies ahead; where nobody has recorded anything, a place to say it or that nothing new does."""
    heading = Chapter.HORIZON
    if not facts.horizon:
        prompt = "Say what lies ahead, or that nothing new does."
        return Section("horizon", "", heading, (Yours("horizon.yours", heading, prompt),))
    keys = slugs(item.title for item in facts.horizon)
    seen: dict[str, HorizonItem] = {}
    for item in facts.horizon:
        seen.setdefault(keys[item.title], item)
    rows = tuple(_row(key, item) for key, item in seen.items())
    summary = f"{counted(len(rows), 'item')} that lie{'s' if len(rows) == 1 else ''} ahead."
    return Section(
        "horizon", "", heading, (PaperTable(keyed("horizon", "table"), heading, _COLUMNS, rows, summary),)
    )


def _row(key: str, item: HorizonItem) -> PaperRow:
    source = " ".join(part for part in (item.publisher, item.link) if part)
    texts = (item.title, source, item.when, item.summary, ", ".join(item.objectives))
    return PaperRow(key, tuple(PaperCell(text, places(item.source)) for text in texts))
