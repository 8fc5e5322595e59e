"""The end of the wire that lies in LibreOffice: hands a call from a cell or a macro to the Python of the tests.

LibreOffice runs this file with its own Python, copied into its profile. One call is one line of JSON out and one
back, over a socket of the pytest process; so cells and macros reach the very functions that the tests import.
"""

import json
import os
import socket
import struct

_wire = []


def call(name, arguments):
    """Return what the tests' Python answers to `name` with `arguments` from a cell or a macro."""
    wire = _connected()
    wire.write(json.dumps({"name": name, "arguments": arguments}, default=str) + "\n")
    wire.flush()
    return _cell(json.loads(wire.readline()))


def _connected():
    if not _wire:
        end = socket.socket(socket.AF_UNIX)
        end.connect(os.environ["XLSCORE_CALLS"])
        _wire.append(end.makefile("rw", encoding="utf-8", newline="\n"))
    return _wire[0]


def _cell(answer):
    if isinstance(answer, list):
        return tuple(_cell(item) for item in answer)
    if isinstance(answer, dict):
        # LibreOffice's cells carry an error as a not-a-number with the error's code in its low bits.
        return struct.unpack("<d", struct.pack("<Q", 0x7FF8000000000000 | answer["error"]))[0]
    return answer


g_exportedScripts = (call,)  # noqa: N816 (the name LibreOffice looks for)
