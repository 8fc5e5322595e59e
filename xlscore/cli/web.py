"""`xlscore web`: the site that computes in the browser, as files for any web server."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from xlscore.cli.codes import CLEAN
from xlscore.cli.options import Commands, JsonOption, QuietOption
from xlscore.cli.output import console, print_json, progress

__all__ = ["register"]

PyodideOption = Annotated[
    Path | None,
    typer.Option(
        "--pyodide",
        metavar="FOLDER",
        help="A folder that holds Pyodide, Python for the browser; npm fetches it, if left out.",
        show_default=False,
    ),
]
NamespaceOption = Annotated[
    str,
    typer.Option(
        "--namespace",
        metavar="NAME",
        help="What stands before a function in a cell: XLSCORE_NAMESPACE, else SCORECARD, if left out.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    family = typer.Typer(
        cls=Commands, no_args_is_help=True, help="The same functions and buttons in a browser."
    )
    family.command()(build)
    family.command()(manifest)
    family.command()(serve)
    family.command()(server)
    app.add_typer(family, name="web")


def build(
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help="The folder to write the site into.", show_default=False),
    ],
    pyodide: PyodideOption = None,
    namespace: NamespaceOption = "",
    server: Annotated[
        str,
        typer.Option(
            "--server",
            metavar="ADDRESS",
            help="The optional server that pages ask where WebAssembly does not run; nobody is asked, if left out.",
            show_default=False,
        ),
    ] = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write the site: files alone, for any web server. The page computes in the browser and sends nothing."""
    from xlscore.web.site import build_site

    with progress("Building", quiet=quiet) as say:
        built = build_site(out, pyodide, say, namespace, server)
    if as_json:
        print_json(built.as_dict())
    elif not quiet:
        out_ = console()
        out_.print(f"{built.folder}: {built.files} files, {built.size / 1e6:.1f} MB", markup=False)
        if not built.compiled:
            out_.print(
                "Node is not there or could not run Pyodide, so each browser compiles Python itself: a first start takes twice as long.",
                markup=False,
            )
        out_.print(
            "Give the folder to your web server; docs/web.md says what it has to be told.", markup=False
        )
    return CLEAN


def manifest(
    url: Annotated[
        str, typer.Option("--url", metavar="ADDRESS", help="Where the site is: https://…", show_default=False)
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE",
            help="The file to write: .xml, or .zip for the unified manifest.",
            show_default=False,
        ),
    ],
    namespace: NamespaceOption = "",
    application: Annotated[
        str,
        typer.Option(
            "--application",
            metavar="ID",
            help="The application (client) ID of the optional server, for which Excel signs people in.",
            show_default=False,
        ),
    ] = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write the manifest with which Microsoft 365 adds the add-in to Excel: on the web, Windows and Macs."""
    from xlscore.web.manifest import write_manifest

    written = write_manifest(url, out, namespace, application)
    if as_json:
        print_json(written.as_dict())
    elif not quiet:
        said = f"{written.file}: the {written.kind} manifest of the add-in at {written.site}"
        console().print(said, markup=False)
    return CLEAN


def serve(
    site: Annotated[
        Path | None,
        typer.Option(
            "--site",
            metavar="DIR",
            help="A site that was built. Left out: this folder if it holds one, else one is built for the time being.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[int, typer.Option("--port", help="At which port; 0 for any.", min=0, max=65535)] = 8765,
    pyodide: PyodideOption = None,
    quiet: QuietOption = False,
) -> int:
    """Serve the built site on this computer, and to this computer alone, until Ctrl+C."""
    from xlscore.web.server_running import THIS_COMPUTER, site_server
    from xlscore.web.site import build_site, is_site

    with TemporaryDirectory(prefix="xlscore-site-") as place:
        folder = site or (Path() if is_site(Path()) else Path(place))
        if folder == Path(place):
            with progress("Building", quiet=quiet) as say:
                build_site(folder, pyodide, say)
        with site_server(folder, port) as served:
            # Said whatever --quiet asks, and at once: with port 0 nobody could know it.
            print(f"http://{THIS_COMPUTER}:{served.server_address[1]}/", flush=True)
            with suppress(KeyboardInterrupt):
                served.serve_forever()
    return CLEAN


def server(
    site: Annotated[
        Path | None,
        typer.Option(
            "--site", metavar="DIR", help="A site that was built, to be served with it.", show_default=False
        ),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings",
            metavar="FILE",
            help="TOML: who may ask. The environment goes over it.",
            show_default=False,
        ),
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="At which port.", min=1, max=65535)] = 8765,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="For https.", show_default=False)
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Its private key.", show_default=False)
    ] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="Whether another web server in front gives https.")
    ] = False,
) -> int:
    """Answer the same questions where WebAssembly is blocked: an optional server with sign-in (needs the extra web)."""
    from xlscore.web.server_running import run_server

    run_server(site, settings, host, port, certificate=certificate, key=key, behind_proxy=behind_proxy)
    return CLEAN
