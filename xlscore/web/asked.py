"""What comes along with a button, read from values of any kind: from JavaScript, from JSON, or from Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlscore.errors import XlscoreError

__all__ = ["Asked", "Options"]

Options = Mapping[str, Any]
"""What comes along with a button: `name` of the workbook's file, `answers` of the officer (a list), `selected` cell as
"Sheet!A1", `files` (a name and bytes each) that the button asks for, `say` that hears of progress."""

_TOLD: Final = ("name", "answers", "selected", "files")
_OURS: Final = ("say", "drawn")
"""What the page's own worker adds."""


@dataclass(frozen=True)
class Asked:
    """The options of a button, each of its kind; `unknown` are those that nothing here understands."""

    name: str
    answers: Sequence[str]
    selected: str
    files: Mapping[str, bytes]
    say: Callable[[str], None]
    unknown: Sequence[str]

    @classmethod
    def of(cls, options: Options) -> Asked:
        """Return them as read; what is of another kind is refused by name, for it would be taken for something else."""
        if not isinstance(options, Mapping):
            raise XlscoreError("The options of a button are no object.", _WHAT)
        return cls(
            name=_text(options, "name"),
            answers=_answers(options.get("answers")),
            selected=_text(options, "selected"),
            files=_files(options.get("files")),
            say=options.get("say") or (lambda _words: None),
            unknown=[str(name) for name in options if name not in (*_TOLD, *_OURS)],
        )

    def left_aside(self) -> list[str]:
        """Return as a sentence the options that nothing here understands."""
        names = ", ".join(f"'{name}'" for name in self.unknown)
        return [f"Not understood and left aside: {names}. {_WHAT}"] if names else []


_WHAT: Final = f"A button takes {', '.join(_TOLD[:-1])} and {_TOLD[-1]}."


def _text(options: Options, name: str) -> str:
    value = options.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise XlscoreError(f"The option '{name}' is no text.", "Give it as one.")
    return value


def _answers(value: object) -> list[str]:
    """Return the officer's answers; one alone need not stand in a list.

    >>> _answers("Cycle 14"), _answers([14.0, "board"]), _answers(None)
    (['Cycle 14'], ['14', 'board'], [])
    """
    if value is None:
        return []
    if isinstance(value, str | int | float):
        value = [value]
    if not isinstance(value, Sequence) or not all(isinstance(each, str | int | float) for each in value):
        raise XlscoreError("The option 'answers' is no list of texts.", "Give each answer as a text.")
    return [str(int(each)) if isinstance(each, float) and each.is_integer() else str(each) for each in value]


def _files(value: object) -> dict[str, bytes]:
    if not value and not isinstance(value, str | bytes):
        return {}
    if not isinstance(value, Mapping):
        raise XlscoreError("The option 'files' is no object.", "Give each file's bytes under its name.")
    wrong = [
        str(name) for name, data in value.items() if not isinstance(data, bytes | bytearray | memoryview)
    ]
    if wrong:
        raise XlscoreError(f"The file '{wrong[0]}' does not come as bytes.", "Give a Uint8Array of them.")
    return {str(name): bytes(data) for name, data in value.items()}
