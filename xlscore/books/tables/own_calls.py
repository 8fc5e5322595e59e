"""Calls of our functions in formulas, however Excel spells them: on the desktop, on the web, and stored in a file.

| spelling | where |
|---|---|
| `MSG_GAP(…)` | with the add-in of the desktop, and in every workbook that ships |
| `'…\\xlscore.xlam'!MSG_GAP(…)`, `[1]!MSG_GAP(…)` | the same, where the add-in's file is not open |
| `SCORECARD.MSG_GAP(…)` | with the web add-in, as Excel shows it while the add-in runs |
| `_xldudf_SCORECARD_MSG_GAP(…)` | the same, as a file holds it, and as Excel shows it without the add-in |
| `_xldudf_MSG_GAP(…)` | the same of a web add-in without a namespace |

`SCORECARD` is the namespace of the web add-in; IT may choose another, and the file writes the dots in it as underscores. **A
namespace is ours** if it is SCORECARD, or none, or told (`XLSCORE_NAMESPACE`, or what *Bring formulas over* noted in the
workbook), or learnt from the workbook: nobody calls anything under SCORECARD, it is the only other one, at least two
different functions of ours are called under it, and nothing else. Otherwise another add-in may well have a function of
that name: the formula is a person's, and is named as a problem. The same name behind another file or sheet, or of a
variable of LET or LAMBDA, is never ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import xlscore.functions  # noqa: F401  (fills the registry)
from xlscore.books.errors import BookError
from xlscore.functions.cell_names import ALSO_CALLED, EXCELS_OWN, cell_name
from xlscore.functions.registry import REGISTRY
from xlscore.ooxml.values.formulas import tokens

__all__ = [
    "BUILT_FOR", "DESKTOP", "NAMESPACE_SETTING", "WEB_NAMESPACE", "as_on_desktop", "called_under", "calls_ours", "is_add_in",
    "learnt_namespaces", "namespace_key", "namespaces_told", "prefix_counts", "prefix_of", "respelt",
    "shown_prefix", "stored_prefix", "that_may_call_ours", "usual_namespace", "web_calls",
]  # fmt: skip

WEB_NAMESPACE: Final = "SCORECARD"
"""The namespace of the web add-in, unless IT chooses another."""
DESKTOP: Final = ""
"""What the desktop's spelling puts before a function's name."""
NAMESPACE_SETTING: Final = "XLSCORE_NAMESPACE"
"""The environment variable that tells another namespace of the web add-in."""
BUILT_FOR: Final = "namespace.txt"
"""The file in the package of a site that tells it, where there is no environment."""

_STORED: Final = "_xldudf_"
_NAMES: Final = frozenset({*REGISTRY, *ALSO_CALLED.values()})
_OLD_PREFIX: Final = re.compile(r"(?:_xl(?:fn|udf|ws)\.)+", re.IGNORECASE)
_ADD_IN: Final = re.compile(r"(?:.*[\\/]|'?)xlscore\.xlam'?!|\[\d+\]!", re.IGNORECASE | re.DOTALL)
_CALL: Final = re.compile(r"(?<![\w.])([A-Za-z_][\w.]*+)\s*\(")
_NAMESPACE: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*")
_LONGEST_NAMESPACE: Final = 32
_FEWEST_LEARNT: Final = 2


@dataclass(frozen=True, slots=True)
class _Called:
    """One call: the namespace as it is compared, None on the desktop, and our function's name as it stands there."""

    namespace: str | None
    before: str
    name: str


def namespace_key(namespace: str) -> str:
    """Return a namespace as a file holds it, which is how two are compared; one that Excel would not take is refused.

    >>> namespace_key("Force.Scorecard"), namespace_key("")
    ('FORCE_SCORECARD', '')
    """
    if namespace and (not _NAMESPACE.fullmatch(namespace) or len(namespace) > _LONGEST_NAMESPACE):
        raise BookError(
            f"'{namespace}' cannot be the namespace of an add-in.",
            f"Give letters, digits and single dots, at most {_LONGEST_NAMESPACE} in all, the first one a letter.",
        )
    return namespace.upper().replace(".", "_")


