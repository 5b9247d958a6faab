"""Text as people and files give it, made safe to keep, to compare and to print."""

from __future__ import annotations

import re
import unicodedata

from crm_desktop.domain.errors import Refused

LINE_LIMIT = 1_000
TEXT_LIMIT = 100_000

_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Control characters, lone surrogates and noncharacters: no file format carries them all, no page prints one.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# Accents of the Latin, Greek and Cyrillic scripts; marks of other scripts are letters and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Letters that Unicode does not take apart though people leave out their stroke.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
# What turns the letters behind it round: quoted in a sentence, it would turn the sentence round.
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe0e\ufe0f\uffa0"
"""Marks and letters that are no more than an empty place."""


def fold(text: str) -> str:
    """`text` as searches and comparisons see it: no case, no accents, ß as ss, white space squeezed.

    Folding twice gives the same as folding once.
    """
    if not text.isascii():
        # Twice, because taking letters apart can give capitals and folding case can give composed letters.
        for _round in range(2):
            text = unicodedata.normalize("NFKD", text).casefold()
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(_STROKES)
    return " ".join(text.lower().split())


def clean_text(text: str, *, field: str | None = None, limit: int = TEXT_LIMIT) -> str:
    """`text` of several lines in NFC, one kind of line end, tabs as spaces, without control characters.

    Raises:
        Refused: ``text.too_long`` when more than `limit` characters are left.
    """
    text = _UNPRINTABLE.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > limit:
        raise Refused("text.too_long", field=field, count=len(text), limit=limit, text=excerpt(text))
    return text


def clean_line(text: str, *, field: str | None = None, limit: int = LINE_LIMIT) -> str:
    """`text` on one line: as `clean_text`, with line ends as spaces and runs of spaces squeezed to one.

    Raises:
        Refused: ``text.too_long`` when more than `limit` characters are left.
    """
    return re.sub(" {2,}", " ", clean_text(_BREAKS.sub(" ", text), field=field, limit=limit))


def is_blank(text: str) -> bool:
    """Whether nothing of `text` can be seen: white space, characters without width, letters that are only blanks."""
    return all(unicodedata.category(char)[0] in "CZ" or char in _BLANKS for char in text)


def excerpt(text: str, limit: int = 40) -> str:
    """The beginning of `text` on one line, to quote it in a sentence: at most `limit` characters."""
    line = quotable(" ".join(text[: limit * 4].split()), "")
    return line if len(line) <= limit and len(text) <= limit * 4 else line[: limit - 1].rstrip() + "…"


def quotable(text: str, instead: str = "\ufffd") -> str:
    """`text` as it may stand in a sentence: control characters are `instead`, no letters are turned round.

    More than a line is cut.
    """
    line = _TURNING.sub("", _UNPRINTABLE.sub(instead, text[: LINE_LIMIT + 1]))
    return line if len(text) <= LINE_LIMIT else line[: LINE_LIMIT - 1] + "…"
