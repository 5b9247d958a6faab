"""Quotes out to UBL and JSON and back, by script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

import pytest

from tests.cli.commands import Script
from tests.cli.test_quotes import document


def issued(script: Script, **changes: Any) -> str:
    """The id of an issued quote in a new file."""
    script.new()
    quote_id = str(script.json("quote", "add", document(script, **changes))["id"])
    assert script.run("quote", "issue", quote_id).status == 0
    return quote_id


def test_an_issued_quote_becomes_ubl_with_the_totals_of_its_document(script: Script, tmp_path: Path) -> None:
    quote_id = issued(script)
    out = tmp_path / "quote.xml"
    script.json("quote", "export", quote_id, str(out))
    root = parse(out).getroot()
    found = {part.tag.rpartition("}")[2]: part.text for part in root.find("{*}QuotedMonetaryTotal") or ()}
    totals = script.json("quote", "totals", document(script))
    assert found["TaxExclusiveAmount"] == totals["net"]
    assert found["TaxInclusiveAmount"] == totals["total"]
    assert found["PayableAmount"] == totals["payable"]
    (number,) = [row["number"] for row in script.json("quotes")]
    assert root.findtext("{*}ID") == number


def test_a_json_quote_imported_again_is_the_same_quote(script: Script, tmp_path: Path) -> None:
    quote_id = issued(script)
    out = tmp_path / "quote.json"
    script.json("quote", "export", quote_id, str(out))
    assert script.json("quote", "import", str(out)) == {"id": int(quote_id), "created": False, "differs": False}
    assert len(script.json("quotes")) == 1
    exported = json.loads(out.read_text(encoding="utf-8"))
    assert exported["exported"]["status"] == "issued"
    assert exported["exported"]["totals"] == script.json("quote", "totals", document(script))


def test_in_another_file_it_becomes_one_draft_with_its_origin_in_the_notes(script: Script, tmp_path: Path) -> None:
    quote_id = issued(script)
    first, second = tmp_path / "quote.json", tmp_path / "again.json"
    script.json("quote", "export", quote_id, str(first))
    (row,) = script.json("quotes")
    script.file = tmp_path / "other.crm"
    script.new("Outra Oficina", "FR")
    brought = script.json("quote", "import", str(first))
    assert brought["created"]
    assert script.json("quote", "import", str(first)) == {"id": brought["id"], "created": False, "differs": False}
    (copy,) = script.json("quotes")
    assert (copy["status"], copy["number"], copy["total"], copy["date"], copy["valid_until"]) == (
        "draft",
        "",
        row["total"],
        row["date"],
        row["valid_until"],
    )
    script.json("quote", "export", str(brought["id"]), str(second))
    content = [json.loads(path.read_text(encoding="utf-8")) for path in (first, second)]
    for one in content:
        one.pop("exported")
    assert content[0] == content[1]


def test_costs_stay_at_home_when_asked(script: Script, tmp_path: Path) -> None:
    lines = [{"description": "Shelf", "unit_price": "145", "tax_rate": "23", "cost": "61.5"}]
    quote_id = issued(script, lines=lines, discount=None, deposit=None)
    out = tmp_path / "quote.json"
    script.json("quote", "export", quote_id, str(out))
    assert "61.5" in out.read_text(encoding="utf-8")
    script.json("quote", "export", quote_id, str(out), "--without-costs")
    assert "61.5" not in out.read_text(encoding="utf-8")
    script.json("quote", "export", quote_id, str(out.with_suffix(".xml")))
    assert "61.5" not in out.with_suffix(".xml").read_text(encoding="utf-8")


def test_an_exported_quote_is_a_document_too(script: Script, tmp_path: Path) -> None:
    quote_id = issued(script)
    out = tmp_path / "quote.json"
    script.json("quote", "export", quote_id, str(out))
    assert script.json("quote", "totals", str(out)) == script.json("quote", "totals", document(script))


def test_a_draft_has_no_ubl_and_a_quote_only_two_kinds_of_file(script: Script, tmp_path: Path) -> None:
    script.new()
    quote_id = str(script.json("quote", "add", document(script))["id"])
    said = script.run("quote", "export", quote_id, str(tmp_path / "quote.xml"))
    assert said.status == 1
    assert "Only an issued quote" in said.err
    said = script.run("quote", "export", quote_id, str(tmp_path / "quote.odt"))
    assert "“.odt” is no kind of file" in said.err
    assert "“quote” is no kind of file" in script.run("quote", "export", quote_id, str(tmp_path / "quote")).err
    assert not list(tmp_path.glob("quote.xml")) + list(tmp_path.glob("quote.odt"))
    said = script.run("quote", "export", "99", str(tmp_path / "quote.json"))
    assert said.status == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda text: text[:-20], "stops being JSON in line"),
        (lambda text: text.replace('"unit_price": "145"', '"unit_price": "146"'), "but its lines come to"),
        (lambda text: text.replace('"unit_price": "145"', '"unit_price": "-145"'), "Line 2:"),
        (lambda text: text.replace('"format": "crm-desktop quote"', '"format": "x"'), "is not of this program"),
        (lambda text: text.replace('"version": 1', '"version": 99'), "A newer version"),
        (lambda text: "[]", "not an object"),
        (lambda text: "\ufeff", "stops being JSON in line 1"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_the_place(
    script: Script, tmp_path: Path, change: Any, sentence: str
) -> None:
    quote_id = issued(script)
    out = tmp_path / "quote.json"
    script.json("quote", "export", quote_id, str(out))
    out.write_text(change(out.read_text(encoding="utf-8")), encoding="utf-8")
    said = script.run("quote", "import", str(out))
    assert said.status == 1
    assert sentence in said.err
    assert len(script.json("quotes")) == 1
