"""The highest and the lowest: of the months that are known, and of the places or forces that are compared."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ClaimVerdict,
    ComparedWith,
    Fact,
    Judged,
    KnownName,
    NameKind,
    Sense,
)
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.near.of_counts import answers_by_count, is_of_counts
from xlscore.narrative.verdicts.periods import as_in_workbook, months_in
from xlscore.rules.figures import Source
from xlscore.rules.series import months_between
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["judge_record"]

_COMPARED: Final = frozenset({ClaimKind.LEVEL, ClaimKind.CHANGE})
_IN_TIME: Final = re.compile(
    r"\b(?:since|months?|years?|quarters?|ever|on record|history|(?<!same )time|series|jan\w*|feb\w*|mar(?:ch)?|apr\w*|june?|july?|aug\w*|sep\w*|oct\w*|"
    r"nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_EVER: Final = re.compile(
    r"\bon record\b|\bsince (?:the )?(?:records?|series|figures|data|counts?) beg[au]n\b|\b(?:in|of) (?:the|our) (?:whole )?(?:series|records)\b",
    re.IGNORECASE,
)
"""What goes as far back as the workbook, or further: what is no record there is none anywhere."""
_FEWEST: Final = 3
_SLACK: Final = 1
"""A month more or less, and "in eight months" is as right."""
_STILL: Final = re.compile(
    r"\b(?:remains?|still|of any month|any other month|(?:busiest|worst|best|quietest|peak) month|of the series|ever)\b",
    re.IGNORECASE,
)
"""What says that no later month has been as high, or as low, either."""
_MONTH_OF_YEAR: Final = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])}) (20\d\d)\b")
_OF_ITS_KIND: Final = re.compile(
    rf"\b(?:any|an?|each|every|other|lowest|highest|best|worst|busiest|quietest) (?:{'|'.join(calendar.month_name[1:])})\b|\btime of (?:the )?year\b",
    re.IGNORECASE,
)
"""What sets a month beside the same month of other years."""
_SHORT_MONTH: Final = re.compile(rf"\b(?:{'|'.join(calendar.month_abbr[1:])})\b")
_MONTH_NAME: Final = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b")
_NOW: Final = re.compile(r"\b(?:latest|this|current) month\b", re.IGNORECASE)
_OFTEN: Final = re.compile(
    r"\b(?:rates?|average|projected|forecast|daily|per|share|proportion|outcomes?|solved)\b", re.IGNORECASE
)
"""What else than a month's count may be meant to be the highest."""
_AMONG_NAMES: Final = re.compile(
    r"\b(?:(?:any|every)(?: other)? (?:objective|measure|crime(?: type)?|offence(?: type)?|type|indicator)|(?:all|any|every one)(?: of)? (?:the |our )?(?:other )?"
    r"(?:objectives|measures|crime types|offence types|types|indicators))\b",
    re.IGNORECASE,
)
_AMONG_PLACES: Final = re.compile(
    r"\b(?:the|any|every|each|other|all|which|our|four|three|five) (?:other )?(?:boroughs?|districts?|divisions?|bcus?|lpus?|local policing (?:areas?|units?))\b|\bof (?:the|our|all) (?:two|three|four|five)(?= *(?:[,.;:]|$))",
    re.IGNORECASE,
)
_OF_MONTHS: Final = re.compile(r"\b(?:months?|since|on record|ever|quarters?)\b", re.IGNORECASE)
_AMONG_FORCES: Final = re.compile(
    r"\b(?:group|forces?|family|peers|msg|of the (?:eight|seven|six|8|7))\b", re.IGNORECASE
)
_THE_YEAR: Final = re.compile(r"\b(?:in|over|during) the year\b(?! (?:to|end|before|of|\d))", re.IGNORECASE)
"""What is the workbook's own time, where forces are compared."""
_YEAR_TO: Final = re.compile(
    rf"\b(?:(?:in|over|during|for) the |the )?(?:year|(?:12|twelve) months) (?:to|ending|ended) (?:the end of |end )?(?P<month>(?:{'|'.join(calendar.month_name[1:])}) 20\d\d)\b",
    re.IGNORECASE,
)
_NEARLY: Final = re.compile(r"\b(?:almost|nearly|about|some|around)\b", re.IGNORECASE)
_YEARS: Final = re.compile(r"\b(an?|\d+|[a-z]+) years?\b", re.IGNORECASE)
_A_YEAR: Final = 12
_THAN: Final = re.compile(r"\bthan\b", re.IGNORECASE)
"""What sets what is there beside what is there elsewhere, and not how it has changed, where no movement is said."""


