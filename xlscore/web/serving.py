"""The site served on this computer alone, to be tried or used by the one who sits at it: files and nothing else."""

from __future__ import annotations

import os
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final
from urllib.parse import unquote, urlsplit

from xlscore.web.headers import CONTENT_TYPES, headers_of
from xlscore.web.site import SiteError, is_site

__all__ = ["THIS_COMPUTER", "site_server"]

THIS_COMPUTER: Final = "127.0.0.1"
_NOT_SERVED: Final = "web.config"


def site_server(site: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a built folder that listens on this computer alone; port 0 is any that is free."""
    if not is_site(site):
        raise SiteError(f"{site} holds no site.", f"Build it: xlscore web build --out {site}")
    try:
        return _Server((THIS_COMPUTER, port), partial(_Files, directory=str(site)))
    except OSError:
        raise SiteError(f"Port {port} is taken on this computer.", "Give another one with --port.") from None


class _Server(ThreadingHTTPServer):
    # On Windows it would let two programs listen at one port.
    allow_reuse_address = os.name != "nt"
    daemon_threads = True


class _Files(SimpleHTTPRequestHandler):
    """Files with the types and headers that any web server has to give them."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "xlscore", ""

    def send_head(self) -> Any:
        if self._path() == _NOT_SERVED:
            return self.list_directory("")
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return CONTENT_TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")

    def end_headers(self) -> None:
        for name, value in headers_of(self._path()).items():
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
