"""The Guide: what the workbook is for, what to do in which order, what the colours and shadings mean, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.plan.text_lines import text_lines
from xlscore.books.plan.tones import GRADE_TONES, LEVEL_TONES, RAG_TONES, Tone
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import Page
from xlscore.books.templates.style import COMPUTED, ENTRY

__all__ = [
    "ACTION_LOG",
    "BALANCED_SCORECARD",
    "COMMAND_RETURN",
    "MONTHLY_PERFORMANCE",
    "THREAT_IMPACT",
    "Guide",
    "Step",
    "add_guide",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work: on which sheet, what you do, what comes out."""

    sheet: str
    do: str
    result: str


@dataclass(frozen=True)
class Guide:
    """The words of a Guide sheet."""

    title: str
    purpose: str
    steps: Sequence[Step]
    tones: Sequence[tuple[str, Tone, str]]
    sources: Sequence[str] = ()
    computes: bool = True
    """Whether the workbook has cells that are worked out."""

    def with_sources(self, purpose: str, sources: Sequence[str]) -> Guide:
        """Return the guide of a sample: its purpose, and where its figures come from."""
        return Guide(self.title, purpose, self.steps, self.tones, sources)


_GRADES: Final = [
    *((f"{grade.value} ({grade.letters})", tone, "a grade of the scale on the Policy sheet") for grade, tone in GRADE_TONES.items()),
    ("N/A", Tone("#FFFFFF", "#566070"), "the command does not grade itself in this area"),
]  # fmt: skip
_RAG_SAYS: Final = {
    "Green (stretch)": "the stretch target is met",
    "Green": "the hard target is met",
    "Amber": "the target is missed by no more than the tolerance on the Policy sheet",
    "Red": "the target is missed by more than the tolerance",
    "Grey": "there is no target, or no data",
}
_RAG: Final = [(word, tone, _RAG_SAYS[word]) for word, tone in RAG_TONES.items()] + [
    (word, tone, "a threat, an impact classification or an overall classification") for word, tone in LEVEL_TONES.items()
]  # fmt: skip

BALANCED_SCORECARD: Final = Guide(
    "Balanced scorecard",
    "One workbook for the quarter's grades: commands' self-grades, redlines, the Board's grades and their rationale, MSG positions and the tube map.",
    (
        Step("Policy", "Enter your own force. Look through the settings.", "Every threshold is here, with its source."),
        Step("Areas", "Name each area's lead command, and its redline measures with value and minimum.", "The redlines cap the suggested grades."),
        Step("Risks", "List the risks with likelihood and impact, and the area or command that each belongs to.", "A risk over the limit on the Policy sheet is a redline that is not met."),
        Step("Grid", "Head the columns with your commands and list your areas. Enter the grades, or collate the commands' returns.", "Generate force grades suggests a grade for each area and says why."),
        Step("Evidence", "Read what the commands' returns say for their grades; enter what came another way.", "A grade above its redline without any evidence is named."),
        Step("Grid", "Enter the Board's final grade where it differs from the suggestion, with the rationale.", "The override is marked. Your entry is never overwritten."),
        Step("Grade changes", "Enter each grade that the Oversight Board or a command changed: from, to, who, when and why. Change it on the Grid too.", "Why counts the grades before and after; the earlier grade is kept."),
        Step("Conditions", "Enter the conditions that the last Board set: area, what the figures must show, which grade then.", "Each is tested; where one is fulfilled and not applied, the reason is asked for."),
        Step("Changes", "Write the rationale of every change since last cycle.", "This cycle's grade and the change are filled in."),
        Step("MSG data", "Enter the forces of your group and their figures, a column per measure.", "Positions and gaps are worked out from here."),
        Step("MSG", "List the measures with unit, direction and aspiration. A column Monitored by lists them by board.", "Position, change to average and top quartile, status, expected range and movement."),
        Step("Aspirations", "Enter each aspiration with the day on which it was set, and by whom.", "The latest counts where the MSG sheet's is blank. The next cycle adds one that was changed there."),
        Step("Quadrants", "Enter each quadrant's redline measures and KPIs; grade it when its measures are built.", "The rebalanced scorecard. Draw tube map draws it as a map of its own."),
        Step("Notes", "Note what a reader must know of a measure: recording, counting rules, an event, a break, and from when on.", "It stands beside the measure until it has left the period."),
        Step("Tube map lines", "Say which areas lie on which line.", "Draw tube map puts the grades on the map."),
        Step("Paper", "Fill in the front sheet and the standing sections, once.", "Every paper takes them from here."),
        Step("Problems", "Check workbook lists what is wrong, where, and what to do.", "Put the cell right and run the check again."),
    ),
    _GRADES,
)  # fmt: skip

