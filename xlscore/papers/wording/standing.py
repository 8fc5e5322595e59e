"""Front sheet and standing sections of a paper, as the workbook's table Paper has them; where it says nothing, a place to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from xlscore.papers.model import Block, Section, Sentences, Yours
from xlscore.papers.wording.sentences import with_figures
from xlscore.rules.papers.fields import FRONT, PaperField
from xlscore.rules.papers.settings import PaperSettings

__all__ = ["PaperParts", "StandingWords", "front_of", "numbered", "standing_sections"]

_NIL: Final = "Say which implications there are, or that none were identified."


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


@dataclass(frozen=True)
class PaperParts:
    """What a kind of paper puts into the ten headings: its purpose, its summary, its performance and what the figures say elsewhere."""

    purpose: Sentences
    summary: tuple[Block, ...]
    performance: tuple[Block, ...]
    introduction: str
    """What belongs into the introduction, for a place that nobody has written in yet."""
    by_theme: tuple[Section, ...] = ()
    """Sections below the performance."""
    priorities: tuple[Block, ...] = ()
    risks: tuple[Block, ...] = ()
    actions: tuple[Block, ...] = ()


def standing_sections(words: StandingWords, parts: PaperParts) -> tuple[Section, ...]:
    """Return the sections in the order of the papers to the board, unnumbered; what nobody has written is a place to write.


    Source: Essex Police Balanced Scorecard, cycle 13: 1.0 Purpose of report to 9.0 Future work.
    """
    field = PaperField
    return (
        Section("purpose", "", "Purpose of report", words.own(field.PURPOSE, "purpose") or (parts.purpose,)),
        _written(words, "recommendations", "Recommendations", field.RECOMMENDATIONS, "Say what the board is asked to do, or that the report is for it to note."),
        Section("summary", "", "Executive summary", (*parts.summary, *words.own(field.SUMMARY, "summary.own"))),
        _written(words, "introduction", "Introduction/background", field.INTRODUCTION, parts.introduction),
        Section("performance", "", "Current work and performance", (*words.own(field.PERFORMANCE, "performance.own"), *parts.performance)),
        *parts.by_theme,
        Section("implications", "", "Implications (issues)", words.own(field.IMPLICATIONS, "implications")),
        _below(words, "priorities", "Links to Police and Crime Plan priorities", field.PRIORITIES, "Say how this takes up the plan's priorities.", parts.priorities),
        _below(words, "demand", "Demand", field.DEMAND, "Say what this means for demand."),
        _below(words, "risk", "Risks/mitigation", field.RISKS, "Say how risks are found and who keeps the register.", parts.risks),
        _below(words, "equality", "Equality and/or human rights implications", field.EQUALITY, _NIL),
        _below(words, "health", "Health and safety implications", field.HEALTH, _NIL),
        _written(words, "consultation", "Consultation/engagement", field.CONSULTATION, "Say who was consulted, or that nobody had to be."),
        _with_more(words, "actions", "Actions for improvement", field.ACTIONS, "Say what is to be improved, and by whom.", parts.actions),
        _written(words, "future", "Future work/development and expected outcome", field.FUTURE, "Say what comes next, and what is expected of it."),
        *_background(words),
    )  # fmt: skip


def _written(words: StandingWords, key: str, heading: str, about: PaperField, prompt: str) -> Section:
    return Section(key, "", heading, words.blocks(about, key, prompt))


def _with_more(
    words: StandingWords, key: str, heading: str, about: PaperField, prompt: str, more: tuple[Block, ...]
) -> Section:
    """Return a section in which the figures say something beside its own words; a place to write where neither does."""
    own = words.own(about, key) if more else words.blocks(about, key, prompt)
    return Section(key, "", heading, (*own, *more))


def _below(
    words: StandingWords, key: str, heading: str, about: PaperField, prompt: str, more: tuple[Block, ...] = ()
) -> Section:
    return replace(_with_more(words, key, heading, about, prompt, more), level=2)


def _background(words: StandingWords) -> tuple[Section, ...]:
    own = words.own(PaperField.BACKGROUND, "background")
    return (Section("background", "", "Background papers", own),) if own else ()
