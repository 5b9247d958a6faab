"""Numbers of two years of a business: unique, in order, reset by the document's date, with gaps told and not filled."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.services import quote_answers, quote_drafts, quote_issue, quote_numbers
from tests.db.processes import beside
from tests.factories import NOW
from tests.services.quotes import SHELF, a_customer, a_draft, complete, issue, put, shown

WINDOW = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from crm_desktop.db.files import open_file
from crm_desktop.services import quote_issue
store = open_file(Path(sys.argv[1]))
print("ready", flush=True)
for line in sys.stdin:
    with store.write("Issue quote", barrier="undo.barrier.issue") as session:
        issued = quote_issue.issue(session, int(line), now=datetime.now(UTC))
    print(issued.number, flush=True)
"""


class Year:
    """Issues quotes on the days it is told."""

    def __init__(self, store: Database) -> None:
        self.store = store
        self.customer = a_customer(store)

    def draft(self, day: str) -> int:
        """A draft of a day."""
        return a_draft(self.store, SHELF, contact_id=self.customer, date=dt.date.fromisoformat(day))

    def issue(self, day: str) -> str:
        """The number a quote of a day gets."""
        return issue(self.store, self.draft(day)).number


@pytest.fixture
def year(store: Database) -> Year:
    put(store, numbering__quote__pattern="Q-{year}-{seq:4}")
    return Year(store)


def test_two_years_of_numbers(year: Year) -> None:
    days = ("2025-11-03", "2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02", "2025-12-15", "2026-06-01")
    assert [year.issue(day) for day in days] == [
        "Q-2025-0001",
        "Q-2025-0002",
        "Q-2025-0003",
        "Q-2026-0001",
        "Q-2026-0002",
        # Back-dated: it belongs to the year it says, after the last of that year.
        "Q-2025-0004",
        "Q-2026-0003",
    ]


def test_a_withdrawn_quote_keeps_its_number_and_a_binned_draft_takes_none(year: Year) -> None:
    first = year.draft("2026-03-01")
    assert issue(year.store, first).number == "Q-2026-0001"
    with year.store.write("Withdraw", barrier="undo.barrier.answer") as session:
        quote_answers.withdraw(session, first, now=NOW)
    binned = year.draft("2026-03-02")
    with year.store.write("Delete quote") as session:
        quote_drafts.to_bin(session, binned, now=NOW)
    assert year.issue("2026-03-03") == "Q-2026-0002"


def test_a_refused_issue_takes_no_number(year: Year) -> None:
    nobody = a_draft(year.store, SHELF, date=dt.date(2026, 3, 1))
    with pytest.raises(Refused):
        issue(year.store, nobody)
    cut_off = year.draft("2026-03-01")
    with pytest.raises(Refused), year.store.write("Issue quote") as session:
        _issue_and_fail(session, cut_off)
    assert shown(year.store, cut_off).status == "draft"
    assert year.issue("2026-03-02") == "Q-2026-0001"


def _issue_and_fail(session: Session, quote_id: int) -> None:
    quote_issue.issue(session, quote_id, now=NOW)
    raise Refused("file.disk_full", path="business.crm")


def test_a_start_value_counts_for_its_year_only(year: Year) -> None:
    put(year.store, numbering__quote__start="118", numbering__quote__start_year="2026")
    assert year.issue("2026-05-01") == "Q-2026-0118"
    assert year.issue("2026-05-02") == "Q-2026-0119"
    assert year.issue("2027-01-02") == "Q-2027-0001"


def test_a_changed_pattern_never_gives_a_number_twice(year: Year) -> None:
    assert [year.issue("2026-01-05"), year.issue("2026-01-06")] == ["Q-2026-0001", "Q-2026-0002"]
    put(year.store, numbering__quote__pattern="Q-{yy}{month}-{seq:3}")
    assert year.issue("2026-02-01") == "Q-2602-003"
    put(year.store, numbering__quote__pattern="Q-{year}-{seq:4}")
    assert year.issue("2026-02-02") == "Q-2026-0004"


