"""XML written from a small tree of elements: escaped, and without the characters that XML has no way to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What XML 1.0 allows are tab, line ends and everything from the blank on but surrogates and two noncharacters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its prefixed name: either a text or other elements; attributes as (name, value) pairs."""

    name: str
    text: str = ""
    parts: tuple[Element, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


def written(root: Element, namespaces: tuple[tuple[str, str], ...]) -> bytes:
    """The document in UTF-8, indented, `namespaces` ((prefix, name), '' for the default one) declared at its root."""
    declared = tuple((f"xmlns:{prefix}" if prefix else "xmlns", name) for prefix, name in namespaces)
    whole = Element(root.name, root.text, root.parts, (*declared, *root.attributes))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_lines(whole, "")]
    return ("\n".join(lines) + "\n").encode()


def clean(text: str) -> str:
    """`text` without the characters that no XML document can hold."""
    return _FORBIDDEN.sub("", text)


def _lines(element: Element, indent: str) -> Iterator[str]:
    attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in element.attributes)
    if not element.parts:
        # A text stands on the line of its element: blanks around it would be part of it.
        yield f"{indent}<{element.name}{attributes}>{_escaped(element.text)}</{element.name}>"
        return
    yield f"{indent}<{element.name}{attributes}>"
    for part in element.parts:
        yield from _lines(part, indent + "  ")
    yield f"{indent}</{element.name}>"


def _escaped(text: str) -> str:
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return escaped.replace("\r", "&#13;")
