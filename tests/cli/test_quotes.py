"""Quotes by script: totals, drafts, issue, PDF, lists."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cli.commands import Script

SHELVES: dict[str, Any] = {
    "customer": "Ana Sousa",
    "date": "2026-11-21",
    "currency": "EUR",
    "language": "pt_PT",
    "discount": {"percent": "10"},
    "deposit": {"percent": "30"},
    "lines": [
        {"kind": "section", "description": "Cozinha"},
        {"description": "Prateleiras", "quantity": "6", "unit": "un", "unit_price": "145.00", "tax_rate": "23"},
        {"description": "Montagem", "quantity": "6.5", "unit": "h", "unit_price": "42", "tax_rate": "23"},
        {"description": "LED", "quantity": "6", "unit_price": "28", "tax_rate": "23", "role": "optional"},
    ],
}


def document(script: Script, **changes: Any) -> str:
    """A document beside the file; answers its path."""
    path = script.file.with_name("quote.json")
    path.write_text(json.dumps({**SHELVES, **changes}), encoding="utf-8")
    return str(path)


def test_totals_need_no_business_file(script: Script) -> None:
    found = script.json("quote", "totals", document(script))
    assert found == {
        "lines": [{"net": "870.00"}, {"net": "273.00"}, {"net": "168.00"}],
        "net": "1028.70",
        "discount": "114.30",
        "taxes": [{"rate": "23", "base": "1028.70", "tax": "236.60"}],
        "tax": "236.60",
        "total": "1265.30",
        "withholding": "0.00",
        "payable": "1265.30",
        "deposit": "379.59",
    }
    assert not script.file.exists()


def test_a_document_becomes_a_draft_then_a_quote_then_a_pdf(script: Script, tmp_path: Path) -> None:
    script.new()
    quote_id = script.json("quote", "add", document(script))["id"]
    (listed,) = script.json("quotes")
    assert (listed["status"], listed["number"], listed["total"], listed["contact"]) == (
        "draft",
        "",
        "1265.30",
        "Ana Sousa",
    )
    said = script.run("quote", "issue", str(quote_id), "--json")
    assert said.status == 0
    assert "Missing on the quote: the tax number of your business" in said.err
    out = tmp_path / "out.pdf"
    script.json("quote", "pdf", str(quote_id), str(out))
    text = PdfReader(BytesIO(out.read_bytes())).pages[0].extract_text()
    assert said.data["number"] in text
    assert "Prateleiras" in text
    first = out.read_bytes()
    script.json("quote", "pdf", str(quote_id), str(out))
    assert out.read_bytes() == first


def test_an_unknown_customer_is_made_and_a_known_one_found_again(script: Script) -> None:
    script.new()
    for _each in range(2):
        script.json("quote", "add", document(script, customer="Bruno Matos"))
    assert [row["name"] for row in script.json("contacts")] == ["Bruno Matos"]
    assert len(script.json("quotes", "--limit", "1")) == 1


def test_the_default_validity_is_the_countrys(script: Script) -> None:
    script.new("Padaria", "BR")
    script.json("quote", "add", document(script, currency="BRL"))
    assert script.json("quotes")[0]["valid_until"] == "2026-12-01"


def test_strict_issue_refuses_what_lacks_mentions(script: Script) -> None:
    script.new()
    quote_id = str(script.json("quote", "add", document(script))["id"])
    said = script.run("quote", "issue", quote_id, "--strict")
    assert (said.status, said.out) == (1, "")
    assert "asks for" in said.err
    assert script.json("quotes")[0]["status"] == "draft"


def test_issuing_twice_and_undoing_an_issue_are_refused(script: Script) -> None:
    script.new()
    quote_id = str(script.json("quote", "add", document(script))["id"])
    assert script.run("quote", "issue", quote_id).status == 0
    assert script.run("quote", "issue", quote_id).status == 1
    said = script.run("undo")
    assert said.status == 1
    assert "Withdraw" in said.err


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lines": []}, "no lines"),
        ({"lines": [{"description": "x", "unit_price": "-1"}]}, "below zero"),
        ({"lines": [{"description": "x", "unit_price": "1.00001"}]}, "decimals"),
        ({"lines": [{"description": "x", "unit_price": 1.5}]}, "text"),
        ({"discount": {"percent": "101"}}, "101"),
        ({"colour": "red"}, "colour"),
        ({"currency": "XXQ"}, "XXQ"),
        ({"date": "2026-02-30"}, "2026-02-30"),
        ({"valid_until": "2026-01-01"}, "before the date"),
        ({"customer": 999}, "no longer exists"),
    ],
)
def test_a_document_that_cannot_be_is_refused_and_nothing_is_kept(
    script: Script, changes: dict[str, Any], words: str
) -> None:
    script.new()
    said = script.run("quote", "add", document(script, **changes))
    assert (said.status, said.out) == (1, "")
    assert words in said.err
    assert "Traceback" not in said.err
    assert script.json("quotes") == []
    assert script.json("contacts") == []


def test_files_that_cannot_be_read_or_written_are_named(script: Script, tmp_path: Path) -> None:
    script.new()
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    for path in (broken, tmp_path / "nowhere.json"):
        said = script.run("quote", "add", str(path))
        assert said.status == 1
        assert path.name in said.err
    quote_id = str(script.json("quote", "add", document(script))["id"])
    said = script.run("quote", "pdf", quote_id, str(tmp_path / "no folder" / "out.pdf"))
    assert said.status == 1
    assert "Traceback" not in said.err


def test_wrong_usage_is_told_apart_from_a_refusal(script: Script) -> None:
    assert script.run("quote").status == 2
    assert script.run("quote", "issue", "one").status == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_document_is_read_in_every_encoding_of_json(script: Script, encoding: str) -> None:
    path = Path(document(script))
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert script.json("quote", "totals", str(path))["total"] == "1265.30"


def test_a_key_that_stands_twice_is_refused_lest_one_of_its_values_be_lost(script: Script) -> None:
    path = Path(document(script))
    path.write_text(path.read_text(encoding="utf-8")[:-1] + ', "discount": {"percent": "5"}}', encoding="utf-8")
    told = script.run("quote", "totals", str(path))
    assert (told.status, told.out) == (1, "")
    assert told.err == "“discount” stands there twice. Nothing was saved: leave only one of them.\n"


def test_a_pdf_never_takes_the_place_of_the_business_file(script: Script) -> None:
    script.new()
    quote_id = script.json("quote", "add", document(script))["id"]
    before = script.file.read_bytes()
    for arguments in (["quote", "pdf", str(quote_id)], ["summary", "1"]):
        told = script.run(*arguments, str(script.file))
        assert (told.status, told.out) == (1, "")
        assert "already something" in told.err
    assert script.file.read_bytes() == before


def test_the_list_is_narrowed_to_a_view_and_to_words(script: Script) -> None:
    script.new()
    added = [script.json("quote", "add", document(script, customer=name))["id"] for name in ("Ana Reis", "Rui")]
    assert script.run("quote", "issue", str(added[0])).status == 0
    assert [one["id"] for one in script.json("quotes", "--view", "draft")] == [added[1]]
    assert [one["id"] for one in script.json("quotes", "--view", "open", "--text", "reis")] == [added[0]]
    assert script.json("quotes", "--view", "accepted") == []
    assert script.run("quotes", "--view", "nonsense").status == 2


def test_why_a_quote_has_no_code_to_pay_with_is_told_when_it_is_issued(script: Script) -> None:
    script.new("Climatiza", "BR")
    for key, value in (("payment.pix_key", "contato@climatiza.com.br"), ("payment.pix_city", "")):
        script.run("settings", key, value)
    quote_id = script.json("quote", "add", document(script, currency="BRL"))["id"]
    said = script.run("quote", "issue", str(quote_id))
    assert said.status == 0
    assert "A Pix code needs a city. No code was made: enter it beside the Pix key in Settings." in said.err
