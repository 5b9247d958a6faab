"""The full-text indexes and the triggers that keep them right: one row for each record that can be found.

Contacts have an index of their own: the beginning of a word is looked up term by term, and those of a hundred thousand
addresses would be gone through for a handful of deals. A row's id is the record's id times 8 plus its kind's number, so
it is found without a search. What is indexed is said once, in a view for each kind. The triggers write down which rows
are stale, whoever changes the file; `db.search.refresh` takes those again before the transaction commits. They cannot
write an index themselves: under `trusted_schema=OFF` SQLite before 3.41 refuses a virtual table inside a trigger
("unsafe use of virtual table").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

KIND_NUMBERS = {"contact": 0, "deal": 1, "quote": 2, "job": 3, "catalogue": 4, "interaction": 5}
SLOTS = 8

# Beginnings of one letter need their own index most (“maria s” is 25 ms without, 3 with); those of three the least.
COLUMNS = "fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2')"
CONTACTS = "search"
OTHERS = "search_others"
INDEXES = {name: f"CREATE VIRTUAL TABLE {name} USING {COLUMNS}" for name in (CONTACTS, OTHERS)}
STALE = "CREATE TABLE search_stale (id INTEGER PRIMARY KEY) STRICT"


@dataclass(frozen=True, slots=True)
class Source:
    """What is indexed of a kind, and which tables' rows make it stale.

    `related`: (table, column that holds the record's id, the table's alias in `body`); the record's own alias is c.
    """

    kind: str
    table: str
    title: str
    body: str
    related: tuple[tuple[str, str, str], ...] = ()


CONTACT_BODY = """
    c.name || ' ' || c.nickname || ' ' || c.tax_id || ' ' || c.source || ' ' || c.notes
    || ' ' || coalesce((SELECT group_concat(h.value || ' ' || h.label || ' ' || h.street || ' ' || h.extended || ' '
        || h.city || ' ' || h.region || ' ' || h.postcode || ' ' || h.country, ' ')
        FROM channel h WHERE h.contact_id = c.id), '')
    || ' ' || coalesce((SELECT group_concat(f.name || ' ' || e.role || ' ' || e.department, ' ')
        FROM employment e JOIN contact f ON f.id = e.company_id WHERE e.person_id = c.id), '')
    || ' ' || coalesce((SELECT group_concat(t.name, ' ') FROM contact_tag t WHERE t.contact_id = c.id), '')
