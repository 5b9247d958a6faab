"""Invoices made elsewhere and payments, by script."""

from __future__ import annotations

from tests.cli.commands import Script
from tests.cli.test_quotes import document
from tests.cli.test_quotes_exchange import issued


def test_what_is_agreed_invoiced_received_and_open(script: Script) -> None:
    quote_id = issued(script)
    found = script.json("quote", "money", quote_id)
    assert (found["agreed"], found["open"], found["next"]["amount"], found["next"]["kind"]) == (
        "1265.30",
        "1265.30",
        "379.59",
        "deposit",
    )
    script.json("quote", "invoice", quote_id, "--number", "FT 2026/12", "--amount", "379.59")
    found = script.json("quote", "receipt", quote_id, "--amount", "300")
    assert (found["invoiced"], found["received"], found["open"]) == ("379.59", "300.00", "965.30")
    assert found["next"]["amount"] == "79.59"
    assert [row["number"] for row in found["invoices"]] == ["FT 2026/12"]
    assert script.run("quote", "money", quote_id).out.splitlines()[-1].split() == ["open", "965.30"]


def test_more_than_was_agreed_is_recorded_and_warned_of(script: Script) -> None:
    quote_id = issued(script)
    said = script.run("quote", "receipt", quote_id, "--amount", "1300")
    assert said.status == 0
    assert "34.70 EUR more was received" in said.err


def test_a_day_to_come_is_refused_and_one_before_the_quote_is_warned_of(script: Script) -> None:
    quote_id = issued(script)
    for what in (("invoice", "--number", "FT 1"), ("receipt",)):
        name, *more = what
        said = script.run("quote", name, quote_id, *more, "--date", "2199-12-31", "--amount", "10")
        assert said.status == 1
        assert "is in the future" in said.err
        said = script.run("quote", name, quote_id, *more, "--date", "2001-01-31", "--amount", "10")
        assert said.status == 0
        assert "before the date of quote" in said.err


def test_what_cannot_be_is_refused(script: Script) -> None:
    script.new()
    draft = str(script.json("quote", "add", document(script))["id"])
    assert "was issued" in script.run("quote", "receipt", draft, "--amount", "10").err
    assert script.run("quote", "issue", draft).status == 0
    assert "not above zero" in script.run("quote", "receipt", draft, "--amount", "0").err
    assert script.run("quote", "receipt", draft, "--amount", "-5").status == 1
    assert "more than 2 decimals" in script.run("quote", "receipt", draft, "--amount", "10.005").err
    assert script.run("quote", "receipt", draft, "--amount", "9" * 40).status == 1
    assert script.run("quote", "receipt", draft, "--amount", "10", "--date", "2026-13-01").status == 1
    assert "has no number" in script.run("quote", "invoice", draft, "--number", " ", "--amount", "10").err
    script.json("quote", "invoice", draft, "--number", "FT 1", "--amount", "10")
    assert "recorded with this quote" in script.run("quote", "invoice", draft, "--number", "FT 1", "--amount", "9").err
    assert script.run("quote", "money", "77").status == 1
