"""Two years of a business: back-dated, withdrawn and revised quotes, two programs at once, and a program that dies."""

from __future__ import annotations

import datetime as dt
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.services import quote_answers, quote_drafts, quote_issue, quote_numbers, quote_verification
from tests.db.processes import beside, killed_after
from tests.factories import NOW, opened
from tests.services.quotes import SHELF, a_customer, a_draft, issue, pdf, put, revise, shown

BEGIN = dt.date(2025, 1, 2)
QUOTES = 120

BESIDE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from crm_desktop.db.files import open_file
from crm_desktop.services import quote_issue
store = open_file(Path(sys.argv[1]))
print("ready", flush=True)
input()
numbers = []
for quote_id in sys.argv[2:]:
    with store.write("Issue quote", barrier="undo.barrier.issue") as session:
        numbers.append(quote_issue.issue(session, int(quote_id), now=datetime.now(UTC)).number)
print(",".join(numbers), flush=True)
input()
"""


@pytest.fixture
def customer(store: Database) -> int:
    put(store, numbering__quote__pattern="Q-{year}-{seq:4}")
    return a_customer(store)


def draft(store: Database, customer: int, day: dt.date) -> int:
    """A draft of a day."""
    return a_draft(store, SHELF, contact_id=customer, date=day, valid_until=day + dt.timedelta(days=30))


def withdraw(store: Database, quote_id: int) -> None:
    with store.write("Withdraw", barrier="undo.barrier.answer") as session:
        quote_answers.withdraw(session, quote_id, now=NOW)


def _issue_on_a_full_disk(session: Session, quote_id: int) -> None:
    quote_issue.issue(session, quote_id, now=NOW)
    raise Refused("file.disk_full", path="business.crm")


def test_two_years_leave_no_number_twice_and_no_gap_untold(store: Database, customer: int) -> None:
    chance = random.Random(26)
    issued: dict[int, str] = {}
    for place in range(QUOTES):
        day = BEGIN + dt.timedelta(days=place * 6)
        if chance.random() < 0.15:
            day -= dt.timedelta(days=chance.randrange(1, 200))
        quote_id = draft(store, customer, max(day, BEGIN))
        event = chance.random()
        if event < 0.1:
            with store.write("Delete quote") as session:
                quote_drafts.to_bin(session, quote_id, now=NOW)
            continue
        if event < 0.2:
            with pytest.raises(Refused), store.write("Issue quote") as session:
                _issue_on_a_full_disk(session, quote_id)
        issued[quote_id] = issue(store, quote_id).number
        if event > 0.85:
            withdraw(store, quote_id)
        elif event > 0.6:
            again = revise(store, chance.choice([one for one in issued if shown(store, one).status != "withdrawn"]))
            issued[again] = issue(store, again).number
    assert len(set(issued.values())) == len(issued)
    firsts = [number for number in issued.values() if "-R" not in number]
    by_year: dict[str, list[int]] = {}
    for number in firsts:
        match = re.fullmatch(r"Q-(\d{4})-(\d{4})", number)
        assert match is not None
        by_year.setdefault(match[1], []).append(int(match[2]))
    assert set(by_year) == {"2025", "2026"}
    for sequence in by_year.values():
        assert sequence == list(range(1, len(sequence) + 1))
    for quote_id, number in issued.items():
        assert number.startswith(f"Q-{shown(store, quote_id).date.year}-") or "-R" in number
    with store.read() as session:
        counters = {counter.year: counter for counter in quote_numbers.report(session)}
    assert {year: (counter.count, counter.missing) for year, counter in counters.items()} == {
        int(year): (len(sequence), ()) for year, sequence in by_year.items()
    }
    assert sum(counter.revisions for counter in counters.values()) == len(issued) - len(firsts)
    assert quote_verification.verify_all(store).findings == ()


def test_each_chain_has_at_most_one_open_and_one_accepted_quote(store: Database, customer: int) -> None:
    chance = random.Random(7)
    members = [draft(store, customer, BEGIN)]
    issue(store, members[0])
    for _step in range(12):
        members.append(revise(store, chance.choice(members)))
        issue(store, members[-1])
        states = Counter(shown(store, one).status for one in members)
        assert states["expired"] + states["issued"] == 1
        assert states["superseded"] == len(members) - 1
    assert [shown(store, one).number for one in members] == [
        "Q-2025-0001", *(f"Q-2025-0001-R{place}" for place in range(2, len(members) + 1)),
    ]  # fmt: skip


def test_a_start_value_leaves_a_gap_that_is_told(store: Database, customer: int) -> None:
    for _each in range(2):
        issue(store, draft(store, customer, dt.date(2026, 2, 1)))
    put(store, numbering__quote__start="7", numbering__quote__start_year="2026")
    issue(store, draft(store, customer, dt.date(2026, 3, 1)))
    put(store, numbering__quote__start="9")
    issue(store, draft(store, customer, dt.date(2026, 4, 1)))
    with store.read() as session:
        (counter,) = quote_numbers.report(session)
    assert (counter.first, counter.last, counter.count, counter.lacking) == ("Q-2026-0001", "Q-2026-0009", 4, 5)
    assert counter.missing == (("Q-2026-0003", "Q-2026-0006"), ("Q-2026-0008", "Q-2026-0008"))


def test_two_programs_that_issue_at_once_give_distinct_numbers(store: Database, customer: int) -> None:
    mine = [draft(store, customer, dt.date(2026, 5, 1)) for _ in range(6)]
    first = draft(store, customer, dt.date(2026, 5, 1))
    number = issue(store, first).number
    theirs = [*(draft(store, customer, dt.date(2026, 5, 1)) for _ in range(5)), revise(store, first)]
    with beside(BESIDE, store.path, *map(str, theirs)) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write("go\n")
        other.stdin.flush()
        ours = [issue(store, quote_id).number for quote_id in mine]
        given = other.stdout.readline().strip().split(",")
    numbers = [*ours, *given]
    assert f"{number}-R2" in given
    assert sorted(one for one in numbers if "-R" not in one) == [f"Q-2026-{place:04}" for place in range(2, 13)]
    assert {shown(store, quote_id).number for quote_id in (*mine, *theirs)} == set(numbers)
    assert quote_verification.verify_all(store).findings == ()


def test_a_program_killed_while_it_issues_a_revision_leaves_all_or_nothing(store: Database, customer: int) -> None:
    first = draft(store, customer, dt.date(2026, 5, 1))
    number = issue(store, first).number
    second = revise(store, first)
    path = store.path
    # What drawing loads and remembers is loaded before, so that the kills fall among the writes.
    assert pdf(store, second)
    store.close()

    def work() -> None:
        with opened(path) as other:
            issue(other, second)

    calls, died = 200, 0
    while killed_after(calls, work):
        died += 1
        with closing(sqlite3.connect(path)) as connection:
            issues = connection.execute("SELECT count(*) FROM quote_issue").fetchone()[0]
            states = connection.execute("SELECT status, number FROM quote ORDER BY id").fetchall()
        whole = [("superseded", number), ("issued", f"{number}-R2")]
        assert (issues, states) in ((1, [("issued", number), ("draft", "")]), (2, whole))
        if issues == 2:
            break
        calls += 2_500
    assert died > 3
    with opened(path) as other:
        assert quote_verification.verify_all(other).findings == ()
        if shown(other, second).status == "draft":
            assert issue(other, second).number == f"{number}-R2"
