"""What is done with issued quotes by script: sent, accepted, declined, revised, compared, verified, counted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.cli.desk import Desk
from tests.cli.commands import Script
from tests.cli.test_quotes import document
from tests.factories import NOW
from tests.reports.reading import page_count, whole_text

LINES = [
    {"description": "Oak shelf", "quantity": "6", "unit_price": "145", "tax_rate": "23"},
    {"description": "Pine shelf", "quantity": "6", "unit_price": "90", "tax_rate": "23", "role": "alternative"},
    {"description": "LED", "quantity": "6", "unit_price": "28", "tax_rate": "23", "role": "optional"},
]


@pytest.fixture
def issued(script: Script) -> str:
    """The id of an issued quote with an alternative and an option."""
    script.new()
    quote_id = str(script.json("quote", "add", document(script, lines=LINES, discount=None, deposit=None))["id"])
    assert script.run("quote", "issue", quote_id).status == 0
    return quote_id


def status(script: Script) -> list[str]:
    """The states of all quotes, the oldest first."""
    return [row["status"] for row in sorted(script.json("quotes"), key=lambda row: row["id"])]


def test_a_quote_is_sent_and_accepted_with_options(script: Script, issued: str) -> None:
    assert script.json("quote", "sent", issued, "--on", "2026-11-21")["status"] == "sent"
    done = script.json(
        "quote", "accept", issued, "--on", "2026-11-21", "--by", "Rui", "--how", "phone", "--option", "2", "--option",
        "3", "--job",
    )  # fmt: skip
    assert (done["net"], done["total"], done["currency"]) == ("708.00", "870.84", "EUR")
    assert status(script) == ["accepted"]
    assert [job["title"] for job in script.json("jobs")] == [done["number"]]
    back = script.json("quote", "unaccept", issued)
    assert (back["deal"], back["jobs"]) == ("", [done["number"]])
    assert status(script) == ["sent"]


def test_what_cannot_be_accepted_is_refused(script: Script, issued: str) -> None:
    for arguments in (("--option", "1"), ("--option", "9"), ("--on", "2199-01-01")):
        said = script.run("quote", "accept", issued, *arguments)
        assert (said.status, said.out) == (1, ""), said.err
    assert script.run("quote", "accept", issued, "--on", "yesterday").status == 2
    assert script.run("quote", "accept", issued, "--how", "smoke").status == 2
    said = script.run("quote", "accept", issued, "--deal")
    assert (said.status, "no open deal" in said.err) == (0, True)


def test_a_quote_is_declined_for_a_reason_and_back(script: Script, issued: str) -> None:
    assert script.run("quote", "decline", issued).status == 2
    assert script.run("quote", "decline", issued, "--reason", " ").status == 1
    script.json("quote", "decline", issued, "--reason", "Price")
    assert status(script) == ["declined"]
    script.json("quote", "undecline", issued)
    assert status(script) == ["issued"]
    script.json("quote", "withdraw", issued, "--note", "wrong")
    assert status(script) == ["withdrawn"]
    assert script.run("quote", "revise", issued).status == 1


def test_a_no_loses_the_deal_for_a_reason_that_is_known(script: Script) -> None:
    script.new("Oficina do Forno", "PT", "--language", "en")
    assert script.run("sample").status == 0
    with_deal = next(str(row["id"]) for row in script.json("quotes") if row["status"] == "issued")
    said = script.run("quote", "decline", with_deal, "--reason", "Too dear", "--deal", "Weather")
    assert (said.status, "No budget" in said.err, said.out) == (1, True, "")
    lost = script.json("quote", "decline", with_deal, "--reason", "Too dear", "--deal", "no budget")["deal"]
    assert lost
    assert (
        next(row for row in script.json("deals", "--view", "lost") if row["title"] == lost)["lost_reason"]
        == "No budget"
    )
    said = script.run("quote", "decline", with_deal, "--reason", "Too dear", "--deal", "No budget")
    assert said.status == 1


def test_a_draft_without_a_number_is_called_by_its_customer(script: Script) -> None:
    script.new()
    draft = str(script.json("quote", "add", document(script, title=""))["id"])
    customer = script.json("quotes")[0]["contact"]
    assert f"answer to quote {customer} that" in script.run("quote", "unaccept", draft).err
    assert f"Quote {customer} no longer waits" in script.run("quote", "followed-up", draft).err


def test_a_revision_is_made_issued_and_compared(script: Script, issued: str, tmp_path: Path) -> None:
    draft = str(script.json("quote", "revise", issued)["id"])
    assert script.json("quote", "revise", issued)["id"] == int(draft)
    assert script.json("quote", "difference", draft)["lines"] == []
    said = script.run("quote", "issue", draft, "--json")
    assert said.data["number"].endswith("-R2")
    assert said.data["superseded"] == [said.data["number"].removesuffix("-R2")]
    assert status(script) == ["superseded", "issued"]
    out = tmp_path / "changes.pdf"
    found = script.json("quote", "difference", draft, str(out))
    assert (found["after"], found["path"]) == (said.data["number"], str(out))
    assert page_count(out.read_bytes()) == 1
    assert said.data["number"] in whole_text(out.read_bytes())
    assert script.run("quote", "difference", issued).status == 1
    assert script.run("quote", "difference", draft, "--from", issued).status == 0


def test_what_changed_is_told_in_lines(script: Script, issued: str) -> None:
    other = str(script.json("quote", "add", document(script))["id"])
    draft = str(script.json("quote", "revise", issued)["id"])
    said = script.run("quote", "difference", draft)
    assert said.out.splitlines()[0].endswith("-R2")
    assert script.run("quote", "difference", draft, "--from", other).status == 1


def test_quotes_are_verified(script: Script, issued: str) -> None:
    assert script.json("quote", "verify") == {"count": 1, "problems": []}
    one = script.json("quote", "verify", issued)
    assert (len(one["sha256"]), one["problems"]) == (64, [])
    with closing(sqlite3.connect(script.file)) as connection:
        connection.execute("DROP TRIGGER frozen_quote_issue_update")
        connection.execute("UPDATE quote_issue SET snapshot = replace(snapshot, 'Oak', 'Elm')")
        connection.commit()
    for arguments in (("quote", "verify"), ("quote", "verify", issued)):
        said = script.run(*arguments)
        assert (said.status, said.out) == (1, "")
        assert "is no longer as it was issued" in said.err
    assert "is no longer as it was issued" in script.run("check").err


def test_numbers_and_gaps_are_listed(script: Script, issued: str) -> None:
    (counter,) = script.json("quote", "numbers")
    assert (counter["count"], counter["revisions"], counter["missing"]) == (1, 0, [])
    assert counter["first"] in script.run("quote", "numbers").out


def test_without_issued_quotes_there_are_no_numbers(script: Script) -> None:
    script.new()
    assert "No quote was issued yet." in script.run("quote", "numbers").out


def test_a_clock_set_back_is_warned_of_and_strictly_refused(
    script: Script, issued: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = NOW - timedelta(days=400)
    draft = str(script.json("quote", "add", document(script))["id"])
    monkeypatch.setattr(Desk, "now", early)
    said = script.run("quote", "issue", draft, "--strict")
    assert (said.status, "later than the clock" in said.err) == (1, True)
    said = script.run("quote", "issue", draft)
    assert (said.status, "The clock seems to be set back" in said.err) == (0, True)
    assert script.json("quotes", "--limit", "1")


def test_two_dashes_are_no_number_of_an_option(script: Script, issued: str) -> None:
    said = script.run("quote", "accept", issued, "--option", "2", "--option=--")
    assert said.status == 2
    assert status(script) == ["issued"]
