"""Rules on cells: what may be typed, and how values colour them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlscore.engine.refusals import NotOnAFileError, answers_for
from xlscore.ooxml import conditional, validation
from xlscore.ooxml.addresses import quoted_sheet
from xlscore.ooxml.conditional import Rule, Threshold
from xlscore.ooxml.looks import Changes
from xlscore.ooxml.validation import Validation

if TYPE_CHECKING:
    from xlscore.engine.formats import FormatsMixin

__all__ = ["ConditionalFormats", "DataValidation"]

_OPERATORS = {
    "between": "between", "not_between": "notBetween", "equal_to": "equal", "not_equal_to": "notEqual",
    "greater_than": "greaterThan", "less_than": "lessThan",
    "greater_than_or_equal": "greaterThanOrEqual", "less_than_or_equal": "lessThanOrEqual",
}  # fmt: skip
_OPERATOR_WORDS = {stored: word for word, stored in _OPERATORS.items()}
_KINDS = {"whole_number": "whole", "text_length": "textLength"}
_KIND_WORDS = {stored: word for word, stored in _KINDS.items()}
_STOPS = {"lowest_value": "min", "highest_value": "max", "number": "num", "automatic": None}
_STOP_WORDS = {"min": "lowest_value", "max": "highest_value", "num": "number"}
_RULE_WORDS = {
    "cellIs": "cell_value", "expression": "custom", "colorScale": "color_scale",
    "dataBar": "data_bar", "iconSet": "icon_set",
}  # fmt: skip
# These need Excel 2010's extension of the file format.
_LATE_ICONS = {"3_stars", "3_triangles", "5_boxes"}


def _bare(formula: Any) -> str | None:
    """Return a formula as the file keeps it, without its equals sign."""
    return str(formula).removeprefix("=") if formula is not None else None


def _shown(formula: str | None) -> str | None:
    return f"={formula}" if formula is not None else None


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
        return _OPERATOR_WORDS.get(rule.operator or "between")

    @property
    def formula1(self) -> str | None:
        """Return the first limit, or the list."""
        return _shown(self._setting("formula1")) if self.type not in {"list", "custom"} else None

    @property
    def formula2(self) -> str | None:
        """Return the second limit."""
        return _shown(self._setting("formula2"))

    @property
    def formula(self) -> str | None:
        """Return the formula of a custom rule."""
        return _shown(self._setting("formula1")) if self.type == "custom" else None

    @property
    def source(self) -> str | None:
        """Return where a drop-down takes its words from: the words themselves, or a reference."""
        formula = self._setting("formula1")
        if self.type != "list" or formula is None:
            return None
        text = str(formula)
        return text.strip('"') if text.startswith('"') else f"={text}"

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Return whether a drop-down arrow is shown."""
        return self._setting("dropdown") if self.type == "list" else None

    @property
    def ignore_blank(self) -> bool | None:
        """Return whether the cell may be left blank."""
        found: bool | None = self._setting("allow_blank")
        return found

    @property
    def input_title(self) -> str | None:
        """Return the title of the help shown beside the cell."""
        return self._setting("input_title")

    @property
    def input_message(self) -> str | None:
        """Return the help shown beside the cell."""
        return self._setting("input_message")

    @property
    def show_input(self) -> bool | None:
        """Return whether the help is shown."""
        return self._setting("show_input")

    @property
    def error_title(self) -> str | None:
        """Return the title of the message after a wrong entry."""
        return self._setting("error_title")

    @property
    def error_message(self) -> str | None:
        """Return the message after a wrong entry."""
        return self._setting("error_message")

    @property
    def show_error(self) -> bool | None:
        """Return whether a wrong entry is refused."""
        return self._setting("show_error")

    @property
    def alert_style(self) -> str | None:
        """Return how a wrong entry is met: stop, warning or information."""
        return self._setting("alert_style")

    def _set(self, rule: Validation) -> None:
        validation.set_validation(self._owner.sheet.file, [self._owner.box], rule)

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Allow only the words of a list: given here, in a range, or under a name."""
        if isinstance(source, list):
            formula = '"' + ",".join(item.replace('"', '""') for item in source) + '"'
        elif hasattr(source, "box"):
            prefix = (
                "" if source.sheet.file is self._owner.sheet.file else f"{quoted_sheet(source.sheet.name)}!"
            )
            formula = prefix + source.box.address(absolute=True)
        else:
            formula = source.item.name
        self._set(Validation("list", formula1=formula, dropdown=in_cell_dropdown))

    def set_rule(self, rule_type: str, operator: str | None, formula1: Any, formula2: Any) -> None:
        """Allow only values within limits."""
        kind = _KINDS.get(rule_type, rule_type)
        stored = _OPERATORS.get(operator) if operator is not None else None
        # "between" is what the file means when it says nothing; written so, it reads back equal.
        stored = None if stored == "between" else stored
        self._set(Validation(kind, stored, _bare(formula1), _bare(formula2)))

    def delete(self) -> None:
        """Take the rule away."""
        validation.clear_validation(self._owner.sheet.file, self._owner.box)


@answers_for("ConditionalFormats")
class ConditionalFormats(base_classes.ConditionalFormats):  # type: ignore[misc]
    """The rules that colour some cells, the one that wins first."""

    def __init__(self, owner: FormatsMixin) -> None:
        """Stand for the rules of a range."""
        self._owner = owner

    @property
    def parent(self) -> FormatsMixin:
        """Return the range."""
        return self._owner

    def _all(self) -> list[ConditionalFormat]:
        found = conditional.rules(self._owner.sheet.file)
        return [
            ConditionalFormat(self._owner, rule)
            for rule in found
            if any(area.meets(self._owner.box) for area in rule.boxes)
        ]

    def __len__(self) -> int:
        """Return how many rules touch the range."""
        return len(self._all())

    def __iter__(self) -> Iterator[ConditionalFormat]:
        """Yield the rules."""
        return iter(self._all())

    def __call__(self, key: int) -> ConditionalFormat:
        """Return a rule by its position from 1."""
        return self._all()[key - 1]

    def _add(self, rule: Rule) -> ConditionalFormat:
        made = conditional.add_rule(self._owner.sheet.file, [self._owner.box], rule)
        return ConditionalFormat(self._owner, made)

    def add_cell_value(self, spec: Any) -> ConditionalFormat:
        """Return a new rule that compares the cell's value."""
        formulas = [_bare(spec[key]) for key in ("formula1", "formula2") if spec.get(key) is not None]
        return self._add(
            Rule(
                "cellIs",
                tuple(formula or "" for formula in formulas),
                _OPERATORS[spec["operator"]],
                self._look(spec),
                spec.get("stop_if_true", False),
            )
        )

    def add_custom(self, spec: Any) -> ConditionalFormat:
        """Return a new rule that holds where a formula is true, written for the first cell."""
        rule = Rule(
            "expression",
            (_bare(spec["formula"]) or "",),
            None,
            self._look(spec),
            spec.get("stop_if_true", False),
        )
        return self._add(rule)

    def add_color_scale(self, spec: Any) -> ConditionalFormat:
        """Return a new rule of two or three colours that run into each other."""
        return self._add(
            Rule("colorScale", thresholds=_stops(spec), colours=tuple(_digits(c) for c in spec["colors"]))
        )

    def add_data_bar(self, spec: Any) -> ConditionalFormat:
        """Return a new rule that draws a bar in every cell."""
        if not spec["gradient"]:
            raise NotOnAFileError("A data bar without gradient needs Excel; leave gradient=True.")
        stops = tuple(
            Threshold(
                *(("min", "max")[at], None)
                if kind == "automatic"
                else (_STOPS.get(kind) or kind, f"{value:g}")
            )
            for at, (kind, value) in enumerate(zip(spec["threshold_types"], spec["thresholds"], strict=True))
        )
        return self._add(
            Rule(
                "dataBar",
                thresholds=stops,
                colours=(_digits(spec["bar_color"]),),
                show_value=spec["show_value"],
            )
        )

    def add_icon_set(self, spec: Any) -> ConditionalFormat:
        """Return a new rule that shows icons."""
        if spec["icon_set"] in _LATE_ICONS:
            raise NotOnAFileError(
                f"The icon set {spec['icon_set']} needs Excel; choose one of the older sets."
            )
        return self._add(
            Rule(
                "iconSet",
                thresholds=(Threshold("percent", "0"), *_stops(spec)),
                icon_set=_icon_name(spec["icon_set"]),
                show_value=spec["show_value"],
                reverse=spec["reverse_order"],
            )
        )

    def _look(self, spec: Any) -> int | None:
        return differential_of(self._owner, spec)

    def clear(self) -> None:
        """Take every rule away from the range; other cells keep theirs."""
        conditional.clear_rules(self._owner.sheet.file, self._owner.box)


