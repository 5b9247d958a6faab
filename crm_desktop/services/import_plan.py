"""What an import will do, found out before anything is written: which cards are new, which are known, which changed.

A card is known by its UID; one without a UID by the digest of its content. A UID that is new is a new contact even
when somebody else has the same name, or the very same content: two people are never merged because they look alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.exchange.records import ContactRecord, Rejected

CHUNK = 5_000
MOST_HINTS = 200
"""So many possible duplicates are named one by one."""

MERGED_FACTS = (
    "display_name", "prefix", "given", "middle", "family", "suffix", "nickname", "birthday", "language", "origin",
    "lifecycle", "tax_id", "photo",
)  # fmt: skip

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Plan:
    """What is to be done: records to create, (contact id, record) to update with, and how many are there already.

    `merged` counts cards that only added to another card of the same import. `fates` says for each record, in the
    order of the files, what becomes of it: new, update or known.
    """

    new: list[ContactRecord] = field(default_factory=list)
    updates: list[tuple[int, ContactRecord]] = field(default_factory=list)
    merged: int = 0
    skipped: int = 0
    fates: list[str] = field(default_factory=list)
    hints: list[Rejected] = field(default_factory=list)


def untold(_done: int, _total: int) -> None:
    """The progress of an import that nobody asks about."""


def derived_uid(digest: str) -> str:
    """The UID a contact gets whose card has none: the same for the same content, so that its export is known again."""
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"


def make_plan(session: Session, records: Sequence[ContactRecord]) -> Plan:
    """Looks up what is known and decides for each record; records of one UID are one card."""
    cards: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        cards.setdefault(record.uid or derived_uid(record.digest), []).append(place)
    uids: dict[str, tuple[int, str]] = {}
    digests: dict[str, tuple[int, str]] = {}
    if session.scalar(text("SELECT 1 FROM contact LIMIT 1")):
        uids = _known(session, "uid", {*cards, *(derived_uid(record.digest) for record in records if record.uid)})
        digests = _known(session, "digest", {record.digest for record in records})
    plan = Plan(fates=["known"] * len(records))
    for uid, places in cards.items():
        parts = sorted({records[place].digest: place for place in reversed(places)}.values())
        record = records[places[0]] if len(parts) == 1 else reduce(merged, (records[place] for place in parts))
        plan.skipped += len(places) - len(parts)
        _decide(plan, record, parts, _contact(record, uid, uids, digests))
    plan.hints = list(_alike(session, plan.new))
    return plan


def _decide(plan: Plan, record: ContactRecord, places: list[int], known: tuple[int, str] | None) -> None:
    """Puts one card where it belongs; `places` are those of the different records it is made of."""
    if known is not None and known[1] == record.digest:
        plan.skipped += len(places)
        return
    for place in places:
        plan.fates[place] = "update"
    plan.merged += len(places) - 1
    if known is None:
        plan.fates[places[0]] = "new"
        plan.new.append(record)
    else:
        plan.updates.append((known[0], record))


def _contact(
    record: ContactRecord, uid: str, uids: dict[str, tuple[int, str]], digests: dict[str, tuple[int, str]]
) -> tuple[int, str] | None:
    """(id, digest) of the contact a record is known as."""
    found = uids.get(uid)
    if found is None and not record.uid:
        found = digests.get(record.digest)
    if found is None and record.uid:
        # The card came without a UID before: then its UID was made of its content.
        found = uids.get(derived_uid(record.digest))
    return found


def merged(first: ContactRecord, second: ContactRecord) -> ContactRecord:
    """One record of two cards with one UID: the later one's facts, and everything that either one lists."""
    facts = {name: getattr(second, name) or getattr(first, name) for name in MERGED_FACTS}
    notes = "\n\n".join(dict.fromkeys(note for note in (first.notes, second.notes) if note))
    known = {channel._replace(primary=False) for channel in first.channels}
    kinds = {channel.kind for channel in first.channels}
    more = [channel._replace(primary=channel.primary and channel.kind not in kinds) for channel in second.channels]
    return second._replace(
        **facts,
        notes=notes,
        organizations=tuple(dict.fromkeys((*second.organizations, *first.organizations))),
        channels=(*first.channels, *(channel for channel in more if channel._replace(primary=False) not in known)),
        categories=tuple(dict.fromkeys((*first.categories, *second.categories))),
        extra=tuple(dict.fromkeys((*first.extra, *second.extra))),
    )


def _known(session: Session, column: str, wanted: set[str]) -> dict[str, tuple[int, str]]:
    """Contacts outside the bin by a column of theirs: value -> (id, digest)."""
    statement = text(
        f"SELECT c.{column}, c.id, c.digest FROM json_each(:wanted) w CROSS JOIN contact c ON c.{column} = w.value"
        " WHERE c.deleted_at IS NULL ORDER BY c.id DESC"
    )
    return {
        value: (contact_id, digest)
        for chunk in chunks(list(wanted))
        for value, contact_id, digest in session.execute(statement, {"wanted": json.dumps(chunk)})
    }


def _alike(session: Session, new: Sequence[ContactRecord]) -> Iterator[Rejected]:
    """New contacts that share an e-mail address with one that was there before: told, never merged."""
    told = 0
    for told, (record, other, address) in enumerate(_sharing(session, new), 1):
        if told <= MOST_HINTS:
            values = {"name": excerpt(record.display_name), "other": excerpt(other), "text": excerpt(address)}
            yield Rejected(record.source, record.line, "import.alike", values)
    if told > MOST_HINTS:
        yield Rejected(new[0].source, 0, "import.alike_more", {"count": told - MOST_HINTS})


def _sharing(session: Session, new: Sequence[ContactRecord]) -> Iterator[tuple[ContactRecord, str, str]]:
    statement = text(
        "SELECT h.folded, c.name FROM json_each(:wanted) w CROSS JOIN channel h ON h.kind = 'email'"
        " AND h.folded = w.value CROSS JOIN contact c ON c.id = h.contact_id WHERE c.deleted_at IS NULL"
    )
    if not session.scalar(text("SELECT 1 FROM channel WHERE kind = 'email' LIMIT 1")):
        return
    for chunk in chunks(new):
        addresses = [(fold(address), record) for record in chunk if (address := _email(record))]
        wanted = json.dumps([address for address, _record in addresses])
        owners: dict[str, Any] = dict(map(tuple, session.execute(statement, {"wanted": wanted})))
        yield from ((record, owners[address], address) for address, record in addresses if address in owners)


def _email(record: ContactRecord) -> str:
    return next((channel.value for channel in record.channels if channel.kind is ChannelKind.EMAIL), "")


def chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The items in runs short enough to stop between them."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
