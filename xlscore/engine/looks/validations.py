"""What may be typed into cells: lists and limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xlscore.engine.looks.operators import OPERATOR_WORDS, OPERATORS, bare, shown
from xlscore.engine.names import Name
from xlscore.engine.refusals import answers_for, base_classes
from xlscore.ooxml.around import validation
from xlscore.ooxml.around.validation import Validation
from xlscore.ooxml.values.addresses import quoted_sheet

if TYPE_CHECKING:
    from xlscore.engine.looks.formats import FormatsMixin

__all__ = ["DataValidation"]

_KINDS = {"whole_number": "whole", "text_length": "textLength"}
_KIND_WORDS = {stored: word for word, stored in _KINDS.items()}


@answers_for("DataValidation")
class DataValidation(base_classes.DataValidation):  # type: ignore[misc]
    """What may be typed into some cells."""

    def __init__(self, owner: FormatsMixin) -> None:
        """Stand for the rule of a range."""
        self._owner = owner

    def _rule(self) -> Validation | None:
        return validation.validation_at(self._owner.sheet.file, self._owner.box)

    @property
    def type(self) -> str:
        """Return the kind of rule, "none" when there is none."""
        rule = self._rule()
        if rule is not None:
            return _KIND_WORDS.get(rule.kind, rule.kind)
        areas = [area for boxes, _ in validation.validations(self._owner.sheet.file) for area in boxes]
        return "inconsistent" if any(area.meets(self._owner.box) for area in areas) else "none"

    def _setting(self, name: str) -> Any:
        rule = self._rule()
        return getattr(rule, name) if rule is not None else None

    @property
    def operator(self) -> str | None:
        """Return how the value is compared, or None."""
        rule = self._rule()
        if rule is None or rule.kind in {"list", "custom", "none"}:
            return None
        return OPERATOR_WORDS.get(rule.operator or "between")

    @property
    def formula1(self) -> str | None:
        """Return the first limit, or the list."""
        return shown(self._setting("formula1")) if self.type not in {"list", "custom"} else None

    @property
    def formula2(self) -> str | None:
        """Return the second limit."""
        return shown(self._setting("formula2"))

    @property
    def formula(self) -> str | None:
        """Return the formula of a custom rule."""
        return shown(self._setting("formula1")) if self.type == "custom" else None

    @property
    def source(self) -> str | None:
        """Return where a drop-down takes its words from: the words themselves, or a reference."""
        formula = self._setting("formula1")
        if self.type != "list" or formula is None:
            return None
        text = str(formula)
        return text.strip('"') if text.startswith('"') else f"={text}"

    @property
    def in_cell_dropdown(self) -> Any:
        """Return whether a drop-down arrow is shown."""
        return self._setting("dropdown") if self.type == "list" else None

    @property
    def ignore_blank(self) -> Any:
        """Return whether the cell may be left blank."""
        return self._setting("allow_blank")

    @property
    def input_title(self) -> Any:
        """Return the title of the help shown beside the cell."""
        return self._setting("input_title")

    @property
    def input_message(self) -> Any:
        """Return the help shown beside the cell."""
        return self._setting("input_message")

    @property
    def show_input(self) -> Any:
        """Return whether the help is shown."""
        return self._setting("show_input")

    @property
    def error_title(self) -> Any:
        """Return the title of the message after a wrong entry."""
        return self._setting("error_title")

    @property
    def error_message(self) -> Any:
        """Return the message after a wrong entry."""
        return self._setting("error_message")

    @property
    def show_error(self) -> Any:
        """Return whether a wrong entry is refused."""
        return self._setting("show_error")

    @property
    def alert_style(self) -> Any:
        """Return how a wrong entry is met: stop, warning or information."""
        return self._setting("alert_style")

    def _set(self, kind: str, **settings: Any) -> None:
        """Set a rule; what a person wrote beside the old one, and how a wrong entry is met, stays."""
        self._owner.sheet.refuse_if_protected()
        blank = {"operator": None, "formula1": None, "formula2": None, "dropdown": True}
        rule = replace(self._rule() or Validation(), kind=kind, **(blank | settings))
        validation.set_validation(self._owner.sheet.file, [self._owner.box], rule)

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Allow only the words of a list: given here, in a range, or under a name."""
        if isinstance(source, list):
            formula = '"' + ",".join(item.replace('"', '""') for item in source) + '"'
        elif isinstance(source, Name):
            formula = source.item.name
        else:
            prefix = (
                "" if source.sheet.file is self._owner.sheet.file else f"{quoted_sheet(source.sheet.name)}!"
            )
            formula = prefix + source.box.address(absolute=True)
        self._set("list", formula1=formula, dropdown=in_cell_dropdown)

    def set_rule(self, rule_type: str, operator: str | None, formula1: Any, formula2: Any) -> None:
        """Allow only values within limits."""
        kind = _KINDS.get(rule_type, rule_type)
        stored = OPERATORS.get(operator) if operator is not None else None
        # "between" is what the file means when it says nothing; written so, it reads back equal.
        stored = None if stored == "between" else stored
        self._set(kind, operator=stored, formula1=bare(formula1), formula2=bare(formula2))

    def delete(self) -> None:
        """Take the rule away."""
        self._owner.sheet.refuse_if_protected()
        validation.clear_validation(self._owner.sheet.file, self._owner.box)
