"""The site in Chromium: start, recalculations in each lane, buttons, size, and what it asks for.

    python benchmarks/bench_web.py

Needs Node, Chromium, what `npm install` brings in `webaddin/`, and the extra `web`. Processor seconds are those of the page's process,
with its worker, and those of the server's processes; they depend little on what else a computer does, unlike the milliseconds.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

FOLDER = Path(__file__).resolve().parent.parent / "webaddin"
MOST_MEGABYTES, MOST_START = 14.0, 4.0


def serve(site: Path) -> int:
    """Serve a site with the optional server until the standard input ends; print where, a token, and its processes."""
    import uvicorn

    from tests.web.identity_provider import AUDIENCE, TENANT, provider, token
    from xlscore.web.server import application
    from xlscore.web.server_settings import ServerSettings

    with provider() as issuer:
        settings = ServerSettings(tenant=TENANT, audience=AUDIENCE, keys=issuer.address)
        server = uvicorn.Server(uvicorn.Config(application(settings, site), port=0, log_level="warning"))
        running = Thread(target=server.run)
        running.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        processes = [os.getpid(), *(child.pid for child in multiprocessing.active_children())]
        told = {"address": f"http://127.0.0.1:{port}/", "token": token(), "processes": processes}
        print(json.dumps(told), flush=True)
        sys.stdin.read()
        server.should_exit = True
        running.join()
    return 0


def on_the_desktop(batches: list[list[str]]) -> list[tuple[int, float]]:
    """Return the best of several batches of each kind in this Python: milliseconds, and processor seconds."""
    from xlscore.web.calls import call

    best = []
    for tries in batches:
        taken = []
        for batch in tries:
            began, used = time.perf_counter(), time.process_time()
            call(batch)
            taken.append((round((time.perf_counter() - began) * 1000), time.process_time() - used))
        best.append(min(taken))
    return best


def main() -> int:
    """Print the figures; 1 where one misses what was set."""
    asked = ["node", str(FOLDER / "test" / "bench.mjs")]
    ended = subprocess.run(
        asked,
        cwd=FOLDER,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        print(ended.stderr, file=sys.stderr)
        return 1
    told = json.loads(ended.stdout)
    print(
        "start (calls are answered):",
        "; ".join(f"{one['ms']} ms, {one['processor_seconds']} s" for one in told["starts"]),
    )
    desktop = on_the_desktop([one["batches"] for one in told["recalculations"]])
    print(f"{'best of three':<17}{'in the browser':>18}{'by the server':>18}{'this Python':>18}")
    for one, (ms, seconds) in zip(told["recalculations"], desktop, strict=True):
        lanes = [(each["ms"], each["processor_seconds"]) for each in (one["browser"], one["server"])]
        figures = [f"{ms} ms, {seconds:.2f} s" for ms, seconds in (*lanes, (ms, seconds))]
        print(f"{one['calls']:>6,} × {one['name']:<8}" + "".join(f"{figure:>18}" for figure in figures))
    for one in told["presses"]:
        print(
            f"{one['action']} on {one['name']}: {one['ms']} ms, {one['processor_seconds']} s, {one['bytes']:,} bytes"
        )
    print("MB:", ", ".join(f"{name} {size}" for name, size in told["megabytes"].items()))
    print(
        "requests:",
        ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in told["requests"].items()),
    )
    missed = [
        *(["the size"] if told["megabytes"]["gzip"] > MOST_MEGABYTES else []),
        *(["the start"] if min(one["processor_seconds"] for one in told["starts"]) > MOST_START else []),
        *(["a request to another host"] if told["requests"]["to_other_hosts"] else []),
        *(["a request after loading"] if told["requests"]["after_loading"] else []),
        *told["wrong"],
    ]
    if missed:
        print("Not as set:", ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[2])) if sys.argv[1:2] == ["--serve"] else main())
