"""The JSON Schemas in ``docs/``: up to date, and right about what pytea reads and writes."""

from __future__ import annotations

import json
import tomllib

import jsonschema
import pytest

from pytea.config import CONFIG_KEYS
from pytea.config.schema import configuration_schema
from pytea.diagnostics import Report
from pytea.report.json import render_json
from tests.command import ROOT
from tests.report.reports import report

CONFIGURATION = ROOT / "docs" / "pytea.schema.json"
REPORT = ROOT / "docs" / "report.schema.json"


def test_the_configuration_schema_is_the_one_that_pytea_prints() -> None:
    assert json.loads(CONFIGURATION.read_text()) == configuration_schema()
    assert set(configuration_schema()["properties"]) == set(CONFIG_KEYS)


def valid(text: str) -> bool:
    validator = jsonschema.Draft7Validator(configuration_schema())
    return validator.is_valid(tomllib.loads(text))


def test_the_configuration_schema_accepts_and_refuses() -> None:
    assert valid(
        'select = ["bad-call"]\nentries = [{script = "a.py", arguments = ["-x"]}]\n'
        'inputs = {a = 1, b = [1, 2]}\nper-file-ignores = {"t/*" = ["last-batch"]}\n'
    )
    for wrong in ('slect = ["bad-call"]', 'ignore = ["x"]', "strict = 1", 'format = "xml"'):
        assert not valid(wrong)


@pytest.mark.parametrize("given", [report(), Report((), ())])
def test_reports_satisfy_the_schema(given: Report) -> None:
    data = json.loads(render_json(given))
    schema = json.loads(REPORT.read_text())
    jsonschema.validate(data, schema)
    for key in data:
        rest = {name: value for name, value in data.items() if name != key}
        assert not jsonschema.Draft202012Validator(schema).is_valid(rest)
