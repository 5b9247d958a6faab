"""Mails: read back as any mail program reads them, whatever was typed into their names, subjects and files."""

from __future__ import annotations

import datetime as dt
import email
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, clean_text
from crm_desktop.exchange.mail import (
    LONGEST_NAME,
    SUBJECT_LIMIT,
    Attachment,
    Letter,
    MailAddress,
    file_name,
    read_addresses,
    written,
)
from tests.factories import NOW

PDF = b"%PDF-1.4\r\n.\r\n\x00\xff From me\n.\n"
HEADERS = {"From", "To", "Cc", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"}
ANYTHING = st.text(max_size=160)


def letter(**values: object) -> Letter:
    """A mail from a workshop to Ana."""
    given_: dict[str, object] = {
        "sender": MailAddress("oficina@example.com", "Oficina Silva"),
        "to": (MailAddress("ana@example.com", "Ana Sousa"),),
        "subject": "Quote 2026/0001",
        "text": "Hello Ana,\nhere is the quote.",
        "attachments": (Attachment("Quote 2026-0001.pdf", PDF),),
    }
    return Letter(**(given_ | values))  # type: ignore[arg-type]


def read(content: bytes) -> Any:
    """The mail as a mail program reads it."""
    return email.message_from_bytes(content, policy=policy.default)


def old(content: bytes) -> Message:
    """Its headers as they are written."""
    return email.message_from_bytes(content)


def people(header: str) -> list[tuple[str, str]]:
    """Names and addresses, the encoded words decoded as RFC 2047 says."""
    return [(str(make_header(decode_header(name))), address) for name, address in getaddresses([header])]


def squeezed(text: str) -> str:
    """Without runs of white space, which headers do not keep."""
    return " ".join(text.split())


def test_a_draft_opens_to_be_edited_with_the_very_file_attached() -> None:
    found = read(written(letter(cc=(MailAddress("rui@example.com"),)), now=NOW, draft=True))
    assert found["X-Unsent"] == "1"
    assert (found["From"], found["To"]) == (
        "Oficina Silva <oficina@example.com>",
        "Ana Sousa <ana@example.com>",
    )
    assert (found["Cc"], found["Subject"]) == ("rui@example.com", "Quote 2026/0001")
    assert found["Date"].datetime == NOW
    assert found["Message-ID"].endswith("@example.com>")
    body = found.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["Hello Ana,", "here is the quote."]
    (attached,) = found.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("Quote 2026-0001.pdf", "application/pdf")
    assert attached.get_content() == PDF


def test_what_is_sent_is_no_draft_and_no_two_mails_are_one() -> None:
    one, other = (read(written(letter(), now=NOW)) for _round in range(2))
    assert "X-Unsent" not in one
    assert one["Message-ID"] != other["Message-ID"]


@given(ANYTHING, ANYTHING, ANYTHING, st.text(max_size=400), ANYTHING)
def test_nothing_typed_begins_a_header_and_everything_is_read_back(
    sender: str, name: str, subject: str, text: str, file: str
) -> None:
    content = written(
        letter(
            sender=MailAddress("oficina@example.com", sender),
            to=(MailAddress("ana@example.com", name), MailAddress("rui@example.com", "Rui, Lda")),
            subject=subject,
            text=text,
            attachments=(Attachment(file, PDF),),
        ),
        now=NOW,
        draft=True,
    )
    found = old(content)
    assert set(found.keys()) <= HEADERS
    assert len(set(found.keys())) == len(found.keys())
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert squeezed(str(make_header(decode_header(found["Subject"] or "")))) == squeezed(clean_line(subject))
    assert [address for _name, address in people(found["To"])] == ["ana@example.com", "rui@example.com"]
    assert squeezed(people(found["To"])[0][0]) == squeezed(clean_line(name)[:LONGEST_NAME])
    assert squeezed(people(found["From"])[0][0]) == squeezed(clean_line(sender)[:LONGEST_NAME])
    modern = read(content)
    body = modern.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == clean_text(text) + "\n"
    (attached,) = modern.iter_attachments()
    assert attached.get_content() == PDF
    assert attached.get_filename() == file_name(file)


@given(ANYTHING)
def test_a_file_name_is_never_a_path_and_never_empty(name: str) -> None:
    found = file_name(name)
    assert found
    assert not set(found) & set('\\/:*?"<>|\r\n\0')
    assert found == found.strip(" .")


def test_accents_in_a_file_name_are_written_as_rfc_2231_says() -> None:
    content = written(letter(attachments=(Attachment("Orçamento João.pdf", PDF),)), now=NOW)
    assert b"filename*=utf-8''Or%C3%A7amento%20Jo%C3%A3o.pdf" in content


def test_a_domain_with_accents_is_written_as_servers_know_it() -> None:
    content = written(letter(to=(MailAddress("ana@padaria-são.pt", "Ana"),)), now=NOW)
    assert b"Ana <ana@xn--padaria-so-n5a.pt>" in content


def test_letters_before_the_at_sign_are_kept_as_they_are() -> None:
    content = written(letter(to=(MailAddress("joão@example.com", "João"),)), now=NOW)
    assert " <joão@example.com>".encode() in content


@pytest.mark.parametrize(
    "typed",
    [
        "ana", "ana@", "@example.com", "ana@exa mple.com", "ana@@example.com", "a b@example.com", "ana@.com",
        "ana@-x.pt", ".ana@example.com", "an..a@example.com", "Ana <ana@example.com",
        "ana@example.com>", "ana@" + "x" * 64 + ".pt",
        "<>", "ana@example.com\\", "ana@é" + "é" * 80 + ".pt",
    ],
)  # fmt: skip
def test_what_can_be_no_address_is_refused_by_name(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_addresses(typed, field="to")
    assert (refused.value.key, refused.value.field) == ("mail.address", "to")


def test_addresses_stand_between_commas_or_semicolons_with_their_names() -> None:
    found = read_addresses('ana@example.com; Rui Fé <rui@example.com>, "Sol, Lda" <sol@example.com>,', field="to")
    assert [(one.address, one.name) for one in found] == [
        ("ana@example.com", ""),
        ("rui@example.com", "Rui Fé"),
        ("sol@example.com", "Sol, Lda"),
    ]
    assert [str(one) for one in found][1:] == ["Rui Fé <rui@example.com>", '"Sol, Lda" <sol@example.com>']
    assert read_addresses("", field="to") == ()


@given(st.text(max_size=60))
def test_an_address_is_written_so_that_it_is_read_again(name: str) -> None:
    plain = " ".join(clean_line(name).replace('"', "'").replace("\\", "/").split())
    one = MailAddress("ana@example.com", plain)
    assert read_addresses(str(one), field=None) == (one,)


def test_more_addresses_than_a_server_takes_are_refused() -> None:
    with pytest.raises(Refused, match="too_many_addresses"):
        read_addresses(",".join(f"a{at}@example.com" for at in range(51)), field="to")


def test_a_subject_longer_than_any_mail_program_shows_is_refused() -> None:
    with pytest.raises(Refused, match="too_long"):
        written(letter(subject="x" * (SUBJECT_LIMIT + 1)), now=NOW)


def test_a_moment_of_another_zone_keeps_it() -> None:
    there = NOW.astimezone(dt.timezone(dt.timedelta(hours=-3)))
    assert b"Date: Sat, 21 Nov 2026 06:12:00 -0300\r\n" in written(letter(), now=there)
