"""What people wrote on an objective, and what lies ahead of it: which texts stand on its page now.

Of texts of one kind on one objective those of the latest date stand, and those without a date, which hold until somebody takes
them out. What lies on the horizon stands until the day that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

from xlscore.rules.objectives.records import HorizonItem, ObjectiveText, TextKind
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, listed, name_key, quoted, stopped

__all__ = ["AGREED", "is_agreed", "is_ahead", "meant_by", "pointer_words", "read_text_kind", "standing_texts"]

_KINDS: Final = {
    key(word): kind
    for kind, words in {
        TextKind.DOING: "What is being done/What is being done?/Being done/Action/Actions/Action taken/Activity",
        TextKind.RECOMMENDATION: "Recommendation/Recommendations/Recommended/For decision/Decision",
        TextKind.EVIDENCE: "Evidence/Context/Commentary/Narrative/Note/Background",
    }.items()
    for word in words.split("/")
}
AGREED: Final = f"{TextKind.RECOMMENDATION.value} (agreed)"
"""What a recommendation that was agreed is called."""
_AGREED: Final = re.compile(r"\s*\(agreed\)\s*|[\s,:–-]*\bagreed\b\s*", re.IGNORECASE)
"""What a board's agreement adds to the word for a text."""
_ALIKE: Final = 0.8
"""From this likeness on a name may be one that was mistyped."""


def read_text_kind(typed: str) -> TextKind:
    """Return what a text is, from the word typed for it; Evidence where nothing is typed.

    >>> read_text_kind("what is being done?").value, read_text_kind("Recommendation (agreed)").value, read_text_kind("").value
    ('What is being done', 'Recommendation', 'Evidence')
    """
    if not key(typed):
        return TextKind.EVIDENCE
    try:
        return _KINDS[key(_AGREED.sub("", typed) if is_agreed(typed) else typed)]
    except KeyError:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} is no kind of text.",
            f"Use {listed([kind.value for kind in TextKind], 'or')}.",
        ) from None


def is_agreed(typed: str) -> bool:
    """Return whether the word typed for a text says that it is a recommendation and was agreed.

    >>> is_agreed("Agreed recommendation"), is_agreed("Recommendation"), is_agreed("Not agreed recommendation")
    (True, False, False)
    """
    return _KINDS.get(key(_AGREED.sub("", typed))) is TextKind.RECOMMENDATION and bool(_AGREED.search(typed))


def standing_texts(texts: Iterable[ObjectiveText]) -> tuple[ObjectiveText, ...]:
    """Return the texts that stand on a page, in their order: of each kind and area those of its latest date, and the undated."""
    every = tuple(texts)
    latest: dict[tuple[TextKind, str], date] = {}
    for text in every:
        mark = text.kind, name_key(text.about)
        if text.date is not None:
            latest[mark] = max(text.date, latest.get(mark, text.date))
    return tuple(
        text for text in every if text.date is None or text.date == latest[text.kind, name_key(text.about)]
    )


def is_ahead(item: HorizonItem, today: date | None) -> bool:
    """Return whether something still lies ahead on the day up to which the report goes; where nobody knows that, it does.

    >>> from xlscore.rules.figures import Source
    >>> review = HorizonItem("Review", Source("Horizon", "A2"), until=date(2014, 4, 30))
    >>> is_ahead(review, date(2013, 10, 1)), is_ahead(review, date(2014, 5, 1)), is_ahead(review, None)
    (True, False, True)
    """
    return item.until is None or today is None or today <= item.until


def pointer_words(item: HorizonItem) -> str:
    """Return something that lies ahead as an objective's page points to it.

    >>> from xlscore.rules.figures import Source
    >>> pointer_words(HorizonItem("Review of domestic abuse", Source("Horizon", "A2"), publisher="Home Office", when="6 Sep 2013"))
    'Review of domestic abuse (Home Office, 6 Sep 2013). See Horizon.'
    """
    about = ", ".join(part for part in (item.publisher, item.when) if part)
    said = f"{item.title} ({about})" if about else item.title
    summary = f": {item.summary}" if item.summary else ""
    return f"{stopped(f'{said}{summary}')} See {item.source.sheet}."


def meant_by(name: str, objectives: Sequence[str]) -> str:
    """Return the objective that a name may be meant for, "" where it is like none: then it names a section of the paper.

    >>> meant_by("Burglery", ["Burglary", "Robbery"]), meant_by("Executive summary", ["Burglary"])
    ('Burglary', '')
    """
    marks = {name_key(each): each for each in objectives}
    close = get_close_matches(name_key(name), list(marks), n=1, cutoff=_ALIKE)
    return marks[close[0]] if close else ""
