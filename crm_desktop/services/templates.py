"""Quotes and groups of lines kept to be used again, and used."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.catalogue import CatalogueItem
from crm_desktop.db.models.quotes import Quote
from crm_desktop.db.models.templates import Template
from crm_desktop.db.types import intact
from crm_desktop.domain.dates import days_after
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_documents import MAX_ID, QuoteDocument, read_document
from crm_desktop.domain.quote_prices import price_between_modes
from crm_desktop.domain.quote_writing import document_as_json
from crm_desktop.domain.quotes import Line, LineKind, PriceMode, QuoteTerms, TemplateKind
from crm_desktop.domain.text import clean_line, excerpt, fold, is_blank
from crm_desktop.services.editing import existing
from crm_desktop.services.quote_drafts import NewQuote, create, due_later, edit
from crm_desktop.services.quote_lines import add_lines, put_lines
from crm_desktop.services.quote_terms import DraftLine, draft_lines, terms_of
from crm_desktop.services.settings_look import DESIGN_NAMES

_NOBODY = "-"
_SOME_DAY = dt.date(2000, 1, 1)
"""Stands for the date of a quote; the days of payments are kept as far from it as they were from that."""
TEXTS = ("title", "reference", "intro", "closing", "payment_terms")
"""In the order of `QuoteDocument`."""


@dataclass(frozen=True, slots=True)
class TemplateQuery:
    """Which templates: of one kind or both, with all words of `text` in the name; always by name."""

    kind: TemplateKind | None = None
    text: str = ""
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template in a list; `lines` counts its items."""

    id: int
    kind: TemplateKind
    name: str
    lines: int
    currency: str
    binned: bool


def save_quote(session: Session, quote_id: int, name: str, *, now: dt.datetime) -> int:
    """Keeps a quote as a template: terms, texts, lines and design, without customer and dates; answers its id.

    How long it is valid and how far from its date payments fall due is kept.

    Raises:
        Refused: ``record.missing``, ``template.empty``, ``name.empty``, ``text.too_long``.
    """
    quote = existing(session, Quote, quote_id)
    begins, ends = intact(quote.date), intact(quote.valid_until)
    days = _days_between(begins, ends)
    texts = [getattr(quote, field) for field in TEXTS]
    lines, terms = draft_lines(session, quote_id), terms_of(session, quote)
    terms = replace(terms, payments=due_later(terms.payments, _days_between(begins, _SOME_DAY)))
    more = {"days": days, "design": quote.design}
    return _save(session, TemplateKind.QUOTE, name, terms, lines, now, more=more, texts=texts)


def save_lines(session: Session, quote_id: int, line_ids: Iterable[int], name: str, *, now: dt.datetime) -> int:
    """Keeps some lines of a quote as a group under a name; answers the template's id.

    Raises:
        Refused: as `save_quote`.
    """
    quote = existing(session, Quote, quote_id)
    wanted = set(line_ids)
    lines = [line for line in draft_lines(session, quote_id) if line.id in wanted]
    terms = QuoteTerms(quote.currency, (), quote.price_mode)
    return _save(session, TemplateKind.LINES, name, terms, lines, now, more={"days": None})


def new_quote(session: Session, template_id: int, new: NewQuote, *, today: dt.date, now: dt.datetime) -> int:
    """A draft from a template; what `new` says (customer, dates, language) comes before what the template says.

    Raises:
        Refused: ``record.missing``, and all that `quote_drafts.create` refuses.
    """
    row = existing(session, Template, template_id)
    days = _read(row).days
    date = new.date or today
    until = new.valid_until or (days_after(date, days, field="valid_until") if days is not None else None)
    quote_id = create(session, replace(new, valid_until=until), today=today, now=now)
    fill(session, template_id, quote_id)
    return quote_id


def fill(session: Session, template_id: int, quote_id: int) -> None:
    """Fills a draft with a template: its terms, texts, lines and design in the place of its own; a title stays.

    Raises:
        Refused: ``record.missing``, ``quote.issued``.
    """
    document, items, _days, design = _read(existing(session, Template, template_id))
    quote, terms = existing(session, Quote, quote_id), document.terms
    texts = {field: getattr(document, field) for field in TEXTS if getattr(document, field)}
    if quote.title:
        texts.pop("title", None)
    # Amounts for the lines that go would be too large for none.
    edit(session, quote_id, {"discount": None, "deposit": None, "payments": ()})
    put_lines(session, quote_id, ())
    edit(session, quote_id, {"price_mode": terms.price_mode, "currency": terms.currency, **texts})
    put_lines(session, quote_id, _with_items(session, terms.lines, items))
    payments = due_later(terms.payments, _days_between(_SOME_DAY, intact(quote.date)))
    shares = {"discount": terms.discount, "withholding": terms.withholding, "deposit": terms.deposit}
    looks = {"design": design} if design in ("", *DESIGN_NAMES) else {}
    edit(session, quote_id, {**shares, **looks, "cash_rounding": terms.cash_rounding, "payments": payments})


def insert(session: Session, template_id: int, quote_id: int, after: int | None) -> tuple[int, ...]:
    """Puts the lines of a template behind the line `after` of a draft (None: before the first); answers their ids.

    Raises:
        Refused: ``record.missing``, ``quote.issued``, ``template.currency``.
    """
    row, quote = existing(session, Template, template_id), existing(session, Quote, quote_id)
    document, items, _days, _design = _read(row)
    terms = document.terms
    if terms.currency != quote.currency:
        raise Refused("template.currency", text=row.name, theirs=terms.currency, ours=quote.currency)
    lines = [_in_mode(line, terms.price_mode, quote.price_mode) for line in terms.lines]
    return add_lines(session, quote_id, _with_items(session, lines, items), after)


