"""The manifests by which Microsoft 365 adds the add-in to everybody's Excel: the XML one and the unified one, equal in content.

The XML manifest works in every Excel that has custom functions; the unified one is Microsoft's newer form. Both come from
the ribbon's table and the address of the site alone.
"""

from __future__ import annotations

import json
import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

import xlscore
from xlscore.books.tables.own_calls import namespace_key, usual_namespace
from xlscore.errors import XlscoreError
from xlscore.excel.buttons import TAB
from xlscore.ooxml.opc.saving import replace_file
from xlscore.web.icons import HIGH_RESOLUTION, ICON_SIZES, icon, icon_file
from xlscore.web.packing import archive
from xlscore.web.ribbon import PANE, PANE_BUTTON, WebButton, WebGroup, WebMenu, ribbon_groups

__all__ = [
    "ABOUT_PAGE",
    "ICON_SIZES",
    "METADATA_FILE",
    "PANE_PAGE",
    "PANE_SCRIPT",
    "ManifestFileError",
    "SignInError",
    "SiteAddressError",
    "WrittenManifest",
    "own_namespace",
    "unified_manifest",
    "unified_package",
    "write_manifest",
    "xml_manifest",
]

PANE_PAGE, PANE_SCRIPT, METADATA_FILE, ABOUT_PAGE = "pane.html", "pane.js", "functions.json", "about.html"
_NAME: Final = "Scorecard"
_PROVIDER: Final = "xlscore"
_SHORT: Final = "Police performance scorecards in Excel."
_LONG: Final = (
    "Worksheet functions and actions for force performance scorecards. Everything is worked out in this browser or Excel;"
    " no workbook and no figure is sent anywhere."
)
_REQUIRES: Final = (("SharedRuntime", "1.1"), ("CustomFunctionsRuntime", "1.2"), ("ExcelApi", "1.13"))
_UNIFIED: Final = "1.25"


class SiteAddressError(XlscoreError):
    """An address from which Excel would not load an add-in."""


class SignInError(XlscoreError):
    """An application for which Excel could sign nobody in."""


class ManifestFileError(XlscoreError):
    """A manifest that cannot be written where it is wanted."""


def _checked(url: str) -> str:
    """Return the address of the site with no slash at its end; one that Excel would not load from is refused."""
    parts = urlsplit(url.strip())
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise SiteAddressError(
            f"'{url}' is no address of a site that Excel loads an add-in from.",
            "Give the https address of the folder that `xlscore web build` wrote, such as https://scorecard.example.org/web.",
        )
    return url.strip().rstrip("/")


def _id(site: str) -> str:
    """Return the add-in's identifier: the same for the same site, so that an update replaces it, and a pilot's is another."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{site}/{PANE_PAGE}"))


def _version() -> str:
    """Return the version as manifests have it: figures and points alone."""
    figures = [part for part in xlscore.__version__.split(".") if part.isdigit()]
    return ".".join([*figures, "0", "0", "0"][:3])


def own_namespace(asked: str) -> str:
    """Return what stands before a function's name in a cell: as asked, else as everywhere on this computer."""
    name = (asked.strip() or usual_namespace()).upper()
    namespace_key(name)
    return name


def _application(asked: str) -> str:
    """Return the ID of the server's application; what is none would be refused by Excel when somebody signs in."""
    try:
        return str(uuid.UUID(asked.strip())) if asked.strip() else ""
    except ValueError:
        raise SignInError(
            f"'{asked}' is no application's ID.",
            "Copy the application (client) ID from its registration in Entra.",
        ) from None


def _resource_of(site: str, application: str) -> str:
    """Return the URI that the application's registration has to have: Excel compares its host with the site's."""
    return f"api://{urlsplit(site).netloc}/{application}"


def xml_manifest(url: str, namespace: str = "", application: str = "") -> str:
    """Return the XML manifest of the add-in whose site is at `url`; `application` is what Excel signs people in for."""
    site, groups = _checked(url), ribbon_groups()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="TaskPaneApp">
  <Id>{_id(site)}</Id>
  <Version>{_version()}.0</Version>
  <ProviderName>{_PROVIDER}</ProviderName>
  <DefaultLocale>en-GB</DefaultLocale>
  <DisplayName DefaultValue="{_NAME}"/>
  <Description DefaultValue="{_SHORT}"/>
  <IconUrl DefaultValue={_at(site, icon_file(_NAME, 32))}/>
  <HighResolutionIconUrl DefaultValue={_at(site, icon_file(_NAME, HIGH_RESOLUTION))}/>
  <SupportUrl DefaultValue={_at(site, ABOUT_PAGE)}/>
  <AppDomains>
    <AppDomain>{escape(_origin(site))}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
      {_joined(f'<Set Name="{name}" MinVersion="{version}"/>' for name, version in _REQUIRES)}
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue={_at(site, PANE_PAGE)}/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <Runtimes>
          <Runtime resid="Pane.Url" lifetime="long"/>
        </Runtimes>
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script><SourceLocation resid="Functions.Script"/></Script>
            <Page><SourceLocation resid="Pane.Url"/></Page>
            <Metadata><SourceLocation resid="Functions.Meta"/></Metadata>
            <Namespace resid="Functions.Namespace"/>
          </ExtensionPoint>
        </AllFormFactors>
        <DesktopFormFactor>
          <FunctionFile resid="Pane.Url"/>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <CustomTab id="Scorecard.Tab">
              {_joined(map(_xml_group, groups))}
              <Label resid="Tab.Label"/>
            </CustomTab>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    {_resources(site, groups, own_namespace(namespace))}{_xml_sign_in(site, _application(application))}
  </VersionOverrides>
