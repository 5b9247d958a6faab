"""Making, describing and checking the business file by script."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from crm_desktop.db.schema import VERSION
from tests.cli.commands import Script


def test_a_new_file_is_ready_to_work_with(script: Script) -> None:
    assert script.json("new", "--name", "Oficina", "--country", "pt") == {"path": str(script.file)}
    facts = script.json("info")
    assert (facts["name"], facts["country"], facts["currency"], facts["language"]) == ("Oficina", "PT", "EUR", "pt_PT")
    assert (facts["path"], facts["read_only"], facts["schema"]) == (str(script.file), False, VERSION)
    assert facts["size"] == script.file.stat().st_size
    assert facts["counts"] == dict.fromkeys(
        ("people", "companies", "deals", "quotes", "sales", "jobs", "catalogue"), 0
    )  # fmt: skip
    assert script.json("check") == {"ok": True, "problems": []}


def test_language_and_currency_can_be_chosen(script: Script) -> None:
    script.new("Loja", "BR", "--language", "en", "--currency", "USD")
    facts = script.json("info")
    assert (facts["country"], facts["language"], facts["currency"]) == ("BR", "en", "USD")


def test_a_file_that_is_there_is_never_overwritten(script: Script) -> None:
    script.new()
    before = script.file.read_bytes()
    said = script.run("new", "--name", "Other", "--country", "BR")
    assert said.status == 1
    assert str(script.file) in said.err
    assert script.file.read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [("--country", "Atlantis"), ("--country", "PT", "--language", "tlh"), ("--country", "PT", "--currency", "€")],
)
def test_a_business_from_nowhere_is_refused_and_leaves_no_file(script: Script, wrong: tuple[str, ...]) -> None:
    said = script.run("new", "--name", "X", *wrong)
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert not list(script.file.parent.glob("business*"))


def test_what_is_left_out_is_wrong_usage(script: Script) -> None:
    assert script.run("new", "--name", "X").status == 2
    assert script.run("new", "--country", "PT").status == 2


def test_the_beginning_cannot_be_undone(script: Script) -> None:
    script.new()
    said = script.run("undo")
    assert said.status == 1
    assert "began" in said.err


def test_a_person_reads_what_the_file_holds(script: Script) -> None:
    script.new()
    said = script.run("info")
    assert "Oficina do Forno" in said.out
    assert "companies" in said.out


def test_a_damaged_cell_is_told_with_exit_1(script: Script) -> None:
    script.new()
    with closing(sqlite3.connect(script.file)) as connection:
        connection.execute("UPDATE stage SET name = 'x', kind = 'open' WHERE id = 1")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("UPDATE stage SET kind = 'maybe' WHERE id = 2")
        connection.commit()
    said = script.run("check", "--json")
    assert (said.status, said.data["ok"]) == (1, False)
    assert said.data["problems"][0] in said.err


@pytest.mark.parametrize("command", ["info", "check", "deals", "jobs", "settings"])
def test_a_missing_file_is_named_and_not_made(script: Script, command: str) -> None:
    said = script.run(command)
    assert said.status == 1
    assert str(script.file) in said.err
    assert not script.file.exists()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(500), b"hello", bytes(4096)])
def test_a_file_that_is_no_business_is_refused_and_left_alone(script: Script, content: bytes) -> None:
    script.file.write_bytes(content)
    for command in ("info", "check", "deals"):
        said = script.run(command)
        assert (said.status, said.out) == (1, "")
        assert "Traceback" not in said.err
    assert script.file.read_bytes() == content


def test_the_sample_business_is_filled_and_taken_away(script: Script) -> None:
    script.new()
    assert script.json("sample")["people"] == 40
    assert len(script.json("deals", "--view", "open")) == 20
    assert script.run("sample").status == 1
    assert script.json("sample", "--remove") == {"removed": True}
    assert script.json("deals") == []
    assert script.run("sample", "--remove").status == 1