def namespaces_told() -> frozenset[str]:
    """Return the namespaces that are ours in every workbook: SCORECARD, none, and what the setting tells."""
    return frozenset({"", WEB_NAMESPACE, namespace_key(_told())})


def prefix_of(namespace: str, *, stored: bool = True) -> str:
    """Return what the web's spelling puts before a function's name, as a file stores it or as Excel shows it.

    >>> prefix_of("SCORECARD"), prefix_of("Force.SC", stored=False), prefix_of("")
    ('_xldudf_SCORECARD_', 'FORCE.SC.', '_xldudf_')
    """
    key = namespace_key(namespace)
    if stored or not key:
        return f"{_STORED}{key}_" if key else _STORED
    return f"{namespace.upper()}."


def stored_prefix(prefix: str) -> str:
    """Return what a file stores for what Excel shows before a function's name.

    >>> stored_prefix("FORCE.SC."), stored_prefix("_xldudf_SCORECARD_"), stored_prefix("")
    ('_xldudf_FORCE_SC_', '_xldudf_SCORECARD_', '')
    """
    return _STORED + prefix.replace(".", "_") if prefix.endswith(".") else prefix


def shown_prefix(prefix: str) -> str:
    """Return what Excel shows, its add-in running, for what a file stores before a function's name.

    >>> shown_prefix("_xldudf_FORCE_SC_"), shown_prefix("_xldudf_"), shown_prefix("SCORECARD."), shown_prefix("")
    ('FORCE.SC.', '', 'SCORECARD.', '')
    """
    return prefix.removeprefix(_STORED).replace("_", ".") if prefix.startswith(_STORED) else prefix


def usual_namespace() -> str:
    """Return the namespace of the web add-in where a workbook says none: what the setting tells, else SCORECARD."""
    return _told().upper() or WEB_NAMESPACE


def _told() -> str:
    """Return the namespace that the setting tells, else the one that this copy was built for: a browser has no settings."""
    return os.environ.get(NAMESPACE_SETTING, "").strip() or _built_for()


@cache
def _built_for() -> str:
    file = Path(__file__).parents[2] / BUILT_FOR
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


@lru_cache(maxsize=2048)
def _read(function: str) -> _Called | None:
    """Return the call of ours that a function's name in a formula may be, None where it is none of our names."""
    bare = _OLD_PREFIX.match(function)
    start = bare.end() if bare else 0
    if function[start:].upper() in _NAMES:
        return _Called(None, function[:start], function[start:])
    upper = function.upper()
    if upper.startswith(_STORED.upper()):
        # The longest name of ours: MSG_GAP is no GAP of a namespace MSG.
        cuts = [len(_STORED), *(at.end() for at in re.finditer("_", function) if at.start() >= len(_STORED))]
        cut = next((cut for cut in cuts if upper[cut:] in _NAMES), None)
        if cut is None:
            return None
        space = upper[len(_STORED) : cut].removesuffix("_")
        return _Called(space, function[:cut], function[cut:])
    space, dot, name = function.rpartition(".")
    if dot and name.upper() in _NAMES and not upper.startswith("_XL"):
        return _Called(space.upper().replace(".", "_"), space + dot, name)
    return None


def is_add_in(link: str) -> bool:
    """Return whether what stands before a function's name, with its exclamation mark, is the desktop add-in's file.

    >>> [is_add_in(link) for link in ("'C:/XLSTART/xlscore.xlam'!", "[1]!", "'C:/other.xlam'!", "Sheet1!")]
    [True, True, False, False]
    """
    return _ADD_IN.fullmatch(link) is not None


