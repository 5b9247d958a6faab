"""Templates: a quote or a group of its lines kept under a name, and used in another quote."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from crm_desktop.db.database import Database
from crm_desktop.db.models.templates import Template
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import Line, LineKind, PlannedPayment, PriceMode, Share, ShareKind, TemplateKind
from crm_desktop.services import catalogue, quote_drafts, quote_lines, templates
from crm_desktop.services.catalogue import NewItem
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.services.settings_look import DESIGN_NAMES
from tests.factories import NOW, TODAY
from tests.services.quotes import FITTING, SHELF, a_customer, a_draft, complete, described, shown

SECTION = Line(kind=LineKind.SECTION, description="Living room", hide_prices=True)
HALF = Share(ShareKind.PERCENT, Decimal(50))
TERMS = {
    "price_mode": PriceMode.NET,
    "discount": Share(ShareKind.PERCENT, Decimal(5)),
    "withholding": Decimal(23),
    "payments": (PlannedPayment("On order", HALF), PlannedPayment("At the end", HALF)),
    "cash_rounding": 5,
    "intro": "Good day {customer},",
}


def keep(store: Database, quote_id: int, name: str = "Shelves") -> int:
    with store.write("Save as template") as session:
        return templates.save_quote(session, quote_id, name, now=NOW)


def use(store: Database, template_id: int, **values: object) -> int:
    with store.write("New quote") as session:
        return templates.new_quote(session, template_id, NewQuote(**values), today=TODAY, now=NOW)  # type: ignore[arg-type]


def names(store: Database, *args: object) -> list[str]:
    with store.read() as session:
        return [row.name for row in templates.listed(session, *args)]  # type: ignore[arg-type]


def a_full_draft(store: Database) -> int:
    quote_id = a_draft(
        store, SECTION, SHELF, replace(FITTING, tax_category="S"), title="Shelves",
        contact_id=a_customer(store), valid_until=TODAY + timedelta(days=21),
    )  # fmt: skip
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, TERMS)
    return quote_id


def test_a_quote_from_a_template_is_the_same_but_for_customer_and_dates(store: Database) -> None:
    first = shown(store, a_full_draft(store))
    later = TODAY + timedelta(days=40)
    copy = shown(store, use(store, keep(store, first.id), contact_id=a_customer(store, "Rui Alves"), date=later))
    assert copy.terms == first.terms
    assert [line.line for line in copy.lines] == [line.line for line in first.lines]
    assert (copy.title, copy.intro) == ("Shelves", "Good day {customer},")
    assert (copy.contact, copy.date, copy.valid_until) == ("Rui Alves", later, later + timedelta(days=21))


def test_a_template_keeps_the_design(store: Database) -> None:
    source = a_full_draft(store)
    design = next(key for key in DESIGN_NAMES if key)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, source, {"design": design})
    assert shown(store, use(store, keep(store, source))).design == design


@pytest.mark.parametrize("design", [None, "of-a-newer-program", ["a"]])
def test_a_template_without_a_known_design_leaves_that_of_the_draft(store: Database, design: object) -> None:
    template_id = keep(store, complete(store))
    kept = next(key for key in DESIGN_NAMES if key)
    draft = a_draft(store)
    with store.write("Damage") as session:
        row = existing(session, Template, template_id)
        row.body = changed(row.body, design=design)
        quote_drafts.edit(session, draft, {"design": kept})
        templates.fill(session, template_id, draft)
    assert shown(store, draft).design == kept


def test_a_draft_is_filled_and_keeps_its_customer_title_and_dates(store: Database) -> None:
    kept = keep(store, a_full_draft(store))
    draft = a_draft(store, Line(description="Old"), title="Mine", contact_id=a_customer(store, "Eva"), currency="BRL")
    with store.write("Fill from template") as session:
        templates.fill(session, kept, draft)
    filled = shown(store, draft)
    assert (filled.title, filled.contact, filled.terms.currency, filled.intro) == (
        "Mine", "Eva", "EUR", "Good day {customer},"
    )  # fmt: skip
    assert described(store, draft) == ["Living room", "Oak shelf", "Fitting"]


def test_a_group_of_lines_goes_behind_the_line_it_is_put_behind(store: Database) -> None:
    source = a_full_draft(store)
    lines = shown(store, source).lines
    with store.write("Save as template") as session:
        group = templates.save_lines(session, source, [line.id for line in lines[1:] if line.id], "Pair", now=NOW)
    target = a_draft(store, Line(description="First"), Line(description="Last"))
    first = shown(store, target).lines[0].id
    with store.write("Insert group") as session:
        templates.insert(session, group, target, first)
    assert described(store, target) == ["First", "Oak shelf", "Fitting", "Last"]
    store.undo()
    assert described(store, target) == ["First", "Last"]


def test_a_group_without_tax_in_its_prices_is_put_into_a_quote_with_it(store: Database) -> None:
    group = keep(store, complete(store))
    target = a_draft(store)
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, target, {"price_mode": PriceMode.GROSS})
        templates.insert(session, group, target, None)
    assert [line.line.unit_price for line in shown(store, target).lines] == [Decimal("178.35"), Decimal("51.66")]


def test_a_group_in_another_currency_is_refused(store: Database) -> None:
    group, target = keep(store, complete(store)), a_draft(store, currency="BRL")
    with pytest.raises(Refused) as refused, store.write("Insert group") as session:
        templates.insert(session, group, target, None)
    assert (refused.value.key, refused.value.values["ours"]) == ("template.currency", "BRL")


def test_lines_keep_their_catalogue_item_while_it_is_there(store: Database) -> None:
    with store.write("New item") as session:
        item_id = catalogue.create(session, NewItem("Shelf"), now=NOW)
    source = a_draft(store)
    with store.write("Add line") as session:
        quote_lines.add_lines(session, source, [DraftLine(SHELF, item_id=item_id), DraftLine(FITTING)])
    assert [line.item_id for line in shown(store, use(store, keep(store, source))).lines] == [item_id, None]


def test_the_list_is_by_name_found_by_words_and_one_sort(store: Database) -> None:
    source = complete(store)
    for name in ("Shelves white", "Árvore", "shelf group"):
        keep(store, source, name)
    with store.write("Save as template") as session:
        line_id = shown(store, source).lines[0].id
        assert line_id is not None
        templates.save_lines(session, source, [line_id], "Bolt", now=NOW)
    assert names(store) == ["Árvore", "Bolt", "shelf group", "Shelves white"]
    assert names(store, TemplateKind.LINES) == ["Bolt"]
    assert names(store, None, "WHITE shel") == ["Shelves white"]


def test_the_bin_takes_a_template_and_gives_it_back(store: Database) -> None:
    template_id = keep(store, complete(store))
    with store.write("Delete template") as session:
        templates.to_bin(session, template_id, now=NOW)
    assert names(store) == []
    store.undo()
    with store.write("Rename template") as session:
        templates.rename(session, template_id, "  Better  name ")
    assert names(store) == ["Better name"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (" \n ", "name.empty"),
        ("\u200b\u2060 \ufeff", "name.empty"),
        ("\u3164\u00ad", "name.empty"),
        ("x" * 5000, "text.too_long"),
    ],
)
def test_a_name_that_cannot_be_is_refused(store: Database, name: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        keep(store, complete(store), name)
    assert refused.value.key == key


def test_an_empty_quote_is_no_template(store: Database) -> None:
    with pytest.raises(Refused, match=r"template\.empty"):
        keep(store, a_draft(store))


def changed(body: str, **values: object) -> str:
    """A good body with other values."""
    return json.dumps(json.loads(body) | values)


@pytest.mark.parametrize("days", ["x", [], 1.5, {}])
def test_a_template_with_damaged_days_is_not_used(store: Database, days: object) -> None:
    template_id = keep(store, complete(store))
    with store.write("Damage") as session:
        row = existing(session, Template, template_id)
        row.body = changed(row.body, days=days)
    with pytest.raises(Refused, match=r"record\.damaged"):
        use(store, template_id)


@pytest.mark.parametrize("items", [[-1, True], [10**30], [[], {}], ["1", None], list(range(5_000))])
def test_a_template_forgets_items_that_cannot_be(store: Database, items: object) -> None:
    template_id = keep(store, complete(store))
    with store.write("Damage") as session:
        row = existing(session, Template, template_id)
        row.body = changed(row.body, items=items)
    quote_id = use(store, template_id)
    assert described(store, quote_id) == ["Oak shelf", "Fitting"]
    assert [line.item_id for line in shown(store, quote_id).lines] == [None, None]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"document": {}, "items": [], "days": null}', '{"document": 1}'])
def test_a_damaged_template_is_listed_and_not_used(store: Database, body: str) -> None:
    template_id = keep(store, complete(store))
    with store.write("Damage") as session:
        row = session.get(Template, template_id)
        assert row is not None
        row.body = body
    assert names(store) == ["Shelves"]
    with pytest.raises(Refused):
        use(store, template_id)


def test_payments_of_a_template_fall_due_as_far_from_the_new_date(store: Database) -> None:
    quote_id = complete(store)
    plan = (PlannedPayment("On order", HALF, TODAY + timedelta(days=10)), PlannedPayment("At the end", HALF))
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"payments": plan})
    later = TODAY + timedelta(days=400)
    made = shown(store, use(store, keep(store, quote_id), date=later))
    assert [payment.due for payment in made.terms.payments] == [later + timedelta(days=10), None]


def test_a_template_fills_a_draft_whose_amounts_were_for_other_lines(store: Database) -> None:
    template_id, quote_id = keep(store, a_draft(store, FITTING)), a_draft(store, SHELF)
    with store.write("Edit quote") as session:
        amount = Share(ShareKind.AMOUNT, Decimal(300))
        quote_drafts.edit(session, quote_id, {"discount": amount, "deposit": amount})
    with store.write("Fill quote") as session:
        templates.fill(session, template_id, quote_id)
    assert described(store, quote_id) == ["Fitting"]
    assert (shown(store, quote_id).terms.discount, shown(store, quote_id).terms.deposit) == (None, None)
