"""The server started from the command line."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from xlscore.web.server_settings import ServerSettings, ServerSettingsError

__all__ = ["run_server"]

_NEEDED: Final = ("starlette", "uvicorn", "jwt", "httpx")
_THIS_COMPUTER: Final = ("127.0.0.1", "localhost", "::1")


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
    if site is not None and not (site / "index.html").is_file():
        raise ServerSettingsError(f"{site} holds no site.", f"Build it: xlscore web build --out {site}")
    if bool(certificate) != bool(key):
        raise ServerSettingsError(
            "A certificate and its key belong together.", "Give both --certificate and --key."
        )
    if host not in _THIS_COMPUTER and not certificate and not behind_proxy:
        raise ServerSettingsError(
            "Sign-ins and workbooks do not go over a network without https.",
            "Give --certificate and --key, or --behind-proxy where IIS or nginx in front gives https.",
        )
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
