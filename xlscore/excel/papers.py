"""The papers on the ribbon: written, brought up to date, as PDF, and the data pack, from the workbook that is open.

A paper is composed from the open workbook itself, as the other buttons read it, saved or not. What is wrong in it goes to the
Problems sheet by the kind of paper, so that the rows of one paper stay while another is refreshed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import ButtonText, KindAction, Question
from xlscore.errors import XlscoreError
from xlscore.excel.messages import problem_lines
from xlscore.papers.kinds import PAPER_KINDS
from xlscore.rules.problems import Problem
from xlscore.rules.words import counted

if TYPE_CHECKING:
    from xlscore.papers.files import PaperAnswer
    from xlscore.papers.kind import PaperKind

__all__ = ["CHOICES", "PAPER_ACTIONS", "PaperButtonError", "PaperDone", "which_paper"]

Say = Callable[[str], None]

_GROUP: Final = "Paper"
_PLACES: Final = ("sentence", "table", "picture", "yours")
_STATES: Final = (
    ("written", "written"),
    ("unchanged", "unchanged"),
    ("kept", "kept as people wrote them"),
    ("gone", "deleted by people"),
    ("skipped", "without a place in the template"),
)


class PaperButtonError(XlscoreError):
    """A paper that cannot be written where the officer wants it."""


@dataclass(frozen=True)
class PaperDone:
    """What a button of the papers did, and what is wrong."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON has it."""
        return {"lines": list(self.lines), "problems": [problem.as_dict() for problem in self.problems]}

    def sentences(self) -> list[str]:
        """Return the lines of the message."""
        return list(self.lines)


def which_paper(book: xw.Book) -> tuple[int, str]:
    """Return how many kinds of papers a workbook has tables for, and the question which of them is meant."""
    kinds = _offered(book)
    lines = [f"{number} {kind.title}" for number, kind in enumerate(kinds, start=1)]
    return len(kinds), "\n".join(["Which paper? Type its number.", *lines])


def _offered(book: xw.Book) -> list[PaperKind]:
    return [kind for kind in PAPER_KINDS if kind.applies(book)]


def _meant(book: xw.Book, typed: str) -> str:
    """Return the name of the kind of paper whose number, name or title an officer typed; "" where nothing was asked."""
    if not typed:
        return ""
    kinds = _offered(book)
    for number, kind in enumerate(kinds, start=1):
        if typed.casefold() in (str(number), kind.name.casefold(), kind.title.casefold()):
            return kind.name
    papers = ", ".join(f"{number} {kind.title}" for number, kind in enumerate(kinds, start=1))
    raise PaperButtonError(
        f"{typed!r} is none of the papers that this workbook has tables for.",
        f"Press Write paper again and type one of these numbers: {papers}." if papers else "",
    )


def _chosen(answers: Sequence[str]) -> Path:
    """Return the file that an officer chose."""
    if not answers:
        raise PaperButtonError("No file was chosen.", "Press the button again and choose one.")
    name = answers[0].strip()
    if "://" in name:
        raise PaperButtonError(
            f"{name} is on a server, where only Word itself can write.",
            "Choose it in a folder of this computer, or in OneDrive's folder on it.",
        )
    return Path(name)


def _steps(say: Say, doing: str) -> Callable[[str, int, int], None]:
    """Return what says the steps of a long action in the status bar."""
    return lambda name, done, of: say(f"{doing} {name}, {min(done + 1, of)} of {of}")


def _write(book: xw.Book, answers: Sequence[str], say: Say) -> PaperDone:
    from xlscore.papers.files import write_paper

    out = _chosen(answers)
    kind = _meant(book, " ".join(answers[1:]).strip())
    written = write_paper(book, out, kind=kind, say=_steps(say, "writing"))
    lines = [f"{written.title}: {out}"]
    if written.template:
        lines.append(f"In the template {written.template}.")
    return _told(book, written, lines, say)


def _refresh(book: xw.Book, answers: Sequence[str], say: Say) -> PaperDone:
    from xlscore.papers.files import refresh_paper

    path = _chosen(answers)
    found = refresh_paper(path, book, say=_steps(say, "refreshing"))
    return _told(book, found, [f"{path.name} is up to date with {book.name}."], say)