def _calls(pieces: tuple[tuple[str, str], ...]) -> Iterator[tuple[int, _Called, bool]]:
    """Yield the calls that may be ours, by the place of their piece, and whether the add-in's file stands before them."""
    variables: frozenset[str] | None = None
    for at, (kind, text) in enumerate(pieces):
        if kind != "function" or (called := _read(text[:-1].rstrip())) is None:
            continue
        linked = at > 0 and pieces[at - 1][0] == "sheet"
        if linked and not is_add_in(pieces[at - 1][1]):
            continue
        if called.namespace is None and not linked:
            if variables is None:
                variables = frozenset(word.casefold() for kind, word in pieces if kind == "name")
            if called.name.upper() in EXCELS_OWN or called.name.casefold() in variables:
                continue
        yield at, called, linked


def calls_ours(formula: str, namespaces: Set[str] | None = None) -> bool:
    """Return whether a formula calls one of our worksheet functions; a plain TREND is Excel's own.

    >>> calls_ours("=1+yoy(B2,C2)"), calls_ours("=SUM(B2:C2)"), calls_ours("=TREND_ARROW(B2:G2)"), calls_ours("=TREND(B2:G2)")
    (True, False, True, False)
    >>> [calls_ours(f"={spelt}YOY(B2,C2)") for spelt in ("SCORECARD.", "_xldudf_", "_xldudf_OTHER_", "'C:\\\\other.xlam'!")]
    [True, True, False, False]
    """
    # Most formulas call nothing of ours, even if what stands in their texts is taken for calls.
    if not _may_call_ours(formula):
        return False
    known = namespaces_told() if namespaces is None else namespaces
    return any(
        called.namespace is None or called.namespace in known for _, called, _ in _calls(tokens(formula))
    )


def respelt(formula: str, prefix: str, namespaces: Set[str], *, web_only: bool = False) -> str:
    """Return a formula with every call of ours spelt with this before its name, and all else as it stands.

    `web_only` leaves what is spelt as on the desktop. A function that the other lane calls otherwise gets its name there.

    >>> respelt('=IF(A1="YOY(",yoy(B1,C1),OTHER.YOY(B1,C1))', "_xldudf_SCORECARD_", {"SCORECARD"})
    '=IF(A1="YOY(",_xldudf_SCORECARD_yoy(B1,C1),OTHER.YOY(B1,C1))'
    >>> respelt("='C:\\\\XLSTART\\\\xlscore.xlam'!TREND(A1:F1)", "", set())
    '=TREND_ARROW(A1:F1)'
    """
    if not _may_call_ours(formula):
        return formula
    pieces = tokens(formula)
    texts = [text for _, text in pieces]
    for at, called, linked in _calls(pieces):
        if called.namespace is None and web_only:
            continue
        if called.namespace is not None and called.namespace not in namespaces:
            continue
        name = called.name if called.name.upper() not in EXCELS_OWN else cell_name(called.name.upper())
        texts[at] = prefix + name + texts[at][len(called.before) + len(called.name) :]
        if linked:
            texts[at - 1] = ""
    return "".join(texts)


def as_on_desktop(formulas: Iterable[str], namespaces: Set[str]) -> dict[str, str]:
    """Return which of some formulas are spelt as on the web, each with the desktop's spelling, in which we read them.

    >>> as_on_desktop(["=SCORECARD.YOY(B2,C2)", "=YOY(B2,C2)", "=SUM(B2)"], {"SCORECARD"})
    {'=SCORECARD.YOY(B2,C2)': '=YOY(B2,C2)'}
    """
    like = that_may_call_ours(set(formulas))
    spelt = {each: respelt(each, DESKTOP, namespaces, web_only=True) for each in like}
    return {stands: read for stands, read in spelt.items() if stands != read}


def that_may_call_ours(formulas: Set[str]) -> frozenset[str]:
    """Return which of some formulas may call a function of ours, or one of another add-in that is called alike.

    >>> sorted(that_may_call_ours({"=OTHER.YOY(A1)", "=YOY(A1,B1)", "=SUM(A1)"}))
    ['=OTHER.YOY(A1)', '=YOY(A1,B1)']
    """
    # Thousands of formulas call a handful of functions: asked all together, they mostly need not be looked at.
    if not _may_call_ours("\0".join(formulas)):
        return frozenset()
    return frozenset(filter(_may_call_ours, formulas))


