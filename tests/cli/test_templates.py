"""Templates by script: kept from a quote, listed, used for a new one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import Script

DOCUMENT = {
    "customer": "Ana Sousa", "date": "2026-11-21", "currency": "EUR",
    "lines": [
        {"kind": "section", "description": "Kitchen", "hide_prices": True},
        {"description": "Oven", "quantity": "2", "unit_price": "100", "tax_rate": "23", "tax_category": "S"},
        {"description": "Fitting", "unit_price": "40", "tax_rate": "23"},
    ],
    "cash_rounding": 5,
    "payments": [{"label": "On order", "percent": "50"}, {"label": "After", "percent": "50"}],
}  # fmt: skip


@pytest.fixture
def quote_id(script: Script, tmp_path: Path) -> int:
    """A quote in a new file."""
    script.json("new", "--name", "Oficina", "--country", "PT")
    path = tmp_path / "doc.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    added = script.json("quote", "add", str(path))
    return int(added["id"])


def test_a_template_makes_the_same_quote_for_another_customer(script: Script, quote_id: int) -> None:
    made = script.json("template", "save", str(quote_id), "Kitchen")["id"]
    assert script.json("templates") == [{"id": made, "kind": "quote", "name": "Kitchen", "lines": 2, "currency": "EUR"}]
    contact = script.json("contacts")[0]["id"]
    copy = script.json("template", "use", str(made), "--customer", str(contact))["id"]
    quotes = {one["id"]: one for one in script.json("quotes")}
    assert quotes[copy]["total"] == quotes[quote_id]["total"] == "295.20"
    assert quotes[copy]["contact"] == "Ana Sousa"


def test_some_lines_are_kept_as_a_group_and_put_into_a_quote(script: Script, quote_id: int) -> None:
    made = script.json("template", "save", str(quote_id), "Oven", "--line", "2")["id"]
    assert script.json("template", "insert", str(made), str(quote_id)) == {"lines": 1}
    assert script.json("quotes")[0]["total"] == "541.20"
    script.json("template", "rename", str(made), "Big oven")
    assert [one["name"] for one in script.json("templates", "--text", "oven big")] == ["Big oven"]
    script.json("template", "remove", str(made))
    assert script.json("templates") == []


def test_a_line_that_is_not_there_is_refused(script: Script, quote_id: int) -> None:
    refused = script.run("template", "save", str(quote_id), "Oven", "--line", "9")
    assert (refused.status, bool(refused.err)) == (1, True)
    assert script.json("templates") == []
