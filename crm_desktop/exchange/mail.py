"""An e-mail with its attachment, made from plain records: as a draft for the user's own mail program, or to be sent.

Headers are written from the standard library's address objects and from cleaned single lines only: nothing typed into
a name, a subject or a file name can begin another header. Their folding is done here, because the library's own tears
long names apart; the parts with text and files are the library's.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, clean_text, excerpt

MOST_ADDRESSES = 50
SUBJECT_LIMIT = 500
LONGEST_NAME = 120
ENCODED_WORD = 42
"""So many bytes of text fit into an encoded word of 75 characters."""
# RFC 5322's atext, and letters of other scripts, which need a server that takes them (SMTPUTF8).
_LOCAL = re.compile(r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]|[^\x00-\x7f])+")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_NAMED = re.compile(r'(?P<name>"(?:[^"\\]|\\.)*"|[^<>"]*)\s*<(?P<address>[^<>]*)>')
_BETWEEN = re.compile(r'[,;](?=(?:[^"]*"[^"]*")*[^"]*$)')
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True, slots=True)
class MailAddress:
    """Somebody who gets or sends mail: the address as typed, and the name shown beside it ('' for none)."""

    address: str
    name: str = ""

    def __str__(self) -> str:
        if not self.name:
            return self.address
        plain = not re.search(r'[,;<>"@]', self.name)
        return f"{self.name} <{self.address}>" if plain else f'"{self.name.replace(chr(34), chr(39))}" <{self.address}>'


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; `media_type` like ``application/pdf``."""

    name: str
    content: bytes
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent. `sender` None leaves it to the mail program, which only a draft may."""

    sender: MailAddress | None
    to: tuple[MailAddress, ...]
    subject: str
    text: str
    cc: tuple[MailAddress, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def read_addresses(text: str, *, field: str | None) -> tuple[MailAddress, ...]:
    """The addresses in a line, between commas or semicolons: ``ana@example.com; Rui Fé <rui@example.com>``.

    Raises:
        Refused: ``mail.address`` for what is none, ``mail.too_many_addresses``.
    """
    parts = [part.strip() for part in _BETWEEN.split(clean_line(text, field=field, limit=20_000))]
    found = tuple(_read_address(part, field) for part in parts if part)
    if len(found) > MOST_ADDRESSES:
        raise Refused("mail.too_many_addresses", field=field, limit=MOST_ADDRESSES)
    return found


def _read_address(text: str, field: str | None) -> MailAddress:
    named = _NAMED.fullmatch(text)
    name = named["name"].strip() if named else ""
    if name.startswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    address = MailAddress((named["address"] if named else text).strip(), name)
    header_address(address, field=field)
    return address


def header_address(address: MailAddress, *, field: str | None = None) -> Address:
    """An address as headers and servers take it: its domain in ASCII, so that ``@padaria-são.pt`` finds its way.

    Raises:
        Refused: ``mail.address``.
    """
    local, _at, domain = address.address.rpartition("@")
    ascii_domain = _ascii_domain(domain)
    if not _LOCAL.fullmatch(local) or not ascii_domain or local.startswith(".") or local.endswith(".") or ".." in local:
        raise Refused("mail.address", field=field, text=excerpt(address.address))
    return Address(display_name=clean_line(address.name)[:LONGEST_NAME], username=local, domain=ascii_domain)


def _ascii_domain(domain: str) -> str:
    """A domain in ASCII; '' for what is none."""
    try:
        found = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    labels = found.split(".")
    fits = len(found) <= 253 and all(0 < len(label) <= 63 for label in labels)
    return found if fits and _DOMAIN.fullmatch(found) else ""


def needs_utf8(letter: Letter) -> bool:
    """Whether an address has letters before the @ that only some servers take (SMTPUTF8)."""
    return not all(address.address.rpartition("@")[0].isascii() for address in _everybody(letter))


def _everybody(letter: Letter) -> Iterable[MailAddress]:
    return (*((letter.sender,) if letter.sender else ()), *letter.to, *letter.cc)


def written(letter: Letter, *, now: dt.datetime, draft: bool = False) -> bytes:
    """The letter as files and servers hold it, lines ended by CR LF.

    Args:
        letter: what it says.
        now: the moment of its Date header, with its zone.
        draft: marked ``X-Unsent``, so that mail programs open it to be edited and sent.

    Raises:
        Refused: ``mail.address``, ``text.too_long``.
    """
    headers = [*_people(letter), ("Subject", _words(clean_line(letter.subject, field="subject", limit=SUBJECT_LIMIT)))]
    headers += [("Date", format_datetime(now)), ("Message-ID", _message_id(letter))]
    headers += [("X-Unsent", "1")] if draft else []
    head = "".join(f"{name}: {value}\r\n" for name, value in headers if value)
    return head.encode("utf-8") + _parts(letter).as_bytes()


def _people(letter: Letter) -> list[tuple[str, str]]:
    """The headers that say from whom to whom, one address in a line."""
    sender = (letter.sender,) if letter.sender is not None else ()
    return [
        (name, ",\r\n ".join(_person(address, name.lower()) for address in addresses))
        for name, addresses in (("From", sender), ("To", letter.to), ("Cc", letter.cc))
    ]


def _person(address: MailAddress, field: str) -> str:
    made = header_address(address, field=field)
    name = _words(made.display_name)
    if name == made.display_name:
        return str(made)
    return f"{name}\r\n <{made.addr_spec}>"


def _words(text: str) -> str:
    """A cleaned line as a header holds it: as it is in ASCII, else in encoded words (RFC 2047) of whole characters."""
    if text.isascii() and "=?" not in text:
        return text
    pieces: list[bytes] = [b""]
    for character in text:
        encoded = character.encode("utf-8")
        if len(pieces[-1]) + len(encoded) > ENCODED_WORD:
            pieces.append(b"")
        pieces[-1] += encoded
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(piece).decode('ascii')}?=" for piece in pieces)


def _parts(letter: Letter) -> EmailMessage:
    """The text and the files, without the headers above them."""
    made = EmailMessage(policy=SMTP)
    made.set_content(clean_text(letter.text, field="text") + "\n", charset="utf-8", cte="quoted-printable")
    for attachment in letter.attachments:
        main, _slash, sub = attachment.media_type.partition("/")
        made.add_attachment(attachment.content, maintype=main, subtype=sub, filename=file_name(attachment.name))
    return made


def _message_id(letter: Letter) -> str:
    domain = header_address(letter.sender).domain if letter.sender else "localhost"
    return f"<{secrets.token_hex(16)}@{domain}>"


def file_name(name: str) -> str:
    """A name for an attachment that every system takes: no path, no control characters, not too long."""
    plain = _NO_FILE_NAME.sub("-", clean_line(name))
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = plain, ""
    stem, ending = stem[:LONGEST_NAME].strip(" ."), ending.strip(" .")
    return ".".join(part for part in (stem or "file", ending) if part)
