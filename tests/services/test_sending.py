"""A quote on its way: whom it goes to, what the mail says, and what is noted when it has left."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import delete

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel
from crm_desktop.domain.contacts import ChannelUse
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.mail import written
from crm_desktop.services import contacts, interactions, mail_accounts, sending
from crm_desktop.services.interactions import InteractionQuery
from crm_desktop.services.sending import Proposal, Way, Written
from tests.factories import NOW, TODAY, company, email, employment, person, phone
from tests.services.quotes import complete, issue, pdf, put, shown

MAIL = Written("Ana Sousa <ana@example.com>", "Quote", "Hello")


def bakery(store: Database, **values: Any) -> int:
    """A company with two people, of whom one has two addresses; answers its id."""
    with store.write("Begin") as session:
        firm = company(**values)
        firm.channels += [email("geral@padaria.example"), phone("+351 222 000 111", e164="+351222000111")]
        ana = person("Ana Sousa")
        ana.channels += [
            email("old@example.com"),
            email("ana@example.com", is_primary=True),
            phone("+351 912 345 678", e164="+351912345678", purpose=ChannelUse.MOBILE),
        ]
        session.add_all([firm, ana])
        session.flush()
        ana.employments.append(employment(firm))
        return firm.id


def proposed(store: Database, quote_id: int) -> Proposal:
    with store.read() as session:
        return sending.proposal(session, quote_id, TODAY)


def leave(store: Database, quote_id: int, way: Way = Way.SERVER, **values: Any) -> None:
    with store.write("Send quote", barrier="undo.barrier.send") as session:
        sending.note_sent(session, quote_id, way, today=TODAY, now=NOW, **values)


def test_the_mail_speaks_the_language_of_the_quote(store: Database) -> None:
    put(store, business__name="Oficina Silva", business__web="oficina.example")
    quote_id = complete(
        store, contact_id=bakery(store), language="fr", title="Étagères", valid_until=dt.date(2026, 12, 21)
    )
    number = issue(store, quote_id).number
    found = proposed(store, quote_id)
    assert found.subject == f"Devis {number} – Oficina Silva"
    assert found.text.splitlines()[:5] == [
        "Bonjour Padaria Central, Lda,",
        "",
        f"Veuillez trouver ci-joint notre devis {number} d’un montant de 1 405,89 €.".replace(
            "1 405,89 €", "1\u202f405,89\u00a0€"
        ),
        "Objet : Étagères.",
        "Il est valable jusqu’au 21/12/2026.",
    ]
    assert found.text.endswith("Oficina Silva\noficina.example")


def test_a_text_of_ones_own_has_fields_and_keeps_other_braces(store: Database) -> None:
    put(store, mail__subject__en="Offer {nothing}", mail__body__en="To {person} of {customer} {{x}")
    quote_id = complete(store, language="en")
    found = proposed(store, quote_id)
    assert (found.subject, found.text) == ("Offer {nothing}", "To Ana Sousa of Ana Sousa {{x}")


def test_the_customer_comes_first_then_its_people_the_main_address_and_mobile_before_others(store: Database) -> None:
    found = proposed(store, complete(store, contact_id=bakery(store)))
    assert found.to == '"Padaria Central, Lda" <geral@padaria.example>'
    assert [(one.name, one.emails) for one in found.people] == [
        ("Padaria Central, Lda", ("geral@padaria.example",)),
        ("Ana Sousa", ("ana@example.com", "old@example.com")),
    ]
    assert found.phone == "+351222000111"
    assert found.people[1].phones == ("+351912345678",)
    assert not found.can_send


def test_whoever_gets_the_mail_is_greeted(store: Database) -> None:
    put(store, mail__body__en="Dear {person} of {customer}")
    firm = bakery(store)
    assert proposed(store, complete(store, contact_id=firm)).text == "Dear Padaria Central, Lda of Padaria Central, Lda"
    with store.write("Edit contact") as session:
        session.execute(delete(Channel).where(Channel.contact_id == firm))
    found = proposed(store, complete(store, contact_id=firm))
    assert found.to == "Ana Sousa <ana@example.com>"
    assert found.text == "Dear Ana Sousa of Padaria Central, Lda"


def test_a_quote_for_nobody_or_nobody_reachable_proposes_no_address(store: Database) -> None:
    assert proposed(store, complete(store)).to == ""
    assert proposed(store, complete(store, contact_id=None)).people == ()


def test_the_letter_carries_the_very_bytes_that_were_issued(store: Database) -> None:
    put(store, business__name="Oficina Silva", business__email="oficina@example.com")
    quote_id = complete(store)
    issue(store, quote_id)
    with store.read() as session:
        letter = sending.letter(session, quote_id, MAIL, TODAY)
    assert str(letter.sender) == "Oficina Silva <oficina@example.com>"
    assert letter.attachments[0].content == pdf(store, quote_id)
    assert letter.attachments[0].name.endswith("Ana Sousa.pdf")
    assert written(letter, now=NOW)


@pytest.mark.parametrize(
    ("mail", "key"),
    [
        (Written(" ,", "Quote", ""), "mail.no_recipient"),
        (Written("ana", "Quote", ""), "mail.address"),
        (Written("ana@example.com", "Quote", "", "rui@"), "mail.address"),
    ],
)
def test_a_letter_to_nobody_is_refused(store: Database, mail: Written, key: str) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    with pytest.raises(Refused) as refused, store.read() as session:
        sending.letter(session, quote_id, mail, TODAY)
    assert refused.value.key == key


def test_a_draft_is_not_sent(store: Database) -> None:
    quote_id = complete(store)
    with pytest.raises(Refused, match="not_issued"), store.read() as session:
        sending.letter(session, quote_id, MAIL, TODAY)
    with pytest.raises(Refused, match="not_issued"):
        leave(store, quote_id)


def test_what_left_is_marked_noted_and_comes_up_again(store: Database) -> None:
    quote_id = complete(store, valid_until=TODAY + dt.timedelta(days=30))
    number = issue(store, quote_id).number
    leave(store, quote_id, address="ana@example.com", subject="Quote for Ana", text="Hello")
    detail = shown(store, quote_id)
    assert (detail.status, detail.sent_on) == ("sent", TODAY)
    with store.read() as session:
        (entry,) = interactions.listed(session, InteractionQuery(quote_id=quote_id))
    assert (entry.kind, entry.direction, entry.title) == ("email", "out", "Quote for Ana")
    assert (entry.address, entry.text, entry.at, entry.contact) == ("ana@example.com", "Hello", NOW, "Ana Sousa")
    with pytest.raises(Refused) as refused:
        store.undo()
    assert (refused.value.key, refused.value.values["subject"]) == ("undo.barrier.send", number)


@pytest.mark.parametrize(
    ("way", "kind"), [(Way.MAIL_PROGRAM, "email"), (Way.WHATSAPP, "message"), (Way.BY_HAND, "letter")]
)
def test_every_way_has_its_kind_on_the_timeline(store: Database, way: Way, kind: str) -> None:
    quote_id = complete(store)
    number = issue(store, quote_id).number
    leave(store, quote_id, way)
    with store.read() as session:
        (entry,) = interactions.listed(session, InteractionQuery(quote_id=quote_id))
    assert (entry.kind, entry.title) == (kind, f"Quote {number}")


def test_a_quote_can_go_out_twice_and_after_its_customer_went_to_the_bin(store: Database) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    leave(store, quote_id)
    contact_id = shown(store, quote_id).contact_id
    assert contact_id is not None
    with store.write("Delete contact") as session:
        contacts.to_bin(session, contact_id, NOW)
    leave(store, quote_id)
    with store.read() as session:
        found = interactions.listed(session, InteractionQuery(quote_id=quote_id))
    assert [entry.contact for entry in found] == ["", "Ana Sousa"]


def test_an_account_is_what_the_settings_say(store: Database) -> None:
    put(store, business__email="oficina@example.com", business__name="Oficina Silva", mail__host="smtp.example.com")
    with store.read() as session:
        found = mail_accounts.account(session)
        assert mail_accounts.is_set_up(session)
    assert (found.server.host, found.server.port, found.server.user) == ("smtp.example.com", 587, "")
    assert str(found.sender) == "Oficina Silva <oficina@example.com>"
    put(store, mail__security="tls", mail__name="Ana", mail__address="ana@example.com", mail__user="ana")
    with store.read() as session:
        found = mail_accounts.account(session)
    assert (found.server.port, found.server.user, str(found.sender)) == (465, "ana", "Ana <ana@example.com>")
    put(store, mail__port="2525")
    with store.read() as session:
        assert mail_accounts.server(session).port == 2525


def test_without_server_or_address_there_is_no_account(store: Database) -> None:
    with pytest.raises(Refused, match="no_sender"), store.read() as session:
        mail_accounts.account(session)
    put(store, mail__address="ana@example.com")
    with pytest.raises(Refused, match="no_server"), store.read() as session:
        mail_accounts.account(session)


@pytest.mark.parametrize(("key", "value"), [("mail__host", "smtp.example.com"), ("mail__security", "none")])
def test_no_setting_lets_mail_go_through_the_net_in_the_open(store: Database, key: str, value: str) -> None:
    put(store, mail__host="localhost", mail__security="none")
    put(store, **({"mail__security": "tls", "mail__host": "smtp.example.com"} if key == "mail__security" else {}))
    with pytest.raises(Refused, match="open_only_here") as refused:
        put(store, **{key: value})
    assert refused.value.field == key.replace("__", ".")


@pytest.mark.parametrize("host", ["https://smtp.example.com", "smtp.example.com:587", "a b", "ana@example.com"])
def test_what_cannot_be_a_server_is_refused(store: Database, host: str) -> None:
    with pytest.raises(Refused, match=r"mail\.host"):
        put(store, mail__host=host)