THREAT_IMPACT: Final = Guide(
    "Threat and impact scorecard",
    "One workbook for the month's meeting: each objective against its target, on last year, and by threat and impact.",
    (
        Step("Policy", "Look through the settings: RAG tolerance, trend tolerance, impact cut points, overall matrix.", "The formulas refer to them; a change recalculates."),
        Step("Scorecard", "Enter each objective's purpose, targets, actual and previous year. Enter threat and impact score: they are your judgement.", "Year-on-year change, classes, RAG and shortfall are worked out."),
        Step("Series", "Enter the monthly figures, oldest first.", "The 3-month trend and the level of control come from here."),
        Step("Breakdown", "Enter the force, its command units and local units under each objective, what is being done and what is recommended.", "Crimes or outcomes short of target, for each."),
        Step("Narrative", "Write what is being done about each objective, and what the meeting is asked to agree.", "Write pages makes a page per objective of it, with the figures in sentences."),
        Step("Horizon", "Note reviews, bills and changes of rules that lie ahead, and which objectives they concern.", "Their pages point to them."),
        Step("Notes", "Note what a reader must know of an objective: recording, counting rules, an event, a break, and from when on.", "It stands beside the objective until it has left the period."),
        Step("Paper", "Fill in the front sheet and the standing sections, once.", "Every paper takes them from here."),
        Step("Problems", "Check workbook lists what is wrong, where, and what to do.", "Put the cell right and run the check again."),
    ),
    _RAG,
)  # fmt: skip

MONTHLY_PERFORMANCE: Final = Guide(
    "Monthly performance",
    "One workbook for the month: the year so far against last year and its targets, what a change is made of, and where the year will end.",
    (
        Step("Policy", "Enter your own force. Look through the settings: the month with which a year begins, RAG tolerance, the method and the range of the projection.", "Each has its source."),
        Step("Series", "Enter a row per measure and place with its monthly counts; the force's own row, or none to have the places added up.", "Two whole years before this one are needed to project; three are better."),
        Step("Days", "Only where your extract says the day: bring it in, or enter a row per day and measure.", "The last day, 7 and 28 days and the year to date by the day, on a page of their own."),
        Step("Measures", "Say which way is better, which measure each is a part of, and where the year is projected otherwise than the Policy says: Level or Share.", "The crime tree follows the parents, and says where children do not add up."),
        Step("Places", "Only where places have parts of their own, or where files call them otherwise: say what each is a part of, and its codes.", "A place that others are part of is not counted twice."),
        Step("Sources", "Only for your own extract: say what each of its columns means. Then bring the file in.", "Its months go into the Series; what was revised and what nobody knows is told."),
        Step("Targets", "Enter the agreed target of each measure for the year: a change on last year, or a level.", "RAG, short by, whether the year is on course, and what the method of 2013 suggests."),
        Step("MSG averages", "Only for suggested targets: enter the MSG average and the own rate of past years.", "Without them the least reduction is suggested."),
        Step("Control limits", "Only for charts that are not to take the limits of all their months: enter your own, or the months that give them.", "Which measures and places are more than chance stands on the Control summary."),
        Step("Satisfaction", "Enter how many were asked and how many were satisfied each month, with the target.", "The rolling twelve months with their range, and the strands under target."),
        Step("Indicators", "List the indicators of each priority of the plan.", "Which way each travels, and where there are green shoots."),
        Step("Quarterly counts", "Enter use of force, stop and search and the like by quarter.", "Changes, shares and rates; small numbers are suppressed in what goes out."),
        Step("Staff survey", "Enter this time's and last time's figures, and the mean of the other forces.", "What improved, and what is better than elsewhere."),
        Step("Published", "Enter figures that somebody published of your force.", "Your own of the same months beside them, the difference explained."),
        Step("Paper", "Fill in the front sheet and the standing sections, once.", "Every paper takes them from here."),
        Step("Notes", "Note what a reader must know of a measure: recording, counting rules, an event, a break, a step change.", "It stands on the dashboard until it has left the period; the projection begins anew after a break."),
        Step("Problems", "Check workbook lists what is wrong, where, and what to do.", "Put the cell right and run the check again."),
    ),
    _RAG,
)  # fmt: skip

ACTION_LOG: Final = Guide(
    "Action log",
    "One workbook for what was asked and who owes it: actions, issues, the forward plan, deep dives, health, the week's threats, the horizon.",
    (
        Step("Actions", "Enter each action with its owner and by when; leave its number blank.", "The next number, its age, whether it is overdue."),
        Step("Actions", "Close an action with an update that says what was done.", "One that is closed without is named on Problems."),
        Step("Briefing log", "Log what needs scrutiny; look through what is proposed below, and decline what is not followed up.", "Each is proposed once."),
        Step("Forward plan", "Enter the meetings with their items, and how often each comes.", "When a recurring one is due again; gaps and clashes on Problems."),
        Step("Deep dives", "Enter which objective had its deep dive in which quarter.", "Whose turn it is next."),
        Step("Health", "Enter levels, counts and shares done with their targets.", "RAG in words, and what is overdue."),
        Step("Threats of the week", "Enter what the weekly meeting saw; close it in its update.", "What is open is carried over."),
        Step("Narrative", "Write what a report recommends; call it Recommendation (agreed) once the meeting has agreed it.", "It is proposed for the briefing log, once."),
        Step("Horizon", "Enter what lies ahead, which objectives it concerns, and until when it stands.", "It is named until then; its link is text."),
        Step("Next agenda", "Update the logs writes this sheet: the open actions by their owners.", "Take it into the papers of the meeting."),
        Step("Problems", "Check workbook lists what is wrong, where, and what to do.", "Put the cell right and run the check again."),
    ),
    _RAG,
)  # fmt: skip

