"""How much work it is to draw a page of a PDF: forms that draw forms that draw forms can keep every viewer for hours.

What is counted is what stands on the page with everything it draws, as often as it draws it, in bytes; a picture counts
by its pixels. No form is drawn within itself.
"""

from __future__ import annotations

import re
from typing import Any

PIXELS_A_BYTE = 20
"""So many pixels are as quickly drawn as one byte of drawing is read."""
_DRAWN = re.compile(rb"/([^\s/()<>\[\]{}%]+)\s+Do\b")


def work_of(page: Any) -> int:
    """The work of a page of pypdf, in bytes that are to be read.

    Raises:
        Exception: whatever pypdf raises at a broken file.
    """
    contents = page.get_contents()
    return _work(contents.get_data() if contents is not None else b"", page.get("/Resources"), {})


def _work(drawing: bytes, resources: Any, known: dict[int, int]) -> int:
    """The work of a drawing; `known` is that of the forms met, 0 for the ones being looked at."""
    found = len(drawing)
    named = _resolved(_entry(resources, "/XObject"))
    for name in _DRAWN.findall(drawing):
        form = _entry(named, "/" + name.decode("latin-1"))
        if form is not None:
            found += _work_of_form(form, resources, known)
    return found


def _work_of_form(form: Any, resources: Any, known: dict[int, int]) -> int:
    if id(form) not in known:
        known[id(form)] = 0
        known[id(form)] = _counted(form, resources, known)
    return known[id(form)]


def _counted(form: Any, resources: Any, known: dict[int, int]) -> int:
    if form.get("/Subtype") == "/Image":
        return int(form.get("/Width", 0)) * int(form.get("/Height", 0)) // PIXELS_A_BYTE
    # A form without resources of its own draws with those of the page.
    return _work(form.get_data(), form.get("/Resources", resources), known)


def _entry(holder: Any, name: str) -> Any:
    """An entry of a dictionary, followed to where it stands; None where there is no such thing."""
    held = _resolved(holder)
    return _resolved(held.get(name)) if hasattr(held, "get") else None


def _resolved(value: Any) -> Any:
    return value.get_object() if value is not None else None
