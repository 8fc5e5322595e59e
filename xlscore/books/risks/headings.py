"""The table of risks."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind, worded

__all__ = ["RISKS"]

RISKS: Final = TableKind(
    "risk register",
    "Risks",
    (
        Column(
            "ref", "Ref",
            (
                "reference", *worded("risk", "ref/reference/no/number/id"), "risk register ref", "id", "no", "number", "urn",
                "risk", "risk title", "title", "risk description", "description of risk", "description",
            ),
        ),
        Column("risk", "Risk", ("risk title", "title", "risk description", "description of risk", "description", "summary")),
        Column("where", "Area or command", ("area command", "command or area", "command area", "area or department", "belongs to")),
        Column("area", "Area", ("area of business", "business area", "priority area", "risk area", "areas")),
        Column("command", "Command", ("department", "risk command", "commands", "owning command")),
        Column("likelihood", "Likelihood", ("likelihood score", "probability", "likelihood 1 5", "current likelihood", "residual likelihood")),
        Column("impact", "Impact", ("impact score", "severity", "consequence", "current impact", "residual impact")),
        Column("score", "Score", ("risk score", "current score", "residual score", "total score", "rating", "risk rating"), computed=True, formulas=("=RISK_SCORE(cells,cells)", "=RISK_SCORE(cells,cells,impact_step)")),
        Column(
            "redline", "Redline", ("is redline", "redline risk", "over the limit"), computed=True,
            formulas=tuple(f'=IF(RISK_REDLINE({score},risk_redline_over),"Yes","No")' for score in ("cells", "RISK_SCORE(cells,cells)", "RISK_SCORE(cells,cells,impact_step)")),
        ),
        Column("previous_score", "Previous score", (*worded("last/previous/prior/last cycles", "score/risk score"), "score last cycle", "score last quarter", "score last time")),
        Column("mitigation", "Mitigation", ("mitigations", "mitigating action", "mitigating actions", "controls", "action")),
        Column("owner", "Owner", ("risk owner", "lead", "owned by")),
        Column("status", "Status", ("risk status", "state")),
        Column("updated", "Updated", ("last updated", "date updated", "update", "reviewed", "last reviewed")),
    ),
    needs=("ref", "likelihood", "impact", ("where", "area", "command")),
    rows="ref",
)  # fmt: skip
"""A row per risk; `Area or command` names what it belongs to, or two columns of their own do."""
