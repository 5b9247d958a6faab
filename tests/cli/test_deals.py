"""Deals by script."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_desktop.db.files import open_file
from crm_desktop.services import deals
from crm_desktop.services.deals import NewDeal
from tests.cli.commands import Script
from tests.factories import NOW, TODAY
from tests.services.businesses import add_deal, add_person


@pytest.fixture
def filled(script: Script) -> Script:
    script.new("Oficina", "PT", "--language", "en")
    store = open_file(script.file)
    add_deal(
        store, "Kitchen", contact_id=add_person(store), expected_close=dt.date(2026, 12, 1), next_step="Call",
        next_step_date=dt.date(2026, 11, 30), product="Oak",
    )  # fmt: skip
    won = add_deal(store, "Álbum", value=95050)
    with store.write("Win deal") as session:
        deals.win(session, won, today=TODAY, now=NOW)
        deals.create(session, NewDeal("Yen", value=1200, currency="JPY"), today=TODAY, now=NOW)
    store.close()
    return script


def test_deals_are_listed_with_amounts_as_text_and_iso_dates(filled: Script) -> None:
    album, kitchen, yen = filled.json("deals")
    assert (album["title"], album["stage"], album["status"], album["value"], album["closed_on"]) == (
        "Álbum", "Won", "won", "950.50", TODAY.isoformat()
    )  # fmt: skip
    assert (kitchen["contact"], kitchen["pipeline"], kitchen["stage"], kitchen["currency"]) == (
        "Ana Sousa", "Sales", "Contacted", "EUR"
    )  # fmt: skip
    assert (kitchen["value"], kitchen["weighted"], kitchen["probability"]) == ("2400.00", "480.00", 20)
    assert (kitchen["expected_close"], kitchen["next_step"], kitchen["next_step_date"]) == (
        "2026-12-01", "Call", "2026-11-30"
    )  # fmt: skip
    assert (kitchen["product"], kitchen["closed_on"], yen["value"]) == ("Oak", None, "1200")


def test_deals_are_narrowed_by_view_words_and_limit(filled: Script) -> None:
    assert [row["title"] for row in filled.json("deals", "--view", "open")] == ["Kitchen", "Yen"]
    assert [row["title"] for row in filled.json("deals", "--text", "album")] == ["Álbum"]
    assert [row["title"] for row in filled.json("deals", "--limit", "1")] == ["Álbum"]
    assert filled.json("deals", "--limit", "0") == []


@pytest.mark.parametrize("wrong", [("--limit", "-1"), ("--limit", "few"), ("--view", "lost and found")])
def test_a_wrong_option_is_wrong_usage(filled: Script, wrong: tuple[str, str]) -> None:
    assert filled.run("deals", *wrong).status == 2


def test_a_person_gets_a_table(filled: Script) -> None:
    lines = filled.run("deals").out.splitlines()
    assert len(lines) == 3
    assert "2400.00  EUR  Kitchen  Ana Sousa" in lines[1]


def test_an_empty_file_has_no_deals(script: Script) -> None:
    script.new()
    assert script.json("deals") == []
    assert script.run("deals").out == ""