COMMAND_RETURN: Final = Guide(
    "Command return",
    "A command's grades for the cycle. The performance unit collates the returns of all commands into the grid.",
    (
        Step("Return", "Enter your command and the cycle.", "The grid knows whose column this is."),
        Step("Return", "Grade each area that you grade yourselves in; leave the others at N/A.", "Abbreviations O, G, RI and I are understood."),
        Step("Return", "Write the evidence for each grade.", "The Oversight Board reads it beside the grade."),
        Step("Redlines", "Enter your command's own minimum standards, if it has any.", "They count for your grades alone."),
        Step("Risks", "List your risks with likelihood and impact.", "One over the force's limit is a redline of its area and of your command."),
        Step("", "Save it and send it back.", "Unknown areas and areas graded twice are reported to you."),
    ),
    [(word, tone, said.replace("of the scale on the Policy sheet", "of the force's scale")) for word, tone, said in _GRADES],
    computes=False,
)  # fmt: skip

_LAST: Final = 3
_WIDTHS: Final = (5, 30, 62, 62)


def add_guide(book: Builder, guide: Guide) -> None:
    """Add the Guide sheet."""
    page = book.page("Guide", tab="#35978F")
    page.head(guide.title, guide.purpose)
    for column, width in enumerate(_WIDTHS):
        page.width(column, width)
    row = _steps(page, guide.steps, 2)
    if guide.computes:
        row = _shadings(page, row + 1)
    row = _tones(page, guide.tones, row + 1)
    if guide.sources:
        row = _sources(page, guide.sources, row + 1)
    page.reach(row - 1, _LAST)
    page.print_ready()


def _steps(page: Page, steps: Sequence[Step], row: int) -> int:
    page.section(row, 0, _LAST, "What to do, in this order")
    strong, body = page.formats.of("body strong"), page.formats.of("body")
    for number, step in enumerate(steps, start=1):
        row += 1
        page.sheet.write_number(row, 0, number, page.formats.of("body strong", align="center"))
        if step.sheet:
            page.sheet.write_url(row, 1, f"internal:'{step.sheet}'!A1", page.formats.of("link"), step.sheet)
        else:
            page.sheet.write_blank(row, 1, None, strong)
        page.sheet.write_string(row, 2, step.do, body)
        page.sheet.write_string(row, 3, step.result, body)
        lines = max(text_lines(text, _WIDTHS[-1]) for text in (step.do, step.result))
        page.sheet.grow(row, lines * 12.5 + 5)
    return row + 1


def _shadings(page: Page, row: int) -> int:
    page.section(row, 0, _LAST, "Who fills which cell")
    said = (
        (ENTRY, "Cream", "Your entries. Nothing that you enter is ever overwritten."),
        (COMPUTED, "Grey", "Worked out, from your entries and the Policy sheet. If you type into such a cell, your entry is kept."),
    )  # fmt: skip
    for fill, word, meaning in said:
        row += 1
        page.sheet.write_blank(row, 0, None, page.formats.of("body", bg_color=fill))
        page.sheet.write_string(row, 1, word, page.formats.of("body strong", bg_color=fill))
        _across(page, row, meaning)
    return row + 1


def _tones(page: Page, tones: Sequence[tuple[str, Tone, str]], row: int) -> int:
    page.section(row, 0, _LAST, "What the colours say (the word is always there, too)")
    for word, tone, meaning in tones:
        row += 1
        look = page.formats.of("body strong", bg_color=tone.fill, font_color=tone.ink)
        page.sheet.write_blank(row, 0, None, look)
        page.sheet.write_string(row, 1, word, look)
        _across(page, row, meaning)
    return row + 1


def _sources(page: Page, sources: Sequence[str], row: int) -> int:
    page.section(row, 0, _LAST, "Sources")
    for source in sources:
        row += 1
        page.sheet.merge_range(row, 0, row, _LAST, source, page.formats.of("body"))
        # A merged cell does not make its row grow, so the row is given the height of its lines.
        page.sheet.grow(row, text_lines(source, sum(_WIDTHS)) * 12.5 + 5)
    return row + 1


def _across(page: Page, row: int, text: str) -> None:
    page.sheet.write_string(row, 2, text, page.formats.of("body", text_wrap=False))
    page.sheet.write_blank(row, 3, None, page.formats.of("body"))
