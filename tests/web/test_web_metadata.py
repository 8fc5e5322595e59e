"""functions.json: what Excel on the web is told of each function is what the registry says."""

from __future__ import annotations

import json
import re

from xlscore.functions import REGISTRY
from xlscore.functions.cell_names import python_name
from xlscore.web.metadata import functions_metadata, web_functions


def test_every_function_is_told_of_with_the_help_of_the_registry() -> None:
    told = {one["name"]: one for one in functions_metadata()["functions"]}

    assert {python_name(name) for name in told} == set(REGISTRY)
    for name, one in told.items():
        function = REGISTRY[python_name(name)]
        assert one["id"] == name
        assert one["description"] == function.summary
        assert [(each["name"], each["description"], each["optional"]) for each in one["parameters"]] == [
            (each.name, each.help, not each.required) for each in function.arguments
        ]
        assert one["result"]["dimensionality"] == ("matrix" if function.spills else "scalar")


def test_no_name_is_one_of_excels_own() -> None:
    assert not {"TREND", "SPC"} & web_functions().keys()
    assert {"TREND_ARROW", "SPC_TABLE"} <= web_functions().keys()


def test_names_and_texts_are_as_microsoft_asks() -> None:
    for one in functions_metadata()["functions"]:
        assert re.fullmatch(r"[A-Z][A-Z0-9._]{2,254}", one["id"])
        assert not any(one["options"].values())
        required = [not each["optional"] for each in one["parameters"]]
        assert required == sorted(required, reverse=True)
        assert len({each["name"] for each in one["parameters"]}) == len(one["parameters"])


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(functions_metadata(), allow_nan=False)) == functions_metadata()
