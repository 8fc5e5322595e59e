"""What the other Python is asked: something of every file, and not everything."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.support.sampled import OF_A_FILE, pytest_collection_modifyitems


def test_each_file_is_asked_its_first_tests_with_one_case_each() -> None:
    left: list[Any] = []
    config: Any = SimpleNamespace(hook=SimpleNamespace(pytest_deselected=lambda items: left.extend(items)))
    names = ["test_a[1]", "test_a[2]", "test_b", "test_b[a::b]", *(f"test_{n}" for n in range(OF_A_FILE))]
    items: list[Any] = [
        SimpleNamespace(nodeid=f"tests/{file}.py::{name}") for file in ("one", "other") for name in names
    ]
    every = list(items)

    pytest_collection_modifyitems(config, items)

    asked = ["test_a[1]", "test_b", *(f"test_{n}" for n in range(OF_A_FILE - 2))]
    assert [item.nodeid for item in items] == [
        f"tests/{file}.py::{name}" for file in ("one", "other") for name in asked
    ]
    assert {id(item) for item in items} | {id(item) for item in left} == {id(item) for item in every}
    assert len(items) + len(left) == len(every)
