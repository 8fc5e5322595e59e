"""The manifests: by Microsoft's rules, equal in content, and with every button of the desktop's ribbon."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.web.manifest_rules import BASIC, OFFICE, OVERRIDES, TYPE, faults
from xlscore.books.tables import own_calls
from xlscore.books.tables.own_calls import BUILT_FOR
from xlscore.errors import XlscoreError
from xlscore.excel.buttons import BUTTONS, TAB
from xlscore.web.icons import icon_names
from xlscore.web.manifest import (
    ICON_SIZES,
    ManifestFileError,
    SignInError,
    SiteAddressError,
    unified_manifest,
    unified_package,
    write_manifest,
    xml_manifest,
)
from xlscore.web.packing import workbooks
from xlscore.web.ribbon import MOST_CONTROLS, PANE_BUTTON, WebMenu, ribbon_groups

SITE = "https://scorecard.example.org/web"


def content_of_xml(text: str) -> dict[str, Any]:
    root = ElementTree.fromstring(text)
    resources = {
        each.get("id"): each.get("DefaultValue") for each in root.iter() if each.tag.startswith(BASIC)
    }

    def said(parent: Element, *path: str) -> Any:
        found = parent.find("/".join(f"{OVERRIDES}{name}" for name in path))
        assert found is not None
        return resources[found.get("resid")]

    def control(one: Element) -> dict[str, Any]:
        action = one.find(f"{OVERRIDES}Action")
        items = [control(each) for each in one.iterfind(f"{OVERRIDES}Items/{OVERRIDES}Item")]
        function = None if action is None else action.findtext(f"{OVERRIDES}FunctionName")
        opens = action is not None and action.get(TYPE) == "ShowTaskpane"
        return {
            "id": one.get("id"), "label": said(one, "Label"), "tip": said(one, "Supertip", "Description"), "icons": icons(one),
            "does": PANE_BUTTON if opens else function, "items": items,
        }  # fmt: skip

    def icons(parent: Element) -> list[Any]:
        found = parent.find(f"{OVERRIDES}Icon")
        assert found is not None
        return [(int(each.get("size", "")), resources[each.get("resid")]) for each in found]

    tab = next(root.iter(f"{OVERRIDES}CustomTab"))
    page = next(root.iter(f"{OVERRIDES}Runtime"))
    metadata = next(root.iter(f"{OVERRIDES}Metadata"))
    return {
        "id": root.findtext(f"{OFFICE}Id"),
        "version": (root.findtext(f"{OFFICE}Version") or "").removesuffix(".0"),
        "name": root.find(f"{OFFICE}DisplayName").get("DefaultValue"),  # type: ignore[union-attr]
        "description": root.find(f"{OFFICE}Description").get("DefaultValue"),  # type: ignore[union-attr]
        "page": resources[page.get("resid")],
        "functions": resources[metadata[0].get("resid")],
        "namespace": resources[next(root.iter(f"{OVERRIDES}Namespace")).get("resid")],
        "requires": [(each.get("Name"), each.get("MinVersion")) for each in root.iter(f"{OFFICE}Set")],
        "tab": said(tab, "Label"),
        "groups": [
            {
                "id": group.get("id"),
                "label": said(group, "Label"),
                "icons": icons(group),
                "controls": [control(each) for each in group.findall(f"{OVERRIDES}Control")],
            }
            for group in tab.findall(f"{OVERRIDES}Group")
        ],
    }


def content_of_unified(made: dict[str, Any]) -> dict[str, Any]:
    (extension,) = made["extensions"]
    (runtime,) = extension["runtimes"]
    (tab,) = extension["ribbons"][0]["tabs"]
    actions = {one["id"]: one["type"] for one in runtime["actions"]}

    def icons(one: dict[str, Any]) -> list[Any]:
        return [(each["size"], each["url"]) for each in one["icons"]]

    def control(one: dict[str, Any]) -> dict[str, Any]:
        does = one.get("actionId")
        assert does is None or actions[does] == ("openPage" if does == PANE_BUTTON else "executeFunction")
        return {
            "id": one["id"], "label": one["label"], "tip": one["supertip"]["description"], "icons": icons(one), "does": does,
            "items": [control(each) for each in one.get("items", ())],
        }  # fmt: skip

    return {
        "id": made["id"],
        "version": made["version"],
        "name": made["name"]["short"],
        "description": made["description"]["short"],
        "page": runtime["code"]["page"],
        "functions": runtime["customFunctions"]["metadataUrl"],
        "namespace": runtime["customFunctions"]["namespace"]["name"],
        "requires": [
            (each["name"], each["minVersion"]) for each in extension["requirements"]["capabilities"]
        ],
        "tab": tab["label"],
        "groups": [
            {
                "id": group["id"],
                "label": group["label"],
                "icons": icons(group),
                "controls": [control(each) for each in group["controls"]],
            }
            for group in tab["groups"]
        ],
    }


def test_both_manifests_say_the_same() -> None:
    assert content_of_xml(xml_manifest(SITE)) == content_of_unified(unified_manifest(SITE))


def test_the_ribbon_has_every_button_of_the_desktop_that_is_not_vba_alone() -> None:
    content = content_of_xml(xml_manifest(SITE))

    controls = [one for group in content["groups"] for one in group["controls"]]
    pressed = [one["does"] for each in controls for one in (each["items"] or [each])]
    assert [name for name in pressed if name != PANE_BUTTON] == [
        one.name for one in BUTTONS if not one.native
    ]
    assert pressed.count(PANE_BUTTON) == 1
    assert content["tab"] == TAB
    assert content["namespace"] == "SCORECARD"


def test_a_group_that_is_too_large_keeps_its_last_buttons_in_a_menu() -> None:
    month = next(group for group in ribbon_groups() if group.label == "Month")

    assert len(month.controls) == MOST_CONTROLS
    assert isinstance(month.controls[-1], WebMenu)
    assert "Report the month" in month.controls[-1].tip


def test_the_xml_manifest_keeps_to_microsofts_rules() -> None:
    assert faults(xml_manifest(SITE)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('<Label resid="Tab.Label"/>', "", "CustomTab"),
        ('<bt:String id="Tab.Label"', '<bt:String id="Other"', "Tab.Label is asked for and not defined"),
        ('id="DrawTubeMap"', 'id="ExplainCell"', "stands twice"),
        ("https://scorecard.example.org/web/pane.html", "http://scorecard.example.org/pane.html", "no https"),
        ('lifetime="long"/>', 'lifetime="long"/><Runtime resid="Functions.Meta"/>', "not shared"),
        ("<Permissions>ReadWriteDocument", "<Permissions>ReadDocument", "may not write"),
        ('<bt:Image size="80" resid="Scorecard.Log.80"/>', "", "lacks a size"),
        ('Description resid="KeepLogs.Tip"', f'Description resid="{"x" * 33}"', "longer than 32"),
    ],
)
def test_a_spoilt_manifest_is_found_out(old: str, new: str, fault: str) -> None:
    text = xml_manifest(SITE)

    assert old in text
    assert any(fault in said for said in faults(text.replace(old, new)))


def test_an_icon_is_drawn_for_every_group() -> None:
    groups = {group.id.rpartition(".")[2].lower() for group in ribbon_groups()}

    assert groups | {"scorecard"} == set(icon_names())
    assert ICON_SIZES == (16, 32, 80)


def test_the_package_holds_the_unified_manifest_and_two_icons_and_is_the_same_each_time() -> None:
    package = unified_package(SITE)

    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert sorted(opened.namelist()) == ["color.png", "manifest.json", "outline.png"]
        assert json.loads(opened.read("manifest.json")) == unified_manifest(SITE)
    assert unified_package(SITE) == package


def test_another_site_is_another_add_in_and_the_same_site_the_same_one() -> None:
    here, there = unified_manifest(SITE), unified_manifest("https://pilot.example.org")

    assert here["id"] != there["id"]
    assert unified_manifest(f"{SITE}/")["id"] == here["id"]


@pytest.mark.parametrize(
    "url", ["http://scorecard.example.org", "scorecard.example.org", "https://", "https://a.b/?x=1", ""]
)
def test_an_address_that_excel_loads_nothing_from_is_refused(url: str) -> None:
    with pytest.raises(SiteAddressError, match="is no address of a site"):
        xml_manifest(url)


@pytest.mark.parametrize("name", ["scorecard.xml", "scorecard.zip"])
def test_a_manifest_is_written_anew_and_another_file_of_its_name_stays(name: str, tmp_path: Path) -> None:
    out = tmp_path / name

    first, again = write_manifest(SITE, out), write_manifest(SITE, out)

    assert first == again
    assert first.id == unified_manifest(SITE)["id"]
    out.write_text("mine")
    with pytest.raises(ManifestFileError, match="no manifest of Scorecard's"):
        write_manifest(SITE, out)
    assert out.read_text() == "mine"


def test_a_file_that_says_not_which_manifest_is_refused_and_so_is_a_folder_that_is_not_there(
    tmp_path: Path,
) -> None:
    with pytest.raises(ManifestFileError, match="which manifest"):
        write_manifest(SITE, tmp_path / "scorecard.json")
    with pytest.raises(XlscoreError, match="not saved"):
        write_manifest(SITE, tmp_path / "nowhere" / "scorecard.xml")


def test_both_manifests_have_the_namespace_that_is_asked_for_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = content_of_xml(xml_manifest(SITE, "force.sc"))
    monkeypatch.setenv("XLSCORE_NAMESPACE", "Told")

    assert asked["namespace"] == "FORCE.SC"
    assert content_of_unified(unified_manifest(SITE))["namespace"] == "TOLD"
    with pytest.raises(XlscoreError, match="cannot be the namespace"):
        xml_manifest(SITE, "1 & 2")


def test_a_site_says_in_its_archive_which_namespace_it_was_built_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    packed = workbooks("FORCE")
    (tmp_path / "books" / "tables").mkdir(parents=True)
    (tmp_path / BUILT_FOR).write_bytes(packed[f"xlscore/{BUILT_FOR}"])
    monkeypatch.setattr(own_calls, "__file__", str(tmp_path / "books" / "tables" / "own_calls.py"))
    own_calls._built_for.cache_clear()

    told = own_calls.usual_namespace(), own_calls.namespaces_told()
    own_calls._built_for.cache_clear()

    assert told == ("FORCE", frozenset({"", "SCORECARD", "FORCE"}))


def test_excel_signs_people_in_where_the_server_has_an_application() -> None:
    application = "66666666-7777-8888-9999-000000000000"

    text = xml_manifest(SITE, application=application.upper())
    unified = unified_manifest(SITE, application=application)

    assert faults(text) == []
    found = ElementTree.fromstring(text).find(f".//{OVERRIDES}WebApplicationInfo")
    assert found is not None
    resource = f"api://scorecard.example.org/{application}"
    assert (found.findtext(f"{OVERRIDES}Id"), found.findtext(f"{OVERRIDES}Resource")) == (
        application,
        resource,
    )
    assert unified["webApplicationInfo"] == {"id": application, "resource": resource}
    assert "WebApplicationInfo" not in xml_manifest(SITE)
    assert "webApplicationInfo" not in unified_manifest(SITE)
    with pytest.raises(SignInError, match="no application's ID"):
        xml_manifest(SITE, application="scorecard")
