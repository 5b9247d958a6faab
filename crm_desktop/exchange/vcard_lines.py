"""From the bytes of a vCard file to cards of properties: line ends, folding, character sets, quoted-printable, base64.

Every property leaves here in one form whatever the version it was written in: its value escaped as in vCard 4.0, binary
content as a ``data:`` URI. What the properties mean is decided in `vcard_reader`.

Lines are handled as Latin-1 text, in which every byte is one character: only so can a line be unfolded before its
bytes are put together to characters, which careless writers fold through.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crm_desktop.exchange.vcard_text import escape, read_param, split_quoted, split_structure, write_param

# Not all that strip() takes for blank: in Latin-1 text the byte of a no-break space can be half a letter.
BLANKS = " \t\r\n"
# Possessive, so that a line of any length is looked at once.
_HEAD = re.compile(r"[ \t]*+(?:[A-Za-z0-9_-]++\.)?+[A-Za-z0-9_-]++[ \t]*+([:;])")
# A soft line break of quoted-printable is not believed when the next line is plainly a property of its own.
_NEXT_PROPERTY = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?(?:ADR|BDAY|BEGIN|CATEGORIES|EMAIL|END|FN|IMPP|KEY|LABEL|LOGO|N|NICKNAME|NOTE|ORG|PHOTO|REV"
    r"|ROLE|SOUND|TEL|TITLE|UID|URL|VERSION|X-[A-Z-]+)[:;]"
)
_CHARSETS = re.compile(
    r"utf-?8|utf-?16|us-ascii|ascii|iso-?8859-?\d+|latin-?1|windows-?\d+|cp\d+|shift[_-]?jis|sjis|euc-?(?:jp|kr)"
    r"|iso-2022-(?:jp|kr)|gb2312|gbk|gb18030|big5|koi8-[ru]|macintosh",
    re.IGNORECASE,
)
_COMMA_LISTS = frozenset({"CATEGORIES", "NICKNAME"})
OCTETS = "application/octet-stream"
"""The media type of binary content that does not say what it is."""
PICTURES = ("PHOTO", "LOGO")
"""Properties whose TYPE before 4.0 names a kind of picture."""


class Property(NamedTuple):
    """One property of a card. `name` is in capitals; `params` are (NAME, value) pairs, one for each value of a list."""

    name: str
    value: str
    params: tuple[tuple[str, str], ...] = ()
    group: str = ""
    line: int = 0

    def param(self, name: str) -> str:
        """The first value of a parameter, or ''."""
        return next((value for key, value in self.params if key == name), "")

    def types(self) -> list[str]:
        """What the TYPE parameters say, in small letters."""
        return [value.lower() for key, value in self.params if key == "TYPE"]

    def as_line(self) -> str:
        """The property as one unfolded line of vCard 4.0; reading it again gives the same property."""
        head = f"{self.group}.{self.name}" if self.group else self.name
        return head + "".join(write_param(key, value) for key, value in self.params) + ":" + self.value


@dataclass(slots=True)
class RawCard:
    """The physical lines of one card, between BEGIN and END, as Latin-1 text. `line` is that of its BEGIN.

    `recoded` when the bytes were made UTF-8 before, so that the CHARSETs no longer hold.
    """

    line: int
    recoded: bool = False
    lines: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def version(self) -> str:
        """``2.1``, ``3.0`` or ``4.0``; 3.0 where the card does not say."""
        for line in self.lines:
            if line[:8].upper() == "VERSION:":
                return line[8:].strip()
        return "3.0"


def split_cards(data: bytes, *, recoded: bool = False) -> tuple[list[RawCard], list[int]]:
    """The cards of a file whose line ends are single bytes, and the numbers of lines that belong to no card."""
    text = data.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    text = re.sub("\r+\n", "\n", text) if "\n" in text else text.replace("\r", "\n")
    cards: list[RawCard] = []
    strays: list[int] = []
    card: RawCard | None = None
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        mark = line.strip().upper() if line[:1] in "bBeE" and len(line) < 40 else ""
        if mark == "BEGIN:VCARD" and card is not None and _opens_nested(card):
            depth += 1
        elif mark == "BEGIN:VCARD":
            card, depth = RawCard(number, recoded), 0
            cards.append(card)
            continue
        elif mark == "END:VCARD" and depth:
            depth -= 1
        elif mark == "END:VCARD" and card is not None:
            card.closed, card = True, None
            continue
        if card is not None:
            card.lines.append(line)
        elif line.strip(BLANKS):
            strays.append(number)
    return cards, strays


def _opens_nested(card: RawCard) -> bool:
    """True when a BEGIN now opens a card inside the card: it is the value of AGENT, not the next contact."""
    last = next((line for line in reversed(card.lines) if line.strip(BLANKS)), "")
    return last.partition(":")[0].partition(";")[0].strip().upper() == "AGENT" and last.rstrip().endswith(":")


def properties(card: RawCard) -> Iterator[Property]:
    """The properties of a card in order; lines that are none belong to the value before them."""
    version = card.version
    lines = card.lines
    at = 0
    while at < len(lines):
        start = at
        text, at = _logical_line(lines, at, version)
        if text.strip(BLANKS):
            yield _property(text, card, version, card.line + 1 + start)


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


def _property(text: str, card: RawCard, version: str, line: int) -> Property:
    """The property a logical line holds; a line without a head becomes a NOTE, so that nothing is lost."""
    if not _begins_property(text):
        return Property("NOTE", escape(_decoded(text.strip(BLANKS), "")), line=line)
    head, value = _split_head(text)
    group, name, params = _parse_head(head)
    charset, encoding, media, kept = _sorted_params(name, params)
    charset = "" if card.recoded else charset
    if encoding in ("B", "BASE64"):
        return Property(name, _data_uri(media, value), kept, group, line)
    if value[:5].lower() == "data:" and ";base64," in value[:200].lower():
        return Property(name, _tidy_data_uri(value), kept, group, line)
    if encoding == "QUOTED-PRINTABLE":
        value = ";".join(_escape_old(_quoted_printable(part, charset), name) for part in split_structure(value))
    elif version == "2.1":
        value = ";".join(
            _escape_old(re.sub(r"\\([;,:\\])", r"\1", part), name) for part in split_structure(_decoded(value, charset))
        )
    else:
        value = re.sub("\r\n|\r|\n", r"\\n", _decoded(value, charset))
    return Property(name, value.strip(), kept, group, line)


def _split_head(text: str) -> tuple[str, str]:
    """Head and value, parted at the first colon outside quotes."""
    first = end = text.find(":")
    quotes = text.count('"', 0, end)
    while quotes % 2:
        colon = text.find(":", end + 1)
        if colon < 0:
            # A quote nobody closes: take the first colon, as a reader without quotes would.
            end = first
            break
        quotes += text.count('"', end, colon)
        end = colon
    return text[:end], text[end + 1 :]


def _parse_head(head: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Group, name in capitals, and parameters, list values one by one."""
    first, _, rest = head.partition(";")
    group, _, name = first.strip().rpartition(".")
    params: list[tuple[str, str]] = []
    for param in split_quoted(rest, ";") if rest else ():
        key, mark, value = param.partition("=")
        if not mark:
            key, value = "", key
        key = key.strip().upper() or _bare(value)
        if key == "TYPE":
            value = value.replace('"', "")
        for item in split_quoted(value, ","):
            text = read_param(_decoded(item.strip(BLANKS).strip('"'), ""))
            if text:
                params.append((key, text))
    return group, name.upper(), params