def test_a_pattern_that_meets_an_old_number_skips_it(year: Year) -> None:
    put(year.store, numbering__quote__series="A", numbering__quote__pattern="{seq}/{year}")
    assert year.issue("2026-01-05") == "1/2026"
    put(year.store, numbering__quote__series="B")
    assert year.issue("2026-01-06") == "2/2026"


def test_one_counter_for_all_years_goes_on(year: Year) -> None:
    put(year.store, numbering__quote__yearly="no")
    put(year.store, numbering__quote__pattern="{seq:5}")
    assert [year.issue(day) for day in ("2025-12-31", "2026-01-01", "2025-06-01")] == ["00001", "00002", "00003"]


def test_a_number_can_name_the_customer(year: Year) -> None:
    put(year.store, numbering__quote__pattern="{client}-{year}-{seq}")
    number = year.issue("2026-01-05")
    assert number.endswith("-2026-1")
    assert "ANA" in number.upper()


def test_the_report_tells_first_last_and_missing_of_each_counter(year: Year) -> None:
    assert year.issue("2025-03-01") == "Q-2025-0001"
    assert year.issue("2026-01-05") == "Q-2026-0001"
    put(year.store, numbering__quote__start="4", numbering__quote__start_year="2026")
    assert year.issue("2026-01-06") == "Q-2026-0004"
    put(year.store, numbering__quote__pattern="{series}{year}/{seq}", numbering__quote__series="B")
    assert year.issue("2026-01-07") == "B2026/4"
    with year.store.read() as session:
        found = quote_numbers.report(session)
    assert [(one.series, one.year, one.first, one.last, one.count, one.missing, one.lacking) for one in found] == [
        ("", 2026, "Q-2026-0001", "Q-2026-0004", 2, (("Q-2026-0002", "Q-2026-0003"),), 2),
        ("", 2025, "Q-2025-0001", "Q-2025-0001", 1, (), 0),
        ("B", 2026, "B2026/4", "B2026/4", 1, (), 0),
    ]


def test_gaps_are_told_by_year_and_never_filled(year: Year) -> None:
    year.issue("2026-01-05")
    put(year.store, numbering__quote__start="4", numbering__quote__start_year="2026")
    assert year.issue("2026-01-06") == "Q-2026-0004"
    put(year.store, numbering__quote__start="1", numbering__quote__start_year="")
    assert year.issue("2026-01-07") == "Q-2026-0005"
    with year.store.read() as session:
        (counter,) = quote_numbers.report(session)
    assert (counter.missing, counter.lacking) == ((("Q-2026-0002", "Q-2026-0003"),), 2)


def say(other: subprocess.Popen[str], line: str) -> None:
    assert other.stdin is not None
    other.stdin.write(line + "\n")
    other.stdin.flush()


def heard(other: subprocess.Popen[str]) -> str:
    assert other.stdout is not None
    return other.stdout.readline().strip()


def test_the_window_and_the_command_line_issuing_at_once_never_share_a_number(year: Year) -> None:
    drafts = [year.draft("2026-04-01") for _each in range(12)]
    numbers = []
    with beside(WINDOW, year.store.path) as other:
        for mine, theirs in zip(drafts[::2], drafts[1::2], strict=True):
            say(other, str(theirs))
            numbers.append(issue(year.store, mine).number)
            numbers.append(heard(other))
    assert sorted(numbers) == [f"Q-2026-{number:04}" for number in range(1, 13)]
    assert [shown(year.store, quote_id).number in numbers for quote_id in drafts] == [True] * 12


def test_the_number_a_quote_would_get_is_told_without_taking_it(store: Database) -> None:
    first, second = complete(store), complete(store)
    with store.read() as session:
        told = [quote_issue.next_number(session, quote_id) for quote_id in (first, second)]
    assert told[0] == told[1] == issue(store, second).number
    with store.read() as session:
        assert quote_issue.next_number(session, first) != told[0]
