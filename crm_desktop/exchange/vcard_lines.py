"""From the bytes of a vCard file to cards, and from a card to its unfolded lines.

Lines are handled as Latin-1 text, in which every byte is one character: only so can a line be unfolded before its
bytes are put together to characters, which careless writers fold through.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crm_desktop.exchange.vcard_properties import BLANKS, Property, decoded, parse_property
from crm_desktop.exchange.vcard_text import escape

# Possessive, so that a line of any length is looked at once.
_HEAD = re.compile(r"(?:[A-Za-z0-9_-]++\.)?+[A-Za-z0-9_-]++[ \t]*+([:;])")
# A soft line break of quoted-printable is not believed when the next line is plainly a property of its own.
_NEXT_PROPERTY = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?(?:ADR|BDAY|BEGIN|CATEGORIES|EMAIL|END|FN|IMPP|KEY|LABEL|LOGO|N|NICKNAME|NOTE|ORG|PHOTO|REV"
    r"|ROLE|SOUND|TEL|TITLE|UID|URL|VERSION|X-[A-Z-]+)[:;]"
)


@dataclass(slots=True)
class RawCard:
    """The physical lines of one card, between BEGIN and END, as Latin-1 text. `line` is that of its BEGIN."""

    line: int
    lines: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def version(self) -> str:
        """``2.1``, ``3.0`` or ``4.0``; 3.0 where the card does not say."""
        for line in self.lines:
            if line[:8].upper() == "VERSION:":
                return line[8:].strip()
        return "3.0"


def split_cards(data: bytes, strays: list[int]) -> Iterator[RawCard]:
    """The cards of a file whose line ends are single bytes; lines that belong to no card are numbered in `strays`."""
    text = data.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    text = re.sub("\r+\n", "\n", text) if "\n" in text else text.replace("\r", "\n")
    card: RawCard | None = None
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        mark = line.strip().upper() if line[:1] in "bBeE" and len(line) < 40 else ""
        if mark == "BEGIN:VCARD" and card is not None and _opens_nested(card):
            depth += 1
        elif mark == "BEGIN:VCARD":
            if card is not None:
                yield card
            card, depth = RawCard(number), 0
            continue
        elif mark == "END:VCARD" and depth:
            depth -= 1
        elif mark == "END:VCARD" and card is not None:
            card.closed = True
            yield card
            card = None
            continue
        if card is not None:
            card.lines.append(line)
        elif line.strip(BLANKS):
            strays.append(number)
    if card is not None:
        yield card


def _opens_nested(card: RawCard) -> bool:
    """True when a BEGIN now opens a card inside the card: it is the value of AGENT, not the next contact."""
    last = next((line for line in reversed(card.lines) if line.strip(BLANKS)), "")
    return last.partition(":")[0].partition(";")[0].strip().upper() == "AGENT" and last.rstrip().endswith(":")


def properties(card: RawCard, *, recoded: bool = False) -> Iterator[Property]:
    """The properties of a card in order; lines that are none belong to the value before them.

    Args:
        card: as split from its file.
        recoded: True when the bytes were made UTF-8 before, so that CHARSETs no longer hold.
    """
    version = card.version
    lines = card.lines
    at, begins = 0, bool(lines) and _begins_property(lines[0])
    while at < len(lines):
        start, text, began = at, lines[at], begins
        at += 1
        begins = at < len(lines) and _begins_property(lines[at])
        # Nearly every line stands alone: the next one begins another property, and this one is not left open.
        if not (began and (begins or at == len(lines)) and text[-1:] not in ("=", ":")):
            text, at = _logical_line(lines, start, version)
            begins = at < len(lines) and _begins_property(lines[at])
            began = _begins_property(text)
        if began:
            yield parse_property(text, version, card.line + 1 + start, recoded=recoded)
        elif text.strip(BLANKS):
            yield Property("NOTE", escape(decoded(text.strip(BLANKS), "")), line=card.line + 1 + start)


def _logical_line(lines: list[str], at: int, version: str) -> tuple[str, int]:
    """The unfolded line that begins at `at`, and where the next one begins."""
    head = _head_of(lines[at])
    if head.endswith("AGENT:") and at + 1 < len(lines) and lines[at + 1].strip().upper() == "BEGIN:VCARD":
        return _nested_card(lines, at)
    if "QUOTED-PRINTABLE" in head:
        return _soft_broken(lines, at)
    base64 = "BASE64" in head or "ENCODING=B:" in head or "ENCODING=B;" in head
    parts = [lines[at]]
    at += 1
    while at < len(lines):
        line = lines[at]
        if line[:1] in (" ", "\t"):
            # 2.1 folds at a space that is there, 3.0 and 4.0 anywhere with a space that is not.
            parts.append(line.strip() if base64 else " " + line.lstrip(BLANKS) if version == "2.1" else line[1:])
        elif not line.strip(BLANKS):
            pass
        elif _begins_property(line):
            break
        else:
            parts.append(line if base64 else "\n" + line)
        at += 1
    return "".join(parts), at


def _begins_property(line: str) -> bool:
    """True when the line has a name and, after its parameters, a colon."""
    head = _HEAD.match(line)
    return head is not None and (head[1] == ":" or ":" in line)


def _head_of(line: str) -> str:
    """What stands before the value, in capitals, its colon included."""
    return line[: line.find(":", 0, 400) + 1].upper()


def _nested_card(lines: list[str], at: int) -> tuple[str, int]:
    """An AGENT with its card as one value of several lines."""
    end = at + 1
    depth = 0
    while end < len(lines):
        mark = lines[end].strip().upper()
        depth += (mark == "BEGIN:VCARD") - (mark == "END:VCARD")
        end += 1
        if not depth:
            break
    return lines[at].rstrip(BLANKS) + "\n".join(lines[at + 1 : end]), end


def _soft_broken(lines: list[str], at: int) -> tuple[str, int]:
    """A quoted-printable line with the lines its soft breaks (a last ``=``) continue on."""
    first = lines[at].rstrip(BLANKS)
    parts = [first.removesuffix("=")]
    open_end = first.endswith("=")
    at += 1
    while open_end and at < len(lines) and not _NEXT_PROPERTY.match(lines[at]):
        line = lines[at].rstrip(BLANKS)
        open_end = line.endswith("=")
        parts.append(line.removesuffix("="))
        at += 1
    # Some writers fold *and* break softly: where every continuation begins with the only spaces, these are folds.
    if len(parts) > 1 and all(part[:1] == " " and " " not in part[1:] for part in parts[1:]) and " " not in parts[0]:
        parts[1:] = [part[1:] for part in parts[1:]]
    while at < len(lines) and lines[at][:1] in (" ", "\t") and lines[at].strip(BLANKS):
        parts.append(lines[at][1:])
        at += 1
    return "".join(parts), at