def _bare(value: str) -> str:
    """The name a parameter of 2.1 leaves out: ``TEL;WORK`` is a type, ``;BASE64`` an encoding."""
    return "ENCODING" if value.strip().upper() in ("BASE64", "B", "QUOTED-PRINTABLE", "8BIT", "7BIT") else "TYPE"


def _sorted_params(name: str, params: list[tuple[str, str]]) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    """Character set, encoding, media type, and the parameters that mean something beyond the writing."""
    charset = encoding = media = ""
    kept: list[tuple[str, str]] = []
    for key, value in params:
        if key == "CHARSET":
            charset = value
        elif key == "ENCODING":
            encoding = value.upper()
        elif key == "MEDIATYPE" and "/" in value:
            media = value.lower()
        else:
            kept.append((key, value))
    if encoding not in ("B", "BASE64"):
        kept += [("MEDIATYPE", media)] if media else []
    elif name in PICTURES:
        pictures = [value for key, value in kept if key == "TYPE" and value.lower() not in ("home", "work", "pref")]
        kept = [(key, value) for key, value in kept if value not in pictures]
        media = media or (_media_type(pictures[0]) if pictures else "")
    return charset, encoding, media, tuple(kept)


def _media_type(kind: str) -> str:
    """``image/jpeg`` for the TYPE of a picture: ``JPEG``, ``jpg``, ``image/jpeg``."""
    kind = kind.lower().removeprefix("image/")
    return "image/" + ("jpeg" if kind == "jpg" else kind)


def _decoded(text: str, charset: str) -> str:
    """Latin-1 text put together to characters."""
    return text if text.isascii() else decode(text.encode("latin-1"), charset)


def decode(data: bytes, charset: str = "") -> str:
    """Bytes of one property as text: as its CHARSET says where that holds, else UTF-8, else Windows-1252."""
    wanted = charset if charset and _CHARSETS.fullmatch(charset) else "utf-8"
    try:
        return data.decode(wanted)
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # With some good UTF-8 in it, it is damaged UTF-8; with none, it never was.
        good = data.decode("utf-8", "ignore")
        return data.decode("cp1252" if good.isascii() else "utf-8", "replace")


def _quoted_printable(part: str, charset: str) -> str:
    return decode(binascii.a2b_qp(part.encode("latin-1")), charset)


def _escape_old(text: str, name: str) -> str:
    """A component of 2.1, where commas are plain text except in lists, in the escaped form of 4.0."""
    text = re.sub("\r\n|\r", "\n", text)
    return escape(text).replace("\\,", ",") if name in _COMMA_LISTS else escape(text)


def _data_uri(media: str, value: str) -> str:
    return f"data:{media or OCTETS};base64,{''.join(value.split())}"


def _tidy_data_uri(value: str) -> str:
    head, _, content = value.partition(",")
    return f"{head.lower()},{''.join(content.split())}"
