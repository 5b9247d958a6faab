"""The hash chain of issued quotes: each link holds the one before, so that changing or removing one breaks the next.

Portugal chains the documents of certified software in this way (Portaria 363/2010, article 6, there with a signature);
this program is not certified software and signs nothing. The chain shows its owner that nothing in the file was
damaged or meddled with by halves; it proves nothing to others, because whoever has the file can compute it anew. That
the newest issue is missing shows in the ids that were given out (`db/issued.py`), not in the chain.

A link of today begins with its version; the first ones were bare hashes, said nothing of series, year and sequence, and
still hold where they stand. None of them follows a link of today.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from crm_desktop.domain.errors import Refused

VERSION = "2:"
"""What a link of today begins with."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a link holds of an issue: the moment as the file keeps it, ISO 8601 in UTC; hashes are SHA-256 in hex.

    `series`, `year` and `sequence` are the place the number has in its counter, `snapshot` is the paper as JSON.
    """

    number: str
    series: str
    year: int
    sequence: int
    issued_at: str
    snapshot: str
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue stands: its id in the file, its number and its link as they are stored."""

    id: int
    number: str
    link: str


START = Place(0, "", "")
"""Before the first issue."""


def link(previous: str, facts: Facts) -> str:
    """The link of an issue that comes behind the link `previous`, '' for the first."""
    held = [
        previous, facts.number, facts.series, facts.year, facts.sequence, facts.issued_at, digest(facts.snapshot),
        facts.pdf_sha256,
    ]  # fmt: skip
    return VERSION + digest(json.dumps(held, ensure_ascii=False))


def first_link(previous: str, facts: Facts) -> str:
    """The same as the first links were computed, without series, year and sequence."""
    return digest("\n".join((previous, facts.number, facts.issued_at, digest(facts.snapshot), facts.pdf_sha256)))


def holds(noted: str, previous: str, facts: Facts) -> bool:
    """Whether a stored link follows from the one before, whatever its version."""
    if noted.startswith(VERSION) or previous.startswith(VERSION):
        return noted == link(previous, facts)
    return noted == first_link(previous, facts)


def fault(before: Place, here: Place, facts: Facts) -> Refused | None:
    """What is wrong between two issues that follow each other in the file; None when nothing is.

    The file gives out ids without a gap, so a gap says that what stood there was taken away.
    """
    if holds(here.link, before.link, facts):
        return None
    if here.id > before.id + 1:
        key = "check.chain_gap" if before.id else "check.chain_beginning"
    else:
        key = "check.chain" if before.id else "check.chain_first"
    return Refused(key, number=here.number, before=before.number)


def end_fault(lost: str) -> Refused:
    """That the newest issues are missing, at the number `lost` (`db/issued.py`); '' where none is left."""
    return Refused("check.chain_end", number=lost) if lost else Refused("check.chain_gone")


def digest(text: str) -> str:
    """The SHA-256 (hex) of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