def _relink(book: xw.Book, answers: Sequence[str], say: Say) -> PaperDone:
    from xlscore.papers.files import relink_paper

    path = _chosen(answers)
    say(f"looking through {path.name}")
    found = relink_paper(path)
    counts = Counter(region.state for region in found.regions)
    lines = [f"{path.name}: {counted(counts['written'], 'region')} found again."]
    if counts["gone"]:
        lines.append(f"{counted(counts['gone'], 'region')} not found: deleted, or without the bookmark too.")
    lines.append("Now press Refresh paper." if counts["written"] else "Nothing was changed.")
    return _listed(book, f"paper {found.kind}", PaperDone(tuple(lines), found.problems), say)


def _told(book: xw.Book, found: PaperAnswer, lines: list[str], say: Say) -> PaperDone:
    """Return what became of a paper, after listing what is wrong on the Problems sheet."""
    counts = _counts(found)
    parts = [f"{counts[state]} {words}" for state, words in _STATES if counts[state]]
    if parts:
        lines.append(f"Sentences, tables and pictures: {', '.join(parts)}.")
    if counts["conflict"]:
        lines.append(
            f"{counted(counts['conflict'], 'conflict')}: what people wrote was kept, and a comment in the paper says what the workbook has."
        )
    return _listed(book, f"paper {found.kind}", PaperDone(tuple(lines), found.problems), say)


def _counts(found: PaperAnswer) -> Counter[str]:
    """Return how many places are in which state, each once: not its figures again, nor the list that it stands in.

    A conflict of a list as a whole, where no sentence has one, counts all the same.
    """
    counts = Counter(region.state for region in found.regions if region.kind in _PLACES)
    if not counts["conflict"]:
        counts["conflict"] = sum(region.state == "conflict" for region in found.regions)
    return counts


def _listed(book: xw.Book, found_by: str, done: PaperDone, say: Say) -> PaperDone:
    say("listing the problems")
    return carry_out(book, found_by, lambda _: done)


def _pdf(book: xw.Book, answers: Sequence[str], say: Say) -> PaperDone:
    from xlscore.papers.pdf.writing import write_pdf

    path = _chosen(answers)
    written = write_pdf(path, path.with_suffix(".pdf"), say=_steps(say, "writing"))
    # "Page 3" alone would be a sheet of the workbook to whoever reads the Problems sheet.
    problems = tuple(replace(each, sheet=f"{path.name}: {each.sheet}") for each in written.problems)
    lines = [f"{written.title}: {counted(written.pages, 'page')}, {written.file}"]
    if not problems:
        lines.append("Tagged for screen readers, as PDF/UA-1 asks.")
    return _listed(book, "paper pdf", PaperDone(tuple(lines), problems), say)


def _check(book: xw.Book, answers: Sequence[str], say: Say) -> PaperDone:
    """Check a paper; the copy of a Word document with comments lies beside it, where there is something to put right."""
    from xlscore.narrative.checking import check_paper

    path = _chosen(answers)
    is_word = path.suffix.lower() in (".docx", ".docm")
    copy = path.with_name(f"{path.stem} (checked){path.suffix}") if is_word else None
    checked = check_paper(book, path, comments=copy, only_where_wrong=True, say=_steps(say, "checking"))
    lines = checked.sentences_told()
    if checked.written:
        lines.append(f"A comment at each sentence to put right: {checked.written}, beside the paper.")
    return _listed(book, "paper check", PaperDone(tuple(lines), checked.problems), say)


