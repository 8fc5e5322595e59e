"""The words of the tables that every workbook has: the Policy and the Problems; and the names of its cells.

The tables of each kind of work are in its own folder. The templates write the headings from there, the finder looks for
them, and the aliases are what officers in other forces and the published papers call the same column. An alias is compared
without case, punctuation, notes in brackets, footnote digits and dates at the end ("Force Redline (Feb 2019)" is "force
redline").
"""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind, know

__all__ = [
    "COMMAND",
    "HEADINGS",
    "NAME_PREFIX",
    "NOTHING",
    "OVERALL_MATRIX",
    "OWN_FORCE",
    "OWN_FORCE_LABELS",
    "POLICY",
    "PROBLEMS",
    "policy_name",
]

POLICY: Final = TableKind(
    "policy",
    "Policy",
    (
        Column("setting", "Setting", ("settings", "policy", "policy setting")),
        Column("value", "Value", ("set to", "choice")),
        Column("meaning", "Meaning", ("help", "what it means")),
        Column("source", "Source", ("sources",)),
    ),
    needs=("setting", "value"),
    rows="setting",
)
"""A row per setting, named by its label in `xlscore.rules.policy.SETTINGS`, and one for the own force."""

OVERALL_MATRIX: Final = TableKind(
    "overall classification by threat and impact",
    "Policy",
    (
        Column("threat", "Threat", ("threat level", "overall classification")),
        Column("low", "Low", ("low impact", "impact low")),
        Column("medium", "Medium", ("medium impact", "impact medium")),
        Column("high", "High", ("high impact", "impact high")),
    ),
    needs=("threat", "low", "medium", "high"),
    rows="threat",
)  # fmt: skip
"""A row per threat (Low, Medium, High), a column per impact class: the matrix is a setting."""

PROBLEMS: Final = TableKind(
    "table of problems",
    "Problems",
    (
        Column("sheet", "Sheet", (), computed=True),
        Column("cell", "Cell", (), computed=True),
        Column("what", "What is wrong", ("what", "problem"), computed=True),
        Column("do", "What to do", ("do", "action"), computed=True),
        Column("found_by", "Found by", (), computed=True),
    ),
    needs=("sheet", "cell", "what", "do"),
    rows="what",
)  # fmt: skip
"""`Found by` holds the name of the command that found it, and each run replaces only its own rows."""

HEADINGS: Final = TableKind(
    "table of headings",
    "Headings",
    (
        Column("sheet", "Sheet", ("on sheet", "worksheet", "tab"), own_names=True),
        Column("heading", "Heading", ("headings", "column", "column heading", "our heading"), own_names=True),
        Column("means", "Means", ("meaning", "stands for", "read as", "is our")),
    ),
    needs=("heading", "means"),
    rows="heading",
)
"""What an officer says that a heading means, once for all actions; without a sheet it holds on every one."""

COMMAND: Final = ("command",)
"""What a heading means whose column is a command's."""

NOTHING: Final[tuple[str, ...]] = ()
"""What a heading means whose column is left alone and never asked about."""

know(POLICY, OVERALL_MATRIX, PROBLEMS, HEADINGS)

OWN_FORCE: Final = "Own force"
"""The label on the Policy sheet beside which the force's own name stands; also the cell name `xls_own_force`."""

OWN_FORCE_LABELS: Final = (OWN_FORCE, "our force", "this force", "your force", "name of force", "force:")

NAME_PREFIX: Final = "xls_"


def policy_name(field: str) -> str:
    """Return the workbook's name for a setting's cell, which the live formulas refer to.

    >>> policy_name("rag_tolerance")
    'xls_rag_tolerance'
    """
    return NAME_PREFIX + field
