"""What a server says with each file of the site: above all that the page may ask no other host for anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

__all__ = ["CONTENT_SECURITY_POLICY", "CONTENT_TYPES", "HEADERS", "iis_settings"]

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self';"
    " img-src 'self' data: blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Of the page. That of the add-in's task pane has to let Excel frame it, and Microsoft's script in."""
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
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
_IIS_LACKS: Final = (".mjs", ".wasm", ".webmanifest")
"""Endings that some versions of IIS do not serve at all."""


def iis_settings() -> str:
    """Return the `web.config` that IIS reads in the site's own folder; other servers let it lie."""
    types = "\n".join(
        f"      <remove fileExtension={quoteattr(ending)} />\n"
        f"      <mimeMap fileExtension={quoteattr(ending)} mimeType={quoteattr(CONTENT_TYPES[ending].partition(';')[0])} />"
        for ending in _IIS_LACKS
    )
    headers = "\n".join(
        f"        <add name={quoteattr(name)} value={quoteattr(value)} />" for name, value in HEADERS.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.webServer>
    <staticContent>
{types}
    </staticContent>
    <httpProtocol>
      <customHeaders>
{headers}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
</configuration>
"""
