"""What Microsoft's documents say of an XML manifest, as rules: the order of elements, lengths, names that must be defined and unique.

Microsoft checks such a manifest only on a server of its own. The order is that of [MS-OWEMXML], sections 5.6 and 5.7; the
lengths are those of its simple types ShortString (125) and LongString (250), and 32 for what a resid names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

OFFICE = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
OVERRIDES = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
BASIC = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

# Behind each name: ? may be missing, * any number, + at least one; nothing: exactly one.
ORDER: Final = {
    "OfficeApp": "Id Version ProviderName DefaultLocale DisplayName Description IconUrl? HighResolutionIconUrl? SupportUrl?"
    " AppDomains? Hosts? Requirements? DefaultSettings Permissions VersionOverrides?",
    "VersionOverrides": "Description? Requirements? Hosts Resources WebApplicationInfo? EquivalentAddins?",
    "Host Workbook": "Runtimes? AllFormFactors? DesktopFormFactor?",
    "ExtensionPoint CustomFunctions": "Script Page Metadata Namespace?",
    "ExtensionPoint PrimaryCommandSurface": "CustomTab",
    "DesktopFormFactor": "GetStarted? FunctionFile ExtensionPoint+",
    "CustomTab": "Group+ Label",
    "Group": "Label Icon Control+",
    "Control Button": "Label Supertip Icon Action",
    "Control Menu": "Label Supertip Icon Items",
    "Items": "Item+",
    "Item": "Label Supertip Icon Action",
    "Supertip": "Title Description",
    "Icon": "Image+",
    "Action ExecuteFunction": "FunctionName",
    "Action ShowTaskpane": "TaskpaneId? SourceLocation Title?",
    "Resources": "Images Urls ShortStrings LongStrings",
}  # fmt: skip
LENGTHS: Final = {"ShortStrings": 125, "LongStrings": 250, "Urls": 2048, "Images": 2048}
NEEDED_SIZES: Final = {"16", "32", "80"}
MOST_CONTROLS: Final = 6
MOST_GROUPS: Final = 10


def faults(text: str) -> list[str]:
    """Return what is wrong in an XML manifest, in words."""
    root = ElementTree.fromstring(text)
    return [*_order(root), *_resources(root), *_ids(root), *_values(root), *_sizes(root)]


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _order(root: Element) -> Iterator[str]:
    for element in root.iter():
        rule = ORDER.get(f"{local(element)} {element.get(TYPE, '')}".strip(), ORDER.get(local(element)))
        if rule is None:
            continue
        pattern = "".join(
            f"(?:{name.rstrip('?*+')} ){name[len(name.rstrip('?*+')) :]}" for name in rule.split()
        )
        children = "".join(f"{local(child)} " for child in element)
        if not re.fullmatch(pattern, children):
            yield f"{local(element)} {element.get('id', '')} holds {children.strip()}, not {rule}"


def _resources(root: Element) -> Iterator[str]:
    defined = {}
    for many, most in LENGTHS.items():
        for one in root.iter(f"{BASIC}{many}"):
            for each in one:
                name, value = each.get("id", ""), each.get("DefaultValue", "")
                if name in defined:
                    yield f"{name} is defined twice"
                defined[name] = many
                if not 0 < len(value) <= most:
                    yield f"{name} has {len(value)} characters, {many} take {most}"
                if many in {"Urls", "Images"} and not value.startswith("https://"):
                    yield f"{name} is no https address"
    asked = {each.get("resid", "") for each in root.iter() if each.get("resid") is not None}
    yield from (f"{name} is longer than 32 characters" for name in {*asked, *defined} if len(name) > 32)
    yield from (f"{name} is asked for and not defined" for name in sorted(asked - defined.keys()))
    yield from (f"{name} is defined and not asked for" for name in sorted(defined.keys() - asked))
    for each in root.iter():
        wanted = {
            "Label": "ShortStrings",
            "Title": "ShortStrings",
            "Image": "Images",
            "SourceLocation": "Urls",
        }
        wanted |= {"Namespace": "ShortStrings", "FunctionFile": "Urls", "Runtime": "Urls"}
        name, kind = each.get("resid", ""), wanted.get(local(each))
        if kind and defined.get(name, kind) != kind:
            yield f"{local(each)} asks for {name}, which is one of {defined[name]}"


def _ids(root: Element) -> Iterator[str]:
    names = Counter(
        each.get("id") for each in root.iter() if each.tag.startswith(OVERRIDES) and each.get("id")
    )
    yield from (f"the id {name} stands twice" for name, times in names.items() if times > 1)
    yield from (f"the id {name} is too long" for name in names if len(name or "") > 125)


def _values(root: Element) -> Iterator[str]:
    def text(name: str) -> str:
        return (root.findtext(f"{OFFICE}{name}") or "").strip()

    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text("Id")):
        yield "the Id is no GUID"
    if not re.fullmatch(r"\d+(\.\d+){3}", text("Version")):
        yield "the Version is not of four figures"
    if text("Permissions") != "ReadWriteDocument":
        yield "the add-in may not write"
    # A shared runtime is one page: of the functions, of the buttons' functions and of the pane.
    pages = [
        *(each.get("resid") for each in root.iter(f"{OVERRIDES}Runtime")),
        *(each.get("resid") for each in root.iter(f"{OVERRIDES}FunctionFile")),
        *(each.get("resid") for page in root.iter(f"{OVERRIDES}Page") for each in page),
    ]
    if len(set(pages)) != 1 or len(pages) != 3:
        yield f"the runtime is not shared: {pages}"


def _sizes(root: Element) -> Iterator[str]:
    for icon in root.iter(f"{OVERRIDES}Icon"):
        if not {each.get("size") for each in icon} >= NEEDED_SIZES:
            yield "an icon lacks a size"
    groups = list(root.iter(f"{OVERRIDES}Group"))
    if len(groups) > MOST_GROUPS:
        yield f"{len(groups)} groups"
    for group in groups:
        controls = group.findall(f"{OVERRIDES}Control")
        if len(controls) > MOST_CONTROLS:
            yield f"{group.get('id')} has {len(controls)} controls"
