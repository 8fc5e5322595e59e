"""The optional server with an identity provider, for tests in a browser: `python -m tests.web.answering PORT ORIGIN`.

It says on one line where the provider is and a token that is good, and ends with its standard input, each line of which says as
JSON as whom one signs in from then on.
"""

from __future__ import annotations

import json
import os
import sys
from threading import Thread

import uvicorn

from tests.web.identity_provider import AUDIENCE, TENANT, Provider, provider, token
from xlscore.web.server import application
from xlscore.web.server_settings import ServerSettings


def _heed(state: Provider) -> None:
    for line in sys.stdin:
        state.signed_in_as = json.loads(line)
        print(json.dumps({"heard": True}), flush=True)
    # Nobody asks any more.
    os._exit(0)


def main(port: int, origin: str) -> None:
    """Serve until standard input ends."""
    with provider() as state:
        settings = ServerSettings(
            tenant=TENANT, audience=AUDIENCE, keys=state.address, sign_in=state.sign_in, exchange=state.exchange,
            workers=1, origins=(origin,),
        )  # fmt: skip
        Thread(target=_heed, args=[state], daemon=True).start()
        said = {"provider": state.address, "token": token(), "old": token(exp=1)}
        print(json.dumps(said), flush=True)
        uvicorn.run(application(settings), host="127.0.0.1", port=port, log_level="error")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
