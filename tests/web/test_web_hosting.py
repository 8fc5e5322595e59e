"""What web servers are told: the samples are of one home with the site, and nginx serves the site as they say."""

from __future__ import annotations

import datetime as dt
import re
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from tests.support.tools import ROOT, require_tool
from tests.web.identity_provider import rsa_key
from xlscore.web.headers import CONTENT_TYPES, HEADERS, OTHER_HEADERS, PANE_POLICY, headers_of, iis_settings
from xlscore.web.hosting import hosting_files, nginx_settings
from xlscore.web.server_settings import ServerSettings

FOLDER: Final = ROOT / "webaddin" / "hosting"
PAGE: Final = ROOT / "docs" / "web-for-it.md"
SITE: Final = {
    "index.html": b"<p>page",
    "pane.html": b"<p>pane",
    "page.js": b"1;" * 1000,
    "functions.json": b"{}",
    "files.json": b"{}",
    "pyodide/pyodide.asm.wasm": b"\0asm" + bytes(4000),
    "pyodide/pyodide.mjs": b"export {}",
    "python/rules.zip": b"PK",
    "icons/grades-16.png": b"\x89PNG",
    "web.config": b"<configuration/>",
}
"""A site as it is built, in small."""


def test_the_samples_are_what_the_product_says() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}

    assert there == hosting_files(), "Run: python -m xlscore.web.hosting"


def test_iis_and_nginx_are_told_the_same() -> None:
    told = ElementTree.fromstring(iis_settings())
    whole = told.find("system.webServer/httpProtocol/customHeaders")
    assert whole is not None
    assert {add.get("name"): add.get("value") for add in whole.iter("add")} == HEADERS
    places = {place.get("path"): place for place in told.findall("location")}
    assert set(places) == set(OTHER_HEADERS)
    for path, place in places.items():
        assert {add.get("name"): add.get("value") for add in place.iter("add")} == OTHER_HEADERS[str(path)]
    nginx = nginx_settings()
    for name, value in [
        *HEADERS.items(),
        *(pair for more in OTHER_HEADERS.values() for pair in more.items()),
    ]:
        assert f"add_header {name} " in nginx
        assert f'"{value}"' in nginx
    for ending, kind in CONTENT_TYPES.items():
        assert re.search(
            rf"^        {re.escape(kind.partition(';')[0])} .*\b{ending[1:]}\b", nginx, re.MULTILINE
        )


def _written(folder: Path, settings: str, port: int) -> Path:
    """A whole configuration of nginx in a folder of its own, with a site and a certificate."""
    site = folder / "site"
    for name, data in SITE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    key, name = rsa_key("nginx", 2048), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now.replace(year=2036))
    certificate = made.sign(key, hashes.SHA256())
    (folder / "c.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.TraditionalOpenSSL
    (folder / "c.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    )
    for before, here in (
        ("/srv/scorecard", str(site)),
        ("/etc/ssl/certs/scorecard.pem", str(folder / "c.pem")),
        ("/etc/ssl/private/scorecard.key", str(folder / "c.key")),
        ("listen 443 ", f"listen 127.0.0.1:{port} "),
        ("listen 8080", f"listen 127.0.0.1:{port}"),
    ):
        settings = settings.replace(before, here)
    temporary = "".join(
        f"{kind}_temp_path {folder / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; master_process off; pid {folder / 'pid'}; error_log stderr warn;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary}\n{settings}\n}}\n"
    )
    return whole


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in hosting_files() if name.endswith(".conf")])
def test_nginx_takes_the_sample(name: str, tmp_path: Path) -> None:
    whole = _written(tmp_path, hosting_files()[name], _free_port())

    asked = subprocess.run(
        [require_tool("nginx"), "-t", "-c", str(whole)], capture_output=True, text=True, check=False
    )

    assert asked.returncode == 0, asked.stderr
    assert "warn" not in asked.stderr.replace('the "user" directive', "")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of nginx with the sample for a container, and a small site."""
    port, folder = _free_port(), tmp_path_factory.mktemp("nginx")
    whole = _written(folder, hosting_files()["nginx-container.conf"], port)
    running = subprocess.Popen([require_tool("nginx"), "-c", str(whole)], stderr=subprocess.PIPE)
    try:
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=transport) as client:
            yield client
    finally:
        running.terminate()
        running.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("path", [path for path in SITE if path != "web.config"])
def test_nginx_serves_each_file_with_its_type_and_headers(path: str, served: httpx.Client) -> None:
    answer = served.get(f"/{path}")

    kind = CONTENT_TYPES[Path(path).suffix]
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, kind, SITE[path])
    assert {name: answer.headers.get(name) for name in headers_of(path)} == headers_of(path)
    assert ("access-control-allow-origin" in answer.headers) == (path == "functions.json")
    again = served.get(f"/{path}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.slow
def test_nginx_squeezes_what_is_large_and_gives_nothing_else_away(served: httpx.Client) -> None:
    assert served.get("/pyodide/pyodide.asm.wasm").headers["content-encoding"] == "gzip"
    assert served.get("/").content == SITE["index.html"]
    assert served.get("/").headers["server"] == "nginx"
    assert [served.get(path).status_code for path in ("/web.config", "/nothing", "/icons/")] == [
        404,
        404,
        404,
    ]
    assert served.get("/nothing").headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert served.post("/index.html", content=b"x").status_code == 403
    assert served.get("/%2e%2e/c.key").status_code in (400, 404)


def test_the_page_for_it_says_what_the_product_does() -> None:
    page = PAGE.read_text(encoding="utf-8")

    for policy in (HEADERS["Content-Security-Policy"], PANE_POLICY):
        assert f"`{policy}`" in page
    assert [each.name for each in fields(ServerSettings) if f"`{each.name}`" not in page] == []
    assert [name for name in hosting_files() if f"webaddin/hosting/{name}" not in page] == []
    assert "https://appsforoffice.microsoft.com" in page
