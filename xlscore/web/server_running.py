"""The two servers that the command line starts: of the site's files alone, and the optional one that answers questions."""

from __future__ import annotations

import os
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final
from urllib.parse import unquote, urlsplit

from xlscore.web.headers import CONTENT_TYPES, headers_of
from xlscore.web.server_settings import ServerSettings, ServerSettingsError
from xlscore.web.site import SiteError, is_site, server_of

__all__ = ["THIS_COMPUTER", "run_server", "site_server"]

_NEEDED: Final = ("starlette", "uvicorn", "jwt", "httpx")
THIS_COMPUTER: Final = "127.0.0.1"
_NOT_SERVED: Final = "web.config"
_HERE: Final = (THIS_COMPUTER, "localhost", "::1")


def run_server(
    site: Path | None,
    file: Path | None,
    host: str,
    port: int,
    *,
    certificate: Path | None = None,
    key: Path | None = None,
    behind_proxy: bool = False,
) -> None:
    """Serve until somebody stops it; what cannot be meant is refused before it begins."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ServerSettingsError(
            f"The server needs {', '.join(missing)}.", "Install xlscore with its extra web."
        )
    settings = ServerSettings.read(file)
    if not settings.signs_in and site is None:
        raise ServerSettingsError(
            "There is nothing to serve.", "Give --site, or tenant and audience of those who may ask."
        )
    if bool(certificate) != bool(key):
        raise ServerSettingsError(
            "A certificate and its key belong together.", "Give both --certificate and --key."
        )
    if host not in _HERE and not certificate and not behind_proxy:
        raise ServerSettingsError(
            "Sign-ins and workbooks do not go over a network without https.",
            "Give --certificate and --key, or --behind-proxy where IIS or nginx in front gives https.",
        )
    if site is not None:
        _refuse_no_site(site)
    import uvicorn

    from xlscore.web.server import application

    uvicorn.run(
        application(settings, site),
        host=host,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        server_header=False,
        proxy_headers=behind_proxy,
        log_level="warning",
        timeout_keep_alive=15,
        limit_concurrency=200,
    )


def site_server(site: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a built folder that listens on this computer alone; port 0 is any that is free."""
    _refuse_no_site(site)
    try:
        return _Server((THIS_COMPUTER, port), partial(_Files, asks=server_of(site), directory=str(site)))
    except OSError:
        raise SiteError(f"Port {port} is taken on this computer.", "Give another one with --port.") from None


def _refuse_no_site(site: Path) -> None:
    if not is_site(site):
        raise SiteError(f"{site} holds no site.", f"Build it: xlscore web build --out {site}")


class _Server(ThreadingHTTPServer):
    # On Windows it would let two programs listen at one port.
    allow_reuse_address = os.name != "nt"
    daemon_threads = True


class _Files(SimpleHTTPRequestHandler):
    """Files with the types and headers that any web server has to give them."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "xlscore", ""

    def __init__(self, *given: Any, asks: str, **more: Any) -> None:
        self._asks = asks
        super().__init__(*given, **more)

    def send_head(self) -> Any:
        if self._path() == _NOT_SERVED:
            return self.list_directory("")
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return CONTENT_TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")

    def end_headers(self) -> None:
        for name, value in headers_of(self._path(), self._asks).items():
            self.send_header(name, value)
        super().end_headers()

    def copyfile(self, source: Any, outputfile: BinaryIO | Any) -> None:
        try:
            super().copyfile(source, outputfile)
        except OSError:
            # Whoever asked has gone: a page that was closed while it loaded.
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""

    def _path(self) -> str:
        return unquote(urlsplit(getattr(self, "path", "")).path).lstrip("/")
