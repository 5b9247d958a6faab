"""A quote that comes back as PDF: which options were ticked, the date and the name that were typed, which quote it is.

The fields are those `reports.forms` draws. Readers of PDF files save them in their own ways: a ticked box has any value
but Off, in the field itself or in the place where it is drawn.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from crm_desktop.domain.errors import Refused

MOST_BYTES = 30_000_000
OPTION = re.compile(r"option_([0-9]{1,6})")
NAME, DAY, IDENTITY = "accept_name", "accept_date", "crm_quote"
OFF = "/Off"
MOST_WORDS = 200

# What it has to say of broken files is for programmers; where nobody listens it would stand among the answers.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """What a returned PDF says. `number` is '' for a draft; `digest` is the SHA-256 of what was issued.

    `ticked`: the places of the lines (from 0) whose boxes are ticked. `name` and `date` as they were typed.
    """

    number: str
    digest: str
    ticked: tuple[int, ...]
    name: str
    date: str


def read(data: bytes) -> ReturnedForm:
    """What was filled in.

    Raises:
        Refused: ``returned.unreadable``, ``returned.encrypted``; ``returned.no_fields`` where it has none (it was
            printed, scanned or flattened); ``returned.foreign`` where they are not those of a quote.
    """
    if len(data) > MOST_BYTES or b"%PDF-" not in data[:1024]:
        raise Refused("returned.unreadable")
    # Only a returned paper needs it.
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Refused("returned.encrypted")
        values = dict(_values(reader))
    except Refused:
        raise
    except Exception as error:  # a foreign file can be broken in every way there is
        raise Refused("returned.unreadable") from error
    if not values:
        raise Refused("returned.no_fields")
    number, _, digest = values.get(IDENTITY, "").replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    if not re.fullmatch("[0-9a-f]{64}", digest.strip()):
        raise Refused("returned.foreign")
    places = (OPTION.fullmatch(name) for name, value in values.items() if value not in ("", OFF))
    ticked = tuple(sorted(int(match[1]) for match in places if match is not None))
    return ReturnedForm(number.strip(), digest.strip(), ticked, _words(values.get(NAME)), _words(values.get(DAY)))


def _values(reader: Any) -> Iterator[tuple[str, str]]:
    """Name and value of every field, as text; a box by its value or by what is shown of it."""
    for name, field in (reader.get_fields() or {}).items():
        yield str(name), str(field.get("/V") or "")
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            drawn = annotation.get_object()
            name = str(drawn.get("/T") or "")
            if OPTION.fullmatch(name):
                shown = str(drawn.get("/AS") or OFF)
                # Some viewers change only what is shown, others only the value.
                yield name, shown if shown != OFF else str(drawn.get("/V") or OFF)


def _words(text: str | None) -> str:
    """What was typed, on one line and no longer than a name."""
    return " ".join("".join(char if char.isprintable() else " " for char in text or "").split())[:MOST_WORDS]
