"""Made-up businesses of any size, the same at every run."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crm_desktop.db.bulk import loading
from crm_desktop.db.database import Database
from crm_desktop.db.files import open_file
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.quotes import Quote, QuoteLine
from crm_desktop.domain.phones import digits
from crm_desktop.domain.text import fold
from crm_desktop.services.pipelines import pipelines
from crm_desktop.services.start import NewBusiness, create_business

GIVEN = ("Ana", "Bruno", "Clara", "Duarte", "Eva", "Filipe", "Graça", "Hugo", "Inês", "João", "Lúcia", "Óscar", "Rui")
FAMILY = ("Sousa", "Matos", "Conceição", "Ferreira", "Gonçalves", "Pereira", "Rocha", "Araújo", "Côrte-Real", "Lima")
LIFECYCLES = ("suspect", "prospect", "qualified", "customer", "former")
TITLES = ("Cozinha", "Roupeiro", "Portão", "Escada", "Pintura exterior", "Remodelação")
STATES = ("draft", "sent", "accepted", "declined", "sent")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def names(count: int) -> list[str]:
    """That many names of people, no two alike."""
    chance = random.Random(7)
    return [f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {chance.choice(FAMILY)} {n}" for n in range(count)]


def contact_rows(count: int) -> list[dict[str, object]]:
    """The rows of that many people, as cells hold them."""
    made = NOW.isoformat(timespec="seconds")
    return [
        {
            "kind": "person",
            "name": name,
            "sort_name": fold(name),
            "given": name.split()[0],
            "lifecycle": LIFECYCLES[n % 5],
            "notes": "Prefers e-mail" if n % 7 == 0 else "",
            "created_at": made,
        }
        for n, name in enumerate(names(count))
    ]


def channel_rows(contact_ids: range) -> list[dict[str, object]]:
    """A phone number and an e-mail address for each contact."""
    rows: list[dict[str, object]] = []
    for contact_id in contact_ids:
        number = f"+351 9{contact_id % 100_000_000:08}"
        mail = f"person{contact_id}@example.com"
        rows.append(
            {"contact_id": contact_id, "kind": "phone", "value": number, "digits": digits(number)[::-1],
             "folded": number[5:], "e164": number.replace(" ", ""), "purpose": "mobile", "is_primary": 1}
        )  # fmt: skip
        rows.append({"contact_id": contact_id, "kind": "email", "value": mail, "folded": mail, "is_primary": 1})
    return rows


def business(path: Path, contacts: int, deals: int = 0) -> Path:
    """A business file with that many contacts, each with two channels, and deals spread over all stages."""
    create_business(path, NewBusiness("Oficina Norte", "PT"))
    database = open_file(path)
    try:
        with database.write("Benchmark") as session, loading(session, expected=contacts) as load:
            load.insert(Channel, channel_rows(load.insert(Contact, contact_rows(contacts))))
        if deals:
            _add_deals(database, contacts, deals)
    finally:
        database.close()
    return path


def quotes(path: Path, count: int, contacts: int) -> Path:
    """Adds that many quotes of two lines each, spread over the contacts, the states and two years."""
    database = open_file(path)
    try:
        with database.write("Quotes") as session, loading(session, expected=count) as load:
            ids = load.insert(Quote, [_quote(n, contacts) for n in range(count)])
            load.insert(QuoteLine, [_quote_line(quote_id, n) for quote_id in ids for n in range(2)])
    finally:
        database.close()
    return path


def _quote(n: int, contacts: int) -> dict[str, object]:
    day = TODAY - timedelta(days=n * 7 % 730)
    return {
        "contact_id": n % contacts + 1,
        "number": f"{day.year}/{n + 1:05}",
        "title": f"{TITLES[n % len(TITLES)]} {n}",
        "date": day.isoformat(),
        "valid_until": (day + timedelta(days=30)).isoformat(),
        "currency": "EUR",
        "language": "pt_PT",
        "status": STATES[n % len(STATES)],
        "status_at": NOW.isoformat(timespec="seconds"),
        "net": n * 137 % 900_000,
        "total": n * 137 % 900_000 * 123 // 100,
        "created_at": NOW.isoformat(timespec="seconds"),
    }


def _quote_line(quote_id: int, n: int) -> dict[str, object]:
    return {"quote_id": quote_id, "position": n, "description": f"Prateleiras em carvalho {n}", "unit_price": 1_250_000}


def _add_deals(database: Database, contacts: int, count: int) -> None:
    with database.read() as session:
        stage_ids = [stage.id for stage in pipelines(session)[0].stages]
    with database.write("Deals") as session, loading(session, expected=count) as load:
        load.insert(Deal, [_deal(n, stage_ids, contacts) for n in range(count)])


def _deal(n: int, stage_ids: list[int], contacts: int) -> dict[str, object]:
    title = f"Deal {n}"
    return {
        "title": title,
        "sort_title": fold(title),
        "contact_id": n % contacts + 1,
        "stage_id": stage_ids[n % len(stage_ids)],
        "stage_since": NOW.isoformat(timespec="seconds"),
        "value": n * 137 % 900_000,
        "currency": "EUR",
        "expected_close": (TODAY + timedelta(days=n % 90)).isoformat(),
        "position": n,
        "created_at": NOW.isoformat(timespec="seconds"),
    }