def rename(session: Session, template_id: int, name: str) -> None:
    """Gives a template another name.

    Raises:
        Refused: ``record.missing``, ``name.empty``, ``text.too_long``.
    """
    row = existing(session, Template, template_id)
    row.name, row.sort_name = _named(name)
    _done(session, row)


def to_bin(session: Session, template_id: int, *, now: dt.datetime) -> None:
    """Puts a template in the bin; quotes made from it stay as they are."""
    row = existing(session, Template, template_id)
    row.deleted_at = now
    _done(session, row)


def listed(session: Session, kind: TemplateKind | None = None, text: str = "") -> tuple[TemplateRow, ...]:
    """The templates that are not in the bin, by name; only those whose name has all words of `text`."""
    found = _found(session, TemplateQuery(kind, text))
    shown = rows(session, found)
    return tuple(shown[template_id] for template_id in found)


def count(session: Session, query: TemplateQuery) -> int:
    """How many templates the query finds."""
    return len(_found(session, query))


def ids(session: Session, query: TemplateQuery, first: int, limit: int) -> list[int]:
    """The ids from place `first` on, by name."""
    return _found(session, query)[first : first + limit]


def rows(session: Session, wanted: Sequence[int]) -> dict[int, TemplateRow]:
    """The rows of these ids, by id."""
    found = session.scalars(select(Template).where(Template.id.in_(wanted)))
    return {row.id: _row(row) for row in found}


def _found(session: Session, query: TemplateQuery) -> list[int]:
    """A person has dozens of templates, not thousands: their names are looked through here."""
    statement = select(Template.id, Template.sort_name).where(Template.deleted_at.is_(None))
    if query.kind is not None:
        statement = statement.where(Template.kind == query.kind)
    words = fold(query.text).split()
    named = session.execute(statement.order_by(Template.sort_name, Template.id)).all()
    return [found for found, sort_name in named if all(word in sort_name for word in words)]


def _save(
    session: Session,
    kind: TemplateKind,
    name: str,
    terms: QuoteTerms,
    lines: Sequence[DraftLine],
    now: dt.datetime,
    *,
    more: Mapping[str, object],
    texts: Sequence[str] = (),
) -> int:
    if not lines:
        raise Refused("template.empty")
    shown, sort_name = _named(name)
    document = QuoteDocument(
        _NOBODY, _SOME_DAY, replace(terms, lines=tuple(line.line for line in lines)), None, "", *texts
    )
    items = [line.item_id for line in lines]
    body = {"document": document_as_json(document), "items": items, **more}
    row = Template(
        kind=kind, name=shown, sort_name=sort_name, body=json.dumps(body, ensure_ascii=False), created_at=now
    )
    session.add(row)
    _done(session, row)
    return row.id


def _days_between(first: dt.date | None, last: dt.date | None) -> int | None:
    return (last - first).days if first is not None and last is not None else None


class _Body(NamedTuple):
    """What a template holds; `design` is None in one of an older program, which kept none."""

    document: QuoteDocument
    items: list[int | None]
    days: int | None
    design: str | None


def _read(row: Template) -> _Body:
    """What a template holds.

    Raises:
        Refused: ``record.damaged``.
    """
    try:
        body: dict[str, Any] = json.loads(row.body)
        items = [_id(item) for item in body["items"]]
        return _Body(read_document(body["document"]), items, _days(body["days"]), body.get("design"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("record.damaged", text=excerpt(row.body)) from error


def _id(value: object) -> int | None:
    """The id of an item; what can be none says that there is none."""
    return value if isinstance(value, int) and 0 < value <= MAX_ID else None


def _days(value: object) -> int | None:
    if value is not None and not isinstance(value, int):
        raise TypeError("days are a whole number")
    return value


def _with_items(session: Session, lines: Sequence[Line], items: Sequence[int | None]) -> list[DraftLine]:
    """The lines with the catalogue items they came from, where those are still there."""
    wanted = {item for item in items if item is not None}
    there = set(session.scalars(select(CatalogueItem.id).where(CatalogueItem.id.in_(wanted))))
    padded = [*items, *[None] * len(lines)]
    return [DraftLine(line, item_id=item if item in there else None) for line, item in zip(lines, padded, strict=False)]


def _in_mode(line: Line, theirs: PriceMode, ours: PriceMode) -> Line:
    if line.kind is not LineKind.ITEM or theirs is ours:
        return line
    return replace(line, unit_price=price_between_modes(line.unit_price, line.tax_rate, theirs, ours))


def _row(row: Template) -> TemplateRow:
    try:
        terms = _read(row).document.terms
        items = sum(line.kind is LineKind.ITEM for line in terms.lines)
    except Refused:
        return TemplateRow(row.id, row.kind, row.name, 0, "", row.deleted_at is not None)
    return TemplateRow(row.id, row.kind, row.name, items, terms.currency, row.deleted_at is not None)


def _named(name: str) -> tuple[str, str]:
    shown = clean_line(name, field="name")
    if is_blank(shown) or not fold(shown):
        raise Refused("name.empty", field="name")
    return shown, fold(shown)


def _done(session: Session, row: Template) -> None:
    set_subject(session, row.name)
    session.flush()
