"""The site on this computer: its files with their types and headers, nothing else, and to nobody else."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from threading import Thread

import pytest

from xlscore.web.headers import headers_of
from xlscore.web.server_running import THIS_COMPUTER, site_server
from xlscore.web.site import SiteError


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    site = tmp_path / "site"
    (site / "pyodide").mkdir(parents=True)
    for name in ("index.html", "files.json", "web.config", "pane.html", "pyodide/a.mjs", "pyodide/a.wasm"):
        (site / name).write_text(name)
    (tmp_path / "secret.txt").write_text("secret")
    with site_server(site, 0) as server:
        assert server.server_address[0] == THIS_COMPUTER
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


def asked(port: int, path: str, method: str = "GET") -> tuple[int, Message, bytes]:
    with closing(http.client.HTTPConnection(THIS_COMPUTER, port)) as connection:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/pyodide/a.mjs?version=1", "text/javascript; charset=utf-8"),
        ("/pyodide/a.wasm", "application/wasm"),
        ("/pane.html", "text/html; charset=utf-8"),
    ],
)
def test_a_file_has_its_type_and_the_headers_of_every_server(port: int, path: str, kind: str) -> None:
    status, headers, data = asked(port, path)

    assert status == 200
    assert headers["Content-Type"] == kind
    assert headers_of(path.lstrip("/").partition("?")[0]).items() <= dict(headers).items()
    assert data.decode() == (path.strip("/").partition("?")[0] or "index.html")


@pytest.mark.parametrize(
    "path", ["/web.config", "/pyodide/", "/../secret.txt", "/%2e%2e/secret.txt", "/gone"]
)
def test_nothing_else_is_served(port: int, path: str) -> None:
    status, headers, data = asked(port, path)

    assert status == 404
    assert "Content-Security-Policy" in headers
    assert b"secret" not in data


def test_nothing_is_taken(port: int) -> None:
    assert asked(port, "/", "POST")[0] == 501


def test_a_port_that_is_taken_is_a_sentence(port: int, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=f"Port {port} is taken"):
        site_server(tmp_path / "site", port)
