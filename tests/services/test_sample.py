"""The sample business: believable, around today, reaching nobody, and removable as if it had never been there."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from sqlalchemy import select, text
from stdnum.br import cnpj, cpf
from stdnum.pt import nif

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel, Contact
from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.services import boards, contacts, deals, interactions, jobs_list, sample, settings
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.file_facts import file_facts
from crm_desktop.services.interactions import InteractionQuery
from crm_desktop.services.jobs_list import JobQuery, JobView
from tests.factories import NOW, TODAY
from tests.services.businesses import LATER, add_deal, start

EVERYTHING = {"people": 40, "companies": 20, "deals": 25, "quotes": 10, "sales": 9, "jobs": 30, "catalogue": 20}
NOTHING = dict.fromkeys(EVERYTHING, 0)


def fill(store: Database, today: dt.date = TODAY) -> None:
    with store.write(sample.FILL, barrier=sample.FILL_BARRIER) as session:
        sample.fill(session, today=today, now=NOW)


def remove(store: Database) -> None:
    with store.write(sample.REMOVE) as session:
        sample.remove(session, now=LATER)


def counts(store: Database) -> dict[str, int]:
    with store.read() as session:
        return file_facts(session).counts


OWN = ("business.phone", "business.tax_id", "business.bank")


def test_every_part_of_the_program_has_something_to_show(store: Database) -> None:
    row = start(store, language="pt_PT")
    fill(store)
    assert counts(store) == EVERYTHING
    with store.read() as session:
        board = boards.board(session, row.id)
        assert all(column.count >= 3 for column in board.columns)
        assert (board.won.count, board.lost.count) == (3, 2)
        facts = boards.open_deals(session, TODAY)
        assert (facts.attention, facts.closing) == (4, 3)
        for view in (JobView.PLANNED, JobView.IN_PROGRESS, JobView.DONE, JobView.OVERDUE, JobView.NEXT_DUE):
            assert jobs_list.count(session, JobQuery(view=view, today=TODAY))
        states = set(session.scalars(text("SELECT status FROM quote")))
        assert states == {"draft", "issued", "sent", "accepted", "declined"}
        timeline = interactions.listed(session, InteractionQuery())
        assert {row.kind for row in timeline} == set(InteractionKind)
        assert all(row.title and row.text and row.at is not None and row.at < NOW for row in timeline)
        assert sample.is_filled(session)


def test_numbers_rise_with_the_dates_and_take_none_of_the_business(store: Database) -> None:
    start(store)
    fill(store)
    with store.read() as session:
        issued = session.execute(text("SELECT number, date FROM quote WHERE number <> '' ORDER BY number")).all()
        assert not [row.key for row in settings.all_settings(session) if row.is_set and row.key.startswith("numbering")]
    assert [day for _number, day in issued] == sorted(day for _number, day in issued)
    assert all(number.startswith("DEMO-") for number, _day in issued)


@pytest.mark.parametrize(("country", "personal", "company"), [("PT", nif, nif), ("BR", cpf, cnpj)])
def test_nobody_real_can_be_reached_and_tax_numbers_pass_their_check(
    store: Database, country: str, personal: object, company: object
) -> None:
    start(store, country)
    fill(store)
    with store.read() as session:
        channels = session.execute(select(Channel.kind, Channel.value)).all()
        contacts = session.execute(select(Contact.kind, Contact.tax_id).where(Contact.tax_id != "")).all()
    by_kind = {kind: [value for one, value in channels if one is kind] for kind in ChannelKind}
    assert all(re.search(r"\.example$", value) for value in by_kind[ChannelKind.EMAIL])
    assert all(re.search(r"\.example$", value) for value in by_kind[ChannelKind.WEB])
    invented = {"PT": r"\+351 [29]00 000 [12]\d\d", "BR": r"\+55 41 9?[20]000+-0[12]\d\d"}[country]
    assert all(re.fullmatch(invented, value) for value in by_kind[ChannelKind.PHONE])
    checks = {ContactKind.PERSON: personal, ContactKind.COMPANY: company}
    assert len(contacts) == 38
    assert all(checks[kind].is_valid(tax_id) for kind, tax_id in contacts)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("country", "language", "title"),
    [("PT", "pt_PT", "Balcão de receção"), ("BR", "pt_BR", "Balcão de recepção"), ("PT", "en", "Reception desk"),
     ("FR", "fr", "Reception desk")],
)  # fmt: skip
def test_the_sample_speaks_the_language_of_the_business(
    store: Database, country: str, language: str, title: str
) -> None:
    start(store, country, language)
    fill(store)
    with store.read() as session:
        titles = set(session.scalars(text("SELECT title FROM deal")))
        currencies = set(session.scalars(text("SELECT currency FROM deal")))
        business = settings.business(session)
    assert title in titles
    assert currencies == {business.currency}
    assert business.tagline


def test_settings_that_were_made_stay_as_they_are(store: Database) -> None:
    start(store)
    with store.write("Change setting") as session:
        settings.put(session, "business.tagline", "Mine")
    fill(store)
    with store.read() as session:
        assert settings.get(session, "business.tagline") == "Mine"
        assert settings.get(session, "business.phone")


def test_a_business_with_customers_never_gets_the_address_and_bank_of_the_sample(store: Database) -> None:
    start(store)
    with store.write("New contact") as session:
        contact = contacts.create(session, ContactDraft(name="Ana Real"), NOW)
    fill(store)
    with store.read() as session:
        assert [settings.get(session, key) for key in OWN] == [""] * len(OWN)
        assert settings.get(session, "business.name")
    remove(store)
    assert store.undo() == (sample.REMOVE, "")
    remove(store)
    with store.write("Delete") as session:
        contacts.to_bin(session, contact, now=NOW)
    fill(store)
    with store.read() as session:
        assert all(settings.get(session, key) for key in OWN)


def test_the_sample_goes_in_one_gesture_and_leaves_what_is_ones_own(store: Database) -> None:
    row = start(store)
    with store.read() as session:
        before = settings.all_settings(session)
    fill(store)
    mine = add_deal(store, "Mine")
    with store.write("Win deal") as session:
        card = boards.cards(session, row.stages[0].id, 1, 1, today=TODAY)[0]
        deals.win(session, card.id, today=TODAY, now=NOW)
    remove(store)
    assert counts(store) == NOTHING | {"deals": 1}
    with store.read() as session:
        assert settings.all_settings(session) == before
        assert not sample.is_filled(session)
        assert interactions.count(session, InteractionQuery()) == 0
        assert boards.board(session, row.id).won.count == 0
        assert [card.id for card in boards.cards(session, row.stages[0].id, 0, 9, today=TODAY)] == [mine]
    store.undo()
    assert counts(store) == EVERYTHING | {"deals": 26, "sales": 10}
    store.redo()
    assert counts(store) == NOTHING | {"deals": 1}


def test_the_sample_comes_once_and_can_come_again(store: Database) -> None:
    start(store)
    with pytest.raises(Refused) as refused:
        remove(store)
    assert refused.value.key == "sample.missing"
    fill(store)
    with pytest.raises(Refused) as refused:
        fill(store)
    assert refused.value.key == "sample.exists"
    with pytest.raises(Refused) as refused:
        store.undo()
    assert refused.value.key == sample.FILL_BARRIER
    remove(store)
    fill(store, TODAY + dt.timedelta(days=400))
    assert counts(store) == EVERYTHING


def test_a_file_that_was_never_set_up_gets_no_half_a_sample(store: Database) -> None:
    with pytest.raises(Refused) as refused:
        fill(store)
    assert refused.value.key == "deal.no_pipeline"
    assert counts(store) == NOTHING
