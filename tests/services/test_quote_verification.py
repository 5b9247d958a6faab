"""Verifying proves what was issued, and tells what was changed past the guards of the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.db.check import check_file
from crm_desktop.db.database import Database
from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_chain import first_link, link
from crm_desktop.sentences import sentence
from crm_desktop.services import quote_chain, quote_verification
from crm_desktop.services.quote_verification import Verified
from tests.factories import NOW, opened
from tests.services.quotes import accept, complete, issue, reprice, revise

GUARDS = ("quote_issue_update", "quote_issue_delete", "quote_update", "quote_delete", "quote_line_delete")


def tampered(store: Database, statement: str) -> None:
    """Somebody takes the guards away, changes the file with another program and puts them back."""
    with closing(sqlite3.connect(store.path)) as connection:
        rows = connection.execute("SELECT sql, name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for _sql, name in rows:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for sql, _name in rows:
            connection.execute(sql)
        connection.commit()


def keys(verified: Verified) -> list[tuple[str, object]]:
    return [(finding.key, finding.values["number"]) for finding in verified.findings]


@pytest.fixture
def numbers(store: Database) -> list[str]:
    """Three quotes, and a revision of the first."""
    quotes = [complete(store) for _ in range(3)]
    found = [issue(store, quote_id).number for quote_id in quotes]
    return [*found, issue(store, reprice(store, revise(store, quotes[0]), 99)).number]


def test_what_was_issued_is_proved(store: Database, numbers: list[str]) -> None:
    told: list[tuple[int, int]] = []
    verified = quote_verification.verify_all(store, lambda done, total: told.append((done, total)))
    assert verified == Verified(4, ())
    assert told[-1] == (4, 4)
    with store.read() as session:
        proof = quote_verification.verify(session, 2)
    assert (proof.number, proof.issued_at, proof.findings) == (numbers[1], NOW, ())
    assert check_file(store.path) == []


def test_many_are_read_some_at_a_time(store: Database, numbers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for at_once in (1, 2, 4, 5):
        monkeypatch.setattr(quote_verification, "AT_ONCE", at_once)
        assert quote_verification.verify_all(store) == Verified(len(numbers), ())


def test_a_file_without_issued_quotes_has_nothing_wrong(store: Database) -> None:
    assert quote_verification.verify_all(store) == Verified(0, ())


def test_a_draft_has_nothing_to_verify(store: Database) -> None:
    for quote_id, key in ((complete(store), "verify.draft"), (999, "record.missing")):
        with pytest.raises(Refused) as caught, store.read() as session:
            quote_verification.verify(session, quote_id)
        assert caught.value.key == key


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE quote_issue SET pdf = x'00' WHERE id = 2", ["check.issued"]),
        ("UPDATE quote_issue SET pdf = x'00', sha256 = '00' WHERE id = 2", ["check.issued", "check.chain"]),
        (
            "UPDATE quote_issue SET snapshot = replace(snapshot, '\"145\"', '\"144\"') WHERE id = 2",
            ["verify.totals", "check.chain"],
        ),
        ("UPDATE quote_issue SET snapshot = '{' WHERE id = 2", ["verify.snapshot", "check.chain"]),
        ("UPDATE quote_issue SET number = 'X-1' WHERE id = 2", ["verify.facts", "check.chain"]),
        ("UPDATE quote SET total = total + 1 WHERE id = 2", ["verify.facts"]),
        ("UPDATE quote_issue SET chain = 'a' WHERE id = 2", ["check.chain", "check.chain"]),
        ("UPDATE quote_line SET unit_price = unit_price * 10 WHERE quote_id = 2", ["verify.lines"]),
        ("UPDATE quote_line SET description = 'Elm' WHERE quote_id = 2 AND position = 0", ["verify.lines"]),
        ("DELETE FROM quote_line WHERE quote_id = 2 AND position = 0", ["verify.lines"]),
        ("UPDATE quote SET deposit_kind = 'percent', deposit = 10000 WHERE id = 2", ["verify.lines"]),
        ("UPDATE quote_line SET cost = 1 WHERE quote_id = 2", []),
        ("UPDATE quote_issue SET series = 'X' WHERE id = 2", ["check.chain"]),
        ("UPDATE quote_issue SET year = year - 1 WHERE id = 2", ["check.chain"]),
        ("UPDATE quote_issue SET sequence = 99 WHERE id = 2", ["check.chain"]),
    ],
)
def test_whatever_was_changed_is_told(
    store: Database, numbers: list[str], statement: str, found: list[str]
) -> None:  # fmt: skip
    tampered(store, statement)
    assert [key for key, _ in keys(quote_verification.verify_all(store))] == found
    with store.read() as session:
        assert [finding.key for finding in quote_verification.verify(session, 2).findings] == list(dict.fromkeys(found))
        assert quote_verification.verify(session, 1).findings == ()


def test_an_issue_taken_away_breaks_the_chain(store: Database, numbers: list[str]) -> None:
    tampered(store, "DELETE FROM quote_issue WHERE id = 2")
    assert keys(quote_verification.verify_all(store)) == [("check.chain_gap", numbers[2])]
    (gap,) = quote_verification.verify_all(store).findings
    assert f"after {numbers[0]} and before {numbers[2]}" in sentence(gap)
    assert ("check.chain_gap", numbers[2]) in [(one.key, one.values.get("number")) for one in check_file(store.path)]


def test_the_newest_issue_taken_away_is_told_though_no_link_follows_it(store: Database, numbers: list[str]) -> None:
    tampered(store, "DELETE FROM quote_issue WHERE id = 4")
    assert keys(quote_verification.verify_all(store)) == [("check.chain_end", numbers[3])]
    assert [(one.key, one.values.get("number")) for one in check_file(store.path)] == [("check.chain_end", numbers[3])]


def test_the_newest_quote_taken_away_with_its_issue_is_told(store: Database, numbers: list[str]) -> None:
    for table, row in (("quote_line", "quote_id"), ("quote_issue", "quote_id"), ("quote", "id")):
        tampered(store, f"DELETE FROM {table} WHERE {row} = 4")
    assert keys(quote_verification.verify_all(store)) == [("check.chain_end", numbers[2])]
    assert ("check.chain_end", numbers[2]) in [(one.key, one.values.get("number")) for one in check_file(store.path)]


def test_the_check_of_the_file_tells_every_broken_link(store: Database, numbers: list[str]) -> None:
    for broken in (2, 4):
        tampered(store, f"UPDATE quote_issue SET snapshot = '{{}}' WHERE id = {broken}")
    found = [(one.key, one.values.get("number")) for one in check_file(store.path)]
    assert found == [("check.chain", numbers[1]), ("check.chain", numbers[3])]


def test_quotes_that_were_linked_before_links_had_a_version_verify_with_those_that_come_after(
    store: Database, numbers: list[str]
) -> None:
    with store.read() as session:
        facts = [quote_chain.facts_of(one) for one in session.scalars(select(QuoteIssue).order_by(QuoteIssue.id))]
    chain = ""
    for row, one in enumerate(facts, 1):
        chain = first_link(chain, one) if row < 3 else link(chain, one)
        tampered(store, f"UPDATE quote_issue SET chain = '{chain}' WHERE id = {row}")
    assert quote_verification.verify_all(store) == Verified(4, ())
    assert check_file(store.path) == []
    numbers.append(issue(store, complete(store)).number)
    assert quote_verification.verify_all(store) == Verified(5, ())
    tampered(store, f"UPDATE quote_issue SET chain = '{first_link(chain, facts[3])}' WHERE id = 4")
    assert ("check.chain", numbers[3]) in keys(quote_verification.verify_all(store))


def test_a_copy_of_the_file_verifies_as_well(store: Database, numbers: list[str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.crm"
    copy.write_bytes(store.path.read_bytes())
    with opened(copy) as other:
        assert quote_verification.verify_all(other).count == len(numbers)


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("UPDATE quote_line SET unit_price = unit_price * 10 WHERE quote_id = 2", "verify.lines"),
        ("UPDATE quote_issue SET snapshot = '{' WHERE id = 2", "verify.snapshot"),
    ],
)
def test_nobody_goes_on_with_lines_that_are_not_those_issued(
    store: Database, numbers: list[str], statement: str, key: str
) -> None:
    tampered(store, statement)
    for go_on in (lambda: accept(store, 2), lambda: revise(store, 2)):
        with pytest.raises(Refused) as refused:
            go_on()
        assert (refused.value.key, refused.value.values["number"]) == (key, numbers[1])
