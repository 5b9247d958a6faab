"""The faces of every paper: Source Sans Pro, embedded; read once per process, and what they cannot print said.

Its figures are tabular by default, so amounts stand under each other. Importing this module costs nothing: the
engine and the faces are loaded when first asked for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MISSING_MARK = "■"
"""What stands on the page for a character the faces do not have: seen, and not to be taken for a box to tick."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", " "),
        **dict.fromkeys("\u2010\u2011\u00ad", "-"),
        "\u00ad": None,
    }
)
# Marks that only change the look of the sign before them; a box of their own would be noise.
_MODIFIERS = frozenset(chr(code) for code in (*range(0x1F3FB, 0x1F400), *range(0xFE00, 0xFE10)))


@dataclass(frozen=True, slots=True)
class Face:
    """One registered face: its name in the engine, the engine's font, and the advance of its characters.

    `advances` holds thousandths of the type size by code point.
    """

    name: str
    font: Any
    advances: dict[int, float]

    def width(self, text: str, size: float) -> float:
        """How wide `text` is at `size`, in points."""
        return float(self.font.stringWidth(text, size))


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces in use, and the characters all of them have (the line end counts as one)."""

    regular: Face
    semibold: Face
    covered: frozenset[str]


@lru_cache(maxsize=1)
def faces() -> Faces:
    """The faces, registered with the engine at the first call (some 10 ms)."""
    # The engine costs 60 ms of the start, and a window that prints nothing never needs it.
    from font_source_sans_pro import font_files_ttf
    from reportlab import rl_config

    # Streams as bytes, not as base-85 text: a quarter smaller, and every reader of this century knows them.
    rl_config.useA85 = 0
    regular = _register("CrmSans", font_files_ttf["SourceSansPro"])
    semibold = _register("CrmSans-Semibold", font_files_ttf["SourceSansProSemibold"])
    known = regular.advances.keys() & semibold.advances.keys()
    return Faces(regular, semibold, frozenset(filter(_draws, map(chr, known))) | {"\n"})


def _register(name: str, path: str) -> Face:
    """Reads one face from its file and makes it known to the engine as `name`."""
    # With the engine, when the first paper is drawn.
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, path)
    registerFont(font)
    return Face(name, font, font.face.charWidths)


def _draws(char: str) -> bool:
    """True for characters that stand on a page by themselves: no controls, no loose accents."""
    return unicodedata.category(char) not in {"Cc", "Cf", "Mn"}


def printable(text: str) -> str:
    """`text` as it can be drawn: line ends made alike, no controls or direction marks, `MISSING_MARK` for the rest."""
    covered = faces().covered
    if covered.issuperset(text):
        return text
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text)).translate(_LOOK_ALIKES)
    return "".join(char if char in covered else MISSING_MARK for char in text if not _is_silent(char))


def missing_characters(text: str) -> str:
    """The characters of `text` that will not print, each once, in order; '' when all will."""
    covered = faces().covered
    if covered.issuperset(text):
        return ""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text)).translate(_LOOK_ALIKES)
    found = (char for char in text if char not in covered and not _is_silent(char))
    return "".join(dict.fromkeys(found))


def _is_silent(char: str) -> bool:
    """True for what never shows: controls, direction marks, joiners, variation selectors."""
    return char in _MODIFIERS or (char != "\n" and unicodedata.category(char) in {"Cc", "Cf"})
