"""The engine, its apps and their books: what stands where Excel would be running."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlwings

from xlscore.engine import values
from xlscore.engine.book import Book
from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.ooxml import Workbook
from xlscore.ooxml.opc.blank import blank_workbook

__all__ = ["App", "Apps", "Books", "FileEngine"]


class FileEngine:
    """The implementation behind `xlwings.engines["xlscore"]`."""

    name = "xlscore"
    type = "desktop"

    def __init__(self) -> None:
        """Start with no app."""
        self._apps = Apps(self)

    @property
    def apps(self) -> Apps:
        """Return the apps of this engine."""
        return self._apps

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        """Return what was read, as the caller's options want numbers, dates, blanks and errors."""
        return values.cleaned(data, datetime_builder, empty_as, number_builder, err_to_str)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        """Return one value in a form a cell takes."""
        # Asked for every cell of a large block, so the usual kinds of value are let through before anything is called.
        return value if type(value) in values.USUAL else values.prepared(value)


class Apps(base_classes.Apps):  # type: ignore[misc]
    """The apps of the engine, the newest first."""

    def __init__(self, engine: FileEngine) -> None:
        """Start with no app."""
        self.engine = engine
        self._items: list[App] = []
        self._engine_before: Any = None

    def keys(self) -> list[int]:
        """Return the numbers of the apps."""
        return [app.pid for app in self._items]

    def add(self, spec: Any = None, add_book: Any = None, visible: Any = None, **_: Any) -> App:
        """Return a new app; it becomes the active one."""
        app = App(self)
        self._items.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def remove(self, app: App) -> None:
        """Forget an app; with the last one the engine that was active before is so again."""
        if app in self._items:
            self._items.remove(app)
        if not self._items and self._is_active():
            xlwings.engines.active = self._engine_before

    def bring_forward(self, app: App) -> None:
        """Make an app the active one, and this engine the active engine, as xlwings' `activate` expects."""
        self._items.remove(app)
        self._items.insert(0, app)
        if not self._is_active():
            self._engine_before = xlwings.engines.active
            xlwings.engines[self.engine.name].activate()

    def _is_active(self) -> bool:
        active = xlwings.engines.active
        return active is not None and active.impl is self.engine

    @staticmethod
    def cleanup() -> None:
        """Do nothing: no process was started."""

    def __iter__(self) -> Iterator[App]:
        """Yield the apps, the active one first."""
        return iter(list(self._items))

    def __len__(self) -> int:
        """Return how many apps there are."""
        return len(self._items)

    def __getitem__(self, pid: int) -> App:
        """Return the app of this number."""
        for app in self._items:
            if app.pid == pid:
                return app
        raise KeyError(pid)


@answers_for("App")
class App(base_classes.App):  # type: ignore[misc]
    """One app; the switches that only concern a screen are remembered and change nothing."""

    _numbers = itertools.count(1)
    pid = 0
    version = "16.0"
    visible = True
    screen_updating = True
    display_alerts = True
    enable_events = True
    interactive = True
    status_bar: Any = False
    cut_copy_mode = None
    startup_path = ""
    path = ""
    hwnd = None

    def __init__(self, apps: Apps) -> None:
        """Make an app without books."""
        self._apps = apps
        self.pid = next(self._numbers)
        self._books = Books(self)
        self._calculation = "automatic"
        self.alerts: list[tuple[str | None, str]] = []
        self.selected: Any = None
        self.for_one_book = False

    @property
    def engine(self) -> FileEngine:
        """Return the engine the app belongs to."""
        return self._apps.engine

    @property
    def books(self) -> Books:
        """Return the open books."""
        return self._books

    @property
    def selection(self) -> Any:
        """Return the cells that were selected last, or A1 of the active sheet."""
        if self.selected is None and self._books.active is not None:
            return self._books.active.sheets.active.range("A1")
        return self.selected

    @property
    def calculation(self) -> str:
        """Return the calculation mode; on a file it changes nothing."""
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in {"manual", "automatic", "semiautomatic"}:
            raise ValueError(f"{value!r} is no calculation mode; use manual, automatic or semiautomatic.")
        self._calculation = value

    def calculate(self) -> None:
        """Do nothing: Excel calculates when the file is opened."""

    def activate(self, steal_focus: bool = False) -> None:
        """Make this the active app of the active engine."""
        self._apps.bring_forward(self)

    def alert(self, prompt: str, title: Any, buttons: Any, mode: Any, callback: Any) -> str:
        """Return "ok"; the message is kept in `app.impl.alerts` for whoever runs the macro."""
        self.alerts.append((title, prompt))
        return "ok"

    def quit(self) -> None:
        """Close all books without saving."""
        for book in list(self._books):
            book.close()
        self._apps.remove(self)

    def kill(self) -> None:
        """Close all books without saving."""
        self.quit()

    def run(self, macro: str, args: Any) -> None:
        """Refuse: a file cannot run VBA."""
        raise NotOnAFileError(f"The VBA macro {macro} runs only in Excel.")


@answers_for("Books")
class Books(base_classes.Books):  # type: ignore[misc]
    """The open books of an app."""

    def __init__(self, app: App) -> None:
        """Start with no book."""
        self.app = app
        self._items: list[Book] = []

    @property
    def active(self) -> Book | None:
        """Return the book that was opened or activated last."""
        return self._items[-1] if self._items else None

    def open(self, fullname: str | os.PathLike[str], *_: Any, **__: Any) -> Book:
        """Return the book of a workbook file."""
        return self.attach(Workbook.open(fullname), str(Path(fullname).resolve()))

    def attach(self, workbook: Workbook, path: str) -> Book:
        """Return a book on a workbook that is open already."""
        book = Book(self, workbook, path)
        self._items.append(book)
        return book

    def add(self) -> Book:
        """Return a new book with one sheet; it has no file until it is saved under a path."""
        return self.attach(Workbook.open(blank_workbook()), f"Book{len(self._items) + 1}")

    def activate(self, book: Book) -> None:
        """Make a book the active one."""
        self._items.remove(book)
        self._items.append(book)

    def remove(self, book: Book) -> None:
        """Forget a book; an app that was started for it alone goes with it."""
        if book in self._items:
            self._items.remove(book)
        if not self._items and self.app.for_one_book:
            self.app.quit()

    def __iter__(self) -> Iterator[Book]:
        """Yield the books in the order they were opened."""
        return iter(list(self._items))

    def __len__(self) -> int:
        """Return how many books are open."""
        return len(self._items)

    def __call__(self, name_or_index: str | int) -> Book:
        """Return a book by its name or its position from 1."""
        if isinstance(name_or_index, int):
            return self._items[name_or_index - 1]
        wanted = name_or_index.casefold()
        for book in self._items:
            if wanted in {book.name.casefold(), book.fullname.casefold()}:
                return book
        raise KeyError(name_or_index)