def called_under(formulas: Set[str], namespaces: Set[str]) -> frozenset[str]:
    """Return which of some formulas call anything at all under one of these namespaces.

    >>> sorted(called_under({"=A.GET(B1)", "=_xldudf_A_GET(B1)", "=B.GET(B1)"}, {"A"}))
    ['=A.GET(B1)', '=_xldudf_A_GET(B1)']
    """
    return frozenset(
        each for each in formulas if any(_is_under(name, namespaces) for name in _CALL.findall(each))
    )


@lru_cache(maxsize=2048)
def _under(function: str) -> str:
    """Return a function's name as a namespace and an underscore would begin it; "" where it has none."""
    upper = function.upper()
    if upper.startswith(_STORED.upper()):
        return upper[len(_STORED) :]
    return upper.replace(".", "_") if "." in upper and not upper.startswith("_XL") else ""


def _is_under(function: str, namespaces: Set[str]) -> bool:
    spelt = _under(function)
    return bool(spelt) and any(spelt.startswith(f"{space}_") for space in namespaces)


def _may_call_ours(text: str) -> bool:
    return "(" in text and any(_read(name) is not None for name in set(_CALL.findall(text)))


def web_calls(formulas: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the namespaces of the web's spelling under which names of ours are called, each with these names.

    >>> {space: sorted(names) for space, names in web_calls(["=A.YOY(B2,C2)+_xldudf_A_RAG(B2,C2)", "=RAG(B2,C2)"]).items()}
    {'A': ['RAG', 'YOY']}
    """
    found: dict[str, set[str]] = {}
    for formula in formulas:
        for _, called, _ in _calls(tokens(formula)):
            if called.namespace is not None:
                found.setdefault(called.namespace, set()).add(called.name.upper())
    return {space: frozenset(names) for space, names in found.items()}


def learnt_namespaces(formulas: Set[str], told: Set[str]) -> frozenset[str]:
    """Return the namespace that a workbook's formulas show to be ours besides those that are told, if one does.

    >>> sorted(learnt_namespaces({"=A.YOY(B2,C2)", "=A.RAG(B2,C2)"}, {"SCORECARD"}))
    ['A']
    >>> [learnt_namespaces(formulas, {"SCORECARD"}) for formulas in ({"=A.YOY(B2,C2)"}, {"=A.YOY(B2)", "=A.RAG(B2)", "=A.GET(B2)"})]
    [frozenset(), frozenset()]
    """
    spelt = web_calls(formulas)
    others = [space for space in spelt if space not in told]
    if len(others) != 1 or any(space in told for space in spelt):
        return frozenset()
    (space,) = others
    if len(spelt[space]) < _FEWEST_LEARNT:
        return frozenset()
    called = {text[:-1].rstrip() for each in formulas for kind, text in tokens(each) if kind == "function"}
    foreign = any(_is_under(name, {space}) and _read(name) is None for name in called)
    return frozenset() if foreign else frozenset(others)


def prefix_counts(formulas: Iterable[str], namespaces: Set[str]) -> Mapping[str, int]:
    """Return what stands before the names of our functions in some formulas, and how often; the desktop's is nothing.

    >>> prefix_counts(["=YOY(A1,B1)", "=scorecard.YOY(A1,B1)+SCORECARD.RAG(A1,B1)"], {"SCORECARD"})
    {'': 1, 'SCORECARD.': 2}
    """
    counts: dict[str, int] = {}
    for formula in formulas:
        for _, called, _ in _calls(tokens(formula)):
            if called.namespace is None or called.namespace in namespaces:
                web = called.before if called.before.lower().startswith(_STORED) else called.before.upper()
                before = DESKTOP if called.namespace is None else web
                counts[before] = counts.get(before, 0) + 1
    return counts
