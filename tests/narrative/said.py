"""Claims as the room of claims makes them of sentences, for tests of verdicts, and what the sample workbooks know."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

from tests.support.tools import ROOT
from xlscore import open_book
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.facts.knowing import knowledge_of
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    ClaimVerdict,
    KnownName,
    NameKind,
    Passage,
    Period,
    PrintedAmount,
    SentencePlace,
)
from xlscore.narrative.verdicts.judging import judge

ESSEX = "sample-balanced-scorecard-essex"
MSG = "sample-msg-positions-illustrative"
LEICESTERSHIRE = "sample-threat-impact-leicestershire"
LONDON = "sample-monthly-performance-london"
_PASSAGE = Passage("", SentencePlace())


@cache
def known(sample: str) -> Knowledge:
    """Return what a sample workbook knows."""
    return knowledge_of(open_book(ROOT / "workbooks" / f"{sample}.xlsx"))


@cache
def names_of(sample: str) -> NameIndex:
    """Return the names of a sample workbook."""
    return NameIndex(known(sample).names)


def verdicts(sample: str, text: str, *headings: str, lead: str = "") -> list[ClaimVerdict]:
    """Return what a sample workbook says of the claims of a sentence."""
    claims = claims_in(Passage(text, SentencePlace(), headings, lead), names_of(sample))
    return [each.verdict for each in judge(claims, known(sample))]


def printed(text: str, unit: ClaimUnit = ClaimUnit.NONE) -> PrintedAmount:
    """Return a figure as it is printed; a percentage, and points, as a fraction."""
    plain = text.replace(",", "").rstrip("%")
    places = len(plain.partition(".")[2])
    scale = 100 if text.endswith("%") or unit in (ClaimUnit.PERCENT, ClaimUnit.POINTS) else 1
    unit = ClaimUnit.PERCENT if text.endswith("%") and unit is ClaimUnit.NONE else unit
    half = Fraction(1, 2 * 10**places) if places or scale > 1 else Fraction(0)
    return PrintedAmount(Fraction(plain) / scale, half / scale, unit, text)


def named(name: str, kind: NameKind = NameKind.AREA) -> KnownName:
    """Return a name of the workbook."""
    return KnownName(kind, name)


def told(
    kind: ClaimKind,
    name: str = "",
    amount: str = "",
    unit: ClaimUnit = ClaimUnit.NONE,
    *,
    outcomes: bool = False,
    commands: tuple[str, ...] = (),
    place: str = "",
    members: tuple[str, ...] = (),
    month: Period | None = None,
    name_kind: NameKind = NameKind.AREA,
    and_also: tuple[str, ...] = (),
    **more: Any,
) -> Claim:
    """Return a claim of a subject that is named."""
    subject = ClaimSubject(
        names=tuple(named(each, name_kind) for each in (name, *and_also) if each),
        together=bool(and_also),
        outcomes=outcomes,
        commands=tuple(named(each, NameKind.COMMAND) for each in commands),
        places=(named(place, NameKind.PLACE),) if place else (),
        how="sentence",
    )
    claim = Claim(kind, _PASSAGE, 0, 0, subject, printed(amount, unit) if amount else None, period=month)
    listed = tuple(named(each, more.pop("member_kind", NameKind.AREA)) for each in members)
    return replace(claim, members=listed, **more)