def _pack(book: xw.Book, answers: Sequence[str], say: Say) -> PaperDone:
    """Write the data pack from a copy: it is brought up to date first, and the workbook itself is not."""
    from xlscore.books.files import workbook_file
    from xlscore.engine import save_copy
    from xlscore.papers.pack.pack import gather
    from xlscore.papers.pack.writing import write_pack

    out = _chosen(answers)
    if out.exists():
        raise PaperButtonError(f"{out.name} is there already.", "Give the data pack another name.")
    name = Path(book.name)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder, name.name if name.suffix else f"{name.name}.xlsx")
        say("reading the workbook, 1 of 3")
        if not save_copy(book, copy):
            raise PaperButtonError(
                "No copy of the workbook can be read from here.", "Open the workbook in desktop Excel."
            )
        say("bringing the figures up to date, 2 of 3")
        with workbook_file(copy, save=False) as opened:
            gathered = gather(opened, copy.stem)
    say(f"writing {out.name}, 3 of 3")
    written = write_pack(gathered, out)
    lines = [f"{counted(len(written.sheets), 'table')}: {out}"]
    if gathered.kept_back:
        lines.append(f"Kept back for part B: {counted(gathered.kept_back, 'row')}.")
    # Refresh all lists them in the workbook, and takes them away again: a pack's own rows would stay.
    lines += problem_lines(gathered.problems, listed=False)
    lines += [f"Left out: {each.table} on '{each.sheet}': {each.why}." for each in gathered.left_out]
    return PaperDone(tuple(lines), gathered.problems)


def _action(
    name: str,
    button: ButtonText,
    do: Callable[[xw.Book, Sequence[str], Say], PaperDone],
    asks: Question,
    *,
    lists_problems: bool = True,
) -> KindAction:
    return KindAction(name, button, do, lambda done: done.sentences(), asks, lists_problems=lists_problems)


PAPER_ACTIONS: Final = (
    _action(
        "paper",
        ButtonText(
            "write-paper", _GROUP, "Write paper", "FileNew", "Write a new paper for Word",
            "Board paper, MSG paper or report from the open workbook, for people to edit in Word. Asks which where several can be written,"
            " and where to save it. A paper that is there is never written over.",
            "XW", large=True,
        ),
        _write,
        Question.NEW_PAPER,
    ),
    _action(
        "paper refresh",
        ButtonText(
            "refresh-paper", _GROUP, "Refresh paper", "FileUpdate", "Bring an edited paper up to date",
            "Choose the paper, closed in Word. What people wrote stays; where both they and the workbook changed a place, a comment there"
            " and a row on the sheet Problems say so.",
            "XR", large=True,
        ),
        _refresh,
        Question.PAPER,
    ),
    _action(
        "paper check",
        ButtonText(
            "check-paper", _GROUP, "Check paper", "Spelling", "Which sentences do the figures contradict?",
            "Choose a paper (.docx, .pdf, .txt, .md), closed in Word. Each sentence that the open workbook's figures contradict, or that does"
            " not add up by itself, is listed on the sheet Problems with its cell, and has a comment in a copy beside a Word paper.",
            "XV",
        ),
        _check,
        Question.TEXT,
    ),
    _action(
        "paper relink",
        ButtonText(
            "find-regions", _GROUP, "Find regions again", "BookmarkInsert", "Mend a paper that another program saved",
            "Choose the paper, closed in Word, of which Refresh paper says that it has lost its regions. They are found by their bookmarks;"
            " which could not be found is listed on the sheet Problems.",
            "XG",
        ),
        _relink,
        Question.PAPER,
    ),
    _action(
        "paper pdf",
        ButtonText(
            "paper-as-pdf", _GROUP, "Paper as PDF", "FilePrint", "An accessible PDF beside the paper",
            "Choose the paper: its PDF, tagged for screen readers, is written beside it with LibreOffice. What only people can put right"
            " is listed on the sheet Problems.",
            "XF",
        ),
        _pdf,
        Question.PAPER,
    ),
    _action(
        "paper pack",
        ButtonText(
            "data-pack", _GROUP, "Data pack", "FileSendAsAttachment", "The workbook's tables for the public",
            "An accessible spreadsheet with one table a sheet, brought up to date, without what the sheet Paper keeps for part B. The"
            " workbook itself stays as it is.",
            "XK",
        ),
        _pack,
        Question.PACK,
        lists_problems=False,
    ),
)  # fmt: skip
"""The buttons of the group Paper, beside that of the table Paper."""

CHOICES: Final[dict[str, Callable[[xw.Book], tuple[int, str]]]] = {"write-paper": which_paper}
"""What a workbook has an officer choose among before a button, by the button: how many, and the question."""
