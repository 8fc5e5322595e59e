"""The tables of the logs: what an officer keeps, and what is written beside it."""

from __future__ import annotations

from typing import Final

from xlscore.books.plan.tones import LOG_WORDS, RAG_WORDS
from xlscore.books.tables.layout import BETTER, DATA_TO, Column, TableKind, worded

__all__ = ["ACTIONS", "AGENDA", "BRIEFING", "DEEP_DIVES", "FORWARD_PLAN", "HEALTH", "THREATS"]

_OWNER: Final = (
    "owners", "action owner", "owned by", "lead", "lead officer", "responsible", "responsible officer", "person responsible", "assigned to",
    "action for", "by whom", "who", "responsibility", "action lead", "action by",
)  # fmt: skip
_UPDATE: Final = (
    "updates", "latest update", "progress", "progress update", "latest position", "current position", "position", "update and date", "comments",
    "progress notes", "action update", "outcome",
)  # fmt: skip
_CLOSED: Final = (
    "date closed", "closed on", "closed date", "date completed", "completed on", "completion date", "date discharged",
    "closure date", "date of closure", "completed",
)  # fmt: skip
_RAISED: Final = (
    *worded("date", "raised/of meeting/set/allocated/added/opened/logged"), "raised on", "raised date", "raised", "meeting date", "date",
    "opened", "date of action",
)  # fmt: skip

ACTIONS: Final = TableKind(
    "action log",
    "Actions",
    (
        Column("number", "No.", ("no", "number", "action no", "action number", "action ref", "ref", "reference", "action id", "id", "log number", "item no", "unique ref")),
        Column("raised_at", "Raised at", ("meeting", "raised by", "raised in", "agenda item", "minute", "minute item", "source", "forum", "board"), goes_on=True),
        Column("raised", "Date", _RAISED),
        Column("action", "Action", ("actions", "agreed action", "action required", "action agreed", "description", "action description", "details", "detail of action", "task", "what", "action point")),
        Column("owner", "Owner", _OWNER),
        Column("due", "Due", ("due date", "date due", "due by", "by when", "deadline", "target date", "target completion date", "timescale", "when", "completion due", "review date", "to be completed by")),
        Column("update", "Update", _UPDATE),
        Column("status", "Status", ("action status", "open or closed", "open closed", "state", "open/closed")),
        Column("closed", "Closed", _CLOSED),
        Column("linked", "Linked to", ("linked action", "linked actions", "links", "links to", "link to", "linked with", "related action", "related actions", "see also")),
        Column("level", "Level", ("escalation level", "escalated to", "escalation", "board level")),
        Column("escalated", "Escalated on", ("date escalated", "escalated", "escalation date")),
        Column("age", "Age (days)", ("age", "age in days", "days open"), computed=True, number_format="0"),
        Column("overdue", "Overdue", ("is overdue",), computed=True, tones=LOG_WORDS),
    ),
    needs=("action", ("number", "owner"), ("due", "status", "update", "closed")),
    rows="action",
    sentences=True,
)  # fmt: skip
"""A row per action. Its number is written where it has none; all else is a person's, but for its age and whether it is overdue."""

BRIEFING: Final = TableKind(
    "briefing log",
    "Briefing log",
    (
        Column("issue", "Issue", ("issues", "issue raised", "performance issue", "issue requiring scrutiny", "concern", "topic", "issue identified")),
        Column("raised", "Raised", _RAISED),
        Column("source", "Source", ("raised by", "raised from", "where raised", "raised at", "identified by", "origin")),
        Column("tasked", "Action tasked", ("action", "task", "tasking", "tasked action", "action required", "actions tasked")),
        Column("owner", "Owner", _OWNER),
        Column("update", "Update", _UPDATE[:-1]),
        Column("resolution", "Resolution", ("resolved", "how resolved", "outcome", "result", "conclusion")),
        Column("closed", "Closed", _CLOSED),
        Column("age", "Age (days)", ("age", "age in days", "days open"), computed=True, number_format="0"),
    ),
    needs=("issue", ("tasked", "resolution"), ("source", "owner", "raised")),
    rows="issue",
    sentences=True,
)  # fmt: skip
"""A row per issue; those that the month's figures raise are proposed below the others."""

