"""How many labelled claims of sentences are found, and with the right verdict.

    python -m tests.support.score_narrative tests/narrative/data/seen.tsv [--all]

prints contradictions that the label does not have first, then labelled contradictions that agree, then per kind how many claims that agree, contradict or cannot be
told were found so, then the sums; with `--all` each claim that was missed. Ends with 1 where something is called a
contradiction that is none.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import process_time

from tests.narrative.said import known, names_of
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.claims.tokens import tokens_of
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimVerdict,
    Judged,
    Passage,
    PrintedAmount,
    SentencePlace,
)
from xlscore.narrative.verdicts.judging import judge

__all__ = ["Label", "Score", "labels_in", "score"]

BOOKS = {
    "essex": "sample-balanced-scorecard-essex.xlsx",
    "msg": "sample-msg-positions-illustrative.xlsx",
    "leicestershire": "sample-threat-impact-leicestershire.xlsx",
    "london": "sample-monthly-performance-london.xlsx",
}
_ALIKE = (
    {"level", "count", "share", "sum of parts"},
    {"rank", "movement"},
    {"rank", "record"},
    {"gap", "shortfall", "change required", "outcomes required"},
    {"change", "movement", "change of grade", "comparison"},
    {"grade", "change of grade", "list membership", "count of areas"},
    {"grade", "threshold"},
    {"comparison", "gap", "target"},
    {"comparison", "record"},
    {"count of areas", "count", "list membership", "sum of parts"},
)
_BESIDE = ("comparison", "rank", "list membership")
"""What a comparison of two places, or a state, may be labelled as where it has no figure: "burglary grew faster in Hackney"."""
_STATED = "movement"
"""What else a state may be labelled as: "the level of control is Increasing"."""
_WRONG = (ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP)


@dataclass(frozen=True)
class Label:
    """A claim as a writer labelled it."""

    sentence: str
    workbook: str
    passage: Passage
    kind: str
    subject: str
    value: str
    verdict: str
    why: str
    id: str = ""


@dataclass
class Score:
    """What came of labelled claims."""

    found: Counter[tuple[str, str, bool]]
    """By kind, labelled verdict and whether it was found so."""
    wrong: list[tuple[Label, Judged]]
    """What was called a contradiction and is none."""
    missed: list[tuple[Label, tuple[Judged, ...]]]
    agreeing: list[tuple[Label, Judged]] = field(default_factory=list)
    """What is labelled a contradiction and is said to agree."""
    books: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    seconds: float = 0.0

    def share(self, *verdicts: str) -> tuple[int, int]:
        """Return how many claims of these verdicts were found so, of how many."""
        right = sum(n for (_, verdict, ok), n in self.found.items() if verdict in verdicts and ok)
        return right, sum(n for (_, verdict, _), n in self.found.items() if verdict in verdicts)


def labels_in(path: Path) -> list[Label]:
    """Return the labelled claims of a table, as its writers left them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_label(row) for row in rows if row["workbook"] in BOOKS]


def _label(row: dict[str, str]) -> Label:
    headings = tuple(part.strip() for part in row["headings"].split(" > ") if part.strip())
    passage = Passage(row["sentence"], SentencePlace(), headings, row["lead"] or "")
    kind = {"comparison with target": "comparison"}.get(row["kind"], row["kind"])
    return Label(
        row["sentence"], row["workbook"], passage, kind, row["subject"], row["value"] or "", row["verdict"], row["why"] or "", row["id"]
    )  # fmt: skip


def score(labels: Sequence[Label]) -> Score:
    """Return what comes of labelled claims, sentence by sentence."""
    result = Score(Counter(), [], [])
    sentences: dict[tuple[Passage, str, str], list[Label]] = {}
    for label in labels:
        sentences.setdefault((label.passage, label.workbook, label.id), []).append(label)
    for (passage, workbook, _), of in sentences.items():
        sample = BOOKS[workbook].removesuffix(".xlsx")
        knowledge, names = known(sample), names_of(sample)
        start = process_time()
        judged = judge(claims_in(passage, names), knowledge)
        result.seconds += process_time() - start
        result.sentences += 1
        result.wrong += [
            (of[0], each) for each in judged if each.verdict in _WRONG and not _labelled(each, of)
        ]
        for label in of:
            if label.verdict == "no claim":
                continue
            right = _is_found(label, judged)
            result.books[label.workbook] += 1
            result.found[label.kind, label.verdict, right] += 1
            if not right:
                result.missed.append((label, judged))
                agrees = _agreeing(label, judged)
                result.agreeing += [(label, agrees)] if agrees is not None else []
    return result


