"""How the results of the workbook commands look on a terminal: short, aligned, the facts first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlscore.cli.output import console, table

if TYPE_CHECKING:
    from xlscore.books import Agreed, Checked, Collated, Frozen, Headings, Refreshed, Rolled, Tidied
    from xlscore.books.bringing_over import BroughtOver
    from xlscore.books.monthly.answer import Backtested
    from xlscore.books.plan.kind import Told

__all__ = [
    "agreed",
    "backtested",
    "checked",
    "collated",
    "frozen",
    "refreshed",
    "rolled",
    "tidied",
    "told",
    "understood",
]


def _say(line: str = "") -> None:
    console().print(line, markup=False)


def _heading(text: str) -> None:
    console().print(f"[bold]{text}[/bold]")


def told(answer: Told) -> None:
    """Print an answer: its table, and the lines below it."""
    _heading(answer.title)
    if answer.rows:
        console().print(table(answer.headings, answer.rows, right=answer.right))
        if answer.lines:
            _say()
    for line in answer.lines:
        _say(line)


def refreshed(result: Refreshed) -> None:
    """Print everything that was refreshed."""
    from xlscore.books.kinds import KINDS

    for number, (name, answer) in enumerate(result.found.items()):
        if number:
            _say()
        told(KINDS[name].told(answer))
    for number, line in enumerate(result.alone.sentences()):
        if result.found and not number:
            _say()
        _say(line)


def checked(result: Checked) -> None:
    """Print that nothing is wrong; what is wrong is printed for every command alike."""
    if not result.problems:
        _say("No problems.")


def agreed(result: Agreed) -> None:
    """Print which grades were agreed; those that were left are problems, which every command prints alike."""
    _say(result.sentences()[0])


def tidied(result: Tidied) -> None:
    """Print which grades were spelt anew, and how."""
    for line in result.sentences():
        _say(line)


def understood(result: Headings) -> None:
    """Print each table that was understood: where it stands, what its headings are read as, what was not read."""
    from xlscore.books.monthly.finding import is_blank_month  # the other pages do without

    for number, found in enumerate(result.tables):
        if number:
            _say()
        rows = f"{found.rows} row{'' if found.rows == 1 else 's'}"
        title = f"{found.kind[:1].upper()}{found.kind[1:]} · '{found.sheet}' at {found.cell} · {rows}"
        console().print(title, style="bold", markup=False)
        theirs = {f: heading for f, heading in found.columns.items() if heading != found.ours[f]}
        as_ours = [heading for f, heading in found.columns.items() if f not in theirs]
        lines = [(f"  {heading or '(no heading)'}", f"is {found.ours[f]}") for f, heading in theirs.items()]
        blank = [one for one in found.unread if is_blank_month(one[0])]
        if len(blank) > 1:  # of a form that is still to be filled
            (first, here), (last, there) = blank[0], blank[-1]
            said = f"have no name yet, {len(blank)} columns ({here} to {there})"
            lines.append((f"  {first} to {last}", said))
        unread = [one for one in found.unread if len(blank) < 2 or one not in blank]
        lines += [(f"  {heading}", f"is not read ({cell})") for heading, cell in unread]
        if as_ours:
            _say(f"  As in our own: {', '.join(as_ours)}")
        if found.commands:
            _say(f"  Commands: {', '.join(found.commands)}")
        if found.one_each:
            first, last = found.one_each[0], found.one_each[-1]
            said = first if first == last else f"{first} to {last}, {len(found.one_each)} columns"
            _say(f"  One for each: {said}")
        if lines:
            console().print(table(("Heading", "Read as"), lines, heading=False))
    if result.not_read:
        _say()
        _say(result.not_read)


def backtested(result: Backtested) -> None:
    """Print by how much past years' projections were off, after so many months."""
    _heading("The projection on past years")
    rows = [
        (s.known, f"{s.error:.1%}", f"{s.times_n_error:.1%}", f"{s.last_year_error:.1%}", *(
            "" if held is None else f"{held:.0%}" for held in (s.inside_80, s.inside_95)
        ), f"{s.trials:,}")
        for s in result.scores
    ]  # fmt: skip
    if rows:
        headings = ("Months known", "Error", "× 12/n", "Last year's rest", "In 80%", "In 95%", "Years tried")
        console().print(table(headings, rows, right=tuple(range(7))))
    for line in result.sentences():
        _say(line)


def collated(result: Collated) -> None:
    """Print what was taken over from whom, and who has not returned."""
    _heading("Returns")
    console().print(table(("Command", "Grades taken over"), result.taken.items(), right=(1,)))
    for change in result.changed:
        told = change.as_dict()
        _say(
            f"Changed: {change.area}, {change.command} from {told['from']} to {told['to']} ({told['by']}); kept in Grade changes."
        )
    for line in result.carried():
        _say(line)
    if result.not_returned:
        _say(f"\nNot returned: {', '.join(result.not_returned)}")


def rolled(result: Rolled) -> None:
    """Print from which cycle to which."""
    before = f" from {result.previous}" if result.previous else ""
    _say(
        f"Rolled{before} to {result.cycle}: {result.areas} areas, {result.kept} entries kept on the Grade history sheet."
    )
    if result.not_agreed:
        _say(f"Not yet agreed: {', '.join(result.not_agreed)}")


def frozen(result: Frozen) -> None:
    """Print how many formulas became values."""
    _say(f"{result.replaced} formulas replaced by their values.")


def brought_over(result: BroughtOver) -> None:
    """Print where the formulas are spelt for now."""
    for line in result.sentences():
        _say(line)