def _digits(colour: Any) -> str:
    red, green, blue = colour
    return f"{red:02X}{green:02X}{blue:02X}"


def _stops(spec: Any) -> tuple[Threshold, ...]:
    pairs = zip(spec["threshold_types"], spec["thresholds"], strict=True)
    return tuple(
        Threshold(_STOPS.get(kind) or kind, f"{value:g}" if value is not None else None)
        for kind, value in pairs
    )


def _icon_name(word: str) -> str:
    """Return an icon set as the file names it.

    >>> _icon_name("3_traffic_lights_1"), _icon_name("4_red_to_black")
    ('3TrafficLights1', '4RedToBlack')
    """
    return "".join(part[:1].upper() + part[1:] for part in word.split("_"))


def _icon_word(name: str) -> str:
    words = re.findall(r"[A-Z]?[a-z]+|\d", name)
    return "_".join(word.lower() for word in words)


def differential_of(owner: FormatsMixin, spec: Any) -> int | None:
    """Return the number of the differential format for a rule's colours, or None when it has none."""
    changes: Changes = {}
    if spec.get("fill_color") is not None:
        changes["fill"] = _digits(spec["fill_color"])
    if spec.get("font_color") is not None:
        changes["font_colour"] = _digits(spec["font_color"])
    if spec.get("font_bold") is not None:
        changes["bold"] = spec["font_bold"]
    if spec.get("font_italic") is not None:
        changes["italic"] = spec["font_italic"]
    if not changes:
        return None
    number: int = owner.sheet.book.workbook.styles.differential(changes)
    return number