</OfficeApp>
"""


def _xml_sign_in(site: str, application: str) -> str:
    if not application:
        return ""
    return (
        f"\n<WebApplicationInfo><Id>{application}</Id><Resource>{escape(_resource_of(site, application))}</Resource>"
        "<Scopes><Scope>openid</Scope><Scope>profile</Scope></Scopes></WebApplicationInfo>"
    )


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _at(site: str, file: str) -> str:
    return quoteattr(f"{site}/{file}")


def _origin(site: str) -> str:
    parts = urlsplit(site)
    return f"{parts.scheme}://{parts.netloc}"


def _xml_group(group: WebGroup) -> str:
    return (
        f'<Group id="{group.id}"><Label resid="{group.id}"/>{_xml_icons(group)}'
        f"{''.join(_xml_control(one, group) for one in group.controls)}</Group>"
    )


def _xml_icons(group: WebGroup) -> str:
    images = "".join(f'<bt:Image size="{size}" resid="{group.id}.{size}"/>' for size in ICON_SIZES)
    return f"<Icon>{images}</Icon>"


def _xml_control(control: WebButton | WebMenu, group: WebGroup) -> str:
    said = _xml_said(control, group)
    if isinstance(control, WebMenu):
        items = "".join(
            f'<Item id="{one.id}">{_xml_said(one, group)}{_xml_action(one)}</Item>' for one in control.buttons
        )
        return f'<Control xsi:type="Menu" id="{control.id}">{said}<Items>{items}</Items></Control>'
    return f'<Control xsi:type="Button" id="{control.id}">{said}{_xml_action(control)}</Control>'


def _xml_said(control: WebButton | WebMenu, group: WebGroup) -> str:
    return (
        f'<Label resid="{control.id}.Label"/><Supertip><Title resid="{control.id}.Label"/>'
        f'<Description resid="{control.id}.Tip"/></Supertip>{_xml_icons(group)}'
    )


def _xml_action(one: WebButton) -> str:
    if one.name == PANE_BUTTON:
        return f'<Action xsi:type="ShowTaskpane"><TaskpaneId>{PANE}</TaskpaneId><SourceLocation resid="Pane.Url"/></Action>'
    return f'<Action xsi:type="ExecuteFunction"><FunctionName>{one.name}</FunctionName></Action>'


def _resources(site: str, groups: Iterable[WebGroup], namespace: str) -> str:
    images, short, long = [], [("Functions.Namespace", namespace), ("Tab.Label", TAB)], []
    for group in groups:
        images += [(f"{group.id}.{size}", f"{site}/{icon_file(group.id, size)}") for size in ICON_SIZES]
        short.append((group.id, group.label))
        for one in _every_control(group):
            short.append((f"{one.id}.Label", one.label))
            long.append((f"{one.id}.Tip", one.tip))
    urls = [
        ("Functions.Meta", f"{site}/{METADATA_FILE}"),
        ("Functions.Script", f"{site}/{PANE_SCRIPT}"),
        ("Pane.Url", f"{site}/{PANE_PAGE}"),
    ]
    parts = (
        ("Images", "Image", images), ("Urls", "Url", urls), ("ShortStrings", "String", short), ("LongStrings", "String", long),
    )  # fmt: skip
    return f"<Resources>\n{_joined(_resource(*part) for part in parts)}\n</Resources>"


def _every_control(group: WebGroup) -> Iterable[WebButton | WebMenu]:
    yield from (one for one in group.controls if isinstance(one, WebMenu))
    yield from group.buttons()


def _resource(many: str, one: str, values: Iterable[tuple[str, str]]) -> str:
    lines = _joined(
        f"<bt:{one} id={quoteattr(name)} DefaultValue={quoteattr(value)}/>" for name, value in values
    )
    return f"<bt:{many}>\n{lines}\n</bt:{many}>"


def unified_manifest(url: str, namespace: str = "", application: str = "") -> dict[str, Any]:
    """Return the unified manifest of the add-in whose site is at `url`; `application` is what Excel signs people in for."""
    site, groups, signs_in = _checked(url), ribbon_groups(), _application(application)
    about, space = f"{site}/{ABOUT_PAGE}", own_namespace(namespace)
    buttons = [one for group in groups for one in group.buttons()]
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{_UNIFIED}/MicrosoftTeams.schema.json",
        "manifestVersion": _UNIFIED,
        "version": _version(),
        "id": _id(site),
        "developer": {"name": _PROVIDER, "websiteUrl": about, "privacyUrl": about, "termsOfUseUrl": about},
        "name": {"short": _NAME, "full": f"{_NAME} for Excel"},
        "description": {"short": _SHORT, "full": _LONG},
        "icons": {"outline": "outline.png", "color": "color.png"},
        "accentColor": "#1F2F4F",
        "validDomains": [urlsplit(site).netloc],
        **(
            {"webApplicationInfo": {"id": signs_in, "resource": _resource_of(site, signs_in)}}
            if signs_in
            else {}
        ),
        "authorization": {
            "permissions": {"resourceSpecific": [{"name": "Document.ReadWrite.User", "type": "Delegated"}]}
        },
        "extensions": [
            {
                "requirements": {
                    "scopes": ["workbook"],
                    "capabilities": [{"name": name, "minVersion": version} for name, version in _REQUIRES],
                },
                "runtimes": [
                    {
                        "id": "Shared",
                        "type": "general",
                        "code": {"page": f"{site}/{PANE_PAGE}"},
                        "lifetime": "long",
                        "actions": [_json_action(one) for one in buttons],
                        "customFunctions": {
                            "namespace": {"id": space, "name": space},
                            "metadataUrl": f"{site}/{METADATA_FILE}",
                        },
                    }
                ],
                "ribbons": [
                    {
                        "contexts": ["default"],
                        "tabs": [
                            {
                                "id": "Scorecard.Tab",
                                "label": TAB,
                                "groups": [_json_group(site, group) for group in groups],
                            }
                        ],
                    }
                ],
            }
        ],
    }


def _json_action(one: WebButton) -> dict[str, str]:
    if one.name == PANE_BUTTON:
        return {"id": one.name, "type": "openPage", "view": PANE}
    return {"id": one.name, "type": "executeFunction"}


def _json_group(site: str, group: WebGroup) -> dict[str, Any]:
    icons = [{"size": size, "url": f"{site}/{icon_file(group.id, size)}"} for size in ICON_SIZES]

    def said(one: WebButton | WebMenu) -> dict[str, Any]:
        supertip = {"title": one.label, "description": one.tip}
        return {"id": one.id, "label": one.label, "icons": icons, "supertip": supertip}

    def control(one: WebButton | WebMenu) -> dict[str, Any]:
        if isinstance(one, WebMenu):
            items = [{**said(item), "type": "menuItem", "actionId": item.name} for item in one.buttons]
            return {**said(one), "type": "menu", "items": items}
        return {**said(one), "type": "button", "actionId": one.name}

    controls = [control(one) for one in group.controls]
    return {"id": group.id, "label": group.label, "icons": icons, "controls": controls}


def unified_package(url: str, namespace: str = "", application: str = "") -> bytes:
    """Return the unified manifest as the package that the admin centre takes: the manifest and its two icons."""
    manifest = json.dumps(
        unified_manifest(url, namespace, application), ensure_ascii=False, indent=1
    ).encode()
    icons = {"color.png": icon(_NAME, 192), "outline.png": icon(_NAME, 32, outline=True)}
    return archive({"manifest.json": manifest, **icons})


@dataclass(frozen=True)
class WrittenManifest:
    """A manifest that was written: where, of which kind, and of which add-in."""

    file: Path
    kind: str
    id: str
    site: str
    namespace: str

    def as_dict(self) -> dict[str, str]:
        """Return the answer as JSON has it."""
        return {name: str(value) for name, value in vars(self).items()}


def write_manifest(url: str, out: Path, namespace: str = "", application: str = "") -> WrittenManifest:
    """Return what was written: the XML manifest into a file .xml, the unified one with its icons into a .zip."""
    site, space = _checked(url), own_namespace(namespace)
    made = {
        ".xml": lambda: xml_manifest(url, space, application).encode(),
        ".zip": lambda: unified_package(url, space, application),
    }
    make = made.get(out.suffix.lower())
    if make is None:
        raise ManifestFileError(
            f"{out} says not which manifest it is to be.",
            "Name a file .xml for the XML manifest, which every Excel knows, or .zip for the unified one.",
        )
    if out.exists() and not _is_ours(out):
        raise ManifestFileError(
            f"{out} is there already and is no manifest of Scorecard's.", "Choose another name."
        )
    replace_file(out, [make()])
    return WrittenManifest(out, "XML" if out.suffix.lower() == ".xml" else "unified", _id(site), site, space)


def _is_ours(path: Path) -> bool:
    """Return whether a file is such a manifest, which may be written anew."""
    try:
        if path.suffix.lower() == ".xml":
            return f"<ProviderName>{_PROVIDER}</ProviderName>".encode() in path.read_bytes()
        with zipfile.ZipFile(path) as package:
            return f'"name": "{_PROVIDER}"'.encode() in package.read("manifest.json")
    except (OSError, zipfile.BadZipFile, KeyError):
        return False