def _labelled(judged: Judged, labels: Sequence[Label]) -> bool:
    """Return whether a contradiction is one of those labelled."""
    wrong = [label for label in labels if label.verdict in ("contradicts", "does not add up")]
    return any(_same(label, judged.claim) for label in wrong)


def _is_found(label: Label, judged: Sequence[Judged]) -> bool:
    same = [each for each in judged if _same(label, each.claim)]
    same = [each for each in same if _fits(label, each.claim)] or same
    if label.verdict == "cannot tell":
        own = [each for each in same if each.claim.kind.value == label.kind] or same
        return all(each.verdict is ClaimVerdict.CANNOT_TELL for each in own)
    wanted = _WRONG if label.verdict in ("contradicts", "does not add up") else (ClaimVerdict.AGREES,)
    if label.verdict == "agrees" and any(
        each.verdict in _WRONG for each in same if each.claim.kind.value == label.kind
    ):
        return False
    return any(each.verdict in wanted for each in same)


def _agreeing(label: Label, judged: Sequence[Judged]) -> Judged | None:
    """Return the claim that agrees and is one that is labelled a contradiction, by its words and figures; None where there is none."""
    at = label.sentence.casefold().find(label.value.casefold())
    figures = _figures(label.value)
    if label.verdict not in ("contradicts", "does not add up"):
        return None
    same = [each for each in judged if _same(label, each.claim)]
    for each in [each for each in same if _fits(label, each.claim)] or same:
        claim = each.claim
        own = {abs(amount.value) for amount in (claim.amount, *claim.others) if amount is not None}
        here = at < 0 or (claim.start < at + len(label.value) and at < claim.end)
        if claim.of is not None and claim.of == claim.amount:
            continue  # the fifteen of "eight of the fifteen"
        alike = (
            claim.kind.value == label.kind or (bool(figures) and figures <= own) or (at >= 0 and not figures)
        )
        if each.verdict is ClaimVerdict.AGREES and here and alike:
            return each
    return None


def _same(label: Label, claim: Claim) -> bool:
    """Return whether a claim is the one labelled: about the same figure, or of the same kind where there is none."""
    alike = claim.kind.value == label.kind or any(
        claim.kind.value in group and label.kind in group for group in _ALIKE
    )
    figures = _figures(label.value)
    if (claim.states or (claim.kind is ClaimKind.AGAINST and claim.members)) and not figures:
        alike = alike or label.kind in _BESIDE or (bool(claim.states) and label.kind == _STATED)
    grades = _grades(label.value)
    if grades and claim.grades and not grades & set(claim.grades):
        return False
    if (
        claim.kind is ClaimKind.GRADE
        and grades & set(claim.grades)
        and label.kind in ("level", "threshold", "comparison")
    ):
        return True
    if claim.amount is not None and figures:
        return any(_sizes(each) & figures for each in (claim.amount, *claim.others))
    if figures and claim.amount is None and any(_sizes(each) & figures for each in claim.others):
        return True
    if figures and claim.amount is None:
        return alike and (claim.kind.value == label.kind or not claim.members)
    if claim.kind is ClaimKind.MEMBERS:
        return (alike and any(
            member.name.casefold() in (label.value + label.subject).casefold() or label.value.casefold() in (member.name, *member.aliases)
            for member in claim.members
        )) or (alike and claim.stated in label.value) or (alike and claim.only and "only" in label.value.split())  # fmt: skip
    if claim.amount is not None and not figures and label.kind != claim.kind.value:
        return False
    return alike


def _sizes(amount: PrintedAmount) -> frozenset[object]:
    """Return how large a figure is, and as it is printed: of "8.8 points, and 17.6" the second has its unit from the first."""
    return frozenset({abs(amount.value)}) | _figures(amount.text)


