"""Tests of finding by words: any input is safe, and the index always says what the records say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db import search
from crm_desktop.db.connection import connect
from crm_desktop.db.database import Database
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.db.models.contacts import Contact, ContactTag
from crm_desktop.db.models.deals import Deal
from crm_desktop.db.models.jobs import Job
from crm_desktop.db.models.quotes import Quote, QuoteLine
from crm_desktop.db.search_schema import KIND_NUMBERS
from crm_desktop.domain.text import fold
from tests import factories as make
from tests.db.contents import filled_file
from tests.factories import new_file, opened

NASTY = [
    "AT&T", "O'Brien", "foo-bar", "C++", "a@b.com", '"', '""', '"foo', "foo*", "*", "^foo", "foo:bar", "title:x", "(",
    ")", "()", "NEAR", "NEAR(a b)", "a NEAR b", "AND", "OR", "NOT", "a AND", "NOT a", "-a", "+a", "a+b", "{a}", "[a]",
    "\\", "'", ";--", "a,b", "#1", "50%", "_", "€", "\0", "a\0b", "\ud800", "é\u0301", "🙂",
    "文字", "x" * 10_000, " ", "",
    "a " * 5_000, "\u200b", "٣٤", "ß", "İ", "col : term", "search MATCH 'x'", "rank", "bm25(search)",
]  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[tuple[str, int]]]:
    """Searches a filled file for what was typed."""
    path = filled_file(tmp_path_factory.mktemp("search"))

    def find(typed: str) -> list[tuple[str, int]]:
        with opened(path) as database, database.read() as session:
            return search.full_text(session, typed, KIND_NUMBERS, 20)

    return find


@pytest.mark.parametrize("typed", NASTY)
def test_what_people_and_machines_type_never_fails(found: Callable[[str], list[object]], typed: str) -> None:
    assert isinstance(found(typed), list)


def test_most_of_these_would_fail_if_they_were_given_to_the_index_as_they_are(database: Database) -> None:
    failed = 0
    with closing(connect(database.path)) as connection:
        for typed in NASTY:
            try:
                connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (typed,)).fetchall()
            except (sqlite3.Error, UnicodeEncodeError):
                failed += 1
    assert failed > 30


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """The index of an empty file."""
    return connect(new_file(tmp_path_factory.mktemp("index")))


@given(typed=st.text(st.characters(exclude_categories=())))
@example(typed="\ud83d half a smile")
def test_any_text_at_all_makes_an_expression_the_index_understands(index: sqlite3.Connection, typed: str) -> None:
    expression = search.match_expression(typed)
    if expression:
        index.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression,)).fetchall()
        index.execute("SELECT rowid FROM search WHERE search MATCH ?", (search.in_title(expression),)).fetchall()


@given(text_=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_what_is_in_a_name_is_found_by_typing_it(index: sqlite3.Connection, text_: str) -> None:
    expression = search.match_expression(text_)
    index.execute("BEGIN")
    index.execute(
        "INSERT INTO search(rowid, title, body) VALUES (8, '', replace(replace(?, 'ß', 'ss'), 'ẞ', 'ss'))",
        (text_.replace("\0", " "),),
    )
    rows = index.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression or "x",)).fetchall()
    index.execute("ROLLBACK")
    if text_.isascii() and expression:
        assert rows == [(8,)]


def test_words_beyond_the_limit_do_not_count() -> None:
    words = [f"w{number}" for number in range(200)]
    assert search.match_expression(" ".join(words)) == search.match_expression(" ".join(words[: search.MOST_WORDS]))


@pytest.mark.parametrize("typed", ["", "   ", "-- !!", "&", "\0", "\u0301"])
def test_without_a_word_nothing_is_asked(database: Database, typed: str) -> None:
    assert search.match_expression(typed) == ""
    with database.read() as session:
        assert search.full_text(session, typed, KIND_NUMBERS, 10) == []
        assert search.matching_ids(session, "contact", typed) is None


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Straße", "strasse"), ("Straße", "STRASSE"), ("STRASSE", "straße"), ("GROẞ", "gross"), ("João Sá", "joao sa"),
        ("Łódź", "lodz"), ("Łódź", "łódź"), ("Sørensen", "sorensen"), ("Αθήνα", "αθηνα"), ("Müller", "mull"),
        ("O'Brien & Sons", "o'brien"), ("O'Brien & Sons", "brien sons"), ("AT&T", "at&t"), ("C++ Lda", "c++"),
        ("Padaria Central", "cent pad"), ("漢字株式会社", "漢字"), ("ana@example.com", "ana@example.com"),
    ],
)  # fmt: skip
def test_case_accents_and_signs_do_not_matter(database: Database, name: str, typed: str) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Somebody Else"), make.person(name)])
    with database.read() as session:
        assert search.full_text(session, typed, ["contact"], 10) == [("contact", 2)]


def _ids(database: Database, typed: str, kind: str = "contact") -> list[int]:
    with database.read() as session:
        return [record for _kind, record in search.full_text(session, typed, [kind], 20)]


def test_titles_come_first_and_the_newest_of_them_before_the_others(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Forno Um"), make.person("Ana", notes="forno"), make.person("Forno Dois")])
    assert _ids(database, "forno") == [3, 1, 2]


def test_only_the_kinds_asked_for_are_found(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Forno"), make.catalogue_item("Forno")])
    assert _ids(database, "forno", "catalogue") == [1]
    with database.read() as session:
        assert sorted(search.full_text(session, "forno", ["contact", "catalogue"], 9)) == [
            ("catalogue", 1),
            ("contact", 1),
        ]


def test_no_more_than_the_limit_is_found(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all(make.person(f"Ana {number}") for number in range(30))
    with database.read() as session:
        assert len(search.full_text(session, "ana", ["contact"], 7)) == 7


def test_a_lists_filter_gets_a_query_of_the_ids_that_match(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all([make.person("Ana"), make.person("Bento"), make.person("Anabela")])
    with database.read() as session:
        asked = search.matching_ids(session, "contact", "ana")
        assert asked is not None
        sql, values = asked
        assert sorted(session.scalars(text(f"SELECT id FROM contact WHERE id IN ({sql})"), values)) == [1, 3]


Change = Callable[[Session], object]


def _add_tag(session: Session) -> None:
    ana = session.get_one(Contact, 2)
    ana.tags.append(make.tag("Zebra"))


def _employ(session: Session) -> None:
    session.get_one(Contact, 2).employments[0].role = "Zebra keeper"


def _move_a_line(session: Session) -> None:
    session.add(make.quote(lines=[make.quote_line("Zebra")]))


def _add_a_part(session: Session) -> None:
    job = session.get_one(Job, 1)
    job.parts.append(make.job_part("Zebra"))


@pytest.mark.parametrize(
    ("change", "kind", "record"),
    [
        (lambda session: setattr(session.get_one(Contact, 2), "notes", "zebra"), "contact", 2),
        (lambda session: setattr(session.get_one(Contact, 2), "tax_id", "zebra"), "contact", 2),
        (lambda session: setattr(session.get_one(Contact, 2).channels[0], "value", "zebra@x"), "contact", 2),
        (lambda session: setattr(session.get_one(Contact, 1).channels[0], "city", "Zebra"), "contact", 1),
        (_add_tag, "contact", 2),
        (lambda session: setattr(session.get_one(ContactTag, 1), "name", "zebra"), "contact", 2),
        (_employ, "contact", 2),
        (lambda session: setattr(session.get_one(Deal, 1), "title", "Zebra crossing"), "deal", 1),
        (lambda session: setattr(session.get_one(Deal, 1), "lost_note", "zebra"), "deal", 1),
        (lambda session: setattr(session.get_one(Quote, 2), "reference", "zebra"), "quote", 2),
        (lambda session: setattr(session.get_one(QuoteLine, 2), "description", "zebra"), "quote", 2),
        (_move_a_line, "quote", 3),
        (lambda session: setattr(session.get_one(Job, 1), "problem", "zebra"), "job", 1),
        (_add_a_part, "job", 1),
        (lambda session: setattr(session.get_one(CatalogueItem, 1), "code", "ZEBRA"), "catalogue", 1),
    ],
)
def test_what_was_just_saved_is_found_and_what_was_undone_is_not(
    tmp_path_factory: pytest.TempPathFactory, change: Change, kind: str, record: int
) -> None:
    with opened(filled_file(tmp_path_factory.mktemp("found"))) as database:
        assert _ids(database, "zebra", kind) == []
        with database.write("Change") as session:
            change(session)
        assert _ids(database, "zebra", kind) == [record]
        database.undo()
        assert _ids(database, "zebra", kind) == []
        database.redo()
        assert _ids(database, "zebra", kind) == [record]


def test_people_are_found_by_their_company_also_after_it_was_renamed(database: Database) -> None:
    with database.write("Add") as session:
        session.add_all([bakery := make.company("Padaria"), ana := make.person("Ana")])
        session.flush()
        ana.employments.append(make.employment(bakery))
    assert _ids(database, "padaria") == [1, 2]
    with database.write("Rename") as session:
        bakery = session.get_one(Contact, 1)
        bakery.name = bakery.sort_name = "pastelaria"
    assert (_ids(database, "padaria"), _ids(database, "pastelaria")) == ([], [1, 2])
    with database.write("Leave") as session:
        person = session.get_one(Contact, 2)
        person.employments.clear()
    assert _ids(database, "pastelaria") == [1]


def test_what_is_in_the_bin_is_not_found_until_it_is_taken_out(database: Database) -> None:
    with database.write("Add") as session:
        session.add(make.person("Ana"))
    with database.write("Delete") as session:
        session.get_one(Contact, 1).deleted_at = make.NOW
    assert _ids(database, "ana") == []
    database.undo()
    assert _ids(database, "ana") == [1]


def test_what_another_program_changed_is_found_after_the_next_save(database: Database) -> None:
    with database.write("Add") as session:
        session.add(make.person("Ana"))
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("UPDATE contact SET notes = 'zebra'")
        other.commit()
    with database.write("Add") as session:
        session.add(make.person("Bento"))
    assert _ids(database, "zebra") == [1]


def test_a_failed_gesture_leaves_the_index_as_it_was(database: Database) -> None:
    with pytest.raises(KeyError), database.write("Add") as session:
        _add_and_fail(session)
    assert _ids(database, "ana") == []


def _add_and_fail(session: Session) -> None:
    session.add(make.person("Ana"))
    session.flush()
    search.refresh(session)
    raise KeyError


def test_tiers_are_joined_each_record_once_the_earlier_tier_first() -> None:
    assert search.in_order([3, 1], [1, 2], [3, 4]) == [3, 1, 2, 4]


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("pers", "pers"), ("+351", "351"), (" João ", "joao"), ("ÇA", "ca"), ("50%", "50"),
        ("ana s", ""), ("a@b", ""), ("ß", "ss"), ("Ærø", ""), ("文字", ""), ("_", ""), ("", ""), ("\0a", ""),
    ],
)  # fmt: skip
def test_one_term_is_known_for_what_it_is(typed: str, term: str) -> None:
    assert search.single_term(typed) == term


@pytest.mark.parametrize("letter", sorted("abzàáâãäåçèéêëìíîïñòóôõöùúûüýÿÇÃÉ"))
def test_one_form_of_a_word_is_asked_for_where_the_index_folds_as_the_program_does(
    database: Database, letter: str
) -> None:
    with database.write("New") as session:
        session.add(make.person(f"q{letter}x"))
    assert " OR " not in search.match_expression(f"q{letter}")
    with database.read() as session:
        for typed in (f"q{letter}x", f"Q{letter.upper()}", f"q{fold(letter)}"):
            assert [kind for kind, _id in search.full_text(session, typed, KIND_NUMBERS, 5)] == ["contact"], typed


def test_the_newest_of_a_kind_is_found_among_newer_records_of_others(database: Database) -> None:
    with database.write("New") as session:
        pipeline = make.pipeline()
        session.add(pipeline)
        session.flush()
        stage = make.stage(pipeline)
        session.add(stage)
        session.flush()
        session.add_all([make.deal(stage, "Oven one"), make.deal(stage, "Oven two")])
        session.add_all(make.person(f"Oven {number}") for number in range(20))
    with database.read() as session:
        assert search.full_text(session, "oven", ("deal", "job"), 5) == [("deal", 2), ("deal", 1)]
        assert search.full_text(session, "oven", ("job",), 5) == []
        assert len(search.full_text(session, "oven", KIND_NUMBERS, 50)) == 22


def test_for_other_records_the_words_of_contacts_are_never_gone_through(tmp_path: Path) -> None:
    """Measured: 25 ms for the beginning that a hundred thousand e-mail addresses have, with 8,800 deals to find."""
    with opened(filled_file(tmp_path)) as store:
        with store.write("Break") as session:
            session.execute(text("DROP TABLE search"))
        with store.read() as session:
            assert search.full_text(session, "oven", ("deal",), 5)
            (sql, values) = search.matching_ids(session, "deal", "oven") or ("", {})
            assert session.scalars(text(sql), values).all()
