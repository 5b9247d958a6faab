"""One line of a card to a property: head and value parted, parameters, character sets, quoted-printable, base64.

Every property leaves here in one form whatever the version it was written in: its value escaped as in vCard 4.0, binary
content as a ``data:`` URI. What the properties mean is decided in `vcard_reader`.
"""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple

from crm_desktop.exchange.vcard_text import escape, read_param, split_quoted, split_structure, write_param

# Not all that strip() takes for blank: in Latin-1 text the byte of a no-break space can be half a letter.
BLANKS = " \t\r\n"
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


def parse_property(text: str, version: str, line: int, *, recoded: bool = False) -> Property:
    """The property an unfolded line of Latin-1 text holds. The line has a colon.

    Args:
        text: the line, its further lines (of a value without folds) after real line breaks.
        version: of the card.
        line: its number in the file.
        recoded: True when the bytes were made UTF-8 before, so that CHARSETs no longer hold.
    """
    head, value = _split_head(text)
    if ";" not in head and version != "2.1" and value[:5].lower() != "data:":
        # Most lines are as plain as this.
        group, _, name = head.rpartition(".")
        return Property(name.strip(BLANKS).upper(), _plain(value, ""), (), group.strip(BLANKS), line)
    group, name, params = _parse_head(head)
    charset, encoding, media, kept = _sorted_params(name, params)
    charset = "" if recoded else charset
    if encoding in ("B", "BASE64"):
        return Property(name, _data_uri(media, value), kept, group, line)
    if value[:5].lower() == "data:" and ";base64," in value[:200].lower():
        return Property(name, _tidy_data_uri(value), kept, group, line)
    if encoding == "QUOTED-PRINTABLE":
        value = ";".join(_escape_old(_quoted_printable(part, charset), name) for part in split_structure(value))
    elif version == "2.1":
        value = ";".join(
            _escape_old(re.sub(r"\\([;,:\\])", r"\1", part), name) for part in split_structure(decoded(value, charset))
        )
    else:
        value = _plain(value, charset)
    return Property(name, value.strip(), kept, group, line)


def _plain(value: str, charset: str) -> str:
    """The value of 3.0 and 4.0 as text, line breaks that were not escaped escaped."""
    value = decoded(value, charset).strip()
    return re.sub("\r\n|\r|\n", r"\\n", value) if "\n" in value or "\r" in value else value


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
            text = read_param(decoded(item.strip(BLANKS).strip('"'), ""))
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


def decoded(text: str, charset: str) -> str:
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
