"""A query over invented people that counts what it is asked, for tests of tables and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm_desktop.ui.kit.query_table_model import Column, ListItem
from crm_desktop.ui.tokens import Tone


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a list of people shows."""

    name: str
    city: str
    value: int
    status: str


@dataclass
class Asked:
    """How often and for how much a source was asked."""

    counts: int = 0
    ids: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0


class People:
    """A source over a dictionary of people by id."""

    def __init__(self, people: dict[int, PersonRow], key: str = "name", *, descending: bool = False) -> None:
        self.people = people
        self.key = key
        self.descending = descending
        self.asked = Asked()

    def _order(self) -> list[int]:
        return sorted(self.people, key=lambda person: getattr(self.people[person], self.key), reverse=self.descending)

    def count(self) -> int:
        self.asked.counts += 1
        return len(self.people)

    def ids(self, first: int, limit: int) -> Sequence[int]:
        self.asked.ids.append((first, limit))
        return self._order()[first : first + limit]

    def rows(self, ids: Sequence[int]) -> Mapping[int, PersonRow]:
        self.asked.rows += len(ids)
        return {person: self.people[person] for person in ids if person in self.people}

    def sorted_by(self, column_key: str, descending: bool) -> People:
        return People(self.people, column_key, descending=descending)


class LocatedPeople(People):
    """The same, able to say where a person stands."""

    def position(self, record_id: int) -> int | None:
        order = self._order()
        return order.index(record_id) if record_id in order else None


def people(count: int) -> dict[int, PersonRow]:
    """People 100, 101, … whose names sort like their numbers."""
    return {
        100 + number: PersonRow(
            f"Person {number:05}", "Porto" if number % 2 else "Lisboa", number * 7 % 100, "Customer"
        )
        for number in range(count)
    }


COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("name", "Name", lambda row: row.name, strong=True),
    Column("city", "City", lambda row: row.city, muted=True),
    Column("value", "Value", lambda row: str(row.value), numeric=True),
    Column("status", "Status", lambda row: row.status, chip=lambda row: Tone.GREEN, sortable=False),
    Column("note", "Note", lambda row: "", hidden=True),
)


def item(row: PersonRow) -> ListItem:
    """A person in two lines."""
    return ListItem(row.name, row.city, row.status, Tone.GREEN, f"€ {row.value}", avatar=row.name)
