"""The small grammar of vCard lines: escapes, lists, parameters, folding. Every function is linear in its input."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([nN,;:\"\\])")
# Possessive, so that no input makes them go back.
_COMMA = re.compile(r"(?:[^\\,]++|\\.|\\\Z)*+", re.DOTALL)
_SEMICOLON = re.compile(r"(?:[^\\;]++|\\.|\\\Z)*+", re.DOTALL)
_QUOTED = {mark: re.compile(rf'(?:[^"{mark}]++|"[^"]*+"?)*+') for mark in ";,"}
_TO_ESCAPE = re.compile(r"[\\,;\n]")
# RFC 6868: how a parameter value holds what would end it.
_CARET = re.compile(r"\^[n'^]")
_CARET_OF = {"\n": "^n", '"': "^'", "^": "^^"}
_CARET_TO = {written: meant for meant, written in _CARET_OF.items()}
_FOLD_AT = 75


def escape(text: str) -> str:
    r"""`text` as a value of vCard 3.0 and 4.0: ``\n`` for line ends; ``\\``, ``\,`` and ``\;`` for the marks."""
    return _TO_ESCAPE.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], text)


def unescape(value: str) -> str:
    r"""The text of a value; a backslash before any other character stays (``C:\Users`` in careless cards)."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_list(value: str) -> list[str]:
    """The items of a comma list, still escaped."""
    return _split(value, ",", _COMMA) if "\\" in value else value.split(",")


def split_structure(value: str) -> list[str]:
    """The components of a structured value (N, ADR, ORG), still escaped."""
    return _split(value, ";", _SEMICOLON) if "\\" in value else value.split(";")


def split_quoted(params: str, mark: str) -> list[str]:
    """Parameters or their values, parted at `mark` but not between quotes; the quotes stay."""
    return _split(params, mark, _QUOTED[mark]) if '"' in params else params.split(mark)


def _split(text: str, mark: str, run: re.Pattern[str]) -> list[str]:
    """`text` at every `mark` that ends a `run`."""
    parts: list[str] = []
    start = 0
    while True:
        found = run.match(text, start)
        end = found.end() if found else start
        parts.append(text[start:end])
        if end >= len(text):
            return parts
        start = end + len(mark)


def write_param(name: str, value: str) -> str:
    """``;NAME=value``, quoted where it must be."""
    value = re.sub(r"[\n\"^]", lambda found: _CARET_OF[found[0]], value)
    return f';{name}="{value}"' if re.search("[,;:]", value) else f";{name}={value}"


def read_param(value: str) -> str:
    """The text of a parameter value whose quotes are already off."""
    return _CARET.sub(lambda found: _CARET_TO[found[0]], value) if "^" in value else value


def fold_line(line: str) -> str:
    """The line cut into pieces of at most 75 bytes of UTF-8, never through a character, each ended by CRLF."""
    if len(line) <= _FOLD_AT and line.isascii():
        return line + "\r\n"
    data = line.encode("utf-8", "replace")
    pieces = []
    start, room = 0, _FOLD_AT
    while start < len(data):
        end = min(start + room, len(data))
        # 0b10xxxxxx continues a character: step back to where it begins.
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _FOLD_AT - 1
    return b"\r\n ".join(pieces).decode("utf-8") + "\r\n"
