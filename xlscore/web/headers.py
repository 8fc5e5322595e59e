"""What a server says with each file of the site: above all that the page may ask no other host for anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

__all__ = [
    "CONTENT_SECURITY_POLICY",
    "CONTENT_TYPES",
    "HEADERS",
    "OTHER_HEADERS",
    "headers_of",
    "iis_settings",
    "with_server",
]

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self';"
    " img-src 'self' data: blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Of the page."""
PANE_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' https://appsforoffice.microsoft.com; style-src 'self' 'unsafe-inline';"
    " connect-src 'self'; worker-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    " https://*.officeapps.live.com https://*.office.com https://*.office365.com https://*.sharepoint.com https://*.microsoft365.com"
    " https://*.cloud.microsoft"
)
"""Of the add-in's pane: Microsoft's script comes in, and sets styles; Excel on the web frames it. Still it may ask no other host."""
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}
"""Of every file. A browser keeps them and asks each time whether they are still the same, so that an update, and the way back, holds at once."""
OTHER_HEADERS: Final[Mapping[str, Mapping[str, str]]] = {
    "pane.html": {"Content-Security-Policy": PANE_POLICY},
    "functions.json": {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"},
    "icons": {"Cross-Origin-Resource-Policy": "cross-origin"},
}
"""What differs for a file or a folder: Excel on the web itself, on a host of Microsoft's, reads what it is told of functions and icons."""
CONTENT_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
_POLICY: Final = "Content-Security-Policy"
_OWN: Final = "connect-src 'self'"
_IIS_LACKS: Final = (".mjs", ".wasm", ".webmanifest")
"""Endings that some versions of IIS do not serve at all."""


def with_server(policy: str, server: str) -> str:
    """Return a policy under which a page may ask one server besides its own; without one it stays as it is.

    >>> with_server("connect-src 'self'; worker-src 'self'", "https://server.force.example")
    "connect-src 'self' https://server.force.example; worker-src 'self'"
    """
    return policy.replace(_OWN, f"{_OWN} {server}") if server else policy


def headers_of(path: str, server: str = "") -> dict[str, str]:
    """Return the headers of one file of the site, whose pages may ask `server` where it has one.

    >>> headers_of("icons/grades-16.png")["Cross-Origin-Resource-Policy"], headers_of("index.html") == HEADERS
    ('cross-origin', True)
    """
    return _asking({**HEADERS, **OTHER_HEADERS.get(path.partition("/")[0], {})}, server)


def _asking(headers: Mapping[str, str], server: str) -> dict[str, str]:
    return {name: with_server(value, server) if name == _POLICY else value for name, value in headers.items()}


def _location(path: str, server: str) -> str:
    """Return what IIS says otherwise for a file or a folder."""
    lines = "\n".join(
        f"          <remove name={quoteattr(name)} />\n          <add name={quoteattr(name)} value={quoteattr(value)} />"
        for name, value in _asking(OTHER_HEADERS[path], server).items()
    )
    return f"""  <location path={quoteattr(path)}>
    <system.webServer>
      <httpProtocol>
        <customHeaders>
{lines}
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>"""


def iis_settings(server: str = "") -> str:
    """Return the `web.config` that IIS reads in the site's own folder; other servers let it lie."""
    types = "\n".join(
        f"      <remove fileExtension={quoteattr(ending)} />\n"
        f"      <mimeMap fileExtension={quoteattr(ending)} mimeType={quoteattr(CONTENT_TYPES[ending].partition(';')[0])} />"
        for ending in _IIS_LACKS
    )
    headers = "\n".join(
        f"        <add name={quoteattr(name)} value={quoteattr(value)} />"
        for name, value in _asking(HEADERS, server).items()
    )
    locations = "\n".join(_location(path, server) for path in OTHER_HEADERS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.webServer>
    <staticContent>
{types}
    </staticContent>
    <urlCompression doStaticCompression="true" />
    <httpProtocol>
      <customHeaders>
{headers}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
{locations}
</configuration>
"""
