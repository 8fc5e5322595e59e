"""Excel held still: each setting comes back as it was, after an error too, and what is set already is left alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from xlscore.excel.stillness import uncalculated, undisturbed

AS_USUAL = {"enable_events": True, "screen_updating": True, "calculation": "automatic"}


class App(SimpleNamespace):
    """An Excel that notes what is set."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in vars(self) and name in AS_USUAL:
            self.noted.append((name, value))
        super().__setattr__(name, value)


def book(engine: str = "excel", **settings: Any) -> Any:
    return SimpleNamespace(app=App(engine=SimpleNamespace(name=engine), noted=[], **AS_USUAL | settings))


def state(one: Any) -> dict[str, Any]:
    return {name: getattr(one.app, name) for name in AS_USUAL}


def test_events_drawing_and_calculation_rest_and_come_back() -> None:
    one = book()

    with undisturbed(one), uncalculated(one):
        held = state(one)

    assert held == {"enable_events": False, "screen_updating": False, "calculation": "manual"}
    assert state(one) == AS_USUAL


def test_all_comes_back_after_an_error() -> None:
    one = book()

    with pytest.raises(ZeroDivisionError), undisturbed(one), uncalculated(one):
        raise ZeroDivisionError

    assert state(one) == AS_USUAL


@pytest.mark.parametrize(
    "settings", [{"enable_events": False}, {"calculation": "manual"}, {"screen_updating": False}]
)
def test_what_a_person_had_set_so_stays_so(settings: dict[str, Any]) -> None:
    one = book(**settings)

    with undisturbed(one), uncalculated(one):
        pass

    assert state(one) == AS_USUAL | settings
    assert {name for name, _ in one.app.noted} == AS_USUAL.keys() - settings.keys()


def test_calculation_stays_manual_for_the_vba_that_gives_it_back() -> None:
    one = book()

    with uncalculated(one, gives_back=False):
        pass

    assert one.app.calculation == "manual"


@pytest.mark.parametrize("engine", ["file", "remote", "another"])
def test_only_desktop_excel_has_such_settings(engine: str) -> None:
    one = book(engine)

    with undisturbed(one), uncalculated(one):
        pass

    assert one.app.noted == []


def test_one_setting_that_excel_refuses_does_not_keep_the_others() -> None:
    class Stubborn(App):
        def __setattr__(self, name: str, value: Any) -> None:
            if (name, value) == ("screen_updating", True) and "screen_updating" in vars(self):
                raise OSError("busy")
            super().__setattr__(name, value)

    one = SimpleNamespace(app=Stubborn(engine=SimpleNamespace(name="excel"), noted=[], **AS_USUAL))

    with undisturbed(one):  # type: ignore[arg-type]  # as much of a book as is asked
        pass

    assert one.app.enable_events is True
