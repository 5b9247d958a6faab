"""The look of quotes by script: letterhead, design, returned PDFs, paper that has the letterhead already."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import Script
from tests.cli.test_quotes import document
from tests.reports import letterheads
from tests.reports.filling import fill
from tests.reports.reading import whole_text


def written(script: Script, quote_id: int, path: Path, *more: str) -> bytes:
    assert script.run("quote", "pdf", str(quote_id), str(path), *more).status == 0
    return path.read_bytes()


@pytest.fixture
def quote_id(script: Script) -> int:
    """An issued quote with an option."""
    script.new()
    script.json("settings", "look.accept_fields", "yes")
    added: int = script.json("quote", "add", document(script))["id"]
    script.run("quote", "issue", str(added))
    return added


def test_a_letterhead_is_chosen_by_its_file_and_what_is_left_out_is_said(script: Script, tmp_path: Path) -> None:
    script.new()
    path = tmp_path / "paper.pdf"
    path.write_bytes(letterheads.busy())
    said = script.run("settings", "business.letterhead", str(path))
    assert said.status == 0
    assert "Scripts" in said.err
    quote_id = script.json("quote", "add", document(script))["id"]
    assert "Papel da casa 1" in whole_text(written(script, quote_id, tmp_path / "out.pdf"))
    assert "Papel da casa" not in whole_text(written(script, quote_id, tmp_path / "out.pdf", "--no-letterhead"))
    assert script.run("settings", "business.letterhead", "").status == 0
    assert "Papel da casa" not in whole_text(written(script, quote_id, tmp_path / "out.pdf"))


def test_a_file_that_is_no_letterhead_is_refused(script: Script, tmp_path: Path) -> None:
    script.new()
    path = tmp_path / "paper.pdf"
    path.write_bytes(letterheads.encrypted())
    said = script.run("settings", "business.letterhead", str(path))
    assert said.status == 1
    assert "password" in said.err


def test_every_key_of_the_look_is_listed_and_checked(script: Script) -> None:
    script.new()
    keys = {row["key"] for row in script.json("settings")}
    assert {"look.design", "look.window", "look.check_boxes", "look.payment_code", "business.letterhead"} <= keys
    assert script.json("settings", "look.design", "modern")["value"] == "modern"
    assert script.run("settings", "look.design", "gothic").status == 1
    assert script.run("settings", "payment.pix_key", "no key").status == 1


def test_a_returned_pdf_says_what_was_chosen(script: Script, quote_id: int, tmp_path: Path) -> None:
    path = tmp_path / "returned.pdf"
    path.write_bytes(fill(written(script, quote_id, tmp_path / "out.pdf"), ticked=(3,), name="Ana", date="1/12/2026"))
    found = script.json("quote", "returned", str(quote_id), str(path))
    assert [one["line"] for one in found["options"]] == [4]
    assert (found["name"], found["date"]) == ("Ana", "2026-12-01")


def test_a_pdf_that_is_no_answer_is_refused_with_a_reason(script: Script, quote_id: int, tmp_path: Path) -> None:
    path = tmp_path / "returned.pdf"
    path.write_bytes(letterheads.letterhead())
    said = script.run("quote", "returned", str(quote_id), str(path))
    assert said.status == 1
    assert "no fields" in said.err
