"""Front sheet and standing sections of a paper, as the workbook's table Paper has them; where it says nothing, a place to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xlscore.papers.model import Block, Section, Sentences, Yours
from xlscore.papers.wording.sentences import with_figures
from xlscore.rules.papers.fields import FRONT, PaperField
from xlscore.rules.papers.settings import PaperSettings

__all__ = ["StandingWords", "front_of", "numbered"]


@dataclass(frozen=True)
class StandingWords:
    """What a kind of paper takes from the table Paper."""

    settings: PaperSettings
    paper: str

    def blocks(self, about: PaperField, key: str, prompt: str) -> tuple[Block, ...]:
        """Return a standing section's own words, a paragraph a line; where there are none, a place that says what belongs there."""
        return self.own(about, key) or (Yours(key, about.value, prompt),)

    def own(self, about: PaperField, key: str) -> tuple[Sentences, ...]:
        """Return a standing section's own words, nothing where the table has none."""
        said = self.settings.text(about, self.paper)
        if said is None:
            return ()
        numbered_lines = enumerate(said.paragraphs, 1)
        return tuple(
            Sentences(_nth(key, number), about.value, (with_figures(f"{_nth(key, number)}.1", line, [said.source.place]),))
            for number, line in numbered_lines
        )  # fmt: skip


def _nth(key: str, number: int) -> str:
    return key if number == 1 else f"{key}.p{number}"


def front_of(settings: PaperSettings, paper: str, recipient: str = "") -> tuple[tuple[str, str], ...]:
    """Return the lines of the front sheet: for one recipient, or for all of them."""
    to = recipient or "; ".join(settings.recipients(paper))
    lines = [(PaperField.REPORT_TO.value, to), *((each.value, settings.words(each, paper)) for each in FRONT)]
    return tuple((label, words) for label, words in lines if words)


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections with their numbers: "1.0" and on, "6.1" below one, "Appendix 1" at the end.

    >>> [s.number for s in numbered((Section("a", "", "A"), Section("b", "", "B", level=2), Section("m", "", "M", appendix=True)))]
    ['1.0', '1.1', 'Appendix 1']
    """
    main = below = appendices = 0
    found = []
    for section in sections:
        if section.appendix:
            appendices += 1
            number = f"Appendix {appendices}"
        elif section.level == 1:
            main, below = main + 1, 0
            number = f"{main}.0"
        else:
            below += 1
            number = f"{main}.{below}"
        found.append(replace(section, number=number))
    return tuple(found)
