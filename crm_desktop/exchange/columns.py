"""What the columns of an address book hold, known by their headers.

A column is mapped to a key: ``given``, ``phone.work``, ``address.home.city``, ``email.1`` with ``email.1.use`` beside
it (Google numbers its columns), ``keep`` for what the program has no field for. Headers are compared folded and
without punctuation: first whole against the known ones, then word by word, so that ``Telefone (trabalho)`` and
``Business Phone 2`` need not be listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm_desktop.domain.marks import N_
from crm_desktop.domain.text import fold
from crm_desktop.exchange.header_words import ABOUT, FILLERS, KEY_OF, KIND_OF, PART_OF
from crm_desktop.exchange.uses import USE_WORDS

KEEP = "keep"
IGNORE = "ignore"

_KNOWN = (KIND_OF, PART_OF, USE_WORDS, FILLERS)
# Words that mean something only together.
_JOINTS = {
    "e mail": "email",
    "postal code": "postcode",
    "zip code": "postcode",
    "codigo postal": "postcode",
    "code postal": "postcode",
    "po box": "pobox",
    "p o box": "pobox",
    "caixa postal": "pobox",
}
_JOINED = re.compile(r"\b(?:" + "|".join(_JOINTS) + r")\b")
_GOOGLE = re.compile(
    r"(e mail|phone|website|address|organization) (\d{1,2}) (value|type|label|name|title|department|formatted|street"
    r"|city|po box|region|postal code|country|extended address)"
)
_GOOGLE_KINDS = {"e mail": "email", "phone": "phone", "website": "web", "address": "address"}
_GOOGLE_PARTS = {
    "type": "use",
    "label": "use",
    "po box": "po_box",
    "postal code": "postcode",
    "zip code": "postcode",
    "extended address": "extended",
}
_ORGANIZATION_PARTS = {"name": "company", "title": "role", "department": "department"}

FIELDS: dict[str, str] = {
    "name": N_("Name"),
    "prefix": N_("Name prefix"),
    "given": N_("First name"),
    "middle": N_("Middle name"),
    "family": N_("Last name"),
    "suffix": N_("Name suffix"),
    "nickname": N_("Nickname"),
    "company": N_("Company"),
    "department": N_("Department"),
    "role": N_("Role"),
    "email.other": N_("E-mail"),
    "email.work": N_("Work e-mail"),
    "email.home": N_("Private e-mail"),
    "phone.other": N_("Phone"),
    "phone.mobile": N_("Mobile"),
    "phone.work": N_("Work phone"),
    "phone.home": N_("Private phone"),
    "phone.fax": N_("Fax"),
    "phone.pager": N_("Pager"),
    "web.other": N_("Website"),
    "address.other.street": N_("Address or street"),
    "address.other.number": N_("House number"),
    "address.other.extended": N_("Address, second line"),
    "address.other.city": N_("City"),
    "address.other.region": N_("Region"),
    "address.other.postcode": N_("Postcode"),
    "address.other.country": N_("Country"),
    "birthday": N_("Birthday"),
    "notes": N_("Notes"),
    "categories": N_("Tags"),
    "language": N_("Language"),
    "origin": N_("Source"),
    "lifecycle": N_("Lifecycle"),
    "tax_id": N_("Tax number"),
    KEEP: N_("Keep as it is"),
    IGNORE: N_("Leave out"),
}
"""What a person can choose for a column, with its label; a mapping found by itself may hold finer keys."""


def plain(header: str) -> str:
    """A header as it is compared: folded, its punctuation as spaces, words in camel case parted."""
    header = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header[:200])
    return " ".join(re.sub(r"[^\w]|_", " ", fold(header)).split())


def key_of(header: str) -> str:
    """The key of one header on its own, '' for one that is not known."""
    words = plain(header)
    found = KEY_OF.get(words)
    if found is not None:
        return found
    google = _GOOGLE.fullmatch(words)
    if google:
        kind, number, part = google.groups()
        if kind == "organization":
            return f"{_ORGANIZATION_PARTS[part]}.{number}" if part in _ORGANIZATION_PARTS else ""
        part = _GOOGLE_PARTS.get(part, part)
        return f"{_GOOGLE_KINDS[kind]}.{number}" + ("" if part == "value" else f".{part}")
    return _key_of_words(_JOINED.sub(lambda joined: _JOINTS[joined[0]], words).split())


def _key_of_words(words: list[str]) -> str:
    """The key of a header by its single words: what kind of thing, which part of it, what it is for."""
    if not words or ABOUT.intersection(words):
        return ""
    slot = _slot([USE_WORDS[word] for word in words if word in USE_WORDS])
    kinds = {KIND_OF[word] for word in words if word in KIND_OF}
    if "phone" in kinds and "email" not in kinds:
        # Whose phone it is (the assistant's, that of the car) becomes the label of the number.
        return f"phone.{slot}"
    if any(not word.isdecimal() and not any(word in table for table in _KNOWN) for word in words):
        return ""
    for kind in ("email", "web"):
        if kind in kinds:
            return f"{kind}.{slot}"
    parts = {PART_OF[word] for word in words if word in PART_OF}
    if slot in ("mobile", "fax", "pager") and parts <= {"number"}:
        return f"phone.{slot}"
    return f"address.{slot}.{_part(parts)}" if parts else ""


def _slot(uses: Sequence[str]) -> str:
    """What a column is for: the more telling of its words."""
    for use in ("fax", "mobile", "pager", "billing", "work", "home"):
        if use in uses:
            return use
    return "other"


def _part(parts: set[str]) -> str:
    """Which part of an address: the finest that is said, an ``address`` in one piece goes where the street is."""
    for part in ("postcode", "po_box", "extended", "city", "country", "region", "number"):
        if part in parts:
            return part
    return "street"


def map_headers(headers: Sequence[str]) -> tuple[str, ...]:
    """The key of every column; what one header leaves open, the others decide."""
    keys = [key_of(header) for header in headers]
    given, family, role = "given" in keys, "family" in keys, "role" in keys
    prefixed = "prefix" in keys
    name = "name"
    if family and not given:
        name = "given"
    elif not family and given and any(plain(header) in ("vorname", "prenom") for header in headers):
        name = "family"
    surname = "nickname" if family else "family"
    if surname == "family" and "surname_or_nickname" in keys and not given:
        name = "given"
    # Outlook's own Title is Mr. or Dr., that of others the job.
    title = "prefix" if not prefixed and (role or (given and "suffix" in keys)) else KEEP if role else "role"
    contact = "phone.other" if "name" in keys or given else "name"
    meant = {
        "name": name,
        "name_or_phone": contact,
        "surname_or_nickname": surname,
        "title": title,
        "photo": KEEP,
        "": KEEP,
    }
    return tuple(meant.get(key, key) if not _lone_number(key, keys) else KEEP for key in keys)


def _lone_number(key: str, keys: Sequence[str]) -> bool:
    """True for a column of numbers without a street beside it: it counts rows, or something else."""
    slot, _, part = key.rpartition(".")
    return part == "number" and f"{slot}.street" not in keys


def score(headers: Sequence[str]) -> int:
    """How many different headers are known: what tells a row of headers, and the right delimiter, from others."""
    return len({plain(header) for header in headers if header and key_of(header)})
