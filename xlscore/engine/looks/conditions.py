"""Rules by which values colour cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xlscore.engine.looks.colours import digits_of, tuple_of
from xlscore.engine.looks.operators import OPERATOR_WORDS, OPERATORS, bare, shown
from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.ooxml.around import conditional
from xlscore.ooxml.around.conditional import Rule, Threshold
from xlscore.ooxml.looks.look import Changes
from xlscore.ooxml.xml.text import refuse_unspeakable

if TYPE_CHECKING:
    from xlscore.engine.looks.formats import FormatsMixin

__all__ = ["ConditionalFormats"]

_STOPS = {"lowest_value": "min", "highest_value": "max", "number": "num", "automatic": None}
_STOP_WORDS = {"min": "lowest_value", "max": "highest_value", "num": "number"}
_RULE_WORDS = {
    "cellIs": "cell_value", "expression": "custom", "colorScale": "color_scale",
    "dataBar": "data_bar", "iconSet": "icon_set",
}  # fmt: skip
# These need Excel 2010's extension of the file format.
_LATE_ICONS = {"3_stars", "3_triangles", "5_boxes"}


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
        self._owner.sheet.refuse_if_protected("formatCells")
        made = conditional.add_rule(self._owner.sheet.file, [self._owner.box], rule)
        return ConditionalFormat(self._owner, made)

    def add_cell_value(self, spec: Any) -> ConditionalFormat:
        """Return a new rule that compares the cell's value."""
        formulas = [bare(spec[key]) for key in ("formula1", "formula2") if spec.get(key) is not None]
        return self._add(
            Rule(
                "cellIs",
                tuple(formula or "" for formula in formulas),
                OPERATORS[spec["operator"]],
                self._look(spec),
                spec.get("stop_if_true", False),
            )
        )

    def add_custom(self, spec: Any) -> ConditionalFormat:
        """Return a new rule that holds where a formula is true, written for the first cell."""
        formula = bare(spec["formula"]) or ""
        refuse_unspeakable(formula)
        rule = Rule(
            "expression",
            (formula,),
            None,
            self._look(spec),
            spec.get("stop_if_true", False),
        )
        return self._add(rule)

    def add_color_scale(self, spec: Any) -> ConditionalFormat:
        """Return a new rule of two or three colours that run into each other."""
        return self._add(
            Rule("colorScale", thresholds=_stops(spec), colours=tuple(digits_of(c) for c in spec["colors"]))
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
                colours=(digits_of(spec["bar_color"]),),
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
        self._owner.sheet.refuse_if_protected("formatCells")
        conditional.clear_rules(self._owner.sheet.file, self._owner.box)


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
        changes["fill"] = digits_of(spec["fill_color"])
    if spec.get("font_color") is not None:
        changes["font_colour"] = digits_of(spec["font_color"])
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
        return OPERATOR_WORDS.get(self._rule.operator or "")

    def _formula(self, kind: str, at: int) -> str | None:
        formulas = self._rule.formulas
        return shown(formulas[at]) if self._rule.kind == kind and len(formulas) > at else None

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
        return tuple_of(self._look("fill"))

    @property
    def font_color(self) -> Any:
        """Return the text colour."""
        return tuple_of(self._look("font_colour"))

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
        return tuple(tuple_of(c) for c in self._rule.colours) if self._rule.kind == "colorScale" else None

    @property
    def bar_color(self) -> Any:
        """Return the colour of a bar."""
        return (
            tuple_of(self._rule.colours[0]) if self._rule.kind == "dataBar" and self._rule.colours else None
        )

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
            formulas = (bare(changes["formula"]) or "",)
        elif self._rule.kind == "cellIs":
            both = [changes.get(key, getattr(self, key)) for key in ("formula1", "formula2")]
            formulas = tuple(bare(item) or "" for item in both if item is not None)
        new = replace(
            self._rule,
            formulas=formulas,
            operator=OPERATORS[changes["operator"]] if "operator" in changes else self._rule.operator,
            differential=differential_of(self._owner, {**now, **changes}),
            stop_if_true=changes.get("stop_if_true", self._rule.stop_if_true),
        )
        conditional.replace_rule(file, self._rule, new)
        self._rule = new

    def delete(self) -> None:
        """Delete the rule from all its cells."""
        self._owner.sheet.refuse_if_protected("formatCells")
        conditional.delete_rule(self._owner.sheet.file, self._rule)


def _number(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return f"={text}"
