"""The samples of `webaddin/hosting`: how nginx is told what `web.config` tells IIS, from the same home.

`python -m xlscore.web.hosting` writes them anew; a test says when they are out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from xlscore.web.headers import CONTENT_TYPES, HEADERS, OTHER_HEADERS
from xlscore.web.server_settings import ServerSettings

__all__ = ["hosting_files", "nginx_settings"]

_PORT: Final = 8765
_MORE: Final[Mapping[str, str]] = {"Strict-Transport-Security": "max-age=31536000"}
_SQUEEZED: Final = ("application/wasm", "application/json", "text/css", "text/javascript", "image/svg+xml")
"""What nginx compresses besides HTML; archives and pictures are compressed already."""


def nginx_settings(
    *, with_server: bool = False, listen: str = "443 ssl http2", root: str = "/srv/scorecard"
) -> str:
    """Return a site of nginx that serves a built folder; `with_server` hands the questions under /api on to `xlscore web server`."""
    types: dict[str, list[str]] = {}
    for ending, kind in CONTENT_TYPES.items():
        types.setdefault(kind.partition(";")[0], []).append(ending.removeprefix("."))
    names = dict.fromkeys([*HEADERS, *(name for more in OTHER_HEADERS.values() for name in more)])
    secure = "ssl" in listen
    lines = [
        "# Written by python -m xlscore.web.hosting; the headers and types are those of xlscore/web/headers.py.",
        *(_map(name) for name in names if _differs(name)),
        "server {",
        f"    listen {listen};",
        *(_SECURE if secure else ()),
        f"    root {root};",
        "    index index.html;",
        "    server_tokens off;",
        "    charset utf-8;",
        f"    charset_types {' '.join(kind for kind in types if kind.startswith('text/') and kind != 'text/html')};",
        "    types {",
        *(f"        {kind} {' '.join(endings)};" for kind, endings in types.items()),
        "    }",
        "    gzip on;",
        "    gzip_vary on;",
        "    gzip_min_length 1024;",
        f"    gzip_types {' '.join(_SQUEEZED)};",
        *(f"    add_header {name} {_value(name)} always;" for name in names),
        *(f'    add_header {name} "{value}" always;' for name, value in _MORE.items() if secure),
        "    location / {",
        "        limit_except GET { deny all; }",
        "        try_files $uri $uri/index.html =404;",
        "    }",
        "    location = /web.config { return 404; }",
        *(_SERVER if with_server else ()),
        "}",
    ]
    return "\n".join(lines) + "\n"


_SECURE: Final = (
    "    server_name scorecard.force.example;",
    "    ssl_certificate /etc/ssl/certs/scorecard.pem;",
    "    ssl_certificate_key /etc/ssl/private/scorecard.key;",
    "    ssl_protocols TLSv1.2 TLSv1.3;",
)
_SERVER: Final = (
    "    location /api/ {",
    f"        proxy_pass http://127.0.0.1:{_PORT};",
    "        proxy_http_version 1.1;",
    "        proxy_set_header Host $host;",
    "        proxy_set_header X-Forwarded-For $remote_addr;",
    "        proxy_set_header X-Forwarded-Proto $scheme;",
    f"        client_max_body_size {ServerSettings.book_bytes >> 20}m;",
    f"        proxy_read_timeout {ServerSettings.press_seconds + 30:.0f}s;",
    "        # Or nginx would lay a workbook down in a file of its own on its way.",
    "        proxy_request_buffering off;",
    "        proxy_buffering off;",
    "        # The server says its own headers; any add_header here keeps those above away.",
    '        add_header X-Robots-Tag "none" always;',
    "    }",
)


def _differs(name: str) -> bool:
    return any(name in more for more in OTHER_HEADERS.values())


def _variable(name: str) -> str:
    return "$scorecard_" + name.lower().replace("-", "_")


def _value(name: str) -> str:
    return _variable(name) if _differs(name) else f'"{HEADERS[name]}"'


def _map(name: str) -> str:
    """Return what a header says for each file; one that says nothing is not sent."""
    cases = "".join(
        f'    ~^/{path.replace(".", "[.]")}{"$" if "." in path else "/"} "{more[name]}";\n'
        for path, more in OTHER_HEADERS.items()
        if name in more
    )
    return f'map $uri {_variable(name)} {{\n    default "{HEADERS.get(name, "")}";\n{cases}}}'


_CONTAINER: Final = """# A container of nginx and the site's files alone: docker build -f webaddin/hosting/Containerfile --build-arg SITE=site .
# Built beforehand with: xlscore web build --out site
# TLS is given by what stands in front of it, an ingress or a load balancer, or mount a certificate and use nginx.conf.
FROM nginxinc/nginx-unprivileged:stable-alpine
ARG SITE=site
COPY webaddin/hosting/nginx-container.conf /etc/nginx/conf.d/default.conf
COPY ${SITE} /srv/scorecard
EXPOSE 8080
"""
_SETTINGS: Final = """# For: xlscore web server --settings server.toml. Each is also a variable of the environment, as XLSCORE_WEB_TENANT.
tenant = "00000000-0000-0000-0000-000000000000"    # your tenant's ID
audience = "00000000-0000-0000-0000-000000000000"  # the application (client) ID of the registration
scope = "access_as_user"
origins = []                                       # pages of other hosts, as "https://scorecard.force.example"
workers = 2
press_seconds = 120.0
"""


def hosting_files() -> dict[str, str]:
    """Return the samples by their names."""
    return {
        "nginx.conf": nginx_settings(),
        "nginx-with-server.conf": nginx_settings(with_server=True),
        "nginx-container.conf": nginx_settings(listen="8080"),
        "Containerfile": _CONTAINER,
        "server.toml": _SETTINGS,
    }


if __name__ == "__main__":
    for _name, _text in hosting_files().items():
        (Path("webaddin") / "hosting" / _name).write_text(_text, encoding="utf-8")
