"""What the rows of the table Paper are about, and how its words are read: fields, parts of the agenda, kinds of paper, names.

Source: Essex Police, papers to the commissioner's board (front sheet; nil statements; standing risk text), and Leicestershire
Police, the same report to several panels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from xlscore.rules.objectives.narrative import meant_by
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import is_missing_mark, listed, name_key, quoted, tidy

__all__ = [
    "FRONT",
    "PAPER_NAMES",
    "PaperField",
    "means_part_b",
    "names_in",
    "read_field",
    "read_papers",
    "read_part",
]


class PaperField(StrEnum):
    """What a row of the table Paper is about, as the product calls it."""

    TITLE = "Title"
    REPORT_TO = "Report to"
    AGENDA = "Agenda number"
    MARK = "Paper mark"
    MEETING = "Date of meeting"
    WRITTEN = "Written"
    VERSION = "Version"
    APPROVED = "Approved"
    AUTHOR = "Author"
    CONTACT = "Contact"
    MARKING = "Marking"
    TEMPLATE = "Template"
    PART = "Part"
    PART_B = "Part B items"
    RECIPIENTS = "Recipients"
    PURPOSE = "Purpose"
    RECOMMENDATIONS = "Recommendations"
    SUMMARY = "Executive summary"
    INTRODUCTION = "Introduction"
    PERFORMANCE = "Current work and performance"
    IMPLICATIONS = "Implications"
    PRIORITIES = "Links to plan priorities"
    DEMAND = "Demand"
    RISKS = "Risks"
    EQUALITY = "Equality"
    HEALTH = "Health and safety"
    CONSULTATION = "Consultation"
    ACTIONS = "Actions for improvement"
    FUTURE = "Future work"
    BACKGROUND = "Background papers"


FRONT: Final = (
    PaperField.AGENDA,
    PaperField.MARK,
    PaperField.MEETING,
    PaperField.AUTHOR,
    PaperField.CONTACT,
    PaperField.WRITTEN,
    PaperField.VERSION,
    PaperField.APPROVED,
)
"""The lines of the front sheet below its title and recipient, in their order."""

_ALSO: Final[Mapping[PaperField, tuple[str, ...]]] = {
    PaperField.TITLE: ("report title", "paper title", "title of report", "title of paper", "subject"),
    PaperField.REPORT_TO: ("to", "board", "report for", "paper to", "committee"),
    PaperField.AGENDA: ("agenda", "agenda item", "agenda no", "agenda item number", "item", "item number"),
    PaperField.MARK: ("paper letter", "agenda letter", "letter", "mark"),
    PaperField.MEETING: ("meeting", "meeting date", "date", "date of board", "board date", "performance board"),
    PaperField.WRITTEN: ("date written", "written on", "date of report", "report date", "date of paper", "drafted"),
    PaperField.VERSION: ("version number", "version no"),
    PaperField.APPROVED: ("approved on", "date approved", "approval date", "approved by"),
    PaperField.AUTHOR: ("report author", "author role", "report by", "written by", "prepared by", "report of"),
    PaperField.CONTACT: ("contact point", "enquiries", "enquiries to", "officer to contact", "contact officer"),
    PaperField.MARKING: ("protective marking", "security marking", "classification", "gscs", "gsc marking"),
    PaperField.TEMPLATE: ("word template", "template file", "own template", "paper template", "force template"),
    PaperField.PART: ("part of agenda", "agenda part", "part a or b", "public or private"),
    PaperField.PART_B: ("part b", "items in part b", "exempt", "exempt items", "not for publication", "private items"),
    PaperField.RECIPIENTS: ("recipient", "sent to", "distribution", "panels"),
    PaperField.PURPOSE: ("purpose of report", "purpose of the report", "purpose of paper", "reason for report"),
    PaperField.RECOMMENDATIONS: ("recommendation",),
    PaperField.SUMMARY: ("summary",),
    PaperField.INTRODUCTION: ("introduction/background", "background", "introduction and background"),
    PaperField.PERFORMANCE: ("current work", "performance", "work and performance"),
    PaperField.IMPLICATIONS: ("implications (issues)", "issues", "implication"),
    PaperField.PRIORITIES: (
        "links to police and crime plan priorities", "plan priorities", "police and crime plan", "links to plan", "police and crime plan priorities",
    ),
    PaperField.DEMAND: ("implications for demand",),
    PaperField.RISKS: ("risk", "risks/mitigation", "risks and mitigation", "risk management", "risk text"),
    PaperField.EQUALITY: (
        "equality and/or human rights implications", "equality and human rights", "equality implications", "equality impact",
        "equality and diversity", "human rights",
    ),
    PaperField.HEALTH: ("health and safety implications", "health & safety implications"),
    PaperField.CONSULTATION: ("consultation/engagement", "engagement", "consultation and engagement"),
    PaperField.ACTIONS: ("actions", "improvement actions"),
    PaperField.FUTURE: (
        "future work/development and expected outcome", "future development", "future work and development", "next steps",
    ),
    PaperField.BACKGROUND: ("appendices", "background documents"),
}  # fmt: skip
_BY_KEY: Final = {
    name_key(spelling): each for each in PaperField for spelling in (each.value, *_ALSO.get(each, ()))
}
_NUMBER: Final = re.compile(r"^\s*\d+(?:\.\d+)*\.?\s+")
_BETWEEN: Final = re.compile(r"\s*[;\n\r]+\s*")
_PRIVATE: Final = re.compile(r"\bpart (?:b|ii|2)\b|\bexempt|\bprivate|\bconfidential|\bnot for public")
_PARTS: Final = {
    **dict.fromkeys(("a", "parta", "i", "part1", "parti", "1", "public", "open"), "A"),
    **dict.fromkeys(("b", "partb", "ii", "part2", "partii", "2", "private", "exempt", "closed", "restricted"), "B"),
}  # fmt: skip
PAPER_NAMES: Final = {
    "board": ("board", "board paper", "grades", "balanced scorecard", "bsc"),
    "msg": ("msg", "msg paper", "msg aspirations", "aspirations"),
    "monthly": ("monthly", "monthly report", "month"),
    "panel": ("panel", "panel report", "police and crime panel"),
    "quarterly": ("quarterly", "quarterly report", "quarter"),
    "pack": ("pack", "data pack"),
}
"""What officers call each kind of paper."""


def field_named(name: str) -> PaperField | None:
    """Return the field that a paper calls so, None for a name that none has.

    >>> field_named("Risks/Mitigation").value, field_named("Gangs")
    ('Risks', None)
    """
    return _BY_KEY.get(name_key(_NUMBER.sub("", tidy(name))))


def read_field(typed: str) -> PaperField:
    """Return what a row of the table Paper is about; the number of a section may stand in front of its name.

    >>> read_field("6.3 Risks/Mitigation"), read_field("Agenda No.").value
    (<PaperField.RISKS: 'Risks'>, 'Agenda number')
    """
    found = field_named(typed)
    if found is None:
        bare = _NUMBER.sub("", tidy(typed))
        near = meant_by(bare, [each.value for each in PaperField])
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} is nothing that a paper has.",
            f"Is '{near}' meant?" if near else f"Use one of {listed([each.value for each in PaperField], 'or')}.",
        )  # fmt: skip
    return found


def means_part_b(typed: str) -> bool:
    """Return whether a field that cannot be read may be meant to say what is not for the public.

    >>> means_part_b("Part B itmes"), means_part_b("Exempt from publication"), means_part_b("Equalty")
    (True, True, False)
    """
    words = tidy(typed).casefold()
    return bool(_PRIVATE.search(words)) or meant_by(words, [PaperField.PART_B.value]) != ""


def read_part(typed: str) -> str:
    """Return the part of the agenda that a paper stands in: "A", which the public reads, or "B".

    >>> read_part("Part A"), read_part("II"), read_part("private")
    ('A', 'B', 'B')
    """
    try:
        return _PARTS[name_key(typed)]
    except KeyError:
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} does not say in which part of the agenda the paper stands.",
            "Use A, which the public reads, or B.",
        ) from None  # fmt: skip


def read_papers(typed: str) -> tuple[str, ...]:
    """Return the kinds of paper that a row is for, none for all of them.

    >>> read_papers("Board; monthly report"), read_papers("all"), read_papers("")
    (('board', 'monthly'), (), ())
    """
    found = []
    for name in names_in(typed):
        if name_key(name) in ("all", "every", "allpapers", "everypaper"):
            return ()
        kind = next(
            (kind for kind, names in PAPER_NAMES.items() if name_key(name) in map(name_key, names)), None
        )
        if kind is None:
            raise RuleError(
                Trouble.UNREADABLE, f"{quoted(name)} is no kind of paper.", f"Use {listed(list(PAPER_NAMES), 'or')}, or leave it blank for all."
            )  # fmt: skip
        found.append(kind)
    return tuple(dict.fromkeys(found))


def names_in(typed: str) -> tuple[str, ...]:
    """Return the names that a text lists, divided by semicolons or lines.

    >>> names_in("Police and Crime Panel; Audit Committee"), names_in("n/a")
    (('Police and Crime Panel', 'Audit Committee'), ())
    """
    names = (tidy(name) for name in _BETWEEN.split(typed))
    return tuple(dict.fromkeys(name for name in names if not is_missing_mark(name)))
