"""The work of the sample business: catalogue, deals on their way, quotes in every state, jobs and sales."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.domain.jobs import JobKind, JobStatus
from crm_desktop.domain.money import minor_from_decimal
from crm_desktop.domain.quotes import Line, LineKind, LineRole, QuoteStatus, Share, ShareKind
from crm_desktop.services import (
    catalogue,
    deals,
    interactions,
    jobs,
    lost_reasons,
    quote_acceptance,
    quote_answers,
    quote_drafts,
    quote_issue,
    quote_questions,
    sales,
    settings,
)
from crm_desktop.services.catalogue import ItemRow, NewItem
from crm_desktop.services.deals import NewDeal
from crm_desktop.services.editing import existing
from crm_desktop.services.interactions import NewInteraction
from crm_desktop.services.jobs import NewJob, PartLine
from crm_desktop.services.pipelines import pipelines
from crm_desktop.services.quote_drafts import NewQuote
from crm_desktop.services.quote_lines import put_lines
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.services.sales import NewSale
from crm_desktop.services.sample_data import SampleData

_NUMBERING = {"numbering.quote.pattern": "{series}-{year}-{seq:4}", "numbering.quote.series": "DEMO"}
"""A series of their own, so that the first real quote is number one."""


@dataclass(slots=True)
class SampleWork:
    """Adds the sample's work for contacts known by key; every day is counted from `today`."""

    session: Session
    data: SampleData
    contacts: dict[str, int]
    today: dt.date
    now: dt.datetime
    items: dict[str, ItemRow] = field(default_factory=dict)
    deals: dict[str, int] = field(default_factory=dict)

    def add(self) -> None:
        """Adds everything.

        Raises:
            Refused: ``deal.no_pipeline``.
        """
        for one in self.data.work["catalogue"]:
            self._add_item(one)
        for one in self.data.work["deals"]:
            self._add_deal(one)
        with self._own_numbers():
            for one in sorted(self.data.work["quotes"], key=itemgetter("days")):
                self._add_quote(one)
        for one in self.data.work["deals"]:
            self._close_deal(one)
        for one in self.data.work["jobs"]:
            self._add_job(one)
        for one in self.data.work["sales"]:
            self._add_sale(one)
        people = {one["key"]: one for one in self.data.contacts["people"]}
        for one in self.data.work["timeline"]:
            self._add_interaction(one, people[one["contact"]])

    @property
    def currency(self) -> str:
        """What amounts are counted in."""
        return settings.get(self.session, "currency")

    def _day(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)

    def _moment(self, days: int) -> dt.datetime:
        return self.now + dt.timedelta(days=days)

    def _minor(self, euros: float) -> int:
        return minor_from_decimal(self.data.price(str(euros)), self.currency)

    def _add_item(self, one: dict[str, Any]) -> None:
        new = NewItem(
            self.data.said(one["name"]), ItemKind(one["kind"]), one["code"], unit=one["unit"],
            price=self.data.price(one["price"]), cost=self.data.price(one["cost"]),
        )  # fmt: skip
        self.items[one["key"]] = catalogue.item(self.session, catalogue.create(self.session, new, now=self.now))

    def _stage(self, number: int) -> int:
        """An open stage by its place; the last one where there are fewer."""
        found = pipelines(self.session)
        if not found:
            raise Refused("deal.no_pipeline")
        stages = found[0].of_kind(StageKind.OPEN)
        return stages[min(number, len(stages) - 1)].id

    def _add_deal(self, one: dict[str, Any]) -> None:
        step = self.data.said(one["step"])
        new = NewDeal(
            self.data.said(one["title"]), self.contacts[one["contact"]], self._stage(0), self._minor(one["value"]),
            expected_close=self._day(one["close"]), next_step=step,
            next_step_date=self._day(one["step_in"]) if one["step_in"] is not None else None,
        )  # fmt: skip
        opened = one["opened"]
        deal_id = deals.create(self.session, new, today=self._day(opened), now=self._moment(opened))
        self.deals[one["key"]] = deal_id
        reached = one["stage"] if isinstance(one["stage"], int) else 3
        for number in range(1, reached + 1):
            days = opened + (one["moved"] - opened) * number // reached
            deals.move(
                self.session, deal_id, self._stage(number), today=self._day(days), now=self._moment(days)
            )  # fmt: skip

    def _close_deal(self, one: dict[str, Any]) -> None:
        when: dict[str, Any] = {"today": self._day(one["moved"]), "now": self._moment(one["moved"])}
        if one["stage"] == "won":
            deals.win(self.session, self.deals[one["key"]], **when)
        elif one["stage"] == "lost":
            reasons = lost_reasons.lost_reasons(self.session)
            reason = reasons[one["reason"] % len(reasons)].id if reasons else None
            deals.lose(self.session, self.deals[one["key"]], reason, **when)

    @contextmanager
    def _own_numbers(self) -> Iterator[None]:
        before = {row.key: row.value if row.is_set else "" for row in settings.all_settings(self.session)}
        for key, value in _NUMBERING.items():
            settings.put(self.session, key, value)
        yield
        for key in _NUMBERING:
            settings.put(self.session, key, before[key])

    def _add_quote(self, one: dict[str, Any]) -> None:
        day, moment = self._day(one["days"]), self._moment(one["days"])
        deal_id = self.deals.get(one["deal"])
        new = NewQuote(self.contacts[one["contact"]], deal_id, self.data.said(one["title"]), day)
        quote_id = quote_drafts.create(self.session, new, today=day, now=moment)
        put_lines(self.session, quote_id, [self._line(line) for line in one["lines"]])
        if one["discount"]:
            share = Share(ShareKind.PERCENT, Decimal(one["discount"]))
            quote_drafts.edit(self.session, quote_id, {"discount": share})
        if deal_id is not None:
            net = existing(self.session, Quote, quote_id).net
            deals.edit(self.session, deal_id, {"value": net}, now=moment)
        self._answer(quote_id, QuoteStatus(one["status"]), moment, one.get("why"))

    def _answer(self, quote_id: int, status: QuoteStatus, moment: dt.datetime, why: list[str] | None) -> None:
        """Brings a draft to its state: issued the day it was written, sent then, answered a week later."""
        if status is QuoteStatus.DRAFT:
            return
        quote_issue.issue(self.session, quote_id, now=moment)
        if status is QuoteStatus.ISSUED:
            return
        later = moment + dt.timedelta(days=7)
        quote_answers.mark_sent(self.session, quote_id, moment.date(), today=moment.date(), now=moment)
        if status is QuoteStatus.ACCEPTED:
            answer = quote_acceptance.Answer(later.date(), quote_questions.question(self.session, quote_id).person)
            quote_acceptance.accept(self.session, quote_id, answer, today=later.date(), now=later)
        elif status is QuoteStatus.DECLINED:
            reason = self.data.said(why) if why is not None else ""
            quote_answers.decline(self.session, quote_id, reason, today=later.date(), now=later)

    def _line(self, one: dict[str, Any]) -> DraftLine:
        if "section" in one:
            return DraftLine(Line(kind=LineKind.SECTION, description=self.data.said(one["section"])))
        item = self.items[one["item"]]
        discount = Share(ShareKind.PERCENT, Decimal(one["discount"])) if "discount" in one else None
        line = Line(
            description=item.name, quantity=Decimal(one["quantity"]), unit=item.unit, unit_price=item.price,
            discount=discount, tax_rate=item.tax_rate, role=LineRole(one["role"]), cost=item.cost,
        )  # fmt: skip
        return DraftLine(line, item_id=item.id)

    def _add_job(self, one: dict[str, Any]) -> None:
        new = NewJob(
            self._day(one["days"]), self.data.said(one["title"]), self.contacts[one["contact"]],
            kind=JobKind(one["kind"]), status=JobStatus(one["status"]), problem=self.data.said(one["problem"]),
            work_done=self.data.said(one["done"]), minutes=one["minutes"],
            next_date=self._day(one["next_in"]) if one["next_in"] is not None else None,
        )  # fmt: skip
        jobs.create(self.session, new, [self._part(*part) for part in one["parts"]], now=self._moment(one["days"]))

    def _part(self, key: str, quantity: str) -> PartLine:
        item = self.items[key]
        return PartLine(item.name, Decimal(quantity), item.unit, item.price, item.id)

    def _add_sale(self, one: dict[str, Any]) -> None:
        new = NewSale(
            self._minor(one["value"]), self.currency, self._day(one["days"]), self.contacts[one["contact"]],
            self.data.said(one["title"]),
        )  # fmt: skip
        sales.record(self.session, new, now=self._moment(one["days"]))

    def _add_interaction(self, one: dict[str, Any], person: dict[str, Any]) -> None:
        """At the hour of the day that is written, as people work by theirs."""
        kind = InteractionKind(one["kind"])
        day = self._moment(one["days"]).astimezone().date()
        at = dt.datetime.combine(day, dt.time.fromisoformat(one["at"])).astimezone(dt.UTC)
        called = self.data.local(person["phone"]) if kind in (InteractionKind.CALL, InteractionKind.MESSAGE) else ""
        new = NewInteraction(
            kind=kind, at=at, direction=Direction(one["direction"]), contact_id=self.contacts[one["contact"]],
            deal_id=self.deals.get(one["deal"]), title=self.data.said(one["title"]), text=self.data.said(one["text"]),
            address=person["email"] if kind is InteractionKind.EMAIL else called,
        )  # fmt: skip
        interactions.record(self.session, new, now=self.now)
