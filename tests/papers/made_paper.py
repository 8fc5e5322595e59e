"""A paper with every kind of region, made by hand: its figures say which they are and of which month."""

from __future__ import annotations

import struct
import zlib

from xlscore.papers.model import (
    Bullets,
    PaperCell,
    PaperColumn,
    PaperPicture,
    PaperRow,
    PaperTable,
    Phrase,
    Section,
    Sentence,
    Sentences,
    Shade,
    WholePaper,
    Yours,
)

ITEMS = ("cyber", "gangs", "people")
ROWS = ("cyber", "gangs", "people", "victims")


def png(tone: int, width: int = 4, height: int = 3) -> bytes:
    """Return a small picture of one tone."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes([tone]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def figure(name: str, version: int) -> Phrase:
    """Return a figure, such as ⟨up·1⟩, of its own cell."""
    return Phrase(name, f"⟨{name}·{version}⟩", (f"Grid!A{len(name)}",))


def made_paper(
    version: int = 1,
    *,
    items: tuple[str, ...] = ITEMS,
    rows: tuple[str, ...] = ROWS,
    columns: tuple[str, ...] = ("last", "now"),
    since: bool = False,
    more: bool = False,
) -> WholePaper:
    """Return the paper of a month; with `since` a sentence has other words, with `more` there is a section more."""

    def sentence(key: str, *parts: str | Phrase) -> Sentence:
        return Sentence(key, parts)

    change = sentence(
        "changes", "There were ", figure("up", version), " and ", figure("down", version),
        " (since Innovation was downgraded)." if since else ".",
    )  # fmt: skip
    count = sentence("counts", "The force has ", figure("good", version), " at Good.")
    bullets = Bullets(
        "list",
        "Changes",
        tuple(
            sentence(f"item.{item}", f"{item.title()} moved to ", figure(f"i-{item}", version), ".")
            for item in items
        ),
        lead=sentence("lead", "These ", figure("lead", version), " moved:"),
        nil=sentence("nil", "No grade has changed."),
    )
    heads = {"last": f"Cycle {version + 11}", "now": f"Cycle {version + 12}", "next": "Outlook"}
    table = PaperTable(
        "grid",
        "Grades by area",
        (PaperColumn("area", "Area", 2.0), *(PaperColumn(key, heads[key]) for key in columns)),
        tuple(
            PaperRow(
                row,
                (
                    PaperCell(f"Area {row}"),
                    *(
                        PaperCell(
                            f"⟨{row}-{key}·{version}⟩",
                            (f"Grid!{key}",),
                            list(Shade)[(len(row) + version) % 4],
                        )
                        for key in columns
                    ),
                ),
            )
            for row in rows
        ),
        summary="A row per area.",
        notes=(
            sentence("grid.note", "Data to ", figure("month", version), "."),
            sentence("grid.key", "RI is Requires Improvement."),
        ),
    )
    picture = PaperPicture(
        "map", "Tube map", f"A map of ⟨map·{version}⟩.", png(version), b"<svg/>" + bytes([48 + version]), 80.0
    )
    sections = (
        Section("summary", "1.0", "Summary", (Sentences("words", "Changes in words", (change, count)), bullets)),
        Section("grades", "2.0", f"Grades of ⟨cycle·{version}⟩", (table, picture)),
        Section("own", "3.0", "Response", (Yours("response", "Response", "Write the response here."),)),
        *((Section("more", "4.0", "Outlook", (Sentences("more", "Outlook", (sentence("more", "In all ", figure("more", version), "."),)),)),) if more else ()),
    )  # fmt: skip
    return WholePaper(
        "board",
        "Final grades",
        sections,
        front=(("Report to", "Board"), ("Version", f"⟨version·{version}⟩")),
        as_of=f"Data to ⟨asof·{version}⟩",
    )