"""

SOURCES = (
    Source(
        "contact",
        "contact",
        "c.sort_name",
        CONTACT_BODY,
        (("channel", "contact_id", "h"), ("employment", "person_id", "e"), ("contact_tag", "contact_id", "t")),
    ),
    Source(
        "deal",
        "deal",
        "c.title",
        "c.next_step || ' ' || c.product || ' ' || c.owner || ' ' || c.external_id || ' ' || c.notes"
        " || ' ' || c.lost_note",
    ),
    Source(
        "quote",
        "quote",
        "c.number || ' ' || c.title",
        "c.reference || ' ' || c.intro || ' ' || c.notes || ' ' || coalesce((SELECT group_concat(l.description, ' ')"
        " FROM quote_line l WHERE l.quote_id = c.id), '')",
        (("quote_line", "quote_id", "l"),),
    ),
    Source(
        "job",
        "job",
        "c.title",
        "c.problem || ' ' || c.work_done || ' ' || c.notes || ' ' || coalesce((SELECT"
        " group_concat(p.name, ' ') FROM job_part p WHERE p.job_id = c.id), '')",
        (("job_part", "job_id", "p"),),
    ),
    Source("catalogue", "catalogue_item", "c.code || ' ' || c.name", "c.description"),
    Source("interaction", "interaction", "c.title", "c.text || ' ' || c.address"),
)


def index_of(kind: str) -> str:
    """The index a kind of record is found in."""
    return CONTACTS if kind == "contact" else OTHERS


def _folded(expression: str) -> str:
    """unicode61 leaves ß alone; searching folds it to ss."""
    return f"replace(replace({expression}, 'ß', 'ss'), 'ẞ', 'ss')"


def _view(source: Source) -> str:
    return (
        f"CREATE VIEW search_{source.kind} AS SELECT c.id AS id, {_folded(source.title)} AS title, "
        # The plus keeps SQLite from walking an index of all that is not in the bin to find a single id.
        f"{_folded(source.body)} AS body FROM {source.table} c WHERE +c.deleted_at IS NULL"
    )


def _stale(kind: str, record: str) -> str:
    return f"INSERT OR IGNORE INTO search_stale(id) VALUES ({record} * {SLOTS} + {KIND_NUMBERS[kind]});"


def _trigger(name: str, when: str, table: str, *statements: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} AFTER {when} ON {table} BEGIN {' '.join(statements)} END"


def _triggers(source: Source, table: str, column: str, alias: str) -> list[tuple[str, str]]:
    """A row's record is stale when the row comes, changes or goes; both records when it moves between two.

    Only a change of what is indexed counts: a card that is moved costs the index nothing.
    """
    new, old = _stale(source.kind, f"NEW.{column}"), _stale(source.kind, f"OLD.{column}")
    indexed = {column, *re.findall(rf"\b{alias}\.(\w+)", f"{source.title} {source.body}")}
    if alias == "c":
        indexed.add("deleted_at")
    return [
        _trigger(f"search_{table}_insert", "INSERT", table, new),
        _trigger(f"search_{table}_update", f"UPDATE OF {', '.join(sorted(indexed))}", table, old, new),
        _trigger(f"search_{table}_delete", "DELETE", table, old),
    ]


def _company_trigger() -> tuple[str, str]:
    """People are found by their company's name, so a renamed company makes its people stale."""
    people = (
        f"INSERT OR IGNORE INTO search_stale(id) SELECT person_id * {SLOTS} FROM employment WHERE company_id = NEW.id;"
    )
    return _trigger("search_contact_company", "UPDATE OF name", "contact", people)


def triggers() -> dict[str, str]:
    """Every trigger of the index: name -> SQL."""
    found: list[tuple[str, str]] = []
    for source in SOURCES:
        for table, column, alias in ((source.table, "id", "c"), *source.related):
            found += _triggers(source, table, column, alias)
    found.append(_company_trigger())
    return dict(found)


def statements() -> list[str]:
    """What makes the indexes in a new file: the tables, the views, the triggers."""
    return [*INDEXES.values(), STALE, *(_view(source) for source in SOURCES), *triggers().values()]


@cache
def refresh_statements(kind: str) -> tuple[str, ...]:
    """What takes the stale rows of a kind again: those that are there in one step, and out those that are not."""
    number, index = KIND_NUMBERS[kind], index_of(kind)
    mine = f"FROM search_stale WHERE id % {SLOTS} = {number}"
    return (
        (
            f"REPLACE INTO {index}(rowid, title, body) SELECT id * {SLOTS} + {number}, title, body FROM search_{kind}"
            f" WHERE id IN (SELECT id / {SLOTS} {mine})"
        ),
        (
            f"DELETE FROM {index} WHERE rowid IN (SELECT id {mine} AND NOT EXISTS"
            f" (SELECT 1 FROM search_{kind} live WHERE live.id = search_stale.id / {SLOTS}))"
        ),
    )


def rebuild_statements(*kinds: str) -> list[str]:
    """What fills the indexes again for whole kinds, in one pass each."""
    made = []
    for kind in kinds or tuple(KIND_NUMBERS):
        number, index = KIND_NUMBERS[kind], index_of(kind)
        made.append(f"DELETE FROM {index} WHERE rowid % {SLOTS} = {number}")
        made.append(
            f"INSERT INTO {index}(rowid, title, body) SELECT id * {SLOTS} + {number}, title, body FROM search_{kind}"
        )
    return made