def judge_record(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether a month, a place among others, or a measure among all, is the highest or the lowest as a claim says."""
    places = [place.name for place in claim.subject.places if place.kind is not NameKind.FORCE]
    if claim.direction in (Sense.NONE, Sense.SAME) or len(places) > 1:
        return cannot_tell(claim, "It is not said whether it is the highest or the lowest.")
    place = places[0] if places else ""
    found = _found(claim, knowledge, name, place)
    if found.verdict is ClaimVerdict.CONTRADICTS and claim.subject.how == "heading":
        return cannot_tell(claim, "It may be of something else than the heading names.", found.sources)
    return found


def _found(claim: Claim, knowledge: Knowledge, name: KnownName, place: str) -> Judged:
    of_places = (
        place and _AMONG_PLACES.search(claim.passage.text) and not _OF_MONTHS.search(claim.passage.text)
    )
    said = _without_own_year(claim, knowledge, name)
    own_year = mentions(claim, _AMONG_FORCES) and not _IN_TIME.search(_THE_YEAR.sub("", said))
    in_time = None if of_places or own_year else _in_time(claim, knowledge, name, place)
    if in_time is not None:
        return in_time
    other_time = not (of_places or own_year) and mentions(claim, _IN_TIME) and not _is_yearly(claim)
    if claim.period is not None or other_time:
        return cannot_tell(claim, "The workbook does not say of what it is the highest or lowest.")
    if mentions(claim, _AMONG_NAMES):
        return _among_names(claim, knowledge, name, place)
    if place or mentions(claim, _AMONG_FORCES):
        return _among_places(claim, knowledge, name, place)
    return cannot_tell(claim, "The workbook does not say of what it is the highest or lowest.")


def _without_own_year(claim: Claim, knowledge: Knowledge, name: KnownName) -> str:
    """Return a sentence without the year that the workbook's own figures are of: "in the year to December 2019"."""
    met = _YEAR_TO.search(claim.passage.text)
    ends = {
        f"{calendar.month_name[fact.period.last.month]} {fact.period.last.year}"
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind is ClaimKind.LEVEL and not fact.previous and fact.period is not None and fact.period.last is not None
    }  # fmt: skip
    if met is None or met["month"] not in ends:
        return claim.passage.text
    return claim.passage.text[: met.start()] + claim.passage.text[met.end() :]


def _is_yearly(claim: Claim) -> bool:
    """Return whether a record is one of the changes on last year, so that the year says nothing of since when."""
    return claim.reference is ComparedWith.LAST_YEAR and not _MONTH_NAME.search(claim.passage.text)


def _sign(claim: Claim, fact: Fact) -> int:
    """Return 1 where the largest figure is meant, -1 for the smallest, 0 where the workbook does not say which way is better."""
    if claim.direction in (Sense.UP, Sense.DOWN):
        return 1 if claim.direction is Sense.UP else -1
    if fact.higher_is_better is None:
        return 0
    return 1 if fact.higher_is_better is (claim.direction is Sense.BETTER) else -1


def _in_time(claim: Claim, knowledge: Knowledge, name: KnownName, place: str) -> Judged | None:
    """Return whether the latest month is a record as a claim says, None where the claim is of no month that is known.

    That it is not so is said where the sentence names the month and since when, and every month in between is known.
    """
    months = [
        fact
        for fact in knowledge.dated_by_name.get(name.name, ())
        if fact.kind is ClaimKind.LEVEL and fact.place == place and fact.period is not None and fact.period.first is not None
        and fact.period.last is not None and fact.period.first.month == fact.period.last.month and fact.outcomes is claim.subject.outcomes
    ]  # fmt: skip
    months.sort(key=_end)
    if len(months) < _FEWEST or claim.reference is not ComparedWith.NONE or not mentions(claim, _IN_TIME):
        return None
    named = _months_named(claim)
    till = _until(claim, months, named)
    if not till:
        return None
    latest, sign = till[-1], _sign(claim, till[-1])
    run, wanted = _run(till, sign), _wanted(claim, knowledge, till)
    if wanted is None or not sign or len(till) < _FEWEST:
        return None
    how = "highest" if sign > 0 else "lowest"
    line = f"{latest.arithmetic}: {how} in {run} months"
    if run >= wanted:
        later = [fact for fact in months[len(till) :] if (_value(fact) - _value(latest)) * sign > 0]
        return (
            None
            if later and (claim.period is None or _STILL.search(claim.passage.text))
            else Judged(claim, ClaimVerdict.AGREES, latest.sources, line)
        )
    since = claim.period is not None and claim.period.last is not None
    long = (
        claim.period is not None
        and not since
        and run < wanted - _SLACK
        and shown(latest.value, latest.unit) in claim.passage.text
    )
    surely = (named or mentions(claim, _NOW)) and (
        since or long or (claim.period is None and mentions(claim, _EVER))
    )
    known = len(till) == len(months) or bool(_MONTH_OF_YEAR.search(_without_since(claim)))
    if surely and known and wanted <= len(till) and not mentions(claim, _OFTEN):
        return Judged(claim, ClaimVerdict.CONTRADICTS, latest.sources, line, f"{how} in {run} months")
    return None


def _until(claim: Claim, months: Sequence[Fact], named: set[str]) -> Sequence[Fact]:
    """Return the months up to the one that a sentence names, the latest of its name; all of them where it names none, none where it names two."""
    said = _without_since(claim)
    if len(named) > 1 or _OF_ITS_KIND.search(said):
        return ()
    years = set(_MONTH_OF_YEAR.findall(said))
    ends = [
        n
        for n, fact in enumerate(months, 1)
        if not named
        or (calendar.month_name[_end(fact).month] in named and (not years or years == {str(_end(fact).year)}))
    ]
    return months[: ends[-1]] if ends else ()


def _without_since(claim: Claim) -> str:
    """Return a sentence without the period since when something is a record."""
    since = "" if claim.period is None else claim.period.text
    return claim.passage.text.replace(since, "") if since else claim.passage.text


def _months_named(claim: Claim) -> set[str]:
    """Return the months that a sentence names, but for the one since when it is a record."""
    text = _without_since(claim)
    short = {
        calendar.month_name[list(calendar.month_abbr).index(each)] for each in _SHORT_MONTH.findall(text)
    }
    return {*_MONTH_NAME.findall(text), *short}


def _end(fact: Fact) -> date:
    return date.min if fact.period is None or fact.period.last is None else fact.period.last


def _run(months: Sequence[Fact], sign: int) -> int:
    """Return for how many months, the latest included, none was higher (1) or lower (-1)."""
    run = 0
    latest = _value(months[-1])
    for fact in reversed(months):
        if run and (_value(fact) - latest) * sign >= 0:
            break
        run += 1
    return run


def _value(fact: Fact) -> Fraction:
    return fact.value if isinstance(fact.value, Fraction) else Fraction(0)


def _wanted(claim: Claim, knowledge: Knowledge, months: Sequence[Fact]) -> int | None:
    """Return for how many months a claim says that it is a record; all that are known where it does not say."""
    if claim.period is None:
        return len(months)
    period = as_in_workbook(claim.period, knowledge)
    last = months[-1].period
    if period.last is None or last is None or last.first is None:
        return _long(claim.period.text)
    if (period.last.year, period.last.month) == (last.first.year, last.first.month):
        return len(months)  # "January was the highest on record"
    return months_between(period.last.replace(day=1), last.first)


def _long(text: str) -> int | None:
    """Return how many months a duration is at least: "almost two years" is not quite twenty-four.

    >>> _long("almost two years"), _long("a year"), _long("ten months"), _long("ages")
    (22, 12, 10, None)
    """
    years = _YEARS.search(text)
    months = months_in(text)
    if years is not None:
        word = years[1].casefold()
        number = 1 if word in ("a", "an") else int(word) if word.isdigit() else _number(word)
        months = None if number is None else _A_YEAR * number
    if months is None:
        return None
    return months - max(1, months // _A_YEAR) if _NEARLY.search(text) else months


def _number(word: str) -> int | None:
    return NUMBER_WORDS.index(word) if word in NUMBER_WORDS else None


def _kinds(claim: Claim) -> frozenset[ClaimKind]:
    if claim.reference is ComparedWith.LAST_YEAR:
        return frozenset({ClaimKind.CHANGE})
    return frozenset({ClaimKind.LEVEL}) if _THAN.search(claim.stated) else _COMPARED


def _among_places(claim: Claim, knowledge: Knowledge, name: KnownName, place: str) -> Judged:
    """Return whether a place is first or last among all that the workbook has, by any of the figures that may be meant."""
    facts = [
        fact
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind in _kinds(claim) and not fact.previous and not fact.projected and isinstance(fact.value, Fraction)
        and fact.outcomes is claim.subject.outcomes
    ]  # fmt: skip
    of_forces = any(fact.reference is ComparedWith.AVERAGE for fact in facts)
    if is_of_counts(claim) and claim.reference is ComparedWith.NONE:
        facts = [fact for fact in facts if fact.kind is ClaimKind.LEVEL and answers_by_count(claim, fact)]
    elif mentions(claim, _OFTEN) and claim.reference is ComparedWith.NONE:
        counts = (ClaimUnit.CRIMES, ClaimUnit.OUTCOMES)
        facts = [fact for fact in facts if fact.unit not in counts and fact.kind is ClaimKind.LEVEL]
    facts = [fact for fact in facts if fact.place or (of_forces and fact.reference is ComparedWith.NONE)]
    told = list(_questions(claim, facts, lambda fact: fact.place, place))
    agrees = next((each for each in told if each.verdict is ClaimVerdict.AGREES), None)
    if agrees is not None:
        return agrees
    if not told:
        return cannot_tell(claim, f"The workbook has nothing to compare {place or 'the force'} with.")
    return told[0]


def _among_names(claim: Claim, knowledge: Knowledge, name: KnownName, place: str) -> Judged:
    """Return whether a measure's figure is first among all of its kind, where those are of one unit."""
    kind = next((known.kind for known in knowledge.names if known.name == name.name), None)
    names = [known.name for known in knowledge.names if known.kind is kind]
    facts = [
        fact
        for each in names
        for fact in knowledge.by_name.get(each, ())
        if fact.kind in _kinds(claim) and fact.place == place and not fact.previous and not fact.projected
        and isinstance(fact.value, Fraction) and fact.reference is claim.reference
    ]  # fmt: skip
    told = list(_questions(claim, facts, lambda fact: fact.name, name.name))
    agrees = next((each for each in told if each.verdict is ClaimVerdict.AGREES), None)
    return agrees or cannot_tell(
        claim, "It is not said in so many words by which figure it is the highest or lowest."
    )


def _questions(
    claim: Claim, facts: Sequence[Fact], of_whom: Callable[[Fact], str], own_name: str
) -> Iterator[Judged]:
    """Yield the answer by each kind of figure of which at least two are known."""
    for question in dict.fromkeys((fact.kind, fact.unit, fact.reference, fact.outcomes) for fact in facts):
        of = [fact for fact in facts if (fact.kind, fact.unit, fact.reference, fact.outcomes) == question]
        own = next((fact for fact in of if of_whom(fact) == own_name), None)
        sign = 0 if own is None else _sign(claim, own)
        if own is None or len({of_whom(fact) for fact in of}) < 2 or not sign:
            continue
        best = max(of, key=lambda fact: _value(fact) * sign)
        line = ", ".join(f"{of_whom(fact) or 'the force'} {shown(fact.value, fact.unit)}" for fact in of)
        if _value(best) == _value(own):
            yield Judged(claim, ClaimVerdict.AGREES, own.sources, line)
        elif of_whom(best) and of_whom(best) in claim.passage.text[: claim.start]:
            yield cannot_tell(claim, f"It may be {of_whom(best)} that is meant.", _sources(of))
        else:
            yield Judged(claim, ClaimVerdict.CONTRADICTS, _sources(of), line, of_whom(best) or "the force")


def _sources(facts: Iterable[Fact]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))