@answers_for("ConditionalFormat")
class ConditionalFormat(base_classes.ConditionalFormat):  # type: ignore[misc]
    """One rule."""

    def __init__(self, owner: FormatsMixin, rule: Rule) -> None:
        """Stand for a rule on a range."""
        self._owner, self._rule = owner, rule

    @property
    def type(self) -> str:
        """Return the kind of rule."""
        return _RULE_WORDS.get(self._rule.kind, "unknown")

    @property
    def stop_if_true(self) -> bool:
        """Return whether later rules are skipped where this one holds."""
        return self._rule.stop_if_true

    @property
    def operator(self) -> str | None:
        """Return how values are compared."""
        return _OPERATOR_WORDS.get(self._rule.operator or "")

    def _formula(self, kind: str, at: int) -> str | None:
        formulas = self._rule.formulas
        return _shown(formulas[at]) if self._rule.kind == kind and len(formulas) > at else None

    @property
    def formula1(self) -> str | None:
        """Return the first limit."""
        return self._formula("cellIs", 0)

    @property
    def formula2(self) -> str | None:
        """Return the second limit."""
        return self._formula("cellIs", 1)

    @property
    def formula(self) -> str | None:
        """Return the formula of a custom rule."""
        return self._formula("expression", 0)

    def _look(self, key: str) -> Any:
        number = self._rule.differential
        if number is None:
            return None
        return self._owner.sheet.book.workbook.styles.differential_look(number).get(key)

    @property
    def fill_color(self) -> Any:
        """Return the fill colour."""
        return _tuple(self._look("fill"))

    @property
    def font_color(self) -> Any:
        """Return the text colour."""
        return _tuple(self._look("font_colour"))

    @property
    def font_bold(self) -> Any:
        """Return whether the text turns bold."""
        return self._look("bold")

    @property
    def font_italic(self) -> Any:
        """Return whether the text turns italic."""
        return self._look("italic")

    @property
    def colors(self) -> Any:
        """Return the colours of a scale."""
        return tuple(_tuple(c) for c in self._rule.colours) if self._rule.kind == "colorScale" else None

    @property
    def bar_color(self) -> Any:
        """Return the colour of a bar."""
        return _tuple(self._rule.colours[0]) if self._rule.kind == "dataBar" and self._rule.colours else None

    @property
    def gradient(self) -> bool | None:
        """Return whether a bar fades."""
        return True if self._rule.kind == "dataBar" else None

    @property
    def show_value(self) -> bool | None:
        """Return whether the value is shown beside bar or icon."""
        return self._rule.show_value if self._rule.kind in {"dataBar", "iconSet"} else None

    @property
    def icon_set(self) -> str | None:
        """Return the icon set."""
        return _icon_word(self._rule.icon_set) if self._rule.icon_set else None

    @property
    def reverse_order(self) -> bool | None:
        """Return whether icons run the other way."""
        return self._rule.reverse if self._rule.kind == "iconSet" else None

    @property
    def threshold_types(self) -> tuple[str, ...] | None:
        """Return the kinds of the stops."""
        return tuple(_STOP_WORDS.get(stop.kind, stop.kind) for stop in self._stops()) or None

    @property
    def thresholds(self) -> tuple[Any, ...] | None:
        """Return the values of the stops."""
        return tuple(_number(stop.value) for stop in self._stops()) or None

    def _stops(self) -> tuple[Threshold, ...]:
        return self._rule.thresholds[1:] if self._rule.kind == "iconSet" else self._rule.thresholds

    def set(self, changes: Any) -> None:
        """Change operator, formulas or colours; what is not named stays."""
        file = self._owner.sheet.file
        now = {key: getattr(self, key) for key in ("fill_color", "font_color", "font_bold", "font_italic")}
        formulas = self._rule.formulas
        if "formula" in changes:
            formulas = (_bare(changes["formula"]) or "",)
        elif self._rule.kind == "cellIs":
            both = [changes.get(key, getattr(self, key)) for key in ("formula1", "formula2")]
            formulas = tuple(_bare(item) or "" for item in both if item is not None)
        new = replace(
            self._rule,
            formulas=formulas,
            operator=_OPERATORS[changes["operator"]] if "operator" in changes else self._rule.operator,
            differential=differential_of(self._owner, {**now, **changes}),
            stop_if_true=changes.get("stop_if_true", self._rule.stop_if_true),
        )
        conditional.replace_rule(file, self._rule, new)
        self._rule = new

    def delete(self) -> None:
        """Delete the rule from all its cells."""
        conditional.delete_rule(self._owner.sheet.file, self._rule)


def _tuple(digits: str | None) -> tuple[int, int, int] | None:
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4)) if digits else None  # type: ignore[return-value]


def _number(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return f"={text}"
