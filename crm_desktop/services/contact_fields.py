"""The fields of a contact that are edited, each with the check of what is typed into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import clean_line, clean_text, excerpt, is_blank

_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2,4}))?")
_COUNTRY = re.compile(r"[a-zA-Z]{2}")
_YEARLY = re.compile(r"--(\d{2})-(\d{2})")
_LEAP_YEAR = 2000
PART_LIMIT = 200

Clean = Callable[[str, str], Any]


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored, by field.

    Raises:
        Refused: ``contact.*``, ``name.empty``, ``text.too_long`` with the field; ``document.unknown_key`` for a field
            that a contact does not have.
    """
    for field in values:
        if field not in FIELDS:
            raise Refused("document.unknown_key", field=field, text=field, known=", ".join(FIELDS))
    return {field: FIELDS[field](field, "" if value is None else str(value)) for field, value in values.items()}


def _name(field: str, text: str) -> str:
    name = clean_line(text, field=field)
    if is_blank(name):
        raise Refused("name.empty", field=field)
    return name


def _line(field: str, text: str) -> str:
    return clean_line(text, field=field, limit=PART_LIMIT)


def _notes(field: str, text: str) -> str:
    return clean_text(text, field=field)


def _lifecycle(field: str, text: str) -> Lifecycle:
    try:
        return Lifecycle(text)
    except ValueError:
        raise Refused("contact.lifecycle", field=field, text=excerpt(text), known=", ".join(Lifecycle)) from None


def _kind(field: str, text: str) -> ContactKind:
    try:
        return ContactKind(text)
    except ValueError:
        raise Refused("contact.kind", field=field, text=excerpt(text)) from None


def _country(field: str, text: str) -> str:
    code = clean_line(text, field=field)
    if code and not _COUNTRY.fullmatch(code):
        raise Refused("contact.country", field=field, text=excerpt(code))
    return code.upper()


def _language(field: str, text: str) -> str:
    """A code like the program's own: ``pt_PT``, ``fr``."""
    code = clean_line(text, field=field)
    found = _LANGUAGE.fullmatch(code)
    if code and found is None:
        raise Refused("contact.language", field=field, text=excerpt(code))
    if found is None:
        return ""
    region = found[2] or ""
    return found[1].lower() + (f"_{region.upper() if len(region) < 4 else region.title()}" if region else "")


def _birthday(field: str, text: str) -> str:
    """A day, ``1980-03-22``, or one without its year, ``--03-22``."""
    day = clean_line(text, field=field)
    yearly = _YEARLY.fullmatch(day)
    try:
        if yearly:
            date(_LEAP_YEAR, int(yearly[1]), int(yearly[2]))
        elif day:
            day = date.fromisoformat(day).isoformat()
    except ValueError:
        raise Refused("contact.birthday", field=field, text=excerpt(day)) from None
    return day


FIELDS: Mapping[str, Clean] = MappingProxyType(
    {
        "kind": _kind,
        "name": _name,
        "prefix": _line,
        "given": _line,
        "middle": _line,
        "family": _line,
        "suffix": _line,
        "nickname": _line,
        "lifecycle": _lifecycle,
        "source": _line,
        "country": _country,
        "tax_id": _line,
        "language": _language,
        "birthday": _birthday,
        "notes": _notes,
    }
)