@cache
def _grades(text: str) -> frozenset[str]:
    return frozenset(token.grade for token in tokens_of(text, NameIndex(())) if token.grade)


def _fits(label: Label, claim: Claim) -> bool:
    """Return whether a claim is of the subject that is labelled."""
    said, subject = label.subject.casefold(), claim.subject
    scopes = (*subject.places, *subject.commands)
    if scopes and not any(name.name.casefold() in said for name in scopes):
        return False
    return any(name.name.casefold() in said for name in (*subject.names, *scopes))


@cache
def _figures(text: str) -> frozenset[object]:
    none = NameIndex(())
    said = [token.amount for token in tokens_of(text, none) if token.amount is not None]
    if re.search(r"\b(?:no|none|not one|neither)\b", text.lower()):
        return frozenset({0, *(abs(each.value) for each in said)})
    return frozenset(abs(each.value) for each in said)


def told(result: Score, *, everything: bool = False) -> Iterator[str]:
    """Return the lines of the report."""
    for label, each in result.wrong:
        yield f"FALSE {label.workbook} {label.id}: {label.sentence}"
        yield f"      “{each.claim.stated}” as {each.claim.kind.value} of {_named(each.claim)}: {each.arithmetic}"
    for label, each in result.agreeing:
        yield f"AGREES though labelled otherwise: {label.workbook} {label.id}: {label.sentence}"
        yield f"      “{each.claim.stated}” as {each.claim.kind.value} of {_named(each.claim)}: {each.arithmetic}"
    if everything:
        for label, judged in result.missed:
            yield f"MISSED {label.workbook} {label.id} [{' > '.join(label.passage.headings)}|{label.passage.lead}] {label.sentence}"
            yield f"      {label.kind} {label.value!r} of {label.subject}: {label.verdict} ({label.why})"
            figures = _figures(label.value)
            exact = [e for e in judged if e.claim.amount is not None and abs(e.claim.amount.value) in figures]
            if figures and not exact:
                yield "      nothing with this figure"
            for each in exact or judged:
                reason = each.why or each.arithmetic
                yield f"        {each.verdict.value}: {each.claim.kind.value} “{each.claim.stated}” {_told(each.claim)} of {_named(each.claim)}: {reason}"
    verdicts = ("agrees", "contradicts", "does not add up", "cannot tell")
    for kind in sorted({kind for kind, _, _ in result.found}):
        parts = [
            f"{verdict} {result.found[kind, verdict, True]}/{result.found[kind, verdict, True] + result.found[kind, verdict, False]}"
            for verdict in verdicts
        ]
        yield f"{kind:20} {'  '.join(parts)}"
    for verdict in verdicts:
        right, of = result.share(verdict)
        yield f"{verdict}: {right} of {of}" + (f" ({right / of:.3f})" if of else "")
    for book in BOOKS:
        missed = Counter(label.verdict for label, _ in result.missed if label.workbook == book)
        yield f"missed in {book}: {dict(missed)} of {result.books[book]}"
    yield f"labelled contradictions that come out as agreeing: {len(result.agreeing)}"
    right, of = result.share("agrees", "contradicts", "does not add up")
    yield f"recall {right} of {of} ({right / max(of, 1):.3f}); false contradictions {len(result.wrong)}; {result.sentences} sentences, {1000 * result.seconds / max(result.sentences, 1):.2f} ms each"


def _named(claim: Claim) -> str:
    subject = claim.subject
    names = [name.name for name in (*subject.names, *subject.places, *subject.commands)]
    return ", ".join(filter(None, [*names, subject.foreign, "outcomes" if subject.outcomes else ""])) or "?"


def _told(claim: Claim) -> str:
    period = f"{claim.period.text}{' (before)' if claim.period.previous else ''}" if claim.period else ""
    said = (
        "/".join(claim.grades),
        claim.direction.value,
        claim.reference.value,
        claim.hedge.value,
        period,
        claim.subject.how,
    )
    return f"[{' '.join(filter(None, said))}]"


if __name__ == "__main__":  # pragma: no cover
    counted = score(labels_in(Path(sys.argv[1])))
    print("\n".join(told(counted, everything="--all" in sys.argv)))
    sys.exit(bool(counted.wrong))
