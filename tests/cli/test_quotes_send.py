"""Sending and following up by script: drafts, a real server on this machine, and what is noted."""

from __future__ import annotations

import email
import json
from collections.abc import Iterator
from email import policy
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import pytest

from crm_desktop.db import files
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import MailServer, Secret, Security
from crm_desktop.services import mail_passwords, sending
from tests.cli.commands import Script
from tests.exchange.post_office import HOST, PASSWORD, USER, Logins, PostOffice

LINE = {"description": "Oak shelf", "unit_price": "100", "tax_rate": "23"}
QUOTE = {"customer": "Ana Sousa", "date": "2026-11-21", "currency": "EUR", "lines": [LINE]}


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)
    mail_passwords._SESSION.clear()


@pytest.fixture
def issued(script: Script, tmp_path: Path) -> Script:
    """A file with an issued quote, number 1."""
    script.new()
    (tmp_path / "quote.json").write_text(json.dumps(QUOTE))
    assert script.run("quote", "add", str(tmp_path / "quote.json")).status == 0
    assert script.run("quote", "issue", "1").status == 0
    script.json("settings", "business.email", "oficina@example.com")
    return script


def test_a_draft_is_written_with_the_very_pdf_and_nothing_is_noted(issued: Script, tmp_path: Path) -> None:
    out, paper = tmp_path / "mail.eml", tmp_path / "quote.pdf"
    issued.json("quote", "mail", "1", str(out), "--to", "ana@example.com", "--subject", "Olá")
    issued.json("quote", "pdf", "1", str(paper))
    draft: Any = email.message_from_bytes(out.read_bytes(), policy=policy.default)
    assert (draft["To"], draft["Subject"], draft["X-Unsent"]) == ("ana@example.com", "Olá", "1")
    assert next(draft.iter_attachments()).get_content() == paper.read_bytes()
    assert issued.json("interactions") == []
    assert issued.json("quotes")[0]["status"] == "issued"


def test_without_an_address_nothing_is_written(issued: Script, tmp_path: Path) -> None:
    said = issued.run("quote", "mail", "1", str(tmp_path / "mail.eml"))
    assert (said.status, (tmp_path / "mail.eml").exists()) == (1, False)
    assert "has no recipient" in said.err


def test_it_is_sent_by_the_server_of_the_settings_and_noted(
    issued: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = PostOffice(tmp_path, monkeypatch)
    with office.server(Security.TLS, logins=Logins()) as (known, box):
        for key, value in (("host", HOST), ("security", "tls"), ("port", str(known.port)), ("user", USER)):
            issued.json("settings", f"mail.{key}", value)
        assert "password" in issued.run("quote", "send", "1", "--to", "ana@example.com").err
        mail_passwords.keep(MailServer(HOST, known.port, user=USER), Secret(PASSWORD))
        said = issued.json("quote", "send", "1", "--to", "ana@example.com", "--cc", "rui@example.com")
    assert said["to"] == ["ana@example.com", "rui@example.com"]
    assert len(box.got) == 1
    assert issued.json("quotes")[0]["status"] == "sent"
    (entry,) = issued.json("interactions", "--quote", "1")
    assert (entry["kind"], entry["address"]) == ("email", "ana@example.com")
    assert "cannot be undone" in issued.run("undo").err


def test_what_was_sent_and_could_not_be_noted_is_not_called_a_failure_to_send(
    issued: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object, **_values: object) -> None:
        raise Refused("file.busy")

    monkeypatch.setattr(sending, "note_sent", busy)
    with PostOffice(tmp_path, monkeypatch).server(Security.TLS) as (known, box):
        for key, value in (("host", HOST), ("security", "tls"), ("port", str(known.port))):
            issued.json("settings", f"mail.{key}", value)
        said = issued.run("quote", "send", "1", "--to", "ana@example.com")
    assert (said.status, len(box.got)) == (1, 1)
    assert "The mail was sent, but the quote could not be marked as sent" in said.err


def test_from_a_file_that_cannot_be_written_nothing_is_sent(
    issued: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PostOffice(tmp_path, monkeypatch).server(Security.TLS) as (known, box):
        for key, value in (("host", HOST), ("security", "tls"), ("port", str(known.port))):
            issued.json("settings", f"mail.{key}", value)
        monkeypatch.setattr(files, "is_writable", lambda _path: False)
        said = issued.run("quote", "send", "1", "--to", "ana@example.com")
    assert (said.status, box.got) == (1, [])
    assert "cannot be written" in said.err


def test_a_quote_comes_up_is_followed_up_and_put_off(issued: Script, tmp_path: Path) -> None:
    assert issued.json("quotes", "--follow-up") == []
    old = {**QUOTE, "date": "2020-01-01", "valid_until": "2099-12-31"}
    (tmp_path / "quote.json").write_text(json.dumps(old))
    assert issued.run("quote", "add", str(tmp_path / "quote.json")).status == 0
    assert issued.run("quote", "issue", "2").status == 0
    assert issued.run("quote", "sent", "2", "--on", "2020-01-01").status == 0
    assert [one["id"] for one in issued.json("quotes", "--follow-up")] == [2]
    issued.json("quote", "followed-up", "2", "--how", "call", "--note", "Thinks about it")
    assert issued.json("quotes", "--follow-up") == []
    assert issued.json("interactions")[0]["text"] == "Thinks about it"
    assert issued.json("quote", "postpone", "2", "2099-01-01")["follow_up_on"] == "2099-01-01"
    assert issued.run("quote", "postpone", "2", "2020-01-01").status == 1


def test_a_note_stands_on_the_timeline_of_its_contact_until_it_is_deleted(issued: Script) -> None:
    entry = issued.json("note", "add", "Called back", "--contact", "1", "--kind", "call", "--direction", "in")["id"]
    (shown,) = issued.json("contact", "1")["timeline"]
    assert (shown["id"], shown["title"], shown["direction"]) == (entry, "Called back", "in")
    assert "Called back" in issued.run("contact", "1").out
    issued.json("note", "delete", str(entry))
    assert issued.json("contact", "1")["timeline"] == []
    issued.json("undo")
    assert len(issued.json("contact", "1")["timeline"]) == 1
    assert issued.run("note", "add", " ", "--contact", "1").status == 1
