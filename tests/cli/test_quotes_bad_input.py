"""Quotes with input nobody should give: refused with a sentence, or kept as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

import pytest

from tests.cli.commands import Script
from tests.cli.test_quotes import document

LINE = {"description": "Shelf", "quantity": "1", "unit_price": "10", "tax_rate": "23"}


def lines(*changes: dict[str, Any]) -> dict[str, Any]:
    return {"lines": [{**LINE, **change} for change in changes], "discount": None, "deposit": None}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"unit_price": "-1"}, "“-1” is below zero"),
        ({"quantity": "0"}, "The quantity “0” is not above zero"),
        ({"quantity": "-2"}, "is not above zero"),
        ({"tax_rate": "100.0001"}, "is not a percentage from 0 to 100"),
        ({"tax_rate": "-1"}, "is not a percentage from 0 to 100"),
        ({"unit_price": "9" * 40}, "Nothing was saved"),
        ({"quantity": "9" * 40}, "Nothing was saved"),
        ({"unit_price": "1e400"}, "Nothing was saved"),
        ({"unit_price": "0.00001"}, "Nothing was saved"),
        ({"unit_price": "NaN"}, "Nothing was saved"),
        ({"unit_price": 1.5}, "Nothing was saved"),
        ({"discount": {"percent": "101"}}, "is not a percentage from 0 to 100"),
        ({"discount": {"amount": "11"}}, "more than the 10"),
        ({"discount": {"percent": "1", "amount": "1"}}, "one only"),
        ({"tax_category": "Q"}, "is not one of"),
        ({"cost": "-1"}, "below zero"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(script: Script, change: dict[str, Any], sentence: str) -> None:
    script.new()
    for command in ("totals", "add", "import"):
        said = script.run("quote", command, document(script, **lines({}, change)))
        assert said.status == 1
        assert said.err.startswith("Line 2: ")
        assert sentence in said.err
    assert script.json("quotes") == []


@pytest.mark.parametrize(
    "change",
    [
        {"discount": {"amount": "9" * 40}},
        {"withholding": {"percent": "101"}},
        {"deposit": {"amount": "99999999"}},
        {"cash_rounding": -5},
        {"payments": [{"label": "a", "percent": "101"}]},
        {"payments": [{"label": "a", "amount": "99999999"}]},
        {"payments": [{"label": "a", "percent": "1"}] * 37},
        {"date": "2026-02-30"},
        {"date": "9999999-01-01"},
        {"valid_until": "2020-01-01"},
        {"currency": "XXQ"},
        {"language": "tlh"},
        {"customer": ""},
        {"title": "x" * 1_001},
        {"intro": "x" * 100_001},
        {"nonsense": 1},
    ],
)
def test_a_document_that_cannot_be_is_refused_with_a_sentence(script: Script, change: dict[str, Any]) -> None:
    script.new()
    said = script.run("quote", "add", document(script, **{"deposit": None, **change}))
    assert said.status == 1
    assert said.err.strip().endswith(".")
    assert "Traceback" not in said.err
    assert script.json("quotes") == []


def test_three_pages_of_text_in_one_line_and_marks_of_other_scripts_are_kept_as_typed(
    script: Script, tmp_path: Path
) -> None:
    script.new()
    long = "Nada como um texto comprido. " * 400
    hostile = "A & B <Ltd> \u202eabc\u202c \u05e9\u05dc\u05d5\u05dd </cbc:Note> ]]>"
    quote_id = script.json("quote", "add", document(script, **lines({"description": long}, {"description": hostile})))
    wanted = str(quote_id["id"])
    assert script.run("quote", "issue", wanted).status == 0
    out = tmp_path / "quote.json"
    script.json("quote", "export", wanted, str(out))
    kept = [line["description"] for line in json.loads(out.read_text(encoding="utf-8"))["lines"]]
    assert kept == [long.strip(), hostile]
    script.json("quote", "export", wanted, str(out.with_suffix(".xml")))
    names = [name.text for name in parse(out.with_suffix(".xml")).getroot().iterfind(".//{*}Item/{*}Name")]
    assert names == [long.strip(), hostile]


def test_five_thousand_lines_go_out_and_come_back(script: Script, tmp_path: Path) -> None:
    script.new()
    wanted = document(script, **lines(*({"description": f"Item {number}"} for number in range(5_000))))
    quote_id = str(script.json("quote", "add", wanted)["id"])
    out = tmp_path / "quote.json"
    script.json("quote", "export", quote_id, str(out))
    assert script.json("quote", "import", str(out)) == {"id": int(quote_id), "created": False, "differs": False}
    (row,) = script.json("quotes")
    assert row["total"] == "61500.00"


def test_certified_software_is_warned_of_at_the_first_issue_only(script: Script) -> None:
    script.new()
    first, second = (str(script.json("quote", "add", document(script))["id"]) for _each in range(2))
    assert "certified software" in script.run("quote", "issue", first).err
    assert "certified software" not in script.run("quote", "issue", second).err
