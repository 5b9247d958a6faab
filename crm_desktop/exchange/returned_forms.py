"""A quote that comes back as PDF: which options were ticked, the date and the name that were typed, which quote it is.

The fields are those `reports.forms` draws. Readers of PDF files save them in their own ways: a ticked box has any value
but Off, in the field itself or in the place where it is drawn. A PDF comes from outside and can be made to do harm:
pages and fields are walked here, each object once and no more than a quote can have.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from crm_desktop.domain.errors import Refused

MOST_BYTES = 30_000_000
MOST_PAGES = 2_000
"""A quote has a thousand pages at most, and a reader may add some."""
MOST_FIELDS = 20_000
"""Twice as many as a quote has lines at most."""
OPTION = re.compile(r"option_([0-9]{1,6})")
NAME, DAY, IDENTITY = "accept_name", "accept_date", "crm_quote"
OFF = "/Off"
MOST_WORDS = 200

Tell = Callable[[int, int], object]
"""Told (done, total) pages."""

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


def read(data: bytes, tell: Tell | None = None) -> ReturnedForm:
    """What was filled in.

    Raises:
        Refused: ``returned.unreadable``, ``returned.encrypted``; ``returned.too_large``, ``returned.too_many_pages``,
            ``returned.too_heavy`` for what no quote comes to; ``returned.no_fields`` where it has none (it was
            printed, scanned or flattened); ``returned.foreign`` where they are not those of a quote.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    if b"%PDF-" not in data[:1024]:
        raise Refused("returned.unreadable")
    values = _read_values(data, tell or untold)
    if not values:
        raise Refused("returned.no_fields")
    number, _, digest = values.get(IDENTITY, "").replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    if not re.fullmatch("[0-9a-f]{64}", digest.strip()):
        raise Refused("returned.foreign")
    places = (OPTION.fullmatch(name) for name, value in values.items() if value not in ("", OFF))
    ticked = tuple(sorted(int(match[1]) for match in places if match is not None))
    return ReturnedForm(number.strip(), digest.strip(), ticked, _words(values.get(NAME)), _words(values.get(DAY)))


def too_large() -> Refused:
    """That a file has more bytes than are read."""
    return Refused("returned.too_large", limit=MOST_BYTES // 1_000_000)


def untold(_done: int, _total: int) -> None:
    """Tells nobody."""


def _read_values(data: bytes, tell: Tell) -> dict[str, str]:
    # Only a returned paper needs it.
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Refused("returned.encrypted")
        return dict(_values(reader.trailer["/Root"], tell))
    except Refused:
        raise
    except (LimitReachedError, MemoryError) as error:
        raise Refused("returned.too_heavy") from error
    except Exception as error:  # a foreign file can be broken in every way there is
        raise Refused("returned.unreadable") from error


def _values(root: Any, tell: Tell) -> Iterator[tuple[str, str]]:
    """Name and value of every field, as text; a box by its value or by what is shown of it."""
    form = root.get("/AcroForm") or {}
    for field in _tree(form.get("/Fields") or (), Refused("returned.too_heavy"), MOST_FIELDS):
        name = str(field.get("/T") or "")
        if name:
            yield name, str(field.get("/V") or "")
    too_many = Refused("returned.too_many_pages", limit=MOST_PAGES)
    pages = [node for node in _tree([root["/Pages"]], too_many, MOST_PAGES) if "/Kids" not in node]
    left = MOST_FIELDS
    for done, page in enumerate(pages, 1):
        for drawn in _dictionaries(page.get("/Annots") or ()):
            left -= 1
            if left < 0:
                raise Refused("returned.too_heavy")
            name = str(drawn.get("/T") or "")
            if OPTION.fullmatch(name):
                shown = str(drawn.get("/AS") or OFF)
                # Some viewers change only what is shown, others only the value.
                yield name, shown if shown != OFF else str(drawn.get("/V") or OFF)
        tell(done, len(pages))


def _tree(first: Iterable[Any], too_many: Refused, most: int) -> Iterator[Any]:
    """The dictionaries of a tree of ``/Kids``, each once: a loop ends, and what is named twice is not read twice.

    Raises:
        Refused: `too_many`, for more than `most` leaves, or twice as many nodes.
    """
    waiting = [_dictionaries(first)]
    # The nodes themselves, because a number of one that is gone may be given to another.
    seen: dict[int, Any] = {}
    leaves = 0
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif id(node) not in seen:
            seen[id(node)] = node
            leaves += "/Kids" not in node
            if leaves > most or len(seen) > 2 * most:
                raise too_many
            yield node
            waiting.append(_dictionaries(node.get("/Kids") or ()))


def _dictionaries(listed: Any) -> Iterator[Any]:
    """What a list names, as far as it is dictionaries; the reader keeps every object, so each is the same one again."""
    for each in listed.get_object() if hasattr(listed, "get_object") else listed:
        found = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(found, dict):
            yield found


def _words(text: str | None) -> str:
    """What was typed, on one line and no longer than a name."""
    return " ".join("".join(char if char.isprintable() else " " for char in text or "").split())[:MOST_WORDS]
