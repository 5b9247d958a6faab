"""Words into lines: breaks text at spaces, and words wider than their column wherever they must be.

Lines are found by their widths alone, in one pass: a word of 10,000 letters costs what 10,000 letters cost.
"""

from __future__ import annotations

from crm_desktop.reports.fonts import printable
from crm_desktop.reports.theme import Style

ELLIPSIS = "…"


def wrap(text: str, style: Style, width: float) -> list[str]:
    """The lines of `text` (already `printable`) in a column of `width`; its own line ends are kept."""
    if "\n" not in text and style.width(text) <= width:
        return [text.rstrip(" ")]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        _wrap_paragraph(paragraph.rstrip(" "), style, width, lines)
    return lines


def wrapped(text: str, style: Style, width: float) -> list[str]:
    """The lines of a text as it was typed; none for an empty one."""
    clean = printable(text).strip("\n ")
    return wrap(clean, style, width) if clean else []


def _wrap_paragraph(paragraph: str, style: Style, width: float, lines: list[str]) -> None:
    """Adds the lines of one paragraph (it holds no line end)."""
    if style.width(paragraph) <= width:
        lines.append(paragraph)
        return
    space = style.width(" ")
    line: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        wide = style.width(word)
        if line and used + space + wide > width:
            lines.append(" ".join(line))
            line = []
        if wide > width:
            *whole, word = _broken(word, style, width)  # noqa: PLW2901  (its last piece goes on as a word)
            lines.extend(whole)
            wide = style.width(word)
        used = used + space + wide if line else wide
        line.append(word)
    lines.append(" ".join(line))


def _broken(word: str, style: Style, width: float) -> list[str]:
    """A word wider than its column, cut into pieces that fit; one letter at least in each."""
    advances, scale = style.face.advances, style.size / 1000
    pieces: list[str] = []
    start, used = 0, 0.0
    for place, letter in enumerate(word):
        wide = advances.get(ord(letter), 500) * scale
        if used + wide > width and place > start:
            pieces.append(word[start:place])
            start, used = place, 0.0
        used += wide
    pieces.append(word[start:])
    return pieces


def shortened(text: str, style: Style, width: float) -> str:
    """`text` on one line (already `printable`), its end replaced by an ellipsis where it is too wide."""
    text = text.replace("\n", " ")
    if style.width(text) <= width:
        return text
    room = width - style.width(ELLIPSIS)
    return _broken(text, style, max(room, 0.0))[0].rstrip() + ELLIPSIS


def limited(lines: list[str], most: int, style: Style, width: float) -> list[str]:
    """At most `most` of the lines, the last one ending in an ellipsis where some were left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(lines[most - 1] + ELLIPSIS, style, width)]
