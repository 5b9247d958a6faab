"""Tests of the tiers: whichever way a word is looked for, the same contacts are found."""

from __future__ import annotations

import pytest

from crm_desktop.db import contact_search
from crm_desktop.db.bulk import loading
from crm_desktop.db.contact_search import Narrowed, matches
from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel, Contact

MANY = 1_200
FULL_TEXT = contact_search._words


def _row(number: int) -> dict[str, object]:
    return {
        "kind": "person" if number % 10 else "company",
        "name": f"Ana {number:04}",
        "sort_name": f"ana {number:04}",
        "created_at": "2026-11-21T09:00:00+00:00",
    }


@pytest.fixture
def people(database: Database) -> Database:
    """Many of whom each has an address of his own, every tenth a company."""
    with database.write("New") as session, loading(session) as load:
        ids = load.insert(Contact, [_row(number) for number in range(MANY)])
        mails = [f"person{each}@example.com" for each in ids]
        channels = [
            {"contact_id": each, "kind": "email", "value": mail, "folded": mail}
            for each, mail in zip(ids, mails, strict=True)
        ]
        load.insert(Channel, channels)
    return database


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the full text was asked for."""
    expressions: list[str] = []

    def words(session: object, expression: str, within: Narrowed) -> list[int]:
        expressions.append(expression)
        return FULL_TEXT(session, expression, within)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_search, "_words", words)
    return expressions


def _found(database: Database, typed: str, within: Narrowed) -> list[int]:
    with database.read() as session:
        return list(matches(session, typed, within).ids)


def test_a_beginning_that_everybody_has_is_answered_from_the_terms(people: Database, asked: list[str]) -> None:
    assert len(_found(people, "pers", Narrowed(cap=100))) == 100
    assert asked == ['title : ("pers"*)']


@pytest.mark.parametrize("typed", ["person12", "example", "+12", "com"])
def test_terms_and_full_text_find_the_same(people: Database, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by_terms = _found(people, typed, Narrowed(cap=MANY))
    monkeypatch.setattr(contact_search, "single_term", lambda _typed: "")
    assert sorted(by_terms) == sorted(_found(people, typed, Narrowed(cap=MANY)))


def test_a_view_of_few_is_complete_though_the_terms_are_not_walked_to_their_end(
    people: Database, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_search, "WALKED", 50)
    companies = Narrowed("c.deleted_at IS NULL AND c.kind = :kind", {"kind": "company"})
    assert len(_found(people, "pers", companies)) == MANY // 10
    assert asked[-1] == '"pers"*'


@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_the_terms_follow_every_change(people: Database, change: str) -> None:
    with people.write("Edit") as session:
        channel = session.get_one(Channel, 7)
        if change == "deleted":
            session.delete(channel)
        else:
            channel.value = "other@example.com"
    with people.read() as session:
        assert 7 not in matches(session, "person7", Narrowed()).ids