FORWARD_PLAN: Final = TableKind(
    "forward plan",
    "Forward plan",
    (
        Column("meeting", "Meeting", ("meeting date", "date of meeting", "board", "board date", "date", "month", "meeting of"), goes_on=True),
        Column("item", "Item", ("agenda item", "report", "paper", "report title", "title", "items", "subject", "report item")),
        Column("requested_by", "Requested by", ("requested", "requester", "asked for by", "commissioned by", "who requested"), goes_on=False),
        Column("every", "Every", ("frequency", "how often", "recurs", "recurrence", "cycle", "interval"), goes_on=False),
        Column("lead", "Lead", _OWNER[:-3], goes_on=False),
        Column("data_to", "Data to", (*DATA_TO.aliases, "data up to", "figures to", "figures up to", "reporting period", "period covered"), goes_on=False),
        Column("status", "Status", ("state", "progress"), goes_on=False),
        Column("next", "Next due", ("next", "next date", "next meeting"), computed=True, number_format="d mmm yyyy"),
    ),
    needs=("meeting", "item", ("requested_by", "every", "lead", "data_to", "status")),
    rows="item",
    keys=("meeting", "item"),
)  # fmt: skip
"""A row per item and meeting; a blank meeting is that above, or, where none stands there, one to be agreed."""

DEEP_DIVES: Final = TableKind(
    "deep dives",
    "Deep dives",
    (
        Column("quarter", "Quarter", ("quarters", "deep dive quarter", "meeting", "meeting date", "date", "month")),
        Column("objective", "Objective", ("objectives", "area", "priority", "deep dive", "deep dive objective", "deep dive area", "topic", "subject", "plan priority", "objective area")),
        Column("lead", "Lead", _OWNER[:-3]),
        Column("status", "Status", ("state", "progress", "done")),
        Column("reason", "Reason", ("reason for change", "override reason", "why before its turn")),
    ),
    needs=("quarter", "objective", ("lead", "status", "reason")),
    rows="objective",
    keys=("quarter", "objective"),
)  # fmt: skip
"""A row per quarter and objective: those that were, and those that an officer chose for a quarter to come."""

HEALTH: Final = TableKind(
    "health dashboard",
    "Health",
    (
        Column("measure", "Measure", ("health measure", "indicator", "area", "what", "health indicator", "area of health")),
        Column("kind", "Kind", ("type", "kind of measure", "measured as"), words=("level", "count", "share done")),
        BETTER,
        Column("target", "Target", ("aim", "standard", "tolerance level", "threshold")),
        Column("actual", "Actual", ("current", "latest", "now", "value", "this period")),
        Column("previous", "Previous", ("last", "last period", "last month", "last quarter", "previous period", "before")),
        Column("due", "Due", ("due date", "by when", "deadline", "target date", "date due")),
        Column("rag", "RAG", ("status", "rag status"), computed=True, tones=RAG_WORDS),
        Column("words", "In words", ("comment in words",), computed=True),
    ),
    needs=("measure", "kind", "actual", ("target", "due")),
    rows="measure",
)  # fmt: skip
"""A row per measure of the organisation's health: a level, a count, or a share done by a day."""

THREATS: Final = TableKind(
    "threats of the week",
    "Threats of the week",
    (
        Column("week", "Week", ("week commencing", "week ending", "w/c", "w/e", "week beginning", "week of")),
        Column("threat", "Threat", ("threats", "emerging threat", "threat or risk", "issue", "threat identified")),
        Column("place", "Place", ("area", "location", "where", "lpu", "bcu", "district")),
        Column("level", "Level", ("threat level", "severity", "priority")),
        Column("action", "Action", ("mitigation", "mitigating action", "mitigating actions", "actions", "action taken")),
        Column("owner", "Owner", _OWNER[:-1]),
        Column("update", "Update", _UPDATE),
        Column("state", "State", ("carried over",), computed=True, tones=LOG_WORDS),
    ),
    needs=("week", "threat", ("action", "owner", "level", "update")),
    rows="threat",
    keys=("week", "threat"),
    sentences=True,
)  # fmt: skip
"""A row per week and threat; one that is not closed is carried over."""

AGENDA: Final = TableKind(
    "list for the agenda",
    "Next agenda",
    (
        Column("owner", "Owner", computed=True),
        Column("number", "No.", computed=True, goes_on=False),
        Column("action", "Action", computed=True),
        Column("due", "Due", computed=True, number_format="d mmm yyyy"),
        Column("overdue", "Overdue", computed=True),
        Column("age", "Age (days)", computed=True, number_format="0"),
        Column("since", "Since the last meeting", computed=True),
        Column("update", "Update", computed=True),
    ),
    needs=("owner", "number", "action", "overdue", "since"),
    rows="action",
    keys=("number", "action"),
    product_only=True,
)
"""The open actions by their owners, and what was closed since the last meeting."""
