"""Lines of a draft: each verb changes what was meant and nothing else, also when two people write one quote."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.quote_arithmetic import MOST_LINES
from crm_desktop.domain.quotes import Line, LineKind, Share, ShareKind
from crm_desktop.services import quote_drafts, quote_lines
from crm_desktop.services.quote_terms import DraftLine
from tests.services.quotes import FITTING, SHELF, a_draft, complete, described, issue, shown


def words(*names: str) -> list[Line]:
    """Lines that say no more than their names."""
    return [Line(description=name) for name in names]


def ids(store: Database, quote_id: int) -> list[int]:
    return [line.id or 0 for line in shown(store, quote_id).lines]


def edit(store: Database, quote_id: int, at: int, values: dict[str, object], **seen: object) -> None:
    with store.write("Edit quote line") as session:
        line_id = ids(store, quote_id)[at]
        quote_lines.edit_line(session, quote_id, line_id, values, seen or None)


def move(store: Database, quote_id: int, line_id: int, after: int | None) -> None:
    with store.write("Move line") as session:
        quote_lines.move_line(session, quote_id, line_id, after)


def test_one_value_of_one_line_is_changed_and_the_totals_follow(store: Database) -> None:
    quote_id = a_draft(store, SHELF, FITTING)
    before = shown(store, quote_id)
    edit(store, quote_id, 0, {"quantity": Decimal(7)}, quantity=Decimal(6))
    after = shown(store, quote_id)
    assert after.lines[0].line == replace(SHELF, quantity=Decimal(7))
    assert after.lines[1] == before.lines[1]
    assert after.totals.net == before.totals.net + 14500
    store.undo()
    assert shown(store, quote_id) == before


def test_no_draft_gets_more_lines_than_a_quote_may_have(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    many = [DraftLine(FITTING)] * (MOST_LINES + 1)
    for put in (quote_lines.add_lines, quote_lines.put_lines):
        with pytest.raises(Refused, match=r"quote\.too_many_lines"), store.write("Edit quote") as session:
            put(session, quote_id, many)
    assert described(store, quote_id) == [SHELF.description]


def test_two_people_who_change_different_values_do_not_disturb_each_other(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    edit(store, quote_id, 0, {"description": "Ash shelf"}, description="Oak shelf")
    edit(store, quote_id, 0, {"unit_price": Decimal(150)}, unit_price=Decimal(145))
    line = shown(store, quote_id).lines[0].line
    assert (line.description, line.unit_price) == ("Ash shelf", Decimal(150))


def test_a_value_changed_elsewhere_is_not_overwritten(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    edit(store, quote_id, 0, {"unit_price": Decimal(150)})
    with pytest.raises(Stale) as caught:
        edit(store, quote_id, 0, {"unit_price": Decimal(160)}, unit_price=Decimal(145))
    assert (caught.value.field, caught.value.theirs, caught.value.yours) == (
        "unit_price",
        Decimal(150),
        Decimal(160),
    )
    assert shown(store, quote_id).lines[0].line.unit_price == Decimal(150)
    # Who wanted the same has it.
    edit(store, quote_id, 0, {"unit_price": Decimal(150)}, unit_price=Decimal(145))


@pytest.mark.parametrize(
    ("values", "key", "field"),
    [
        ({"unit_price": Decimal(-1)}, "quote.amount_negative", "unit_price"),
        ({"quantity": Decimal(0)}, "quote.quantity_not_positive", "quantity"),
        ({"tax_rate": Decimal(101)}, "quote.percent_range", "tax_rate"),
        ({"discount": Share(ShareKind.AMOUNT, Decimal(9999))}, "quote.discount_too_large", "discount"),
        ({"unit_price": Decimal(10) ** 40}, "amount.too_large", "unit_price"),
        ({"description": "x" * 200_000}, "text.too_long", "description"),
    ],
)
def test_a_value_that_cannot_be_is_refused_beside_its_field(
    store: Database, values: dict[str, object], key: str, field: str
) -> None:
    quote_id = a_draft(store, SHELF)
    before = shown(store, quote_id)
    with pytest.raises(Refused) as caught:
        edit(store, quote_id, 0, values)
    assert (caught.value.key, caught.value.field, "quote_line" in caught.value.values) == (key, field, False)
    assert shown(store, quote_id) == before


def test_a_line_of_another_quote_or_none_is_not_touched(store: Database) -> None:
    mine, other = a_draft(store, SHELF), a_draft(store, FITTING)
    for line_id in (ids(store, other)[0], 999):
        with pytest.raises(Refused, match=r"record\.missing"), store.write("Edit") as session:
            quote_lines.edit_line(session, mine, line_id, {"unit": "x"})
    with store.write("Remove") as session:
        quote_lines.remove_lines(session, mine, [ids(store, other)[0], 999])
    assert described(store, other) == ["Fitting"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (None, ["New", "Newer", "a", "b", "c"]),
        (0, ["a", "New", "Newer", "b", "c"]),
        (2, ["a", "b", "c", "New", "Newer"]),
        (-1, ["a", "b", "c", "New", "Newer"]),
    ],
)
def test_lines_are_put_where_they_are_wanted(store: Database, after: int | None, expected: list[str]) -> None:
    quote_id = a_draft(store, *words("a", "b", "c"))
    place = None if after is None else 999 if after < 0 else ids(store, quote_id)[after]
    with store.write("Add lines") as session:
        new = quote_lines.add_lines(session, quote_id, [DraftLine(line) for line in words("New", "Newer")], place)
    assert described(store, quote_id) == expected
    assert set(new) <= set(ids(store, quote_id))


def test_a_line_is_moved_up_and_down_and_to_both_ends(store: Database) -> None:
    quote_id = a_draft(store, *words("a", "b", "c"))
    first, second, third = ids(store, quote_id)
    move(store, quote_id, first, second)
    assert described(store, quote_id) == ["b", "a", "c"]
    move(store, quote_id, third, None)
    assert described(store, quote_id) == ["c", "b", "a"]
    move(store, quote_id, third, quote_lines.AT_END)
    assert described(store, quote_id) == ["b", "a", "c"]
    store.undo()
    assert described(store, quote_id) == ["c", "b", "a"]


def test_there_is_always_room_between_two_lines(store: Database) -> None:
    quote_id = a_draft(store, *words("first", "last"))
    wanted = ["first", "last"]
    for number in range(40):
        with store.write("Add lines") as session:
            quote_lines.add_lines(
                session, quote_id, [DraftLine(Line(description=str(number)))], ids(store, quote_id)[0]
            )
        wanted.insert(1, str(number))
    assert described(store, quote_id) == wanted


def test_any_order_of_verbs_gives_the_order_a_list_would(store: Database) -> None:
    chance = random.Random(7)
    quote_id = a_draft(store)
    model: list[int] = []
    for _step in range(60):
        after = chance.choice([None, *model]) if model else None
        verb = chance.choice(["add", "add", "move", "remove"]) if model else "add"
        with store.write(verb) as session:
            if verb == "add":
                new = quote_lines.add_lines(session, quote_id, [DraftLine(SHELF)] * chance.choice([1, 3]), after)
            elif verb == "move":
                moved = chance.choice(model)
                after = None if after == moved else after
                quote_lines.move_line(session, quote_id, moved, after)
                new = (moved,)
            else:
                new = ()
                quote_lines.remove_lines(session, quote_id, [chance.choice(model)] if after is None else [after])
        gone = set(model) - set(ids(store, quote_id))
        model = [line for line in model if line not in gone and line not in new]
        model[(model.index(after) + 1 if after in model else 0) if verb != "remove" else 0 : 0] = list(new)
        assert ids(store, quote_id) == model


def test_what_the_rest_no_longer_bears_cannot_be_taken_away(store: Database) -> None:
    quote_id = a_draft(store, SHELF)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"discount": Share(ShareKind.AMOUNT, Decimal(500))})
    with pytest.raises(Refused, match=r"quote\.discount_too_large"), store.write("Remove") as session:
        quote_lines.remove_lines(session, quote_id, ids(store, quote_id))
    assert described(store, quote_id) == ["Oak shelf"]


def test_removed_lines_come_back_where_they_were(store: Database) -> None:
    quote_id = a_draft(store, *words("a", "b", "c", "d"))
    before = shown(store, quote_id)
    with store.write("Remove lines") as session:
        quote_lines.remove_lines(session, quote_id, ids(store, quote_id)[1:3])
    assert described(store, quote_id) == ["a", "d"]
    store.undo()
    assert shown(store, quote_id) == before


def test_every_kind_of_line_keeps_all_it_says(store: Database) -> None:
    lines = [
        Line(kind=LineKind.SECTION, description="Kitchen"),
        Line(kind=LineKind.TEXT, description="Two\nlines"),
        replace(FITTING, discount=Share(ShareKind.PERCENT, Decimal("7.5")), tax_reason="M07", tax_rate=Decimal(0)),
        Line(kind=LineKind.SUBTOTAL, description="So far"),
        Line(kind=LineKind.PAGE_BREAK),
    ]
    assert [line.line for line in shown(store, a_draft(store, *lines)).lines] == lines


def test_the_lines_of_an_issued_quote_stay(store: Database) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    first, second = ids(store, quote_id)
    for verb in (
        lambda session: quote_lines.edit_line(session, quote_id, first, {"unit": "x"}),
        lambda session: quote_lines.add_lines(session, quote_id, [DraftLine(SHELF)]),
        lambda session: quote_lines.remove_lines(session, quote_id, [first]),
        lambda session: quote_lines.move_line(session, quote_id, second, None),
        lambda session: quote_lines.put_lines(session, quote_id, []),
    ):
        with pytest.raises(Refused, match=r"quote\.issued"), store.write("Edit") as session:
            verb(session)
    assert described(store, quote_id) == ["Oak shelf", "Fitting"]
